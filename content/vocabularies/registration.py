"""What vocabularies offer to features below them, entered at start-up."""


def register_vocabularies():
    from content.vocabularies.models import Language, Persona
    from portal.shared.registry import FirstStep, registry

    def languages():
        return [(language.slug, language.label) for language in Language.objects.all()]

    registry.choices["language"] = languages
    registry.first_steps.append(
        FirstStep(
            order=20,
            title="Name your personas, competitors and products",
            why="They are the filters of the library. Stages and formats are there already; an import can add more.",
            action="Open vocabularies",
            url_name="content:vocabulary-list",
            is_done=Persona.objects.exists,
            icon="tags",
        )
    )
