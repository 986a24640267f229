"""Addresses of the account features."""

from accounts.buying_groups.urls import urlpatterns as buying_groups
from accounts.directory.urls import urlpatterns as directory

app_name = "accounts"
urlpatterns = [*directory, *buying_groups]
