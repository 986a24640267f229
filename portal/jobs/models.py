from django.db import models


class WorkerSeen(models.Model):
    """A worker's sign of life. On SQLite the worker's lock file counts instead: a long write blocks this row."""

    worker_id = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "workers seen"

    def __str__(self):
        return self.worker_id


class Schedule(models.Model):
    """When a task that repeats runs next. Rows are made from `registry.schedules` by the worker."""

    name = models.CharField(max_length=80, unique=True)
    task = models.CharField(max_length=200)
    every_seconds = models.PositiveIntegerField()
    next_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
