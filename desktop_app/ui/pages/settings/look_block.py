"""The look of this workstation: theme and size of type."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.ui.shell.commands import Command
from desktop_app.ui.state import BODY_PT, THEME, State
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, row

_THEMES = (("light", "Светлый"), ("dark", "Тёмный"), ("contrast", "Высокий контраст"))
_LOOKS = (("light", "светлое"), ("dark", "тёмное"), ("contrast", "высокий контраст"))
_HINT = "вид, тема"
_SIZES = (9.0, 10.5, 12.0, 14.0, 16.0)


class LookBlock(Pane):
    """`chosen(theme key, points)` at once when another look is picked."""

    chosen = Signal(str, float)

    def __init__(self, state: State) -> None:
        """Show the look in force."""
        super().__init__()
        self._state = state
        self.theme = Combo("Вид", list(_THEMES))
        self.points = Combo(
            "Размер букв", [(size, f"{size:g}".replace(".", ",")) for size in _SIZES]
        )
        self.theme.set_value(state.get(THEME))
        self.points.set_value(state.get(BODY_PT))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Вид"))
        fields = (FormField("&Вид", self.theme), FormField("Размер &букв, пт", self.points))
        body.addLayout(row(*fields, None, space=10))
        for combo in (self.theme, self.points):
            combo.picked.connect(lambda _value: self._pick())

    def commands(self) -> Sequence[Command]:
        """Return the same choices for the palette."""
        themes = [
            Command(f"Оформление: {words}", partial(self._show, key, 0), hint=_HINT, icon="half")
            for key, words in _LOOKS
        ]
        sizes = [
            Command(words, partial(self._show, None, by), hint="размер шрифта", icon="half")
            for words, by in (("Буквы крупнее", 1), ("Буквы мельче", -1))
        ]
        return (*themes, *sizes)

    def _show(self, theme: str | None, by: int) -> None:
        """Take another theme, or the next size; beyond the last ones nothing changes."""
        if theme is not None:
            self.theme.set_value(theme)
        place = _SIZES.index(float(str(self.points.value()))) + by
        self.points.set_value(_SIZES[min(max(place, 0), len(_SIZES) - 1)])
        self._pick()

    def _pick(self) -> None:
        theme, size = str(self.theme.value()), float(str(self.points.value()))
        self._state.set(THEME, theme)
        self._state.set(BODY_PT, size)
        self.chosen.emit(theme, size)
