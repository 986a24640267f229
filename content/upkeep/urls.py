from django.urls import path

from content.upkeep import views

urlpatterns = [
    path("coverage/", views.coverage, name="coverage"),
    path("coverage/demand/", views.coverage_demand, name="coverage-demand"),
]
