"""Acts of destruction of personal data: listed, and written as PDF again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.services.retention import DestructionAct
from desktop_app.ui.models.columns import Column, Kind
from desktop_app.ui.pages.file_out import PDF, FileOut, ask_and_write
from desktop_app.ui.pages.here_list import HereList
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.text import Paragraph

_LIST, _WIDE = 240, 760
_WORDS = "Акт со списком обращений или выездов можно напечатать снова. Хранится три года."
_NONE = "Данные ещё не уничтожались: акт появится здесь, когда это будет сделано по сроку."


@dataclass(frozen=True, slots=True)
class _Line:
    """An act with its place in the list."""

    id: int
    act: DestructionAct


_COLUMNS = (
    Column("number", "Акт №", 90, lambda line: line.act.number, sortable=False),
    Column("at", "Составлен", 130, lambda one: clock.show_moment(one.act.made_at), sortable=False),
    Column("before", "Закрыто до", 100, lambda one: _day(one.act), sortable=False),
    Column("what", "О чём", 120, lambda one: _what(one.act), sortable=False),
    Column("entries", "Записей", 80, lambda one: one.act.entries, Kind.NUMBER, sortable=False),
    Column("basis", "Основание", 220, lambda one: one.act.basis, sortable=False, muted=True),
)


def _what(act: DestructionAct) -> str:
    return act.subject.counted(act.tickets)


def _day(act: DestructionAct) -> str:
    return clock.show_date(act.closed_before)


class ActsSheet:
    """Lists acts, the newest first; the chosen one is written as PDF."""

    def __init__(
        self, tools: Tools, parent: QWidget, acts: Sequence[DestructionAct], note: WorkNote
    ) -> None:
        """Show the acts with the focus in the list."""
        self._tools, self._parent, self._note = tools, parent, note
        self.list = HereList("destruction-acts", "Акты об уничтожении", _COLUMNS, tools.state)
        self.list.setFixedHeight(look().metrics.px(_LIST))
        self.sheet = FormSheet(parent, "Акты об уничтожении данных", "Записать в PDF", {})
        self.sheet.setMinimumWidth(look().metrics.px(_WIDE))
        self.sheet.lay(
            Paragraph(_WORDS if acts else _NONE, Type.CELL, Tone.MUTED, columns=90), self.list
        )
        self.list.show_records([_Line(place, act) for place, act in enumerate(acts, 1)])
        self.list.opened.connect(lambda _id: self._submit())
        open_sheet(self.sheet, self.list, self._submit)

    def _submit(self) -> None:
        line = self.list.current()
        self.sheet.close_saved()
        if line is not None:
            ask_where_act(self._tools, self._parent, self._note, line.act.number)


def ask_where_act(tools: Tools, over: QWidget, note: WorkNote, number: str) -> None:
    """Ask where to write an act, then write it."""
    retention = tools.office.retention
    file = FileOut(
        "Акт об уничтожении",
        f"Акт об уничтожении {number}.pdf",
        PDF,
        lambda path: retention.write_act(number, path),
        "Пишется акт…",
        "Акт записан",
    )
    ask_and_write(tools, over, note, file)
