from django.urls import path

from portal.imports import views

urlpatterns = [
    path("import/", views.import_start, name="import-start"),
    path("import/<int:pk>/", views.import_detail, name="import-detail"),
    path("import/<int:pk>/columns/", views.import_columns, name="import-columns"),
    path("import/<int:pk>/words/", views.import_words, name="import-words"),
    path("import/<int:pk>/confirm/", views.import_confirm, name="import-confirm"),
    path("import/<int:pk>/restart/", views.import_restart, name="import-restart"),
    path("import/<int:pk>/discard/", views.import_discard, name="import-discard"),
    path("import/<int:pk>/undo/", views.import_undo, name="import-undo"),
    path("import/<int:pk>/result.csv", views.import_result, name="import-result"),
]
