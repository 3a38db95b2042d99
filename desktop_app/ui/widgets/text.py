"""Words on the screen: labels by role, one-line text that elides, paragraphs with air."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui.theme import Look, Tone, Type, colour, look
from desktop_app.ui.theme.metrics import LINE_HEIGHT
from desktop_app.ui.widgets.painted import baseline
from desktop_app.ui.widgets.text_places import held_together, in_places, letters
from desktop_app.ui.widgets.tips import plain_tip

_MESSAGES = (Tone.DANGER, Tone.WARNING, Tone.GOOD, Tone.INFO)


class Text(QLabel):
    """A plain-text label of a type role and a tone; never rich text, whatever it is given."""

    def __init__(
        self,
        text: str = "",
        role: Type = Type.BODY,
        tone: Tone = Tone.PLAIN,
        *,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show text; `selectable` lets the mouse and the keyboard copy it."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("type", role.key)
        self._tone = tone
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.setAccessibleName(text)
        self.setProperty("tone", str(tone))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words of a message in the theme's colour; the sheet knows palette roles only."""
        if self._tone not in _MESSAGES:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(colour(look().theme.text_of(self._tone)))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.text())
        painter.end()


class Line(QWidget):
    """One line of text that gives way: it elides, and then tells the whole in its tooltip."""

    def __init__(
        self,
        text: str = "",
        role: Type = Type.BODY,
        tone: Tone = Tone.PLAIN,
        *,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """Show text; it asks for its whole width and takes less."""
        super().__init__()
        self._role, self._tone, self._elide = role, tone, elide
        self._measured: tuple[Look, QSize] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text, self._measured = text, None
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the whole text takes."""
        dress = look()
        if self._measured is None or self._measured[0] is not dress:
            metrics = dress.fonts.metrics(self._role)
            width = int(metrics.horizontalAdvance(self._text)) + 2
            self._measured = (dress, QSize(width, round(metrics.height())))
        return self._measured[1]

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), look().metrics.px(40)), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        dress, painter = look(), QPainter(self)
        metrics = dress.fonts.metrics(self._role)
        cut = metrics.elidedText(self._text, self._elide, self.width())
        self.setToolTip(plain_tip(self._text) if cut != self._text else "")
        painter.setFont(dress.fonts[self._role])
        painter.setPen(colour(dress.theme.text_of(self._tone)))
        painter.drawText(QPointF(0, baseline(0, self.height(), self._role)), cut)
        painter.end()


class Paragraph(QWidget):
    """Wrapped text with a line height of 1.35, at most `columns` characters wide."""

    def __init__(
        self,
        text: str = "",
        role: Type = Type.BODY,
        tone: Tone = Tone.PLAIN,
        *,
        columns: int = 70,
        centred: bool = False,
    ) -> None:
        """Show text; line breaks in it are kept."""
        super().__init__()
        self._role, self._tone, self._columns, self._centred = role, tone, columns, centred
        self._dress: Look | None = None
        self._wraps: dict[int, list[tuple[str, float]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def text(self) -> str:
        """Return the text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self._wraps.clear()
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell the layout that height depends on width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the text takes at a width."""
        return round(len(self._lines(width)) * self._step())

    def sizeHint(self) -> QSize:
        """Return the size at the widest line allowed."""
        limit = self._limit()
        longest = max((size for _, size in self._lines(limit)), default=0.0)
        width = min(limit, int(longest) + 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column of one line; the real minimum follows the width."""
        return QSize(min(self.sizeHint().width(), look().metrics.px(80)), round(self._step()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height of the text at the new width, so that a short column cannot cut it."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        dress, painter = look(), QPainter(self)
        painter.setFont(dress.fonts[self._role])
        painter.setPen(colour(dress.theme.text_of(self._tone)))
        step = self._step()
        for number, (line, size) in enumerate(self._lines(self.width())):
            left = (self.width() - size) / 2 if self._centred else 0
            painter.drawText(QPointF(left, baseline(number * step, step, self._role)), line)
        painter.end()

    def _fit(self) -> None:
        height = (
            self.heightForWidth(max(self.width(), 1))
            if self.testAttribute(Qt.WidgetAttribute.WA_Resized)
            else 0
        )
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def _step(self) -> float:
        font: QFont = look().fonts[self._role]
        size = font.pointSizeF() * self.logicalDpiY() / 72
        return size * LINE_HEIGHT

    def _limit(self) -> int:
        return round(look().fonts.metrics(self._role).averageCharWidth() * self._columns)

    def _lines(self, width: int) -> list[tuple[str, float]]:
        """Return the wrapped lines with their widths, measured once a width and look."""
        if self._dress is not look():
            self._dress = look()
            self._wraps.clear()
        if width not in self._wraps:
            lines: list[tuple[str, float]] = []
            for part in self._text.split("\n"):
                lines += self._wrapped(part, min(width, self._limit())) if part else [("", 0.0)]
            self._wraps[width] = lines
        return self._wraps[width]

    def _wrapped(self, part: str, width: int) -> list[tuple[str, float]]:
        measure = look().fonts.metrics(self._role).horizontalAdvance
        part = held_together(part, width, measure)
        layout = QTextLayout(part, look().fonts[self._role])
        places = in_places(part)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        lines: list[tuple[str, float]] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            text = letters(places, line.textStart(), line.textStart() + line.textLength())
            lines.append((text.rstrip(), line.naturalTextWidth()))
        layout.endLayout()
        return lines
