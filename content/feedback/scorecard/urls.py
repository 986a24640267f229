from django.urls import path

from content.feedback.scorecard import views

urlpatterns = [path("library/answers/", views.answer_list, name="answer-list")]
