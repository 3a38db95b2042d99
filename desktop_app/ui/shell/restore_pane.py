"""Choosing a kept copy: the list, the verdict on the one chosen, what would be lost."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.records.copies import KeptCopy
from desktop_app.services.encryption import Unlocked, is_available
from desktop_app.services.restoring import Restoring
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.shell.copy_columns import COLUMNS, lost_words
from desktop_app.ui.shell.unlock_sheet import Outcome, UnlockSheet
from desktop_app.ui.theme import Tone, look
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.painted_table import PaintedTable
from desktop_app.ui.widgets.panes import Pane, drop

_ROWS = 8
_NO_ROOM = "Копия цела, но на диске для неё нет места"
_LOCKED = "Её откроет пароль, который был, когда её сделали, или ключ с листа того времени."


class RestorePane(Pane):
    """`chosen(KeptCopy | None)`: the copy that may be restored now, None while none may.

    Every chosen copy is looked through as a whole before it may be restored.
    """

    chosen = Signal(object)

    def __init__(self, restoring: Restoring, jobs: Jobs) -> None:
        """Build an empty list; `refresh` reads the copies."""
        super().__init__()
        self.setAutoFillBackground(False)  # the corners of the note show what lies below
        self._restoring, self._jobs = restoring, jobs
        self._kept: dict[int, KeptCopy] = {}
        self._looked_at = -2
        self._words = ""
        self._model = SnapshotModel(COLUMNS, self._rows, jobs, parent=self)
        self.table = PaintedTable("Копии базы", self._model)
        self.table.set_density("panel")
        self.table.set_edge(8)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for place, sized in enumerate(COLUMNS):
            self.table.setColumnWidth(place, look().metrics.px(sized.width))
        self.table.ask_rows(_ROWS)
        self._note: Note | None = None
        self._asking: UnlockSheet | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(10)
        self._body.addWidget(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._moved)

    def refresh(self) -> None:
        """Read the copies; the newest is proposed."""
        self._say(Tone.INFO, "Читается список копий…")
        self._jobs.long(lambda _progress, _stop: self._restoring.kept(), self._show, owner=self)

    @property
    def words(self) -> str:
        """What is said under the list."""
        return self._words

    def take(self, kept: KeptCopy) -> None:
        """Propose a copy found elsewhere than in the folder."""
        self._kept[kept.id] = kept
        self._model.set_ids([kept.id, *(key for key in self._kept if key != kept.id)])
        self._model.invalidate([kept.id])
        self._select(0)

    def _rows(self, ids: Sequence[int]) -> list[KeptCopy]:
        return [self._kept[key] for key in ids if key in self._kept]

    def _show(self, copies: list[KeptCopy]) -> None:
        self._kept = {kept.id: kept for kept in copies}
        self._model.set_ids(list(self._kept))
        if not copies:
            self._say(
                Tone.WARNING,
                "Копий в папке нет",
                "Если копия лежит в другом месте, укажите её файл.",
            )
            self.chosen.emit(None)
            return
        sound = (place for place, kept in enumerate(copies) if kept.facts is not None)
        self._select(next(sound, 0))
        self.table.setFocus()

    def _select(self, place: int) -> None:
        index = self._model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(
            index, flags.ClearAndSelect | flags.Rows | flags.Current
        )
        self._choose(place)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._choose(current.row())

    def _choose(self, place: int) -> None:
        kept = self._kept.get(self._model.id_at(place))
        if kept is None or self._looked_at == kept.id:
            return
        self._looked_at = kept.id
        self.chosen.emit(None)
        if kept.is_locked and is_available():
            self._say(Tone.WARNING, "Копия под другим паролем", _LOCKED, self._unlock_row(kept))
            return
        if kept.facts is None:
            self._say(Tone.DANGER, "Эта копия не годится", f"{kept.problem}. Выберите другую.")
            return
        self._look_through(kept)

    def _look_through(self, kept: KeptCopy) -> None:
        restoring, copy = self._restoring, kept.copy
        self._say(Tone.INFO, f"Проверяется копия от {clock.show_moment(copy.made_at)}…")
        self._jobs.long(
            lambda _progress, _stop: (restoring.problem(copy), restoring.lacking_room(copy)),
            lambda found: self._verdict(kept, *found),
            owner=self,
        )

    def _again_row(self, kept: KeptCopy) -> Button:
        button = Button("Проверить снова")
        button.clicked.connect(lambda: self._look_through(kept))
        return button

    def _unlock_row(self, kept: KeptCopy) -> Button:
        button = Button("Ввести её пароль…")
        button.clicked.connect(lambda: self._ask_password(kept))
        return button

    def _ask_password(self, kept: KeptCopy) -> None:
        path, restoring = kept.copy.path, self._restoring
        title = f"Пароль копии от {clock.show_moment(kept.copy.made_at)}"

        def unlock(typed: str) -> Unlocked:
            return Unlocked(restoring.unlock(path, typed))

        def end(outcome: Outcome) -> None:
            self._asking = None
            if isinstance(outcome, Unlocked):
                self._looked_at = -2
                self.refresh()

        self._asking = UnlockSheet(self, self._jobs, title, unlock, end)

    def _verdict(self, kept: KeptCopy, problem: str, lacking_room: str) -> None:
        if self._looked_at != kept.id:
            return
        when = clock.show_moment(kept.copy.made_at)
        if problem:
            self._say(Tone.DANGER, f"Копия от {when} не годится: {problem}", "Выберите другую.")
            return
        if lacking_room:
            words = f"{lacking_room}. Освободите место: нынешний файл тоже остаётся."
            self._say(Tone.DANGER, _NO_ROOM, words, self._again_row(kept))
            return
        self._say(Tone.GOOD, f"Копия от {when} проверена: цела", lost_words(kept))
        self.chosen.emit(kept)

    def _say(self, tone: Tone, title: str, text: str = "", way: Button | None = None) -> None:
        self._words = f"{title}. {text}"
        drop(self._note, self._body)
        self._note = Note(tone, title)
        if text:
            self._note.add_text(text)
        if way is not None:
            self._note.add_row(way, None)
        self._body.addWidget(self._note)
