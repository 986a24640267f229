from django.urls import path

from content.calendar import views

urlpatterns = [
    path("calendar/", views.calendar_month, name="calendar-month"),
    path("calendar/list/", views.entry_list, name="entry-list"),
    path("calendar/new/", views.entry_new, name="entry-new"),
    path("calendar/<int:pk>/", views.entry_detail, name="entry-detail"),
    path("calendar/<int:pk>/move/", views.entry_move, name="entry-move"),
    path("calendar/<int:pk>/cancel/", views.entry_cancel, name="entry-cancel"),
    path("calendar/<int:pk>/reopen/", views.entry_reopen, name="entry-reopen"),
]
