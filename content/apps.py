from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContentConfig(AppConfig):
    name = "content"

    def ready(self):
        from content.library.registration import register_library
        from content.search.actions import install_state
        from content.vocabularies.defaults import install_defaults

        post_migrate.connect(install_defaults, sender=self)
        post_migrate.connect(install_state, sender=self)
        register_library()
