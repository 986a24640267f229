"""What the library offers to features that it may not import, entered at start-up."""

from django.urls import reverse


def register_library():
    from content.library import bulk, documents, found, term_use
    from content.library.definitions import DEFINITIONS
    from content.library.importer import AssetImporter
    from content.library.models import Asset, Download
    from content.library.personas import standing
    from content.library.personas.term_use import PersonaPageTerms
    from content.library.recall.references import downloads, replaced_assets
    from portal.shared.registry import AuditSource, Owned, registry

    registry.importers["asset"] = AssetImporter()
    registry.document_sources[documents.KIND] = documents.true_documents
    registry.term_uses.append(term_use.AssetTerms())
    registry.term_uses.append(PersonaPageTerms())
    registry.term_agreed = standing.agreed_until
    registry.demand.append(standing.demand)
    registry.definitions |= DEFINITIONS
    registry.term_counts = term_use.counts
    registry.term_seen = term_use.seen
    registry.list_urls["assets"] = "content:asset-list"
    registry.list_counts["assets"] = found.counts_of
    registry.in_words["assets"] = found.in_words
    registry.owned.append(
        Owned(
            "assets",
            Asset.objects.owned_by,
            lambda user: f"{reverse('content:asset-list')}?owner={user.pk}",
            bulk.hand_over,
        )
    )
    registry.audited.append(AuditSource("downloaded", "content.Asset", Download.objects.for_audit))
    registry.refers("content.Asset", replaced_assets)
    registry.held("content.Asset", downloads)
    register_notices(registry)
    register_first_step(registry, Asset)


def register_first_step(registry, assets):
    from portal.shared.registry import FirstStep

    registry.first_steps.append(
        FirstStep(
            order=30,
            title="Bring your assets in",
            why="From a spreadsheet, CSV or JSON: first a dry run that says what would happen, then the import.",
            action="Import assets",
            url_name="import-start",
            is_done=assets.objects.exists,
            icon="upload",
        )
    )


def register_notices(registry):
    from portal.shared.registry import NoticeKind

    registry.notice_kinds["approval"] = NoticeKind(
        label="Approvals",
        note="What you submitted was approved or sent back with a comment.",
        mail=True,
    )
    registry.notice_kinds["recall"] = NoticeKind(
        label="Content taken back",
        note="An asset that you downloaded, sent or own was withdrawn or superseded.",
        mail=True,
    )
