from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        from portal import checks  # noqa: F401
        from portal.activity.registration import register_activity
        from portal.definitions.registration import register_definitions
        from portal.imports.registration import register_imports
        from portal.notices.registration import register_notices
        from portal.saved_views.registration import register_saved_views
        from portal.users.registration import register_users

        register_activity()
        register_definitions(self)
        register_imports()
        register_notices()
        register_saved_views()
        register_users()
