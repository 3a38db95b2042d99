"""What the sheets of a visit share: fields of numbers and days, a body that scrolls."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from desktop_app.core.norms import plain
from desktop_app.core.typed_numbers import read_number
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.fields import DateEdit, MomentEdit
from desktop_app.ui.widgets.scroll_pane import ScrollPane

_ROUND = 160  # title, buttons and margins of a sheet


def text_line(text: str) -> QLineEdit:
    """Return a field with words, shown from their beginning."""
    line = QLineEdit(text)
    line.setCursorPosition(0)
    return line


def number_line(value: float | None) -> QLineEdit:
    """Return a field with a number, or an empty one."""
    return QLineEdit("" if value is None else plain(value))


class Brought:
    """Fields a choice fills: what it brought before is replaced, what a person typed stays."""

    def __init__(self, lines: Mapping[str, QLineEdit]) -> None:
        """Take what stands in the fields for brought: nobody has typed yet."""
        self._lines = dict(lines)
        self._before = {name: line.text() for name, line in lines.items()}

    def put(self, words: Mapping[str, str]) -> None:
        """Fill the fields of these names."""
        for name, text in words.items():
            line = self._lines[name]
            if line.text() in ("", self._before[name]):
                line.setText(text)
                self._before[name] = text


def read_numbers(
    lines: Mapping[str, QLineEdit], problems: dict[str, str]
) -> dict[str, float | None]:
    """Return the numbers typed; what is none is written into `problems` under its name."""
    found: dict[str, float | None] = {}
    for name, line in lines.items():
        try:
            found[name] = read_number(line.text())
        except ValueError:
            problems[name] = "впишите число"
            found[name] = None
    return found


def check_days(fields: Mapping[str, DateEdit | MomentEdit], problems: dict[str, str]) -> None:
    """Write into `problems` the fields whose words are no day or moment."""
    problems.update({name: field.problem() for name, field in fields.items() if field.problem()})


def scrolled(body: QLayout, window: QWidget) -> ScrollPane:
    """Return a body as high as its fields, or as the window lets it be: the rest scrolls."""
    pane = ScrollPane(body)
    room = window.window().height() - look().metrics.px(_ROUND)
    pane.setMinimumHeight(min(pane.sizeHint().height(), max(room, look().metrics.px(80))))
    return pane
