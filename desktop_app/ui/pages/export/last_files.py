"""Files written lately from this workstation: opened again with a click."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core import clock
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.state import Setting, State
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.panes import Pane, drop, row
from desktop_app.ui.widgets.text import Line
from desktop_app.ui.widgets.tips import plain_tip

_KEPT = Setting("export/files", "[]")
_MOST = 8


@dataclass(frozen=True, slots=True)
class LastFile:
    """A file, what it holds in words, when it was written (ISO)."""

    path: str
    words: str
    at: str


class LastFiles(Pane):
    """The newest first; a file that is gone from the disk is not shown."""

    def __init__(self, state: State, opener: FileOpener) -> None:
        """Read what this workstation remembers."""
        super().__init__()
        self._state, self._opener = state, opener
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)
        self._lines: list[Pane] = []
        self._body.addWidget(SectionHead("Последние файлы"))
        self.refresh()

    @property
    def files(self) -> list[LastFile]:
        """What is remembered, the newest first; a spoilt memory reads as nothing."""
        try:
            return [LastFile(*map(str, item)) for item in json.loads(self._state.get(_KEPT))]
        except (ValueError, TypeError):
            return []

    def add(self, path: Path, words: str) -> None:
        """Remember a file just written."""
        fresh = LastFile(str(path), words, clock.stamp(clock.now()))
        kept = [fresh, *(file for file in self.files if file.path != fresh.path)][:_MOST]
        packed = json.dumps([[f.path, f.words, f.at] for f in kept], ensure_ascii=False)
        self._state.set(_KEPT, packed)
        self.refresh()

    def refresh(self) -> None:
        """Show those that still exist."""
        for line in self._lines:
            drop(line, self._body)
        shown = [file for file in self.files if Path(file.path).is_file()]
        self._lines = [self._line(file) for file in shown]
        for line in self._lines:
            self._body.addWidget(line)
        self.setVisible(bool(shown))

    def _line(self, file: LastFile) -> Pane:
        line, path = Pane(), Path(file.path)
        name = Button(_short(path.name), Rank.LINK, icon_name="table")
        name.setToolTip(plain_tip(file.path))
        name.setAccessibleName(f"Открыть {path.name}")
        folder = Button("В папке", Rank.LINK)
        folder.setAccessibleName(f"Показать в папке {path.name}")
        name.clicked.connect(lambda: self._opener.open(path))
        folder.clicked.connect(lambda: self._opener.show(path))
        when = clock.show_moment(clock.unstamp(file.at))
        about = Line(f"{file.words} · {when}", Type.CELL, Tone.MUTED)
        line.setLayout(row(name, 8, about, folder))
        return line


def _short(name: str) -> str:
    """Return a name cut in the middle: its end says what it is."""
    return name if len(name) <= 60 else f"{name[:38]}…{name[-20:]}"
