"""The way to the office's small lists."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Paragraph

_WORDS = (
    "Темы, сроки, рабочий календарь, готовые ответы, нормы, состав комиссии, приборы, бланк и "
    "подписи. У каждой строки есть история, любое изменение можно вернуть."
)


class ReferenceBlock(Pane):
    """`wanted` carries nothing."""

    wanted = Signal()

    def __init__(self) -> None:
        """Build the verb."""
        super().__init__()
        self.open = Button("Открыть справочники", icon_name="book")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Справочники"))
        body.addWidget(Paragraph(_WORDS, Type.CELL, Tone.MUTED, columns=90))
        body.addLayout(row(self.open, None))
        self.open.clicked.connect(self.wanted)
