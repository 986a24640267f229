from django.urls import path

from content.feedback.field import views

OF_ASSET = "library/<slug:reference>/feedback/"
urlpatterns = [
    path("library/account-names/", views.account_names, name="account-names"),
    path(OF_ASSET, views.asset_feedback, name="asset-feedback"),
    path(f"{OF_ASSET}say/", views.feedback_say, name="feedback-say"),
    path(f"{OF_ASSET}<int:pk>/outcome/", views.feedback_outcome, name="feedback-outcome"),
    path(f"{OF_ASSET}<int:pk>/answer/", views.feedback_answer, name="feedback-answer"),
    path(f"{OF_ASSET}<int:pk>/take-back/", views.feedback_take_back, name="feedback-take-back"),
]
