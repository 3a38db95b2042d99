"""What is said between the head and the measurements: what is wrong, who else was here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.pages.visits.keeper import DraftKeeper
from desktop_app.ui.pages.visits.stray_note import StrayNote
from desktop_app.ui.pages.visits.unsaved import Stray
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.form import ErrorSummary, Problem
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import drop

_NO_ACT = "Акт не выпущен"
_AGAIN = "Ваше пока не записано: пока вы решали, он записал ещё раз."
_OTHER = "Выезд тем временем изменил другой сотрудник"


@dataclass(frozen=True, slots=True)
class Way:
    """What people call a field, and what takes them to it."""

    label: str
    go: Callable[[], object]


class Messages(QWidget):
    """Hidden while there is nothing to say."""

    undo_offered = Signal(object)
    status_text = Signal(str)

    def __init__(self, keeper: DraftKeeper, ways: Mapping[str, Way], home: QWidget) -> None:
        """`ways` are known by the service's names of fields.

        `home` takes the focus when a message that had it goes away.
        """
        super().__init__()
        self._home = home
        self._keeper, self._ways = keeper, dict(ways)
        self._summary = ErrorSummary()
        self._is_save = self._is_mine_wanted = False
        self._lacks: dict[str, str] = {}
        self._clash: Note | None = None
        self._strays: list[StrayNote] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self._summary)
        self.hide()
        keeper.merged.connect(self._merged)
        keeper.saved.connect(self._mine_saved)
        keeper.unsaved.strayed.connect(self._strayed)

    def lacking(self, error: InvalidDraft) -> None:
        """Say what the act still lacks, with links to it."""
        self._show(error, _NO_ACT)
        self._is_save, self._lacks = False, dict(error.fields)
        first = self._summary.first_link()
        if first is not None:
            first.setFocus()

    @property
    def about_act(self) -> bool:
        """Tell whether what is said is why the act was not issued."""
        return bool(self._lacks)

    def still_lacking(self, fields: dict[str, str]) -> None:
        """Take back what is no longer in the way of the act; the focus stays where it is."""
        left = {name: words for name, words in fields.items() if name in self._lacks}
        if left == self._lacks:
            return
        if not left:
            self._hide_summary()
            return
        self._free_focus()
        self._show(InvalidDraft(left), _NO_ACT)
        self._lacks = left

    def not_saved(self, error: InvalidDraft) -> None:
        """Say why the draft cannot be saved."""
        self._show(error, "Черновик не сохранён")
        self._is_save, self._lacks = True, {}

    def saved(self) -> None:
        """Take back what was said of saving; what the act lacks goes by `still_lacking`."""
        if self._is_save:
            self._hide_summary()

    def clear(self) -> None:
        """Say nothing."""
        self._hide_summary()
        self._drop_clash()

    def _show(self, error: InvalidDraft, title: str) -> None:
        problems = [self._problem(name, words) for name, words in error.fields.items()]
        self._summary.show_problems(problems)
        many = "исправьте поле" if len(problems) == 1 else "исправьте поля"
        self._summary.set_title(f"{title}: {many}")
        self.show()

    def _problem(self, name: str, words: str) -> Problem:
        way = self._ways.get(name)
        if way is None:
            return Problem("Выезд", words, self._home)
        return Problem(way.label, words, self._home, way.go)

    def _merged(self, names: tuple[str, ...]) -> None:
        self._drop_clash()
        if names:
            note = Note(Tone.WARNING, _OTHER)
            places = dict.fromkeys(self._ways[n].label for n in names if n in self._ways)
            where = f": {', '.join(places).lower()}" if places else ""
            if self._is_mine_wanted:
                note.add_text(_AGAIN)
            note.add_text(f"Вы оба меняли одно и то же{where}. На экране то, что ввели вы.")
            mine, theirs = Button("Записать м&оё"), Button("Вз&ять записанное")
            mine.clicked.connect(self._keep_mine)
            theirs.clicked.connect(lambda: self._decide(self._keeper.take_theirs))
            note.add_row(mine, theirs, None)
        else:
            note = Note(Tone.INFO, _OTHER)
            note.add_text("Его изменения показаны, ваш ввод остался.")
        self._clash = note
        self._column.addWidget(note)
        self.show()

    def _keep_mine(self) -> None:
        self._is_mine_wanted = True
        self._decide(self._keeper.keep_mine)

    def _mine_saved(self, _moment: object) -> None:
        self._is_mine_wanted = False

    def _decide(self, act: Callable[[], object]) -> None:
        self._drop_clash()
        act()

    def _free_focus(self) -> None:
        taken = QApplication.focusWidget()
        if taken is not None and self.isAncestorOf(taken):
            self._home.setFocus()

    def _hide_summary(self) -> None:
        self._free_focus()
        self._summary.show_problems(())
        self._is_save, self._lacks = False, {}
        self._show_if_said()

    def _strayed(self, strays: tuple[Stray, ...]) -> None:
        for note in self._strays:
            self._take_away(note)
        self._strays = [
            StrayNote(stray, self.status_text.emit, partial(self._throw_away, stray))
            for stray in strays
        ]
        for note in self._strays:
            self._column.addWidget(note)
        self._show_if_said()

    def _throw_away(self, stray: Stray) -> None:
        unsaved = self._keeper.unsaved
        unsaved.throw_away(stray)
        back = partial(unsaved.bring_back, stray)
        self.undo_offered.emit(UndoOffer("Введённое и не записанное забыто", back))

    def _drop_clash(self) -> None:
        if self._clash is not None:
            self._take_away(self._clash)
            self._clash = None
        self._show_if_said()

    def _take_away(self, note: Note) -> None:
        self._free_focus()
        drop(note, self._column)

    def _show_if_said(self) -> None:
        is_said = self._clash is not None or self._strays or self._summary.isVisibleTo(self)
        self.setVisible(bool(is_said))
