from django.urls import path

from content.library import bulk_editing, editing, views
from content.library.recall import views as recall
from content.library.trust import views as trust
from content.library.versions import upload_views as uploads
from content.library.versions import views as versions

VERSION = "library/<slug:reference>/versions/<int:number>/"
urlpatterns = [
    path("library/", views.asset_list, name="asset-list"),
    path("search/log/", views.search_note, name="search-note"),
    path("library/facets/<slug:facet>/", views.asset_facet, name="asset-facet"),
    path("library/new/", editing.asset_new, name="asset-new"),
    path("library/bulk/", bulk_editing.asset_bulk, name="asset-bulk"),
    path("library/bulk/done/", bulk_editing.asset_bulk_done, name="asset-bulk-done"),
    path("library/bulk/undo/", bulk_editing.asset_bulk_undo, name="asset-bulk-undo"),
    path("library/upload/", uploads.asset_upload, name="asset-upload"),
    path("library/upload/decide/", uploads.asset_upload_decide, name="asset-upload-decide"),
    path("library/titles/", editing.asset_titles, name="asset-titles"),
    path("library/tags/", editing.asset_tags, name="asset-tags"),
    path("library/<slug:reference>/", views.asset_detail, name="asset-detail"),
    path("library/<slug:reference>/edit/", editing.asset_edit, name="asset-edit"),
    path("library/<slug:reference>/publish/", editing.asset_publish, name="asset-publish"),
    path("library/<slug:reference>/archive/", editing.asset_archive, name="asset-archive"),
    path("library/<slug:reference>/restore/", editing.asset_restore, name="asset-restore"),
    path("library/<slug:reference>/duplicate/", editing.asset_duplicate, name="asset-duplicate"),
    path("library/<slug:reference>/delete/", editing.asset_delete, name="asset-delete"),
    path("library/<slug:reference>/preview/", views.asset_preview, name="asset-preview"),
    path("library/<slug:reference>/history/", views.asset_history, name="asset-history"),
    path("library/<slug:reference>/verify/", trust.asset_verify, name="asset-verify"),
    path("library/<slug:reference>/submit/", trust.asset_submit, name="asset-submit"),
    path("library/<slug:reference>/approve/", trust.asset_approve, name="asset-approve"),
    path(
        "library/<slug:reference>/request-changes/", trust.asset_request_changes, name="asset-request-changes"
    ),
    path("library/<slug:reference>/take-back/", trust.asset_take_back, name="asset-take-back"),
    path("library/<slug:reference>/withdraw/", recall.asset_withdraw, name="asset-withdraw"),
    path("library/<slug:reference>/supersede/", recall.asset_supersede, name="asset-supersede"),
    path("library/<slug:reference>/file", versions.asset_file, name="asset-file"),
    path("library/<slug:reference>/versions/", versions.asset_versions, name="asset-versions"),
    path(f"{VERSION}file", versions.asset_file, name="asset-version-file"),
    path(f"{VERSION}pages/<int:page>.webp", versions.asset_file_page, name="asset-file-page"),
    path(f"{VERSION}restore/", versions.asset_version_restore, name="asset-version-restore"),
]
