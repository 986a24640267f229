from django.contrib import admin

from content.feedback.models import ContentRequest
from portal.users.admin import ReadOnly


@admin.register(ContentRequest)
class ContentRequestAdmin(ReadOnly):
    pass
