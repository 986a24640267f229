from django.contrib import admin

from accounts.directory.models import Account, Contact
from portal.users.admin import ReadOnly


@admin.register(Account, Contact)
class DirectoryAdmin(ReadOnly):
    pass
