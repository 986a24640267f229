from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContentConfig(AppConfig):
    name = "content"

    def ready(self):
        from content.battle_cards.registration import register_battle_cards
        from content.calendar import defaults as calendar
        from content.calendar.registration import register_calendar
        from content.feedback.registration import register_feedback
        from content.files.registration import register_files
        from content.library.registration import register_library
        from content.search.registration import register_search
        from content.upkeep.registration import register_upkeep
        from content.vocabularies.defaults import install_defaults
        from content.vocabularies.registration import register_vocabularies

        post_migrate.connect(install_defaults, sender=self)
        post_migrate.connect(calendar.install_defaults, sender=self)
        register_vocabularies()
        register_search(self)
        register_files()
        register_library()
        register_battle_cards()
        register_feedback()
        register_upkeep()
        register_calendar()
