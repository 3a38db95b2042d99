"""The instruments of a visit: title, serial number, verified until, certificate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.core import clock
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.reference import Instrument
from desktop_app.ui.pages.visits.sheet_parts import scrolled
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_LEAST_LINES = 3
_Words = tuple[str, str, str]


@dataclass(slots=True)
class _Line:
    """The fields of one instrument."""

    title: LookupEdit
    serial: QLineEdit
    until: DateEdit
    certificate: QLineEdit

    @staticmethod
    def words_of(tool: Instrument) -> _Words:
        """Return what stands beside the title of a known instrument."""
        until = clock.show_date(tool.verified_until) if tool.verified_until else ""
        return tool.serial.strip(), until, tool.certificate.strip()

    def empty(self) -> bool:
        """Tell whether nothing is typed here."""
        return not any((self.title.text().strip(), *self.words()))

    def words(self) -> _Words:
        """Return what stands beside the title: serial number, day and certificate."""
        serial, until = self.serial.text().strip(), self.until.text().strip()
        return serial, until, self.certificate.text().strip()

    def put(self, words: _Words) -> None:
        """Put such words back."""
        serial, until, certificate = words
        self.serial.setText(serial)
        self.until.setText(until)
        self.certificate.setText(certificate)


class InstrumentsSheet:
    """A line an instrument; known ones fill their line, an emptied line is left out."""

    def __init__(
        self,
        parent: QWidget,
        instruments: Sequence[Instrument],
        known: Sequence[Instrument],
        on_done: Callable[[tuple[Instrument, ...]], object],
    ) -> None:
        """Show the instruments with an empty line after them."""
        self._on_done, self._known = on_done, list(known)
        self._lines: list[_Line] = []
        self._replaced: Note | None = None
        self._fields: dict[str, FormField] = {}
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 6, 0)
        body.setSpacing(10)
        shown: list[Instrument | None] = [*instruments, None]
        shown += [None] * (_LEAST_LINES - len(shown))
        for number, tool in enumerate(shown, start=1):
            body.addLayout(self._line(number, tool))
        self._body = body
        more = Button("Ещё один прибор", Rank.LINK, icon_name="plus")
        more.clicked.connect(self._more)
        self.sheet = FormSheet(parent, "Приборы комиссии", "Записать", self._fields)
        self._pane = scrolled(body, parent)
        self.sheet.lay(self._pane, row(more, None))
        open_sheet(self.sheet, self._lines[len(instruments)].title, self._submit)

    def _line(self, number: int, tool: Instrument | None) -> QVBoxLayout:
        choices = [
            Choice(place, known.title, _about(known)) for place, known in enumerate(self._known)
        ]
        title, until = LookupEdit("Прибор", choices, takes_words=True), DateEdit("Поверка до")
        line = _Line(title, QLineEdit(), until, QLineEdit())
        if tool is not None:
            self._fill(line, tool)
        line.title.changed.connect(lambda place: self._bring(line, place))
        self._lines.append(line)
        name = FormField(f"Прибор {number}", title)
        day = FormField(f"Поверка прибора {number} до", until)
        self._fields[f"title{number}"], self._fields[f"until{number}"] = name, day
        first = row(name, FormField("Заводской №", line.serial), day)
        first.setStretch(0, 2)
        whole = QVBoxLayout()
        whole.setSpacing(6)
        whole.addLayout(first)
        whole.addWidget(FormField("Свидетельство о поверке", line.certificate))
        return whole

    def _more(self) -> None:
        self._body.addLayout(self._line(len(self._lines) + 1, None))
        self.sheet.add_fields(self._fields)
        self._lines[-1].title.setFocus()

    def _bring(self, line: _Line, place: object) -> None:
        """Fill a line with a known instrument; what a person had typed beside can come back."""
        if not isinstance(place, int):
            return
        before = line.words()
        self._fill(line, self._known[place])
        brought = {_Line.words_of(tool) for tool in self._known}
        if any(before) and before not in brought:
            self._offer(line, before)

    def _offer(self, line: _Line, before: _Words) -> None:
        """Say that typed words gave way, and how to bring them back; the last time counts."""
        self._hide_offer()
        number = self._lines.index(line) + 1
        title = f"Прибор {number}: встали номер, поверка и свидетельство выбранного"
        self._replaced = Note(Tone.INFO, title)
        self._replaced.add_text(f"Было введено: {', '.join(filter(None, before))}")
        back = Button("Вернуть введённое")

        def bring_back() -> None:
            line.put(before)
            self._hide_offer()
            line.serial.setFocus()

        back.clicked.connect(bring_back)
        self._replaced.add_row(back, None)
        self.sheet.put_above(self._replaced)

    def _hide_offer(self) -> None:
        if self._replaced is not None:
            self.sheet.take_away(self._replaced)
            self._replaced = None

    def _fill(self, line: _Line, tool: Instrument) -> None:
        line.title.setText(tool.title)
        line.serial.setText(tool.serial)
        line.until.set_value(tool.verified_until)
        line.certificate.setText(tool.certificate)

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        for number, line in enumerate(self._lines, start=1):
            if not line.empty() and not line.title.text().strip():
                problems[f"title{number}"] = "впишите название"
            if line.until.problem():
                problems[f"until{number}"] = line.until.problem()
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        made = tuple(
            Instrument(
                line.title.text().strip(),
                line.serial.text().strip(),
                line.until.value(),
                line.certificate.text().strip(),
            )
            for line in self._lines
            if not line.empty()
        )
        self.sheet.close_saved()
        self._on_done(made)


def _about(tool: Instrument) -> str:
    serial = f"№ {tool.serial}" if tool.serial else ""
    until = f"поверка до {clock.show_date(tool.verified_until)}" if tool.verified_until else ""
    return ", ".join(part for part in (serial, until) if part)
