from django.contrib import admin

from content.feedback.models import ContentRequest, Feedback, Send
from portal.users.admin import ReadOnly

admin.site.register([ContentRequest, Feedback, Send], ReadOnly)
