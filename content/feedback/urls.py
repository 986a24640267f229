from django.urls import path

from content.feedback import views
from content.feedback.field.urls import urlpatterns as field
from content.feedback.scorecard.urls import urlpatterns as scorecard
from content.feedback.sending.urls import urlpatterns as sending

urlpatterns = [
    *field,
    *scorecard,
    *sending,
    path("library/requests/", views.request_list, name="request-list"),
    path("library/requests/new/", views.request_new, name="request-new"),
    path("library/requests/similar/", views.request_similar, name="request-similar"),
    path("library/requests/<int:pk>/", views.request_detail, name="request-detail"),
    path("library/requests/<int:pk>/accept/", views.request_accept, name="request-accept"),
    path("library/requests/<int:pk>/deliver/", views.request_deliver, name="request-deliver"),
    path("library/requests/<int:pk>/plan/", views.request_plan, name="request-plan"),
    path("library/requests/<int:pk>/vote/", views.request_vote, name="request-vote"),
    path("library/requests/<int:pk>/decline/", views.request_decline, name="request-decline"),
]
