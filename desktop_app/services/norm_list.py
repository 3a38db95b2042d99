"""Norms as a list of the office: the shipped rows, each with what the office put in its place."""

from collections.abc import Mapping
from dataclasses import replace

from db import history
from desktop_app.core.acts.templates import OfficeTolerance
from desktop_app.core.changes import Changes
from desktop_app.core.enums import Entity
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.norm_edits import NormEdit, tolerance_words, tolerated
from desktop_app.core.norm_rows import Norm
from desktop_app.core.records.reference_lists import RefChange, RefField, RefKind, RefLine
from desktop_app.services.desk import Desk
from desktop_app.services.norm_checks import demand_here
from desktop_app.services.norms import Norms
from desktop_app.services.reference_books import change_of, checked_values

OWN = "изменено офисом"


class NormList:
    """Norms every value is held against; a line's number is its place in the shipped table."""

    title = "Нормы"

    def __init__(self, desk: Desk, norms: Norms) -> None:
        """Read and change them by the service of norms."""
        self._desk, self._norms = desk, norms

    @property
    def fields(self) -> tuple[RefField, ...]:
        """What is measured, the bounds, what is tolerated and where it is written."""
        return (
            RefField("quantity", "Что измеряют", is_fixed=True, width=350),
            RefField("own", "Пометка", is_fixed=True, width=125),
            RefField("low", "Не ниже", RefKind.NUMBER, width=70),
            RefField("high", "Не выше", RefKind.NUMBER, width=70),
            RefField("unit", "Единица", is_fixed=True, width=70),
            RefField("tolerance", "Допуск", width=168),
            RefField("basis", "Где написано", is_required=True, width=225),
            RefField("edition", "Редакция", width=95),
            RefField("condition", "Условие", is_fixed=True, is_listed=False),
            RefField("shipped", "Как в программе", is_fixed=True, is_listed=False),
        )

    def lines(self) -> list[RefLine]:
        """Return every norm in the order of the table."""
        shipped = self._norms.shipped.norms
        pairs = zip(shipped, self._norms.book.norms, strict=True)
        entered = self._norms.tolerances()
        return [_line(place, *pair, entered) for place, pair in enumerate(pairs, start=1)]

    def save(self, line_id: int | None, values: Mapping[str, str]) -> Changes:
        """Put the office's figures in place of the shipped ones; InvalidDraft names bad fields."""
        norm = self._shipped(line_id)
        demand_here(norm.code)
        checked = checked_values(self.fields, values)
        try:
            below, above, night = tolerated(checked["tolerance"], norm.unit)
        except ValueError as error:
            raise InvalidDraft({"tolerance": str(error)}) from error
        low, high = (_number(checked[name]) for name in ("low", "high"))
        edit = NormEdit(low, high, below, above, night, checked["basis"], checked["edition"])
        return self._norms.set_norm(norm.code, edit)

    def history(self, line_id: int) -> list[RefChange]:
        """Return what was changed in a norm, newest first."""
        prefix = f"norm:{self._shipped(line_id).code}:"
        found = history.of_entity(self._desk.store, Entity.REFERENCE, 0)
        return [
            change_of(entry, self.fields, prefix)
            for entry in reversed(found)
            if entry.changes and entry.changes[0].field.startswith(prefix)
        ]

    def _shipped(self, line_id: int | None) -> Norm:
        norms = self._norms.shipped.norms
        if line_id is None or not 1 <= line_id <= len(norms):
            raise NotFound("Такой нормы в таблице нет", "ничего не изменено", "обновите окно")
        return norms[line_id - 1]


def _line(place: int, shipped: Norm, norm: Norm, entered: Mapping[str, OfficeTolerance]) -> RefLine:
    is_own, of_chart = norm != shipped, entered.get(norm.code)
    quantity = f"{norm.service[:1].upper()}{norm.service[1:]}: {norm.parameter}"
    if norm.depends:  # several rows of one name, told apart by a temperature
        quantity = f"{quantity}, {norm.condition}"
    values = {
        "quantity": quantity,
        "low": _shown(norm.low),
        "high": _shown(norm.high),
        "unit": norm.unit.replace("-", ""),
        "tolerance": of_chart.tolerance if of_chart else tolerance_words(norm),
        "basis": of_chart.source if of_chart else norm.basis,
        "edition": norm.edition,
        "own": OWN if is_own or of_chart else "",
        "condition": "" if norm.depends else norm.condition,
        "shipped": f"в программе: {_told(shipped)}" if is_own else "",
    }
    return RefLine(place, quantity, values)


def _told(norm: Norm) -> str:
    bare = replace(norm, unit=norm.unit.replace("-", ""))
    low = f"не ниже {_shown(norm.low)}" if norm.low is not None else ""
    high = f"не выше {_shown(norm.high)}" if norm.high is not None else ""
    bounds = " ".join(part for part in (low, high, bare.unit) if part).replace(".", ",")
    return ", ".join(part for part in (bounds, tolerance_words(bare), norm.basis) if part)


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _number(text: str) -> float | None:
    return float(text) if text else None
