from django.urls import path

from content.library.personas import views

urlpatterns = [
    path("personas/", views.persona_list, name="persona-list"),
    path("personas/<slug:slug>/", views.persona_page, name="persona-page"),
    path("personas/<slug:slug>/edit/", views.persona_edit, name="persona-edit"),
    path("personas/<slug:slug>/sign/", views.persona_sign, name="persona-sign"),
]
