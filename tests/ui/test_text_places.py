"""Emoji in words on the screen: one letter to Python, two places to Qt."""

import pytest
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Clash
from desktop_app.core.text import NBSP
from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.clash_sheet import ClashSheet
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.widgets.text_places import held_together, in_places, length, letters

pytestmark = pytest.mark.gui


def test_letters_between_places() -> None:
    """Places are those of UTF-16; half an emoji is no crash."""
    text = "🙂а\ud83d б"
    assert length(text) == 6
    assert letters(in_places(text), 0, 3) == "🙂а"
    assert letters(in_places("🙂а"), 1, 3)[-1] == "а"


def test_lines_of_a_paragraph_break_where_they_fit(qtbot: QtBot) -> None:
    """What stands after emoji is not pushed over the edge: the end of each line was cut off."""
    words = f"{'🥶' * 12} {'батареи холодные вторые сутки, ' * 6}".strip()
    paragraph = Paragraph(words)
    qtbot.addWidget(paragraph)
    lines = [line for line, _ in paragraph._lines(320)]
    metrics = look().fonts.metrics(Type.BODY)
    assert len(lines) > 2
    assert max(map(metrics.horizontalAdvance, lines)) <= 321
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_both_values_of_a_clash_are_told_whole(qtbot: QtBot) -> None:
    """An «&» is no shortcut, zero is a value, and two figures that differ look different."""
    window = QWidget()
    qtbot.addWidget(window)
    values: dict[str, tuple[object, object]] = {
        "floors": (0, None),
        "area": (12345.67, 12345.68),
        "owner": (1, 2),
    }
    clash = Clash(values, "", lambda _asked, _mine: None)
    names = {1: "Иванов & Ко", 2: "Тепло & Вода"}
    sheet = ClashSheet(window, clash, {}, lambda name, value: _named(name, value, names))
    told = [button.text() for button in sheet.findChildren(QRadioButton)]
    assert told[:4] == ["Ваше: 0", "Другого: —", "Ваше: 12345,67", "Другого: 12345,68"]
    assert told[4:] == ["Ваше: Иванов && Ко", "Другого: Тепло && Вода"]
    assert sheet.findChildren(QRadioButton)[4].accessibleName().endswith("Иванов & Ко")


def _named(name: str, value: object, names: dict[int, str]) -> str:
    return names[value] if name == "owner" and isinstance(value, int) else ""


def test_a_number_stays_with_its_sign(qtbot: QtBot) -> None:
    """No line of a paragraph ends with «д.» or «№» at any width that has room for both."""
    words = "ул. 1-я Линейная, д. 18, напротив, обращение № 2026-03996, срок 22.11 13:00"
    paragraph = Paragraph(words)
    qtbot.addWidget(paragraph)
    for width in range(120, 420, 7):
        lines = [line for line, _ in paragraph._lines(width)]
        assert not [line for line in lines if line.endswith((" д.", "д.", "№", "22.11"))], width
    assert paragraph.text() == words


def test_a_tie_wider_than_the_line_is_let_go() -> None:
    """A narrow column breaks after «№» rather than inside the number."""
    assert held_together("письмо № 2026-03996", 11, len) == "письмо № 2026-03996"
    assert held_together("письмо № 2026-03996", 12, len) == f"письмо №{NBSP}2026-03996"
