from django.urls import path

from portal.activity import views

urlpatterns = [
    path("audit/", views.audit_list, name="audit"),
    path("audit/audit.csv", views.audit_file, name="audit-file"),
]
