"""What spans the content features: my queue, the library's health, coverage and demand, reminders.

Nouns: HealthCount, health rule, queue, coverage. Verbs: count the health, remind. It reads feedback and library.
"""
