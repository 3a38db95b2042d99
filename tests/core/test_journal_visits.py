"""The journal of visits: its words read as Russian, nothing is said twice."""

import datetime as dt

import pytest

from desktop_app.core.acts.templates import method_of
from desktop_app.core.enums import ActKind, InspectionStatus
from desktop_app.core.journal_books import journal
from desktop_app.core.records.journals import VisitLine


def _line(kind: ActKind, basis: str, *tickets: str) -> VisitLine:
    at = dt.datetime(2026, 11, 23, 10, 30)
    return VisitLine(
        1, "2026-001", kind.value, InspectionStatus.DRAFT, at, "пр-кт Ленина, д. 12", "", basis,
        "granted", None, tickets, (), (), 0, 0, 0, 0, None, None, "", (),
    )  # fmt: skip


def _said(line: VisitLine, key: str) -> object:
    columns = journal("visits").columns
    tell = next(column for column in columns if column.key == key).value
    assert tell is not None
    return tell(line)


@pytest.mark.parametrize("kind", ActKind)
def test_the_kind_stands_in_its_case(kind: ActKind) -> None:
    """«Акт замера…»: the words of a kind are made to follow «Акт» and stand nowhere alone."""
    assert _said(_line(kind, ""), "kind") == f"Акт {kind.title_ru}"


def test_a_ticket_named_in_the_basis_is_not_named_twice() -> None:
    """The drafted basis tells numbers with days; others are put before it."""
    basis = "повторные обращения № 2026-03203 от 11.11.2026"
    line = _line(ActKind.COOLANT, basis, "2026-03203", "2026-03335")
    assert _said(line, "basis") == f"№ 2026-03335; {basis}"
    assert _said(_line(ActKind.COOLANT, basis, "2026-03203"), "basis") == basis
    assert _said(_line(ActKind.COOLANT, "", "2026-03203"), "basis") == "№ 2026-03203"


@pytest.mark.parametrize("kind", [ActKind.SERVICE_QUALITY, ActKind.AFTER_REPAIR])
def test_pressure_at_a_tap_is_not_read_off_the_inlet(kind: ActKind) -> None:
    """These acts measure the tap, so their method names it; the inlet is of the coolant's act."""
    assert "манометром в точке разбора" in method_of(kind)
    assert "узла ввода" in method_of(ActKind.COOLANT)
