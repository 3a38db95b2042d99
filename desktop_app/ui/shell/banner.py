"""The banner zone: notes that concern the whole window, above the page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.panes import Pane, drop

if TYPE_CHECKING:
    from desktop_app.ui.widgets.button import Rank


@dataclass(frozen=True, slots=True)
class BannerContent:
    """What a banner says; actions are (verb, what it does); `closable` adds «Скрыть».

    `on_hidden` is called once the person has hidden it. A `quiet` one is a single line of small
    words above all others.
    """

    tone: Tone
    title: str
    text: str = ""
    actions: tuple[tuple[str, Callable[[], object]], ...] = field(default=())
    closable: bool = True
    on_hidden: Callable[[], object] | None = None
    quiet: bool = False


class BannerZone(Pane):
    """Banners by key, one a key, newest lowest; it takes no room when there are none."""

    def __init__(self) -> None:
        """Start empty and hidden."""
        super().__init__()
        self._notes: dict[str, QWidget] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._lines)
        whole.addLayout(self._column)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """The titles shown, from top to bottom."""
        return [note.accessibleName() for note in self._notes.values()]

    def show_banner(self, key: str, content: BannerContent) -> None:
        """Show a banner; the one of the same key is replaced."""
        self.close_banner(key)
        made = self._line(key, content) if content.quiet else self._note(key, content)
        (self._lines if content.quiet else self._column).addWidget(made)
        self._notes[key] = made
        self._air()
        self.show()

    def _note(self, key: str, content: BannerContent) -> QWidget:
        from desktop_app.ui.widgets.button import Rank
        from desktop_app.ui.widgets.note import Air, Note

        note = Note(content.tone, content.title, air=Air.BAR)
        note.add_beside(content.text, self._buttons(key, content, Rank.SECONDARY))
        return note

    def _line(self, key: str, content: BannerContent) -> QWidget:
        from desktop_app.ui.widgets.bars import Bar
        from desktop_app.ui.widgets.button import Rank
        from desktop_app.ui.widgets.text import Text

        words = Text(f"{content.title}. {content.text}", Type.CELL, Tone.MUTED)
        line = Bar("status_line", [words, None, *self._buttons(key, content, Rank.LINK)], space=16)
        line.setAccessibleName(content.title)
        return line

    def _buttons(self, key: str, content: BannerContent, rank: "Rank") -> list[QWidget]:
        from desktop_app.ui.widgets.button import Button, Rank

        buttons: list[QWidget] = []
        for verb, act in content.actions:
            button = Button(verb, rank)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.append(button)
        if content.closable:
            away = Button("Скрыть", Rank.LINK)
            away.clicked.connect(lambda: self._hide_by_hand(key, content))
            buttons += [away]
        return buttons

    def _air(self) -> None:
        """Keep air round the notes, none where there are only quiet lines."""
        side, above = (MARGIN, 8) if self._column.count() else (0, 0)
        self._column.setContentsMargins(side, above, side, above)

    def close_banner(self, key: str) -> None:
        """Take a banner away; nothing happens when it is not there."""
        note = self._notes.pop(key, None)
        for place in (self._lines, self._column):
            drop(note, place)
        self._air()
        self.setVisible(bool(self._notes))

    def _hide_by_hand(self, key: str, content: BannerContent) -> None:
        self.close_banner(key)
        if content.on_hidden is not None:
            content.on_hidden()
