"""One row of measurements: where, what, its norm or its place on the chart."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.instrument_ranges import not_showable
from desktop_app.core.measuring import Block, average
from desktop_app.core.norms import judge, plain
from desktop_app.core.records.inspections import Measurement
from desktop_app.core.typed_numbers import read_number
from desktop_app.ui.pages.visits.sheet_parts import check_days, number_line, read_numbers, text_line
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import MomentEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_NUMBERS = ("value", "norm_min", "norm_max", "chart_value")
_TEXTS = ("place", "unit", "tolerance", "basis")


class MeasurementSheet:
    """Adds a row or changes one; `on_done(row)` when it can be judged.

    A known quantity brings its unit, norm, tolerance and basis with it.
    """

    def __init__(
        self,
        parent: QWidget,
        measurement: Measurement | None,
        known: Sequence[Measurement],
        on_done: Callable[[Measurement], object],
        *,
        block: str = Block.ROOM.value,
        with_readings: bool = False,
    ) -> None:
        """Show a row, or an empty one of a `block`; `known` rows are offered in their order.

        `with_readings` asks for single measurements too, whose average becomes the value.
        """
        self._on_done, self._with_readings = on_done, with_readings
        self._row = measurement or Measurement(block, "", "")
        self._offered = _by_quantity(known)
        self._readings = text_line("; ".join(map(plain, self._row.readings)))
        self._block = Combo("Часть акта", [(block.value, block.title_ru) for block in Block])
        self._block.set_value(self._row.block)
        self._quantity = LookupEdit(
            "Показатель",
            [Choice(place, row.quantity, row.unit) for place, row in enumerate(self._offered)],
            takes_words=True,
        )
        self._quantity.setText(self._row.quantity)
        self._texts = {name: text_line(getattr(self._row, name)) for name in _TEXTS}
        self._numbers = {name: number_line(getattr(self._row, name)) for name in _NUMBERS}
        self._at = MomentEdit("Время замера")
        self._at.set_value(self._row.measured_at)
        self._quantity.changed.connect(self._bring)
        self.sheet = self._built(parent, is_new=measurement is None)
        first = self._texts["place"] if measurement is None else self._numbers["value"]
        open_sheet(self.sheet, first, self._submit)

    def _built(self, parent: QWidget, *, is_new: bool) -> FormSheet:
        texts, numbers = self._texts, self._numbers
        fields = {
            "block": FormField("Часть &акта", self._block),
            "place": FormField("&Точка замера", texts["place"]),
            "quantity": FormField("&Показатель", self._quantity),
            "unit": FormField("&Единица", texts["unit"]),
            "value": FormField("&Замер", numbers["value"]),
            "norm_min": FormField("Не &ниже", numbers["norm_min"]),
            "norm_max": FormField("Не &выше", numbers["norm_max"]),
            "chart_value": FormField("По &графику", numbers["chart_value"]),
            "tolerance": FormField("&Допуск", texts["tolerance"], "± 3 %, +5 %, −0,2/+0,2"),
            "basis": FormField("&Основание нормы", texts["basis"]),
            "measured_at": FormField("В&ремя замера", self._at, "если не время проверки"),
            "readings": FormField("Отдельные замер&ы", self._readings, "через «;», среднее само"),
        }
        single = [row(fields["readings"])] if self._with_readings else []
        if not self._with_readings:
            fields.pop("readings")
        title = "Новый замер" if is_new else "Замер"
        sheet = FormSheet(parent, title, "Добавить" if is_new else "Записать", fields)
        sheet.lay(
            fields["block"],
            fields["place"],
            row(fields["quantity"], fields["unit"], fields["value"]),
            *single,
            row(fields["norm_min"], fields["norm_max"], fields["chart_value"]),
            row(fields["tolerance"], fields["measured_at"]),
            fields["basis"],
        )
        return sheet

    def _bring(self, place: object) -> None:
        """Fill what a known quantity says, where nothing was typed."""
        if not isinstance(place, int):
            return
        known = self._offered[place]
        self._texts["unit"].setText(known.unit)
        for name in ("tolerance", "basis"):
            if not self._texts[name].text():
                self._texts[name].setText(getattr(known, name))
        for name in ("norm_min", "norm_max"):
            if not self._numbers[name].text() and getattr(known, name) is not None:
                self._numbers[name].setText(number_line(getattr(known, name)).text())

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        numbers: dict[str, Any] = {**read_numbers(self._numbers, problems)}
        check_days({"measured_at": self._at}, problems)
        readings = self._read(problems)
        retyped = numbers["value"] != self._row.value and readings == self._row.readings
        if readings and not retyped:
            numbers["value"] = average(readings)
        elif self._with_readings or retyped:
            readings = ()  # the value was corrected by itself: its parts no longer make it
        else:
            readings = self._row.readings
        if not self._quantity.text().strip():
            problems["quantity"] = "что измеряли?"
        low, high = numbers["norm_min"], numbers["norm_max"]
        if low is not None and high is not None and low > high:
            problems["norm_max"] = "меньше нижней границы"
        typed: dict[str, Any] = {name: line.text().strip() for name, line in self._texts.items()}
        made = dataclasses.replace(
            self._row,
            block=str(self._block.value()),
            quantity=self._quantity.text().strip(),
            measured_at=self._at.value(),
            readings=readings,
            **typed,
            **numbers,
        )
        self._check_range(made, problems)
        try:
            judge(made)
        except ValueError:
            problems["tolerance"] = "напишите «± 3 %» или «+5 %»"
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        self.sheet.close_saved()
        self._on_done(made)

    def _check_range(self, made: Measurement, problems: dict[str, str]) -> None:
        """Write into `problems` the fields with a figure no instrument shows."""
        for name, figures in (
            ("value", () if made.readings else (made.value,)),
            ("chart_value", (made.chart_value,)),
            ("readings" if self._with_readings else "value", made.readings),
        ):
            if mistyped := not_showable(made, *figures):
                problems.setdefault(name, mistyped)

    def _read(self, problems: dict[str, str]) -> tuple[float, ...]:
        """Return the single measurements typed; what is no number is a problem."""
        words = self._readings.text() if self._with_readings else ""
        found: list[float] = []
        for part in filter(None, (piece.strip() for piece in words.split(";"))):
            try:
                number = read_number(part)
            except ValueError:
                problems["readings"] = "числа через «;»"
                return ()
            found += [] if number is None else [number]
        return tuple(found)


def _by_quantity(rows: Sequence[Measurement]) -> list[Measurement]:
    """Return the first row of every quantity, values and places left out."""
    first: dict[str, Measurement] = {}
    for measurement in rows:
        first.setdefault(measurement.quantity, measurement)
    return [row for quantity, row in first.items() if quantity]
