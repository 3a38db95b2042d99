"""Facts of a record: a muted label beside its value, and heads of sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.core.text import or_dash
from desktop_app.ui.theme import Tone, Type, follow_look, look
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import drop, row
from desktop_app.ui.widgets.text import Line, Paragraph, Text

LABEL_WIDTH = 96
_ROW_GAP, _LABEL_GAP = 5, 8
_LABEL_SHARE = 0.4  # of the pane, at most; a label itself is never cut


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; `bold` is for phones and violations."""

    label: str
    value: str | None
    bold: bool = False
    tone: Tone = Tone.PLAIN


class Facts(QWidget):
    """A list of facts; labels are read to the blind together with their values."""

    def __init__(self, facts: Sequence[Fact] = (), *, label_width: int = LABEL_WIDTH) -> None:
        """Show facts with labels `label_width` wide at the default body size."""
        super().__init__()
        self._label_width = label_width
        self._shown: list[Fact] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_LABEL_GAP)
        self._grid.setVerticalSpacing(_ROW_GAP)
        self._grid.setColumnStretch(1, 1)
        self.set_facts(facts)
        follow_look(self._relook)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts; the same labels in the same weights keep their widgets."""
        if [(f.label, f.bold, f.tone) for f in facts] != [
            (f.label, f.bold, f.tone) for f in self._shown
        ]:
            self._rebuild(facts)
        self._shown = list(facts)
        for place, fact in enumerate(facts):
            item = self._grid.itemAtPosition(place, 1)
            value = item.widget() if item is not None else None
            if isinstance(value, Paragraph):
                value.set_text(or_dash(fact.value))
                value.setAccessibleName(f"{fact.label}: {or_dash(fact.value)}")

    def _rebuild(self, facts: Sequence[Fact]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            drop(item.widget())
        top = Qt.AlignmentFlag.AlignTop
        for place, fact in enumerate(facts):
            role = Type.BODY_BOLD if fact.bold else Type.BODY
            self._grid.addWidget(Text(fact.label, Type.BODY, Tone.MUTED), place, 0, top)
            self._grid.addWidget(Paragraph("", role, fact.tone), place, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of a narrow pane to the values: large type breaks them soonest."""
        super().resizeEvent(event)
        self._relook()

    def _relook(self) -> None:
        wanted = look().metrics.px(self._label_width)
        most = round(self.width() * _LABEL_SHARE)
        is_laid = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        self._grid.setColumnMinimumWidth(0, min(wanted, most) if is_laid else wanted)


class SectionHead(QWidget):
    """A head of a section: 13 bold at the left, muted words or a link at the right."""

    def __init__(self, title: str, aside: str = "", *, link: str = "") -> None:
        """Show a title; `link` puts a button in place of the words: see `button`."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._title = Text(title, Type.CELL_BOLD)
        self._aside = Line(aside, Type.CELL, Tone.MUTED)
        self.button: Button | None = Button(link, Rank.LINK, inline=True) if link else None
        right: QWidget = self.button if self.button is not None else self._aside
        self.setLayout(row(self._title, None, right))

    def set_aside(self, words: str) -> None:
        """Say something else at the right."""
        self._aside.set_text(words)
