"""The joint editorial calendar: boards, themes and entries. Today one month and its entries by form.

Nouns: EditorialBoard, Theme, CalendarEntry. Verbs: create, change, move. Status says where our work stands and
never follows from a date; "scheduled" and "overdue" are derived.
"""
