"""Small forms: when it was collected after all, why not in time, how cold a day was."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.waste import DayTemperature, MissCause, MissedRow, MissedSaved
from desktop_app.core.settings import WASTE_BOUNDARY_WARM
from desktop_app.core.text import NBSP, counted, decimal, plural
from desktop_app.core.waste_lateness import Norm
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit, MomentEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

Causes: TypeAlias = dict[int, tuple[MissCause | None, str]]

_MOST_NAMED = 8


class CollectedSheet:
    """Asks when waste was collected after all; `on_saved(saved)` once it is written."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        site_id: int,
        tickets: Sequence[str],
        on_saved: Callable[[MissedSaved], object],
    ) -> None:
        """Propose this moment; `tickets` are the numbers that will go to the callback queue."""
        self._tools, self._site, self._on_saved = tools, site_id, on_saved
        now = tools.office.desk.now
        self.moment = MomentEdit("Когда вывезли", now)
        self.moment.set_value(now())
        fields = {"at": FormField("&Когда вывезли", self.moment)}
        self.sheet = FormSheet(parent, "Вывезли", "Записать", fields)
        self.sheet.lay(fields["at"], Paragraph(_finish_words(tickets), Type.CELL, Tone.MUTED))
        open_sheet(self.sheet, self.moment, self._submit)

    def _submit(self) -> None:
        at = self.moment.value()
        if at is None:
            problem = self.moment.problem() or "впишите время"
            self.sheet.show_error(InvalidDraft({"at": problem}))
            return
        missed = self._tools.office.missed
        save_sheet(
            self._tools, self.sheet, lambda: missed.collected(self._site, at), self._on_saved
        )


class CauseSheet:
    """Asks why a collection did not happen; `on_saved(site, changes, what stood there before)`."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        site_id: int,
        row: MissedRow,
        on_saved: Callable[[int, Changes, Causes], object],
    ) -> None:
        """Show what is known."""
        self._tools, self._site, self._row, self._on_saved = tools, site_id, row, on_saved
        self.cause = Combo(
            "Причина", [(None, "не указана"), *((cause, cause.label_ru) for cause in MissCause)]
        )
        self.cause.set_value(row.cause)
        self.note = TextArea("Примечание")
        self.note.setPlainText(row.note)
        fields = {
            "cause": FormField("&Причина", self.cause, "часы задержки считаются всё равно"),
            "note": FormField("При&мечание", self.note),
        }
        title = f"Почему не вывезли к {clock.show_short(row.due_at)}"
        self.sheet = FormSheet(parent, title, "Записать", fields)
        self.sheet.lay(fields["cause"], fields["note"])
        open_sheet(self.sheet, self.cause, self._submit)

    def _submit(self) -> None:
        chosen = self.cause.value()
        cause = chosen if isinstance(chosen, MissCause) else None
        causes: Causes = {self._row.id: (cause, self.note.text())}
        seen: Causes = {self._row.id: (self._row.cause, self._row.note)}
        missed = self._tools.office.missed
        save_sheet(
            self._tools,
            self.sheet,
            lambda: missed.set_causes(self._site, causes, seen),
            lambda answer: self._on_saved(self._site, *answer),
        )


class WeatherSheet:
    """The mean temperature of a day, and what exactly +5 °C means for the office."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        known: Sequence[DayTemperature],
        norm: Norm,
        basis: str,
        on_saved: Callable[[Changes], object],
    ) -> None:
        """Show the last days that are known."""
        self._tools, self._on_saved = tools, on_saved
        now = tools.office.desk.now
        self.day = DateEdit("День", now)
        self.day.set_value(now().date() - dt.timedelta(days=1))
        self.average, self.source = QLineEdit(), QLineEdit()
        self.boundary = Combo(
            "Ровно +5 °C",
            [
                (False, f"{_hours(norm.cold_hours)}, как в ПП 354"),
                (True, f"{_hours(norm.warm_hours)}, как в СанПиН 2.1.3684-21"),
            ],
        )
        self.boundary.set_value(norm.boundary_is_warm)
        fields = {
            "day": FormField("&День", self.day),
            "average": FormField("Средняя за &сутки, °C", self.average, "пусто — не менять"),
            "source": FormField("&Откуда", self.source),
            "boundary": FormField("&Ровно +5 °C", self.boundary),
        }
        self.sheet = FormSheet(parent, "Температура и норма вывоза", "Записать", fields)
        self.sheet.lay(
            Paragraph(_rule(norm, basis), Type.CELL, Tone.MUTED),
            row(fields["day"], fields["average"]),
            fields["source"],
            fields["boundary"],
            Paragraph(_known_words(known), Type.CELL, Tone.MUTED),
        )
        open_sheet(self.sheet, self.average, self._submit)

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        day, average = self.day.value(), None
        text = self.average.text().strip().replace(",", ".").replace("−", "-")
        if text:
            try:
                average = float(text)
            except ValueError:
                problems["average"] = "впишите число, например −4,5"
        if day is None:
            problems["day"] = self.day.problem() or "впишите день"
        if day is None or problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        office, source, warm = self._tools.office, self.source.text(), self.boundary.value()

        def write() -> Changes:
            changes = Changes()
            if average is not None:
                changes |= office.weather.set_temperature(day, average, source)
            if isinstance(warm, bool) and warm != office.settings.get(WASTE_BOUNDARY_WARM):
                changes |= office.waste.set_boundary(is_warm=warm)
            return changes

        save_sheet(self._tools, self.sheet, write, self._on_saved)


def _hours(count: int) -> str:
    return counted(count, "час", "часа", "часов")


def _rule(norm: Norm, basis: str) -> str:
    five = f"+5{NBSP}°C"
    warm, cold = (f"{five} и выше", f"ниже {five}")
    if not norm.boundary_is_warm:
        warm, cold = (f"выше {five}", f"{five} и ниже")
    return (
        f"Допустимо задержать вывоз разово на {_hours(norm.warm_hours)}, если средняя за сутки "
        f"{warm}, и на {_hours(norm.cold_hours)}, если она {cold}; за месяц на "
        f"{_hours(norm.month_hours)} ({basis}). Берётся день, в который срок вывоза прошёл; пока "
        f"температура неизвестна, считается {_hours(norm.cold_hours)}. Часы меняют в "
        "«Справочниках», список «Нормы»."
    )


def _finish_words(tickets: Sequence[str]) -> str:
    if not tickets:
        return "Открытых обращений об этом нет."
    many = counted(len(tickets), "обращение", "обращения", "обращений")
    shown = ", ".join(f"№{NBSP}{number}" for number in tickets[:_MOST_NAMED])
    more = f" и ещё {len(tickets) - _MOST_NAMED}" if len(tickets) > _MOST_NAMED else ""
    become = plural(len(tickets), "станет", "станут", "станут")
    return f"Исполненными, к обзвону {become} {many}: {shown}{more}."


def _known_words(known: Sequence[DayTemperature]) -> str:
    if not known:
        return "За последние дни температура не указана."
    days = [f"{item.day:%d.%m} {signed(item.average)}" for item in known]
    return f"Известно: {', '.join(days)}."


def signed(degrees: float) -> str:
    """Return «+7,0 °C» or «−4,5 °C»."""
    plus = "+" if degrees > 0 else ""
    return f"{plus}{decimal(degrees)}{NBSP}°C"
