"""A small form over the window: fields, problems above them, one verb and a way out."""

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QMetaMethod, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.core.errors import Clash, InvalidDraft, OfficeError
from desktop_app.core.field_title_table import FIELD_TITLES
from desktop_app.ui import keys
from desktop_app.ui.errors import words_of
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.clash_sheet import ClashSheet
from desktop_app.ui.widgets.form import ErrorSummary, FormField, FormProblems, unread
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import drop, row
from desktop_app.ui.widgets.text import Paragraph

_MARGIN, _GAP, _WIDTH = 20, 10, 520


class FormSheet(OverWindow):
    """Ctrl+Enter or the button gives `submitted`; what was typed stays until `close_saved`.

    Enter goes to the next field and from the last to the button, where it presses: it never saves
    by surprise. A sheet with `short` set is one question, and Enter in its last field answers it.

    The owner answers with `close_saved()` or `show_error(error)`; nothing is cleared by an error.
    `kept` when a form that stays was written; `refilling` and `refilled` around `show_record`.
    `choosers` are names of fields that only choose the record shown in the others: a choice alone
    is no words to keep. `composed()` names fields that still hold words the form made by itself.
    """

    submitted = Signal()
    kept = Signal()
    refilling = Signal()
    refilled = Signal()

    def __init__(
        self, parent: QWidget, title: str, verb: str, fields: Mapping[str, FormField]
    ) -> None:
        """Name the form; `fields` are known to services under their keys, in reading order."""
        super().__init__(parent, title)
        self.fields = dict(fields)
        self.short = False
        self.choosers: set[str] = set()
        self.composed: Callable[[], frozenset[str]] = frozenset
        self.setMinimumWidth(look().metrics.px(_WIDTH))
        self._summary = ErrorSummary()
        self._problems = FormProblems(self._summary, fields)
        self._failure: Note | None = None
        self._verb = Button(verb, Rank.PRIMARY, key=keys.cap("save_close"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(_GAP)
        self._column.addWidget(Paragraph(title, Type.SUBJECT, columns=60))
        self._column.addWidget(self._summary)
        self._cancel = Button("Отмена", key="Esc")
        self._wire()

    def _wire(self) -> None:
        keys.bind("save_close", self, self._submit)
        self._verb.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.reject)

    def lay(self, *items: QWidget | QLayout) -> None:
        """Put the fields below one another, then the buttons."""
        for item in items:
            if isinstance(item, QLayout):
                self._column.addLayout(item)
            else:
                self._column.addWidget(item)
        self._column.addSpacing(4)
        cap = Keycap(keys.cap("save_close"))
        self._column.addLayout(row(None, self._verb, cap, self._cancel))

    def add_fields(self, fields: Mapping[str, FormField]) -> None:
        """Know fields that came after the form was opened: marked and kept as the others are."""
        self.fields.update(fields)
        self._problems.add(fields)

    def put_above(self, widget: QWidget) -> None:
        """Put something between the title and the fields."""
        self._column.insertWidget(1, widget)

    def take_away(self, widget: QWidget) -> None:
        """Take away what was put above."""
        drop(widget, self._column)
        self.adjustSize()

    def close_saved(self) -> None:
        """Close after the service said yes."""
        self.accept()

    def stay_saved(self) -> None:
        """Go on after the service said yes: another record may follow."""
        self.go_on()
        self.kept.emit()

    def go_on(self) -> None:
        """Take the verb again: what it asked for was not done after all."""
        self._forget_failure()
        self._verb.setEnabled(True)

    def show_record(self, fill: Callable[[], object]) -> None:
        """Fill the fields with what is stored of a record: read late, or chosen in the form.

        It is not taken for typed; what was typed of the record before is kept as that one's.
        """
        self.refilling.emit()
        fill()
        self.refilled.emit()

    def show_error(self, error: OfficeError, way_out: Button | None = None) -> None:
        """Mark fields, or say above the form what is wrong; typing goes on.

        A `way_out` stands under the words and takes the focus.
        """
        self._verb.setEnabled(True)
        self._forget_failure()
        if isinstance(error, Clash):
            self._ask_whose(error)
            return
        if isinstance(error, InvalidDraft):
            unknown = self._problems.show(error)
            if not unknown:
                self._grow()
                return
        words = words_of(error)
        self._failure = Note(Tone.DANGER, words.title)
        if words.text:
            self._failure.add_text(words.text)
        self._column.insertWidget(1, self._failure)
        if way_out is not None:
            self._failure.add_row(way_out, None)
            way_out.setFocus()
        self._grow()

    def _grow(self) -> None:
        """Make room for words that wrapped; Qt itself gives a window only its least size."""
        self._column.activate()
        needed = self._column.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), min(needed, self.screen().availableGeometry().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter where the field itself had no use for it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        shown = [field for field in self.fields.values() if field.isVisible()]
        here = self.focusWidget()
        if isinstance(here, QLineEdit) and _acts_on_enter(here):
            return
        in_last = bool(shown) and here is not None and shown[-1].isAncestorOf(here)
        if not in_last:
            self.focusNextChild()
        elif self.short:
            self._submit()
        else:
            self._verb.setFocus(Qt.FocusReason.TabFocusReason)

    def _forget_failure(self) -> None:
        drop(self._failure)
        self._failure = None

    def _ask_whose(self, clash: Clash) -> None:
        known = {name: self._field(name) for name in clash.fields}
        labels = {
            name: FIELD_TITLES.get(name, name).capitalize() if field is None else field.label
            for name, field in known.items()
        }
        sheet = ClashSheet(self, clash, labels, self._title_of)
        sheet.decided.connect(self._submit)
        sheet.open()

    def _title_of(self, name: str, value: object) -> str:
        """Return how a field words one of its choices, empty where it has none."""
        field = self._field(name)
        control = None if field is None else field.control
        return control.title_of(value) if isinstance(control, Chooses) else ""

    def _field(self, name: str) -> FormField | None:
        """Return the field of a fact: that of «topic_id» is known here as «topic»."""
        return self.fields.get(name) or self.fields.get(name.removesuffix("_id"))

    def _submit(self) -> None:
        if self._verb.isEnabled():
            self._problems.clear()
            self._verb.setEnabled(False)
            if wrong := unread(self.fields):
                self.show_error(InvalidDraft(wrong))
            else:
                self.submitted.emit()


def _acts_on_enter(line: QLineEdit) -> bool:
    """Tell whether Enter in a field does something of its own there."""
    return line.isSignalConnected(QMetaMethod.fromSignal(line.returnPressed))


@runtime_checkable
class Chooses(Protocol):
    """A field whose value is a code or a number of a record, with words of its own for it."""

    def title_of(self, value: object) -> str:
        """Return the words of a value, empty for one that is not offered."""
        ...


@runtime_checkable
class WatchesSheets(Protocol):
    """A window that keeps what is typed into forms over it."""

    def watch_sheet(self, sheet: FormSheet) -> None:
        """Keep what is typed into a form just opened."""
        ...


def open_sheet(sheet: FormSheet, first: QWidget, on_submit: Callable[[], object]) -> None:
    """Show a form with the focus in its first field.

    The connection keeps the owner of the form alive as long as the form is open: a bound method
    alone is held weakly. What a form shows is often read first: the second press of a double click
    asks for the same one meanwhile, and gets the one that is open.
    """
    if (twin := _twin(sheet)) is not None:
        sheet.deleteLater()
        twin.activateWindow()
        return
    sheet.submitted.connect(lambda: on_submit())  # noqa: PLW0108  see above
    sheet.open()
    parent = sheet.parentWidget()
    window: object = parent.window() if isinstance(parent, QWidget) else None
    if isinstance(window, WatchesSheets):
        window.watch_sheet(sheet)
    if isinstance(first, QLineEdit) and not first.hasSelectedText():
        first.setCursorPosition(len(first.text()))  # the words that stand there are gone on with
    first.setFocus(Qt.FocusReason.OtherFocusReason)


def _twin(sheet: FormSheet) -> FormSheet | None:
    """Return the form of the same title that already stands over the same widget."""
    parent, title = sheet.parentWidget(), sheet.windowTitle()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    others = parent.findChildren(FormSheet, options=direct) if parent is not None else []
    known = (one for one in others if one is not sheet and one.windowTitle() == title)
    return next((one for one in known if one.isVisible()), None)
