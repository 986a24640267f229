"""Who may call an endpoint: the verb's permission, as the page asks for it, and the token's scope."""

from rest_framework.permissions import SAFE_METHODS, BasePermission

from portal.rest.errors import NotInScope


class VerbPermissions(BasePermission):
    """Reading needs a sign-in; writing needs the permission that the endpoint's `verbs` name.

    A write without a line in `verbs` is refused. A token must hold the scope as well.
    """

    def has_permission(self, request, view):
        if not (request.user and request.user.is_authenticated and request.user.is_active):
            return False
        action = getattr(view, "action", None)
        self._check_scope(request, view)
        if action is None:  # the method does not exist here: 405 follows
            return True
        permission = getattr(view, "verbs", {}).get(action)
        if permission is None:
            return request.method in SAFE_METHODS
        return request.user.has_perm(permission)

    def _check_scope(self, request, view):
        area = getattr(view, "scope", "")
        if not area or request.auth is None:
            return
        needed = f"{area}:read" if request.method in SAFE_METHODS else f"{area}:write"
        if not {needed, "admin"} & set(request.auth.scopes):
            raise NotInScope(needed)
