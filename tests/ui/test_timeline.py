"""Details of a timeline wrap: no date in them is cut."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import TicketStatus
from desktop_app.core.text import NBSP
from desktop_app.ui.theme import LIGHT, Type, apply_theme
from desktop_app.ui.widgets import timeline
from desktop_app.ui.widgets.timeline import Event, Timeline

pytestmark = pytest.mark.gui
_LONG = "по телефону, приняли: Котова Е. В., их № 1184, обещали до 20.11 18:00 · Лапина Ирина"


def _shown(monkeypatch: pytest.MonkeyPatch, line: Timeline) -> list[str]:
    """Return the words as they were painted."""
    painted: list[str] = []

    def write(
        _painter: QPainter, _left: float, _base: float, text: str, _role: Type, _ink: str
    ) -> float:
        painted.append(text)
        return 0.0

    monkeypatch.setattr(timeline, "write", write)
    line.grab()
    return painted


@pytest.mark.parametrize("points", [10.5, 16.0])
def test_a_promised_date_is_never_cut(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, points: float
) -> None:
    """In a narrow panel the words go on below, day and time in one line; the panel grows."""
    apply_theme(qapp, LIGHT, points)
    pane = QWidget()
    qtbot.addWidget(pane)
    line = Timeline([Event("19.11 08:12", "arrow-right", TicketStatus.SENT, "Передано", _LONG)])
    body = QVBoxLayout(pane)
    body.addWidget(line)
    body.addStretch(1)
    pane.resize(QSize(330, 600))
    pane.show()
    qtbot.waitUntil(lambda: line.height() == line.sizeHint().height())
    painted = _shown(monkeypatch, line)
    assert not [words for words in painted[2:] if "…" in words]
    assert any(f"20.11{NBSP}18:00" in words for words in painted)
    assert " ".join(painted[2:]).replace(NBSP, " ") == _LONG.replace(NBSP, " ")
    narrow = line.height()
    pane.resize(QSize(1300, 600))
    qtbot.waitUntil(lambda: line.height() < narrow)
    assert len(_shown(monkeypatch, line)) == 3


def test_a_title_is_never_cut(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With large type «Обзвон: на дорабо…» hid what was decided; the title goes on below."""
    apply_theme(qapp, LIGHT, 16.0)
    title = "Передано: Муниципальное унитарное предприятие"
    events = [Event("19.11 08:12", "arrow-right", TicketStatus.SENT, title, "телефон")]
    line = Timeline([*events, Event("19.11 08:00", "phone", TicketStatus.NEW, "Принято")])
    qtbot.addWidget(line)
    line.resize(QSize(420, line.sizeHint().height()))
    high = line.sizeHint().height()
    line.resize(QSize(420, high))
    painted = _shown(monkeypatch, line)
    first = painted[1 : painted.index("телефон")]
    assert len(first) > 1
    assert " ".join(first) == title
    line.resize(QSize(1200, high))
    assert line.sizeHint().height() < high
