"""Forms: a field with its label above, a hint or a problem at the right, a summary with links."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.errors import summary_title
from desktop_app.ui.theme import Tone, Type, colour, follow_look, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS
from desktop_app.ui.widgets.fields import PhoneEdit
from desktop_app.ui.widgets.note import Air, Note
from desktop_app.ui.widgets.painted import baseline, draw_icon, focus_ring, write
from desktop_app.ui.widgets.painted_button import PaintedButton
from desktop_app.ui.widgets.panes import drop, row
from desktop_app.ui.widgets.text import Line, Paragraph, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

FIELD_GAP, COLUMN_GAP = 10, 10
_LABEL_GAP, _HINT_GAP = 4, 6
_REMEDY_LEFT = 19


class _Remedy(QWidget):
    """«!» and bold words; they wrap in a narrow field."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Paragraph("", Type.CELL_BOLD, Tone.DANGER)
        inner = QVBoxLayout(self)
        inner.addWidget(self.words)
        follow_look(self._relook)

    def _relook(self) -> None:
        inner = self.layout()
        if inner is not None:
            inner.setContentsMargins(look().metrics.px(_REMEDY_LEFT), 0, 2, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark on the first line."""
        dress, painter = look(), QPainter(self)
        side = dress.metrics.icon_tiny
        top = (dress.fonts.metrics(Type.CELL_BOLD).height() - side) / 2
        draw_icon(painter, self, "alert", dress.theme.text_of(Tone.DANGER), (2, top, side))
        painter.end()


class _Caption(Text):
    """A label whose letter is underlined: Qt draws it in parts, wider than the words together."""

    def sizeHint(self) -> QSize:
        """Return the room of the parts beside one another."""
        hint, before, marked = super().sizeHint(), *self.text().partition("&")[::2]
        if marked:
            measure = self.fontMetrics().horizontalAdvance
            parts = (before, marked[:1], marked[1:])
            hint.setWidth(max(hint.width(), sum(measure(part) for part in parts) + 1))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Return the same: a label is never cut."""
        return self.sizeHint()


class FormField(QWidget):
    """A control under its label; `&` before a letter of the label gives Alt+letter.

    At the right end of the label stands why a value is there, or, in its place, a problem in two
    words with a 2 px danger border round the control.
    """

    def __init__(
        self, label: str, control: QWidget, hint: str = "", *, base_width: int = 0
    ) -> None:
        """Put a control under a label; it takes the label as its accessible name.

        With a `base_width` the field is that wide at the default body size (flat, floor: 66).
        """
        super().__init__()
        self.control, self._base_width = control, base_width
        self.label = label.replace("&", "")
        control.setAccessibleName(self.label)
        caption = _Caption(label, Type.CELL, Tone.MUTED)
        caption.setBuddy(control)
        self._hint = Line(hint, Type.CAPTION, Tone.MUTED)
        self._doubt = Line("", Type.CAPTION, Tone.WARNING)
        self._doubt.hide()
        self._problem = _Remedy()
        self._problem.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        tall = bool(control.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)
        if not tall:
            self._column.addStretch(0)
        said = (self._hint, self._doubt, self._problem)
        self._column.addLayout(WrapRow(caption, _HINT_GAP, None, *said, line_gap=2))
        self._column.addSpacing(_LABEL_GAP)
        self._column.addWidget(control, 1 if tall else 0)
        if tall:
            self._column.addStretch(0)

        if isinstance(control, QLineEdit):
            self._show_beginning()
            control.textChanged.connect(self._show_beginning)
        if isinstance(control, PhoneEdit):
            control.doubted.connect(self.set_doubt)
        if base_width:
            follow_look(self._relook)

    def sizeHint(self) -> QSize:
        """Ask for no more width with a problem than without: its words wrap."""
        hint = super().sizeHint()
        if self.problem:
            hint.setWidth(min(hint.width(), self.control.sizeHint().width()))
        return hint

    @property
    def problem(self) -> str:
        """The words of the problem, empty when there is none."""
        return self._problem.words.text()

    def set_hint(self, words: str) -> None:
        """Say why the value is what it is, or which key helps."""
        self._hint.set_text(words)
        if not self.problem:
            self.control.setAccessibleDescription(words)

    @property
    def doubt(self) -> str:
        """The words of a doubt, empty when there is none."""
        return self._doubt.text()

    def set_doubt(self, words: str) -> None:
        """Say in the hint's place what looks wrong though it is taken; empty words clear it."""
        self._doubt.set_text(words)
        self._show_words()

    def set_problem(self, words: str) -> None:
        """Mark the field with a remedy in two or three words; empty words clear it."""
        self._problem.words.set_text(words)
        self._show_words()
        self.control.setProperty("problem", bool(words))
        self.control.setAccessibleDescription(words or self.doubt or self._hint.text())
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)

    def _show_beginning(self) -> None:
        """Let a text put in from outside be read from its first letter."""
        line = self.control
        if isinstance(line, QLineEdit) and not line.hasFocus() and not line.hasSelectedText():
            line.setCursorPosition(0)

    def _show_words(self) -> None:
        """Show one of three: a problem before a doubt before the hint."""
        self._problem.setVisible(bool(self.problem))
        self._doubt.setVisible(bool(self.doubt) and not self.problem)
        self._hint.setVisible(not self.problem and not self.doubt)

    def _relook(self) -> None:
        self.setFixedWidth(look().metrics.px(self._base_width))


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the summary: the field's label, what to do, the control to go to.

    With `go` the link does that instead: opens the sheet the field is on.
    """

    label: str
    remedy: str
    control: QWidget
    go: Callable[[], object] | None = None

    def follow(self) -> None:
        """Go where the problem can be mended."""
        if self.go is not None:
            self.go()
        else:
            self.control.setFocus(Qt.FocusReason.OtherFocusReason)


class _ProblemLink(PaintedButton):
    """The label of a field, underlined; pressing it moves the focus there."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.setText(problem.label)
        self.setAccessibleName(f"{problem.label}: {problem.remedy}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: problem.follow())

    def sizeHint(self) -> QSize:
        """Return the room of the label."""
        fonts = look().fonts
        line = fonts.metrics(Type.BODY).height()
        return QSize(round(fonts.width(Type.BODY, self.text())), round(line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the label and the line under it."""
        theme, painter = look().theme, QPainter(self)
        base = baseline(0, self.height(), Type.BODY)
        ink = theme.text_of(Tone.DANGER)
        end = write(painter, 0, base, self.text(), Type.BODY, ink)
        painter.fillRect(QRect(0, base + 2, round(end), 1), colour(ink))
        if self.hasFocus():
            focus_ring(painter, self.rect(), FIELD_RADIUS)
        painter.end()


class _ProblemLine(QWidget):
    """A link to the field, and what to do in ink after it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.link = _ProblemLink(problem)
        words = Paragraph(f"— {problem.remedy}", columns=90)
        line = row(self.link, words, space=4)
        line.setAlignment(self.link, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self.setLayout(line)


class ErrorSummary(Note):
    """The danger note above a form: «Не записано: исправьте 2 поля», then links to the fields."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(Tone.DANGER, air=Air.LINES)
        self._lines: list[_ProblemLine] = []
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems; none hides the note."""
        for line in self._lines:
            drop(line)
        self._lines = [_ProblemLine(problem) for problem in problems]
        self.set_title(summary_title(len(problems)))
        self.add_widgets(self._lines)
        self.setVisible(bool(problems))

    def first_link(self) -> QAbstractButton | None:
        """Return the link of the first problem, None while there is none."""
        return self._lines[0].link if self._lines else None


@runtime_checkable
class ReadsWords(Protocol):
    """A control that makes something of what is typed: a day, a choice out of a list."""

    def problem(self) -> str:
        """Return the remedy for words it makes nothing of, empty when there is none."""
        ...


def unread(fields: Mapping[str, FormField]) -> dict[str, str]:
    """Return the remedies of shown fields whose words are no day and no choice: none is dropped."""
    remedies = {}
    for name, field in fields.items():
        control = field.control
        if isinstance(control, ReadsWords) and field.isVisible():
            remedies[name] = control.problem()
    return {name: words for name, words in remedies.items() if words}


class FormProblems:
    """Shows an InvalidDraft on a form: marks by the fields, links above, focus in the first.

    `explain` may hold a longer remedy for the summary line of a field.
    """

    def __init__(self, summary: ErrorSummary, fields: Mapping[str, FormField]) -> None:
        """Take the fields under the names the service gives them, in reading order."""
        self._summary, self._fields = summary, dict(fields)

    def show(self, error: InvalidDraft, explain: Mapping[str, str] | None = None) -> list[str]:
        """Mark the fields; return the remedies of fields this form does not have."""
        longer = explain or {}
        problems: list[Problem] = []
        for name, field in self._fields.items():
            words = error.fields.get(name, "")
            field.set_problem(words)
            if words:
                problems.append(Problem(field.label, longer.get(name, words), field.control))
        self._summary.show_problems(problems)
        if problems:
            problems[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
        return [words for name, words in error.fields.items() if name not in self._fields]

    def add(self, fields: Mapping[str, FormField]) -> None:
        """Know fields that came after the form was opened."""
        self._fields.update(fields)

    def clear(self) -> None:
        """Take all marks away."""
        for field in self._fields.values():
            field.set_problem("")
        self._summary.show_problems(())
