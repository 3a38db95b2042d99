"""Shapes of files matched by hand: remembered under a name, forgotten by a yes."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.records.imports import FileView, is_own
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.tools import Tools


class ImportShapes(QObject):
    """`remembered(title)` and `forgotten(Changes, FileView)` after a write, `failed` otherwise."""

    remembered = Signal(str)
    forgotten = Signal(object, object)
    failed = Signal(object)

    def __init__(self, tools: Tools, over: QWidget) -> None:
        """Ask over a screen."""
        super().__init__(over)
        self._tools, self._over = tools, over

    def ask_title(self, view: FileView) -> None:
        """Ask what files with the columns of this one are called, then remember them."""
        self._tools.dialogs.ask_reason(
            self._over,
            "Запомнить столбцы",
            "Как называть такие файлы",
            lambda title: self._remember(view, title),
            text=view.plan.path.stem,
            yes="Запомнить",
        )

    def ask_forget(self, view: FileView) -> None:
        """Ask, then forget the shape this file was recognised by; one of ours stays."""
        if not is_own(view.profile):
            return
        question = Question(
            f"Забыть вид файла «{view.profile_title}»?",
            "Загруженное остаётся. Такие файлы придётся сопоставить заново.",
            "Забыть",
            "Оставить",
        )
        self._tools.dialogs.confirm(self._over, question, lambda: self._forget(view))

    def _remember(self, view: FileView, title: str) -> None:
        profiles = self._tools.office.imports.profiles
        self._tools.jobs.write(
            lambda: profiles.save(title, view.plan.kind, view.columns),
            lambda _changes: self.remembered.emit(title),
            self.failed.emit,
            owner=self,
        )

    def _forget(self, view: FileView) -> None:
        profiles = self._tools.office.imports.profiles

        def gone(changes: Changes) -> None:
            self.forgotten.emit(changes, view)

        self._tools.jobs.write(
            lambda: profiles.forget(view.profile_title, view.plan.kind),
            gone,
            self.failed.emit,
            owner=self,
        )
