"""Requests that are "in the calendar" are planned; the word in the database follows."""

from django.db import migrations


def rename(old, new):
    def move(apps, schema_editor):
        apps.get_model("content", "ContentRequest").objects.filter(status=old).update(status=new)

    return move


class Migration(migrations.Migration):
    dependencies = [("content", "0005_feedback_and_sends")]
    operations = [migrations.RunPython(rename("in_calendar", "planned"), rename("planned", "in_calendar"))]
