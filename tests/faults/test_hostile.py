"""Promise 11: any text through any field is stored as typed or cleaned as documented, and shown."""

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.core import records
from desktop_app.core.company_names import tidy_name
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import HistoryDraft
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.repeats import RepeatDraft
from desktop_app.core.text import one_line, storable
from desktop_app.services.office import Office
from tests.factories import new_house
from tests.faults import doors, work
from tests.faults.doors import DOORS, Door
from tests.fresh import fresh_office
from tests.reports.hostile import HOSTILE

Promise = Callable[[str, object, object], None]
STRIDE = 11
# No text is typed into them: history is written from what was typed, a rule is numbers.
INTERNAL = {HistoryDraft, RepeatDraft}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Return an office with a house and an organisation."""
    opened = fresh_office(tmp_path / "office.sqlite", work.clock())
    new_house(opened.buildings, "пр-кт Ленина", "12", floors=5, flats=80, entrances=4)
    opened.organizations.add(OrganizationDraft(OrganizationKind.UTILITY, "Теплосеть"))
    opened.clerks.sit(opened.clerks.add("Лапина Ирина").id)
    yield opened
    opened.close()


def _drafts() -> set[type]:
    found = set()
    for module in pkgutil.iter_modules(records.__path__, f"{records.__name__}."):
        members = vars(importlib.import_module(module.name)).values()
        found |= {m for m in members if inspect.isclass(m) and m.__name__.endswith("Draft")}
    return found


def test_every_draft_has_a_door() -> None:
    """A new kind of draft must be given a door, or this fails."""
    assert len(HOSTILE) >= 150
    assert _drafts() - set(DOORS) - INTERNAL == set()


def _cleanings(text: str) -> set[str]:
    """What may be stored of a text: itself, with its ends or spaces tidied."""
    whole = storable(text)
    return {whole, whole.strip(), whole.rstrip(), one_line(whole), tidy_name(whole)}


def _through(office: Office, door: Door, number: int, ends: Counter[str]) -> list[str]:
    """Put another text into every field at once; fields refused in words go back to plain ones."""
    plain = door.base(office, number)
    given = {
        path: HOSTILE[(number + place * STRIDE) % len(HOSTILE)]
        for place, path in enumerate(doors.text_paths(plain))
    }
    while True:
        typed = plain
        for path, text in given.items():
            typed = doors.with_text(typed, path, text)
        try:
            stored = door.through(office, typed)
        except InvalidDraft as error:
            named = {path for path in given if {str(step) for step in path} & set(error.fields)}
            refused = named or set(given)
            ends["отказано"] += len(refused)
            for path in refused:
                del given[path]
            continue
        ends["записано"] += len(given)
        return [
            f"{'.'.join(map(str, path))}: {text[:40]!r} → {doors.text_at(stored, path)[:40]!r}"
            for path, text in given.items()
            if str(path[0]) not in door.by_rule
            and doors.text_at(stored, path) not in _cleanings(text)
        ]


@pytest.mark.parametrize("record", DOORS, ids=lambda record: record.__name__)
def test_a_text_comes_back_as_typed(
    office: Office, promise: Promise, is_long: bool, record: type
) -> None:
    """Through every field of the record: stored as typed, tidied as documented, or refused."""
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    rounds = range(len(HOSTILE)) if is_long else range(0, len(HOSTILE), 5)
    for number in rounds:
        wrong += _through(office, DOORS[record], number, ends)
    assert work.halves(office) == []
    tried = f"{ends['записано']} записано, {ends['отказано']} отказано словами"
    promise(f"11. чужие тексты, {record.__name__}", tried, f"искажено {len(wrong)}")
    assert wrong == [], wrong[:10]
    assert ends["записано"]
