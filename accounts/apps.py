from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Target accounts"

    def ready(self):
        from accounts.buying_groups.defaults import install_defaults
        from accounts.buying_groups.registration import register_buying_groups
        from accounts.directory.registration import register_directory
        from accounts.workspace.registration import register_workspace

        post_migrate.connect(install_defaults, sender=self)
        register_directory()
        register_buying_groups()
        register_workspace()
