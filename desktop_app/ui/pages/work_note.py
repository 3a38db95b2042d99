"""Long work on a page: progress with a way to stop, then what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.core.errors import Cancelled, OfficeError
from desktop_app.core.text import number
from desktop_app.ui.errors import words_of
from desktop_app.ui.jobs import Job
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import Pane, column, drop, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Line, Text

# A work may end while the clerk goes on typing: the next space must not press a button.
_TYPED_INTO = (QLineEdit, QPlainTextEdit, QComboBox)
_LEAST = 180  # a title, a path and two rows of buttons: what stands under it scrolls instead


class WorkNote(Pane):
    """Hidden until work begins; one work at a time."""

    ended = Signal()

    def __init__(self, opener: FileOpener) -> None:
        """Take what opens files."""
        super().__init__()
        self._opener = opener
        self._job: Job | None = None
        self._begun_from: QWidget | None = None
        self._words = Text("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Ход работы")
        self._stop = Button("Остановить")
        self._stop.clicked.connect(self._cancel)
        self._running = QWidget()
        running = QVBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.addLayout(row(self._words, None, self._stop))
        running.addWidget(self._bar)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._running)
        self._note: QWidget | None = None
        self.hide()

    @property
    def busy(self) -> bool:
        """Tell whether work is under way."""
        return self._job is not None

    def begin(self, words: str, job: Job, *, can_stop: bool = True) -> None:
        """Show that a job runs; short work that cannot be stopped offers no way to."""
        self._drop_note()
        self._job = job
        self._begun_from = QApplication.focusWidget()
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._stop.setVisible(can_stop)
        self._running.show()
        self.show()

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._bar.setAccessibleDescription(f"{number(done)} из {number(total)}")

    def done(
        self,
        title: str,
        lines: Sequence[str] = (),
        written: Path | Sequence[Path] = (),
        *,
        tone: Tone = Tone.GOOD,
        steps: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Say what came of it, with the files to open or the next steps (verb, what it does)."""
        note = Note(tone, title)
        for line in lines:
            note.add_text(line, role=Type.CELL)
        paths = [written] if isinstance(written, Path) else written
        if paths:
            note.add_row(*self._ways(paths), None)
        for path in paths if len(paths) > 1 else ():
            note.add_row(Line(path.name), None, self._opening(path, Rank.LINK))
        buttons = [Button(verb) for verb, _ in steps]
        for button, (_, act) in zip(buttons, steps, strict=True):
            button.clicked.connect(lambda _=False, act=act: act())
        if buttons:
            note.add_row(*buttons, None)
        self._end(note)
        if paths and not isinstance(self.window().focusWidget(), _TYPED_INTO):
            note.findChildren(Button)[0].setFocus()

    def rest(self) -> None:
        """End the work without a word: what came of it is shown elsewhere."""
        self._job = None
        self._drop_note()
        self._give_focus_back()
        self.hide()
        self.ended.emit()

    def refused(self, title: str, lines: Sequence[str]) -> None:
        """Say what has to be mended first, a line for each thing."""
        note = Note(Tone.DANGER, title)
        for line in lines:
            note.add_text(line, role=Type.CELL)
        self._end(note)

    def failed(self, error: OfficeError) -> None:
        """Say why it did not come to an end."""
        words = words_of(error)
        tone = Tone.INFO if isinstance(error, Cancelled) else Tone.DANGER
        note = Note(tone, words.title)
        if words.text:
            note.add_text(words.text)
        self._end(note)

    def _ways(self, paths: Sequence[Path]) -> list[Button]:
        """Return the buttons beside what was written; several files have their folder in common."""
        folder = Button("Показать в папке")
        folder.clicked.connect(lambda: self._opener.show(paths[0]))
        if len(paths) > 1:
            return [folder]
        buttons = [self._opening(paths[0]), folder]
        if self._opener.can_preview(paths[0]):
            seeing = Button("Просмотр и печать", icon_name="printer")
            seeing.clicked.connect(lambda: self._opener.preview(self, paths[0]))
            buttons.append(seeing)
        return buttons

    def _opening(self, path: Path, rank: Rank = Rank.SECONDARY) -> Button:
        """Return the button that opens a file; a link is told from its neighbours by the name."""
        button = Button("Открыть", rank)
        if rank is Rank.LINK:
            button.setAccessibleName(f"Открыть: {path.name}")
        button.clicked.connect(lambda: self._opener.open(path))
        return button

    def _end(self, note: Note) -> None:
        self._job = None
        self._drop_note()
        self._give_focus_back()
        self._running.hide()
        self._note = _within(note)
        self._column.addWidget(self._note)
        self.show()
        self.ended.emit()

    def _give_focus_back(self) -> None:
        """Take the focus from «Остановить»: Qt would hand it to the first section."""
        begun_from, self._begun_from = self._begun_from, None
        if self._stop.hasFocus() and begun_from is not None and isValid(begun_from):
            begun_from.setFocus()

    def _cancel(self) -> None:
        if self._job is not None:
            self._give_focus_back()
            self._stop.setEnabled(False)
            self._words.setText("Останавливается…")
            self._job.cancel()

    def _drop_note(self) -> None:
        drop(self._note, self._column)
        self._note = None


def _within(note: Note) -> ScrollPane:
    """Return a note that scrolls where the page has no room for all of its lines."""
    pane = ScrollPane(column(note), least=_LEAST)
    pane.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return pane
