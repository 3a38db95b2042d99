"""The left navigation: sections with counts, and the clerk at its foot.

It is the first picture of the window: what it draws at the start touches no name of `Qt`, see
`widgets.painted`.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop_app.ui.shell.page import Group, PageFactory
from desktop_app.ui.theme import Theme, Type, follow_look, look
from desktop_app.ui.theme.metrics import NAV_RADIUS
from desktop_app.ui.widgets.painted import bar, baseline, draw_icon, focus_ring, plate, write
from desktop_app.ui.widgets.painted_button import PaintedButton
from desktop_app.ui.widgets.panes import Hairline, Pane, row

# Qt.FocusPolicy.TabFocus, as a property takes it: a click leaves the focus in the page.
TAB_FOCUS = ("focusPolicy", 1)
_COUNT_TYPES, _CLEAR = (Type.CELL, Type.CAPTION), 4


class NavItem(PaintedButton):
    """One section: icon, word, muted count flush right."""

    def __init__(self, title: str, icon_name: str, key: str = "") -> None:
        """Take the word and the icon; `key` (Ctrl+1…9) goes to the tooltip."""
        super().__init__()
        self._icon, self._count = icon_name, ""
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolTip(f"{title} ({key})" if key else "")
        self.setProperty(*TAB_FOCUS)

    def set_count(self, count: int | None) -> None:
        """Show a count at the right, none for None or zero."""
        from desktop_app.core.text import number  # no count stands in the first picture

        self._count = number(count) if count else ""
        words = f"{self.text()}, {self._count}" if self._count else self.text()
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of an item; the width is the navigation's."""
        return QSize(100, look().metrics.nav_item)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, mark, icon, word and count."""
        dress, painter = look(), QPainter(self)
        theme, metrics = dress.theme, dress.metrics
        ink, muted = theme.ink, theme.muted
        if self.isChecked():
            plate(painter, self.rect(), NAV_RADIUS, theme.soft)
            mark = metrics.px(16)
            top = (self.height() - mark) // 2
            bar(painter, QRect(0, top, 3, mark), theme.link)
            ink = muted = theme.on_soft
        elif self.underMouse():
            plate(painter, self.rect(), NAV_RADIUS, theme.hover)
        if self.hasFocus():
            focus_ring(painter, self.rect(), NAV_RADIUS)
        role = Type.BODY_BOLD if self.isChecked() else Type.BODY
        side, left = metrics.icon_nav, metrics.px(11)
        icon_ink = ink if self.isChecked() else muted
        draw_icon(painter, self, self._icon, icon_ink, (left, (self.height() - side) / 2, side))
        base = baseline(0, self.height(), role)
        write(painter, metrics.px(37), base, self.text(), role, ink)
        if self._count and (size := self.count_type()) is not None:
            width = dress.fonts.width(size, self._count)
            write(painter, self.width() - 10 - width, base, self._count, size, muted)
        painter.end()

    def count_type(self) -> Type | None:
        """Return the largest type in which the count stands clear of the title, None if none does.

        Tens of thousands after a journal was loaded would be written over «Обращения».
        """
        fonts, role = look().fonts, Type.BODY_BOLD if self.isChecked() else Type.BODY
        taken = look().metrics.px(37) + fonts.width(role, self.text()) + _CLEAR
        room = self.width() - 10 - taken
        fitting = (size for size in _COUNT_TYPES if fonts.width(size, self._count) <= room)
        return next(fitting, None)


class Wordmark(QWidget):
    """The mark and the name of the program."""

    def sizeHint(self) -> QSize:
        """Return the band at the top of the navigation."""
        metrics = look().metrics
        return QSize(metrics.nav, metrics.px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the house on an accent plate, and the word."""
        dress, painter = look(), QPainter(self)
        theme, px = dress.theme, dress.metrics.px
        side, inner = px(22), px(16)
        plate(painter, QRect(16, px(16), side, side), 5, theme.accent)
        shift = (side - inner) / 2
        draw_icon(painter, self, "home", theme.on_accent, (16 + shift, px(16) + shift, inner))
        base = baseline(px(16), side, Type.WORDMARK)
        write(painter, 16 + side + 8, base, "Райштаб", Type.WORDMARK, theme.ink)
        painter.end()


class ClerkButton(QAbstractButton):
    """Who is at work, and that Ctrl+K is there; pressing it opens the palette."""

    def __init__(self) -> None:
        """Start without a name."""
        super().__init__()
        self.setProperty(*TAB_FOCUS)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)  # the hint; see `write`
        self.set_name("")

    def set_name(self, name: str) -> None:
        """Show the clerk's name."""
        self.setText(name)
        self.setAccessibleName(f"{name}: команды" if name else "Команды")
        self.update()

    def sizeHint(self) -> QSize:
        """Return two lines with air."""
        return QSize(100, look().metrics.px(61))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figure, the name and the hint."""
        dress, painter = look(), QPainter(self)
        theme, px = dress.theme, dress.metrics.px
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(6, 4, -6, -4), NAV_RADIUS)
        side, half = dress.metrics.icon_nav, self.height() / 2 - px(5)
        draw_icon(painter, self, "user", theme.muted, (17, half - side / 2, side))
        line = px(18)
        if self.text():
            name, base = self._name(), baseline(half - line, line, Type.CELL_BOLD)
            write(painter, px(43), base, name, Type.CELL_BOLD, theme.ink)
        hint = "Ctrl+K — команды"
        write(painter, px(43), baseline(half, line, Type.CAPTION), hint, Type.CAPTION, theme.muted)
        painter.end()

    def _name(self) -> str:
        """Return the name as long as there is room for: whole, with initials, or cut."""
        from desktop_app.core.people import signature_name
        from desktop_app.ui.widgets.painted import elided

        dress = look()
        room = self.width() - dress.metrics.px(43) - 8
        name = self.text()
        if dress.fonts.width(Type.CELL_BOLD, name) > room:
            name = signature_name(name)
        return elided(name, Type.CELL_BOLD, room)


class Navigation(Pane):
    """Sections from top to bottom; `chosen(key)` when the clerk wants another."""

    chosen = Signal(str)
    commands_wanted = Signal()

    def __init__(self, pages: Sequence[PageFactory]) -> None:
        """Make an item for every page, service pages under a hairline."""
        super().__init__(canvas=True)
        self._items: dict[str, NavItem] = {}
        self.clerk = ClerkButton()
        self.clerk.clicked.connect(self.commands_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Wordmark())
        layout.addSpacing(4)
        layout.addLayout(self._sections(pages, Group.WORK))
        layout.addSpacing(6)
        layout.addLayout(row(16, Hairline(), 12, space=0))
        layout.addSpacing(6)
        layout.addLayout(self._sections(pages, Group.SERVICE))
        layout.addStretch(1)
        layout.addLayout(row(16, Hairline(), 12, space=0))
        layout.addWidget(self.clerk)
        follow_look(self._relook)

    def _sections(self, pages: Sequence[PageFactory], group: Group) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(2)
        for place, page in enumerate(pages):
            if page.group is not group:
                continue
            item = NavItem(page.title, page.icon, f"Ctrl+{place + 1}" if place < 9 else "")
            item.clicked.connect(lambda _=False, key=page.key: self.chosen.emit(key))
            self._items[page.key] = item
            layout.addWidget(item)
        return layout

    def show_current(self, key: str) -> None:
        """Mark the section in front."""
        self._items[key].setChecked(True)

    def set_counts(self, counts: Mapping[str, int | None]) -> None:
        """Show counts by page key; pages not named keep theirs."""
        for key, count in counts.items():
            if key in self._items:
                self._items[key].set_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline at the right edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme: Theme = look().theme
        bar(painter, QRect(self.width() - 1, 0, 1, self.height()), theme.hairline)
        painter.end()

    def _relook(self) -> None:
        self.setFixedWidth(look().metrics.nav)
