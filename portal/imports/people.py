"""People as the import engine takes them (`registry.importers["person"]`): invited or changed, never deactivated.

An empty cell leaves what the portal has. No passwords: whoever is new gets an invitation by mail, from a job.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.urls import reverse

from portal.imports.engine import Importer, PlanOutdated
from portal.imports.plans import CHANGED, CREATED, REFUSED, UNCHANGED, Plan, PlannedRow
from portal.imports.rules import Field, column_key
from portal.jobs.actions import enqueue
from portal.shared.changes import StaleRecord
from portal.shared.models import hidden_problem
from portal.users import actions, rules
from portal.users.models import Team, User

INVITE = "portal.users.jobs.mail_invitation"
FIELDS = (
    Field(
        "email",
        "E-mail",
        aliases=("mail", "email address", "mail address", "work email", "user name", "login"),
    ),
    Field("name", "Name", aliases=("full name", "display name", "person", "employee")),
    Field("role", "Role", aliases=("portal role", "permission", "profile")),
    Field("side", "Side", aliases=("department", "function", "division")),
    Field("team", "Team", aliases=("group", "team name", "sales team")),
)
LABELS = {one.name: one.label for one in FIELDS}
LONGEST = {"email": 254, "name": 120}


@dataclass
class PersonChange:
    """What is written for one row. person: who is there, or None; values: {attribute: value} of what is new."""

    person: User | None
    values: dict = field(default_factory=dict)


class PersonImporter(Importer):
    kind = "person"
    label = "People"
    permissions = ("portal.import_assets", "portal.change_people")
    fields = FIELDS
    asks_defaults = False

    def __init__(self, *, sends_mail=True):
        self.sends_mail = sends_mail

    def plan(self, records, options):
        planner = _Planner(records, options.actor)
        return Plan([planner.row(record) for record in records], [])

    def write(self, plan, rows, options):
        for row in rows:
            try:
                person = self._write(row.change, options.actor)
            except (StaleRecord, ValidationError) as outdated:
                raise PlanOutdated from outdated
            row.reference = str(person.pk)

    def _write(self, change, actor):
        if change.person:
            version = change.person.version
            return actions.change_person(
                change.person, change.values, actor=actor, version=version, via="import"
            )
        person = actions.invite_person(change.values, actor=actor, via="import")
        if self.sends_mail:
            enqueue(INVITE, person.pk, actor.pk)
        return person

    def terms(self, vocabulary):
        return []

    def address_of(self, reference):
        return reverse("person-edit", args=[reference])

    def list_address(self):
        return reverse("people")


class _Planner:
    """Knows everybody, all teams, and what earlier rows of the file do."""

    def __init__(self, records, actor):
        emails = {record.values.get("email", "").strip().lower() for record in records}
        self._people = {person.email.lower(): person for person in User.objects.with_emails(emails)}
        self._teams = {column_key(team.name): team for team in Team.objects.all()}
        self._admins = set(User.objects.able_admins().values_list("pk", flat=True))
        self._rows_of = {}
        self._actor = actor

    def row(self, record):
        """The PlannedRow of one record."""
        values = self._values(record)
        email = values.pop("email", "")
        person = self._people.get(email)
        label = values.get("name") or (person.name if person else "") or email
        reference = str(person.pk) if person else ""
        change = self._change(record, person, values) if person else self._invitation(email, values)
        if not record.is_good:
            return PlannedRow(record.number, REFUSED, label, reference, record.messages)
        if person and not change.values:
            return PlannedRow(record.number, UNCHANGED, label, reference, record.messages)
        outcome = CHANGED if person else CREATED
        return PlannedRow(record.number, outcome, label, reference, record.messages, change)

    def _values(self, record):
        """{attribute: value} of what the record says; what it cannot mean is refused."""
        texts = record.values
        values = {"email": self._email(record, texts.get("email", ""))}
        if name := " ".join(texts.get("name", "").split()):
            values["name"] = self._name(record, name)
        for attribute, choices in (("role", User.Role), ("side", User.Side)):
            if text := texts.get(attribute):
                values[attribute] = self._choice(record, attribute, text, choices)
        if text := texts.get("team"):
            values["team"] = self._team(record, text)
        return {attribute: value for attribute, value in values.items() if value is not None}

    def _email(self, record, text):
        email = text.strip().lower()
        try:
            EmailValidator()(email)
        except ValidationError:
            return record.refuse(LABELS["email"], text, "This is no e-mail address. Correct it.")
        if len(email) > LONGEST["email"]:
            return record.refuse(LABELS["email"], email, "It is too long for an e-mail address.")
        first = self._rows_of.setdefault(email, record.number)
        if first != record.number:
            record.refuse(
                LABELS["email"], email, f"Row {first} is about the same person. Keep one of the two."
            )
        return email

    def _name(self, record, name):
        if len(name) > LONGEST["name"]:
            return record.refuse(LABELS["name"], name, f"A name has at most {LONGEST['name']} characters.")
        if problem := hidden_problem(name):
            return record.refuse(LABELS["name"], "", problem)
        return name

    def _choice(self, record, attribute, text, choices):
        for value, label in choices.choices:
            if column_key(text) in (column_key(value), column_key(label)):
                return value
        words = ", ".join(choices.labels)
        return record.refuse(LABELS[attribute], text, f"It is one of {words}.")

    def _team(self, record, text):
        team = self._teams.get(column_key(text))
        if team is None:
            record.refuse(LABELS["team"], text, "There is no such team. Add it under People first.")
        return team

    def _invitation(self, email, values):
        values = {
            "email": email,
            "name": "",
            "role": User.Role.REP,
            "side": User.Side.OTHER,
            "team": None,
        } | values
        values["name"] = values["name"] or rules.name_from(email)
        return PersonChange(None, values)

    def _change(self, record, person, values):
        """What the record changes of somebody who is here."""
        if not person.is_active:
            record.note("", "", "This person is deactivated and stays so.")
            return PersonChange(person)
        moved = {name: value for name, value in values.items() if getattr(person, name) != value}
        if "role" in moved:
            others = self._admins - {person.pk}
            is_self = person.pk == self._actor.pk
            problem = rules.role_problem(
                person.role, moved["role"], is_self=is_self, other_admins=len(others)
            )
            if problem:
                record.refuse(LABELS["role"], moved["role"], problem)
            elif person.role == User.Role.ADMIN:
                self._admins = others
        return PersonChange(person, moved)
