from django.urls import path

from content.feedback import views

urlpatterns = [
    path("library/requests/", views.request_list, name="request-list"),
    path("library/requests/new/", views.request_new, name="request-new"),
    path("library/requests/similar/", views.request_similar, name="request-similar"),
    path("library/requests/<int:pk>/", views.request_detail, name="request-detail"),
    path("library/requests/<int:pk>/accept/", views.request_accept, name="request-accept"),
    path("library/requests/<int:pk>/deliver/", views.request_deliver, name="request-deliver"),
    path("library/requests/<int:pk>/decline/", views.request_decline, name="request-decline"),
]
