"""The bars of a screen: header with tabs and tools, crumbs of a card, footer of a form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Tone, Type, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import Hairline, Pane, column
from desktop_app.ui.widgets.tabs import Tabs
from desktop_app.ui.widgets.text import Line, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_TITLE_GAP, _TOOL_GAP = 22, 10


class Bar(Pane):
    """A band of a height from the metrics, by its name there, with a hairline below or above it.

    With large type its items go on in a second line, and the band grows.
    """

    def __init__(
        self,
        height: str,
        items: Sequence[QWidget | int | None],
        *,
        line_above: bool = False,
        space: int = 8,
        margin: int = MARGIN,
    ) -> None:
        """Hold items in a row, a number for a gap, None for a spring."""
        super().__init__()
        self._height_name = height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inner = WrapRow(*items, space=space, air=8)
        inner.setContentsMargins(margin, 0, margin, 0)
        holder = QWidget()
        holder.setLayout(inner)
        self.setLayout(column(Hairline(), holder) if line_above else column(holder, Hairline()))
        follow_look(self._relook)

    def _relook(self) -> None:
        self.setMinimumHeight(int(getattr(look().metrics, self._height_name)) + 1)


class ScreenHeader(Bar):
    """The header of a screen: its name, what follows it, tools at the right."""

    def __init__(self, title: str, tabs: Tabs | None = None, tools: Sequence[QWidget] = ()) -> None:
        """Show a name with tabs, or with muted words, and tools."""
        self.aside = Text("", tone=Tone.MUTED)
        items: list[QWidget | int | None] = [Text(title, Type.TITLE), _TITLE_GAP]
        items.append(tabs if tabs is not None else self.aside)
        items.append(None)
        for tool in tools:
            items += [tool, _TOOL_GAP]
        super().__init__("screen_bar", items[:-1] if tools else items, space=0)


class Footer(Bar):
    """The foot of a form or a panel: what is pressed last."""

    def __init__(self, *items: QWidget | int | None, space: int = 8) -> None:
        """Hold buttons and words."""
        super().__init__("footer", items, line_above=True, space=space)


class Crumbs(Bar):
    """«Обращения › № 2026-03507» with tools at the right; `back` when the section is pressed."""

    back = Signal()

    def __init__(self, section: str, tools: Sequence[QWidget | int | None] = ()) -> None:
        """Name the section to go back to."""
        self._section = Button(section, Rank.LINK)
        self._words = Line("", elide=Qt.TextElideMode.ElideMiddle)
        super().__init__(
            "crumbs_bar", [self._section, 4, Text("›"), 7, self._words, None, *tools], space=0
        )
        self._section.clicked.connect(self.back)

    def set_words(self, words: str) -> None:
        """Name the record shown."""
        self._words.set_text(words)
