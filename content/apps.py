from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContentConfig(AppConfig):
    name = "content"

    def ready(self):
        from content.library.registration import register_library
        from content.vocabularies.defaults import install_defaults

        post_migrate.connect(install_defaults, sender=self)
        register_library()
