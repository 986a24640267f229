"""Addresses of the account features."""

from accounts.buying_groups.urls import urlpatterns as buying_groups
from accounts.directory.urls import urlpatterns as directory
from accounts.workspace.urls import urlpatterns as workspace

app_name = "accounts"
urlpatterns = [*workspace, *directory, *buying_groups]
