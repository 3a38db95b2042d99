"""The only door to questions, messages and file pickers; tests answer ahead.

Nothing here blocks: the answer comes to a callback, so there is no nested event loop and a
dialog left open never holds the rest of the window. Each is loaded when it is first asked for: the
window stands without any.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.state import LAST_FOLDER_OPEN, LAST_FOLDER_SAVE, Setting, State

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog  # noqa: TID251  the door itself


OTHER: Final = "other"
"""The third answer of a question, where it has one."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its two answers, both verbs, and sometimes a third between them."""

    title: str
    text: str
    yes: str = "Да"
    no: str = "Отмена"
    other: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, for tests to look at: the kind of the question and its title."""

    kind: str
    title: str
    text: str = ""


class Dialogs:
    """Asks the clerk; every question goes through here."""

    def __init__(self, state: State) -> None:
        """Remember folders in the state; nothing has been answered ahead."""
        self._state = state
        self._answers: deque[Any] = deque()
        self.asked: list[Asked] = []

    def answer_next(self, *answers: object) -> None:
        """Answer the next questions without showing them.

        True, False or `OTHER` for a question, a Path or None for a file or folder, a list of Paths
        for many, text or None for words.
        """
        self._answers.extend(answers)

    def confirm(
        self,
        parent: QWidget,
        question: Question,
        on_yes: Callable[[], object],
        on_no: Callable[[], object] | None = None,
        on_other: Callable[[], object] | None = None,
    ) -> None:
        """Ask a question; Esc and closing the window mean no, `OTHER` is the third answer."""

        def decide(answer: object) -> None:
            if answer == OTHER and on_other is not None:
                on_other()
            elif answer:
                on_yes()
            elif on_no is not None:
                on_no()

        if not self._answered(Asked("confirm", question.title, question.text), decide):
            from desktop_app.ui.widgets.ask import AskSheet

            verbs = (question.yes, question.no, question.other)
            sheet = AskSheet(parent, question.title, question.text, *verbs)
            sheet.decided.connect(decide)
            sheet.open()

    def tell(
        self,
        parent: QWidget,
        title: str,
        text: str,
        on_closed: Callable[[], object] | None = None,
    ) -> None:
        """Show a message that must not be overlooked: data is at risk; `on_closed` once read."""

        def closed(_answer: object) -> None:
            if on_closed is not None:
                on_closed()

        if not self._answered(Asked("tell", title, text), closed):
            from desktop_app.ui.widgets.ask import AskSheet

            sheet = AskSheet(parent, title, text, "Понятно", "")
            sheet.decided.connect(closed)
            sheet.open()

    def ask_reason(
        self,
        parent: QWidget,
        title: str,
        label: str,
        on_text: Callable[[str], object],
        *,
        ready: Sequence[str] = (),
        text: str = "",
        yes: str = "Записать",
        on_none: Callable[[], object] | None = None,
    ) -> None:
        """Ask for a reason in words; `ready` are phrases to choose; empty text is not taken.

        `text` stands there to be kept or typed over; `on_none` follows Esc.
        """

        def decide(answer: object) -> None:
            if isinstance(answer, str) and answer.strip():
                on_text(answer.strip())
            elif on_none is not None:
                on_none()

        if not self._answered(Asked("reason", title, label), decide):
            from desktop_app.ui.widgets.ask import AskReason

            sheet = AskReason(parent, title, label, ready, yes, text)
            sheet.told.connect(decide)
            if on_none is not None:
                sheet.rejected.connect(lambda: on_none())  # noqa: PLW0108  keeps what it closes over
            sheet.open()

    def save_as(
        self,
        parent: QWidget,
        title: str,
        name: str,
        filters: str,
        on_path: Callable[[Path], object],
    ) -> None:
        """Ask where to write a file; the folder of last time is offered, and kept."""
        picker = Picker(title, filters, LAST_FOLDER_SAVE, name)
        self._pick(parent, picker, on_path)

    def open_file(
        self,
        parent: QWidget,
        title: str,
        filters: str,
        on_path: Callable[[Path], object],
        *,
        place: Path | None = None,
    ) -> None:
        """Ask which file to read; `place` or the folder of last time is offered, and kept."""
        self._pick(parent, Picker(title, filters, LAST_FOLDER_OPEN, place=place), on_path)

    def open_files(
        self, parent: QWidget, title: str, filters: str, on_paths: Callable[[list[Path]], object]
    ) -> None:
        """Ask which files to read, as many as are chosen at once; a list of them goes on."""

        def decide(answer: object) -> None:
            paths = [Path(str(one)) for one in answer] if isinstance(answer, list) else []
            if paths:
                self._state.set(LAST_FOLDER_OPEN, str(paths[0].parent))
                on_paths(paths)

        if not self._answered(Asked("open_files", title, ""), decide):
            dialog = Picker(title, filters, LAST_FOLDER_OPEN, is_many=True).dialog(
                parent, self._state
            )
            dialog.filesSelected.connect(decide)
            dialog.open()

    def choose_folder(self, parent: QWidget, title: str, on_path: Callable[[Path], object]) -> None:
        """Ask for a folder; the one of last time is offered, and kept."""
        self._pick(parent, Picker(title, "", LAST_FOLDER_OPEN, is_folder=True), on_path)

    def _pick(self, parent: QWidget, picker: "Picker", on_path: Callable[[Path], object]) -> None:
        def decide(answer: object) -> None:
            if answer:
                path = Path(str(answer))
                self._state.set(picker.folder, str(path.parent))
                on_path(path)

        kind = "save_as" if picker.name else "open_file"
        if not self._answered(Asked(kind, picker.title, picker.name), decide):
            dialog = picker.dialog(parent, self._state)
            dialog.fileSelected.connect(decide)
            dialog.open()

    def _answered(self, asked: Asked, decide: Callable[[Any], None]) -> bool:
        self.asked.append(asked)
        if not self._answers:
            return False
        decide(self._answers.popleft())
        return True


@dataclass(frozen=True, slots=True)
class Picker:
    """What a file picker is to show; with a `name` it asks where to write."""

    title: str
    filters: str
    folder: Setting[str]
    name: str = ""
    is_folder: bool = False
    is_many: bool = False
    place: Path | None = None

    def dialog(self, parent: QWidget, state: State) -> "QFileDialog":
        """Return the picker, not shown yet; it deletes itself when it is closed."""
        from PySide6.QtWidgets import QFileDialog  # noqa: TID251  the door itself

        place = self.place or Path(state.get(self.folder) or _documents())
        dialog = QFileDialog(parent, self.title, str(place), self.filters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Qt's own window, where the system has none, leaves these two in English.
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "Где:")
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, "Тип файлов:")
        if self.name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(Path(self.name).suffix.lstrip("."))
            dialog.selectFile(self.name)
        elif self.is_folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            modes = QFileDialog.FileMode
            dialog.setFileMode(modes.ExistingFiles if self.is_many else modes.ExistingFile)
        return dialog


def _documents() -> str:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return place or str(Path.home())
