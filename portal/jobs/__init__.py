"""Background work: the worker, its signs of life, the schedule, and how an action asks for a job.

Nouns: WorkerSeen, Schedule. Verbs: enqueue, work, take back. Tasks are django.tasks functions in the features'
`jobs.py`; their rows are django-tasks-db's.
"""
