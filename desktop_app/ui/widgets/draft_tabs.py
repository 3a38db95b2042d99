"""Drafts of calls as tabs: the current on the soft selection with its running time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.ui.keys import cap
from desktop_app.ui.theme import Type, look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.painted import baseline, draw_icon, focus_ring, plate, write
from desktop_app.ui.widgets.panes import drop
from desktop_app.ui.widgets.wrap_row import WrapRow

_PAD, _ICON_GAP, _ASIDE_GAP = 11, 7, 7


@dataclass(frozen=True, slots=True)
class DraftTab:
    """One draft: its words, and the muted ones after them («2:13», «отложен в 09:36»)."""

    key: str
    title: str
    aside: str = ""
    icon: str = "chat"


class _DraftButton(QAbstractButton):
    """Draws one draft."""

    def __init__(self, tab: DraftTab) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_tab(tab)

    def show_tab(self, tab: DraftTab) -> None:
        """Show the same draft with other words."""
        self._tab = tab
        self.setText(tab.title)
        self.setAccessibleName(f"{tab.title} {tab.aside}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of icon and words."""
        dress = look()
        width = 2 * _PAD + dress.metrics.icon_small + _ICON_GAP
        width += round(dress.fonts.width(Type.BODY_BOLD, self._tab.title))
        if self._tab.aside:
            width += _ASIDE_GAP + round(dress.fonts.width(Type.CELL, self._tab.aside))
        return QSize(width, dress.metrics.field + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw plate, icon and words."""
        dress, painter = look(), QPainter(self)
        theme, current = dress.theme, self.isChecked()
        ink, muted, mark = theme.ink, theme.muted, theme.muted
        if current:
            plate(painter, self.rect(), CARD_RADIUS, theme.soft)
            ink, muted = theme.on_soft, theme.on_soft if theme.outlined else theme.muted
            mark = theme.on_soft if theme.outlined else theme.link
        elif self.underMouse():
            plate(painter, self.rect(), CARD_RADIUS, theme.hover)
        if self.hasFocus():
            focus_ring(painter, self.rect(), CARD_RADIUS)
        side = dress.metrics.icon_small
        draw_icon(painter, self, self._tab.icon, mark, (_PAD, (self.height() - side) / 2, side))
        left, base = _PAD + side + _ICON_GAP, baseline(0, self.height(), Type.BODY)
        role = Type.BODY_BOLD if current else Type.BODY
        end = write(painter, left, base, self._tab.title, role, ink)
        write(painter, end + _ASIDE_GAP, base, self._tab.aside, Type.CELL, muted)
        painter.end()


class DraftTabs(QWidget):
    """`chosen(key)` for another draft, `new_wanted` for a new call (Ins)."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self) -> None:
        """Start without drafts."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._buttons: dict[str, _DraftButton] = {}
        new = Button("Новый звонок", Rank.LINK, icon_name="plus", key=cap("new"))
        new.clicked.connect(self.new_wanted)
        self._row = WrapRow(12, new, 14, Keycap(cap("new")), space=6)
        self.setLayout(self._row)

    def set_drafts(self, drafts: Sequence[DraftTab], current: str) -> None:
        """Show drafts; widgets of the same drafts are kept."""
        wanted = {draft.key: draft for draft in drafts}
        for key in [key for key in self._buttons if key not in wanted]:
            button = self._buttons.pop(key)
            drop(button, self._row)
        for key, draft in wanted.items():
            if key in self._buttons:
                self._buttons[key].show_tab(draft)
            else:
                self._add(draft)
        if current in self._buttons:
            self._buttons[current].setChecked(True)

    def _add(self, draft: DraftTab) -> None:
        button = _DraftButton(draft)
        button.clicked.connect(lambda: self.chosen.emit(draft.key))
        self._buttons[draft.key] = button
        self._row.insert(len(self._buttons) - 1, button)
