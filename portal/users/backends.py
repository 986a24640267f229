"""Who is who: sign-in by e-mail; what a person may do is the role's (`roles.py`), not this backend's."""

from allauth.account.auth_backends import AuthenticationBackend

from portal.users.models import User


class RoleBackend(AuthenticationBackend):
    def get_user(self, user_id):
        """The person of a session, None once deactivated; brings along what every page shows of it."""
        user = User.objects.with_settings_stamp().with_extras().with_id(user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    def has_perm(self, user_obj, perm, obj=None):
        return False
