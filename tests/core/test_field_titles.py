"""Changes of history in words."""

from pathlib import Path

import pytest

from desktop_app.core.field_titles import change_words
from desktop_app.core.records.history import Scalar
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
    ],
)
def test_a_change_is_told(field: str, before: Scalar, after: Scalar, words: str) -> None:
    """Codes, moments and rules have their words; what says nothing to people is silent."""
    assert change_words(field, before, after) == words


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
