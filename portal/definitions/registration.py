"""What definitions offer to the features below them, entered at start-up."""

from django.db.models.signals import post_migrate


def register_definitions(app):
    from portal.definitions.defaults import install_defaults

    post_migrate.connect(install_defaults, sender=app)
