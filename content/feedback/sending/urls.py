from django.urls import path

from content.feedback.sending import views

urlpatterns = [
    path("library/send/", views.send, name="send"),
    path("library/send/pick/", views.send_pick, name="send-pick"),
    path("library/sent/", views.sent, name="sent"),
    path("library/sent/<int:pk>/link/", views.send_link, name="send-link"),
    path("library/<slug:reference>/send/", views.asset_send, name="asset-send"),
]
