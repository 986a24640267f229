from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from portal.shared.models import PortalManager
from portal.users.querysets import ApiTokenQuerySet, UserQuerySet
from portal.users.roles import Role, permissions_of


class Team(models.Model):
    """A group of people with a lead, such as "EMEA sales"."""

    name = models.CharField(max_length=80)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="team_name_once")]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **values):
        """A saved user; `email` is the sign-in name, kept in lower case."""
        user = self.model(email=email.strip().lower(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **values):
        return self.create_user(email, password, **{"role": Role.ADMIN} | values)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in. What the person may do follows from `role` alone."""

    Role = Role

    class Side(models.TextChoices):
        SALES = "sales", "Sales"
        MARKETING = "marketing", "Marketing"
        OTHER = "other", "Other"

    class Theme(models.TextChoices):
        SYSTEM = "", "As the system"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    email = models.EmailField("e-mail", max_length=254, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role, default=Role.REP)
    side = models.CharField(max_length=10, choices=Side, default=Side.OTHER)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    is_active = models.BooleanField(default=True)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.SYSTEM, blank=True)
    shortcuts = models.BooleanField("single-key shortcuts", default=True)
    default_scope = models.CharField(max_length=1000, blank=True, default="")
    joined_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]
        permissions = [
            ("change_people", "May invite, change and deactivate people"),
            ("change_settings", "May change the portal's settings"),
            ("view_admin", "May open the admin site"),
            ("import_assets", "May import assets"),
        ]

    def __str__(self):
        return self.name or self.email

    def has_perm(self, perm, obj=None):
        return self.is_active and perm in permissions_of(self.role)

    def has_perms(self, perms, obj=None):
        return all(self.has_perm(perm) for perm in perms)

    def has_module_perms(self, app_label):
        return self.has_perm("portal.view_admin")

    @property
    def is_staff(self):
        return self.has_perm("portal.view_admin")

    # The admin site and allauth ask; nobody stands above the table of roles.
    is_superuser = False

    @property
    def initials(self):
        words = (self.name or self.email).split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    def get_full_name(self):
        return self.name


class ApiToken(models.Model):
    """A bearer token of one person. Only the SHA-256 of the secret is stored; it dies with its owner."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=12)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = PortalManager.from_queryset(ApiTokenQuerySet)()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.name} ({self.prefix}…)"


class PortalSettings(models.Model):
    """The installation's own settings: one row with id 1."""

    name = models.CharField(max_length=80, default="Tandem")
    time_zone = models.CharField(max_length=60, default="UTC")
    default_language = models.CharField(max_length=12, default="en")
    first_run_done = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "portal settings"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="portal_settings_one_row")]

    def __str__(self):
        return self.name
