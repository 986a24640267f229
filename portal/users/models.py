import secrets

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core import signing
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.shared.models import PortalManager, refuse_hidden
from portal.users import rules
from portal.users.querysets import ApiTokenQuerySet, TeamQuerySet, UserQuerySet
from portal.users.roles import Role, permissions_of

INVITATION = "portal.users.invitation"
EMAIL_TAKEN = "Somebody with this e-mail is here already."


class Team(models.Model):
    """A group of people with a lead, such as "EMEA sales"."""

    name = models.CharField(max_length=80)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(TeamQuerySet)()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="team_name_once",
                violation_error_message="There is a team with this name already.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("team-edit", args=[self.pk])

    def clean(self):
        refuse_hidden(self, "name")


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

    def invited_by(self, token):
        """The person whose open or expired invitation `token` is; None for a used, old or invented one."""
        try:
            pk, key = signing.Signer(salt=INVITATION).unsign_object(token)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        person = self.active().invited().with_id(pk).first()
        return person if person and constant_time_compare(key, person.invitation_key) else None


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

    email = models.EmailField("e-mail", max_length=254, unique=True, error_messages={"unique": EMAIL_TAKEN})
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role, default=Role.REP)
    side = models.CharField(max_length=10, choices=Side, default=Side.OTHER)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    is_active = models.BooleanField(default=True)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.SYSTEM, blank=True)
    shortcuts = models.BooleanField("single-key shortcuts", default=True)
    default_scope = models.CharField(max_length=1000, blank=True, default="")
    joined_at = models.DateTimeField(default=timezone.now)
    # Set while an invitation waits for its answer; without a password nobody can sign in as this person.
    invited_at = models.DateTimeField(null=True, blank=True)
    # Moving it on ends every session of this person.
    session_epoch = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=EMAIL_TAKEN,
            )
        ]
        permissions = [
            ("change_people", "May invite, change and deactivate people"),
            ("change_settings", "May change the portal's settings"),
            ("view_admin", "May open the admin site"),
            ("view_audit", "May read what everybody did"),
            ("import_assets", "May import assets"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_absolute_url(self):
        return reverse("person-edit", args=[self.pk])

    def clean(self):
        super().clean()
        refuse_hidden(self, "name")

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

    @property
    def state(self):
        """Where this person stands: active, invited or deactivated."""
        if not self.is_active:
            return "deactivated"
        return "invited" if self.invited_at else "active"

    @property
    def invitation_key(self):
        """Changes with every invitation and with the password, so that a link works once."""
        return salted_hmac(INVITATION, f"{self.pk}:{self.password}", algorithm="sha256").hexdigest()[:32]

    @property
    def invitation_token(self):
        """What the link of an invitation carries."""
        return signing.Signer(salt=INVITATION).sign_object([self.pk, self.invitation_key])

    def invitation_problem(self, now):
        """Why this person cannot join at `now`; empty while the invitation is open."""
        return rules.invitation_problem(is_active=self.is_active, invited_at=self.invited_at, now=now)

    @property
    def invitation_open(self):
        return not self.invitation_problem(timezone.now())

    @property
    def invitation_ends_at(self):
        """When the open invitation stops working; None when there is none."""
        return self.invited_at and self.invited_at + rules.INVITATION_LASTS

    def _get_session_auth_hash(self, secret=None):
        """Django's own hash covers the password; ours covers `session_epoch` too."""
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac("portal.users.session", value, secret=secret, algorithm="sha256").hexdigest()


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

    @property
    def state(self):
        """usable, expired or revoked."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at and self.expires_at <= timezone.now() else "usable"


def own_time_zone():
    """The time zone of the installation until somebody chooses another."""
    return settings.TIME_ZONE


def new_stamp():
    return secrets.token_hex(8)


class PortalSettings(models.Model):
    """The installation's own settings: one row with id 1. Read them through `portal_settings()`.

    `stamp` is new after every change, so that a process sees that its copy is old (two settings may share a
    version after a restore, never a stamp).
    """

    name = models.CharField(max_length=80, default="Tandem")
    time_zone = models.CharField(max_length=60, default=own_time_zone)
    default_language = models.CharField(max_length=80, default="en")
    first_run_done = models.BooleanField(default=False)
    stamp = models.CharField(max_length=16, default=new_stamp, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "portal settings"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="portal_settings_one_row")]

    def __str__(self):
        return self.name

    @classmethod
    def stored(cls):
        """The row as the database has it; the defaults, without a stamp, before anybody saved any."""
        return cls.objects.first() or cls(pk=1, stamp="")
