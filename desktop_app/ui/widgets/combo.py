"""A box with a few values; typing letters goes to the value that begins with them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from desktop_app.ui.theme import look
from desktop_app.ui.widgets.painted import draw_icon
from desktop_app.ui.widgets.tips import plain_tip

_RIGHT, _INSIDE = 7, 2


class Combo(QComboBox):
    """A combo box over (value, words); `picked(value)` when the clerk chose."""

    picked = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]] = ()) -> None:
        """Offer choices; `name` is read to the blind."""
        super().__init__()
        self._values: list[object] = []
        self._awaited = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.set_choices(choices)
        self.activated.connect(lambda _: self.picked.emit(self.value()))

    def show_whole(self) -> None:
        """Never be narrower than the longest words: a kind cut off may be another kind."""
        self.setMinimumContentsLength(0)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; the present value, or the awaited, stays when it is among them."""
        value = self.value()
        self.blockSignals(True)
        self.clear()
        # Qt's own item data would turn a StrEnum into a bare string.
        self._values = [known for known, _ in choices]
        for _, words in choices:
            self.addItem(words)
        self.blockSignals(False)
        self.set_value(value)
        place = self.findText(self._awaited) if self._awaited else -1
        if place >= 0:
            self.setCurrentIndex(place)
            self._awaited = ""

    def await_words(self, words: str) -> None:
        """Show the choice of these words once it is offered: what it is among is being read."""
        self._awaited = words

    def value(self) -> object:
        """Return the value shown, None for an empty box."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Show a value; an unknown one shows the first."""
        places = (place for place, known in enumerate(self._values) if known == value)
        self.setCurrentIndex(next(places, 0 if self.count() else -1))

    def title_of(self, value: object) -> str:
        """Return the words of a value, empty for one that is not offered."""
        places = (place for place, known in enumerate(self._values) if known == value)
        return self.itemText(next(places, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form: scrolling must not change values by surprise."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, its words as far as they fit, and the arrow; the sheet has none."""
        self._draw_box()
        painter, side = QPainter(self), look().metrics.icon_tiny
        place = (self.width() - _RIGHT - side, (self.height() - side) / 2, side)
        draw_icon(painter, self, "chevron-down", look().theme.muted, place)
        painter.end()

    def _draw_box(self) -> None:
        """Let the style draw: it cuts words in the middle of a letter, so it gets fewer of them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        parts, style = QStyle.SubControl.SC_ComboBoxEditField, self.style()
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts, self).width()
        whole = self.currentText()
        words = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room - _INSIDE)
        option.currentText = words
        self.setToolTip(plain_tip(whole) if words != whole and not self.isEditable() else "")
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
