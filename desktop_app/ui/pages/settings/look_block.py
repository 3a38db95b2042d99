"""The look of this workstation: theme and size of type."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.ui.state import BODY_PT, THEME, State
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, row

_THEMES = (("light", "Светлый"), ("dark", "Тёмный"), ("contrast", "Высокий контраст"))
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

    def _pick(self) -> None:
        theme, size = str(self.theme.value()), float(str(self.points.value()))
        self._state.set(THEME, theme)
        self._state.set(BODY_PT, size)
        self.chosen.emit(theme, size)
