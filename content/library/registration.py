"""What the library offers to features that it may not import, entered at start-up."""

from django.urls import reverse


def register_library():
    from content.library import documents, term_use
    from content.library.models import Asset
    from portal.shared.registry import registry

    registry.document_sources[documents.KIND] = documents.all_documents
    registry.term_uses.append(term_use.AssetTerms())
    registry.owned.append(
        (
            "assets",
            lambda user: Asset.objects.owned_by(user),
            lambda user: f"{reverse('content:asset-list')}?owner={user.pk}",
        )
    )
