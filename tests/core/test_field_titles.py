"""Changes of history in words."""

from pathlib import Path

import pytest

from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.field_titles import change_words
from desktop_app.core.records.history import Scalar
from desktop_app.core.records.waste import Container
from desktop_app.core.waste_codec import pack_containers, pack_schedules
from tests.fresh import fresh_office


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        ("premise", "5", "6", "квартира: 5 → 6"),
        ("applicant_name", None, "Юдина", "заявитель: Юдина"),
        ("status", "new", "sent", "статус: новое → передано"),
        ("cycle:7:deadline_at", None, "2026-11-24T09:41:00", "срок: 24.11.2026 09:41"),
        ("topic_id", 3, 5, "тема (изменено)"),
        ("is_control", 0, 1, "на контроле: нет → да"),
        ("2026-11-21", -6.0, -2.9, "21.11.2026: −6 → −2,9"),
        ("office.name", "", "Отдел", "Название органа: Отдел"),
        ("sha256", None, "abc", ""),
        ("handover:3", None, "{}", ""),
        ("details", "Холодно", "", "содержание: Холодно → —"),
        ("building_ids", "4", "4,9", "дома: 1 дом → 2 дома"),
        ("building_ids", "", "не числа", "дома: не числа"),
        ("owner_id", 3, 5, "владелец (изменено)"),
        ("snapshot", "{}", None, ""),
    ],
)
def test_a_change_is_told(field: str, before: Scalar, after: Scalar, words: str) -> None:
    """Codes, moments and rules have their words; what says nothing to people is silent."""
    told = change_words(field, before, after).replace("\N{NO-BREAK SPACE}", " ")
    assert told == words


def test_what_stands_on_a_site_is_told_as_its_card_tells_it() -> None:
    """Containers and timetables are kept as codes, and told in words."""
    few, more = (pack_containers((Container(WasteKind.MIXED, 0.75, n),)) for n in (3, 4))
    told = change_words("containers", few, more).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "контейнеры: 3 × 0,75 м³ → 4 × 0,75 м³"
    daily = pack_schedules((Schedule(weekdays=frozenset({0, 2, 4})),))
    assert change_words("schedules", "", daily) == "график: пн, ср, пт"


@pytest.mark.parametrize("table", ["ticket", "building", "organization", "inspection", "incident"])
def test_no_column_is_told_by_its_name_in_the_base(table: str, tmp_path: Path) -> None:
    """Every column of what people change has Russian words, or is silent."""
    office = fresh_office(tmp_path / "office.sqlite")
    names = [row[1] for row in office.desk.store.rows(f"PRAGMA table_info({table})")]
    office.close()
    told = {name: change_words(name, None, "1") for name in names if not name.endswith("id")}
    parts = ("house_", "settlement", "street")  # written to history as one address
    assert [n for n, w in told.items() if n in w and not n.startswith(parts)] == []


def test_an_export_is_told_in_russian() -> None:
    """Whether personal data went out is said in words."""
    assert change_words("personal", None, False) == "с персональными данными: нет"
