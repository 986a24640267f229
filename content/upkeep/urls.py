from django.urls import path

from content.upkeep import views

urlpatterns = [
    path("coverage/", views.coverage, name="coverage"),
    path("coverage/demand/", views.coverage_demand, name="coverage-demand"),
    path("queue/", views.queue, name="queue"),
    path("queue/verify/", views.queue_verify, name="queue-verify"),
    path("queue/archive/", views.queue_archive, name="queue-archive"),
    path("health/", views.health, name="health"),
    path("health/personas/", views.health_personas, name="health-personas"),
    path("health/<slug:slug>/", views.health_list, name="health-list"),
]
