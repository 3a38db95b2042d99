"""The banner zone: notes that concern the whole window, above the page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.panes import Pane, drop

if TYPE_CHECKING:
    from desktop_app.ui.widgets.note import Note


@dataclass(frozen=True, slots=True)
class BannerContent:
    """What a banner says; actions are (verb, what it does); `closable` adds «Скрыть».

    `on_hidden` is called once the person has hidden it.
    """

    tone: Tone
    title: str
    text: str = ""
    actions: tuple[tuple[str, Callable[[], object]], ...] = field(default=())
    closable: bool = True
    on_hidden: Callable[[], object] | None = None


class BannerZone(Pane):
    """Banners by key, one a key, newest lowest; it takes no room when there are none."""

    def __init__(self) -> None:
        """Start empty and hidden."""
        super().__init__()
        self._notes: dict[str, Note] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._column.setSpacing(8)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """The titles shown, from top to bottom."""
        return [note.accessibleName() for note in self._notes.values()]

    def show_banner(self, key: str, content: BannerContent) -> None:
        """Show a banner; the one of the same key is replaced."""
        from desktop_app.ui.widgets.button import Button, Rank
        from desktop_app.ui.widgets.note import Air, Note

        self.close_banner(key)
        note = Note(content.tone, content.title, air=Air.BAR)
        buttons: list[QWidget] = []
        for verb, act in content.actions:
            button = Button(verb)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.append(button)
        if content.closable:
            away = Button("Скрыть", Rank.LINK)
            away.clicked.connect(lambda: self._hide_by_hand(key, content))
            buttons += [away]
        note.add_beside(content.text, buttons)
        self._notes[key] = note
        self._column.addWidget(note)
        self.show()

    def close_banner(self, key: str) -> None:
        """Take a banner away; nothing happens when it is not there."""
        note = self._notes.pop(key, None)
        drop(note, self._column)
        self.setVisible(bool(self._notes))

    def _hide_by_hand(self, key: str, content: BannerContent) -> None:
        self.close_banner(key)
        if content.on_hidden is not None:
            content.on_hidden()
