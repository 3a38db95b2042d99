"""What must be there before an organisation is saved, worded field by field."""

import re
from dataclasses import fields, replace
from typing import Any

from desktop_app.core import requisites
from desktop_app.core.company_names import name_key
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.phones import parse_phones
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.core.text import one_line

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_SEPARATORS = re.compile(r"[,;\s]+")
_NUMBERS = {
    "inn": requisites.inn_fault,
    "kpp": requisites.kpp_fault,
    "ogrn": requisites.ogrn_fault,
}
_LONGEST = {"name": 500, "note": 10_000}
_LONGEST_TEXT = 300


def check(draft: OrganizationDraft) -> OrganizationDraft:
    """Return the draft with spaces tidied; InvalidDraft names every field that needs a remedy."""
    tidied = _tidied(draft)
    problems = {**_name(tidied), **_requisites(tidied), **_contacts(tidied), **_too_long(tidied)}
    if problems:
        raise InvalidDraft(problems)
    return tidied


def _tidied(draft: OrganizationDraft) -> OrganizationDraft:
    texts: dict[str, Any] = {
        item.name: one_line(value)
        for item in fields(draft)
        if item.name not in ("kind", "note") and isinstance(value := getattr(draft, item.name), str)
    }
    for name in _NUMBERS:
        texts[name] = requisites.tidy(texts[name])
    texts["kpp"] = texts["kpp"].upper()
    people = tuple(_tidied_person(person) for person in draft.people)
    kept = tuple(person for person in people if person != Person(""))
    return replace(draft, **texts, note=draft.note.strip(), people=kept)


def _tidied_person(person: Person) -> Person:
    return Person(*(one_line(getattr(person, item.name)) for item in fields(person)))


def _name(draft: OrganizationDraft) -> dict[str, str]:
    if not draft.name:
        return {"name": "укажите название"}
    return {} if name_key(draft.name) else {"name": "в названии нет ни букв, ни цифр"}


def _requisites(draft: OrganizationDraft) -> dict[str, str]:
    problems = {name: fault(getattr(draft, name)) for name, fault in _NUMBERS.items()}
    if not problems["kpp"] and draft.kpp and len(draft.inn) == 12:
        problems["kpp"] = "у предпринимателя КПП нет"
    return {name: remedy for name, remedy in problems.items() if remedy}


def _contacts(draft: OrganizationDraft) -> dict[str, str]:
    problems: dict[str, str] = {}
    for name in ("phone", "dispatcher_phone"):
        typed = getattr(draft, name)
        if typed and not parse_phones(typed):
            problems[name] = "нет ни одного номера"
    if draft.email and not all(map(_EMAIL.fullmatch, _SEPARATORS.split(draft.email))):
        problems["email"] = "адрес почты как dispetcher@example.ru"
    if any(not person.name for person in draft.people):
        problems["people"] = "укажите имя контактного лица"
    return problems


def _too_long(draft: OrganizationDraft) -> dict[str, str]:
    problems: dict[str, str] = {}
    for item in fields(draft):
        value, limit = getattr(draft, item.name), _LONGEST.get(item.name, _LONGEST_TEXT)
        if isinstance(value, str) and len(value) > limit:
            problems[item.name] = f"не длиннее {limit} знаков"
    return problems
