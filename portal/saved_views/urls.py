from django.urls import path

from portal.saved_views import views

urlpatterns = [
    path("views/", views.view_list, name="view-list"),
    path("views/new/", views.view_save, name="view-save"),
    path("views/counts/", views.view_counts, name="view-counts"),
    path("views/<int:pk>/", views.view_edit, name="view-edit"),
    path("views/<int:pk>/update/", views.view_update, name="view-update"),
    path("views/<int:pk>/delete/", views.view_delete, name="view-delete"),
]
