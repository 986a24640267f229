from django.urls import path

from portal.definitions import views

urlpatterns = [
    path("definitions/", views.definition_list, name="definitions"),
    path("definitions/<slug:key>/", views.definition_detail, name="definition"),
    path("definitions/<slug:key>/edit/", views.definition_edit, name="definition-edit"),
    path("definitions/<slug:key>/sign/", views.definition_sign, name="definition-sign"),
]
