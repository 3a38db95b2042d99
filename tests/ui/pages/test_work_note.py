"""What came of long work is read whole on any window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Paragraph

pytestmark = pytest.mark.gui
_LINES = [f"нет такого дома на улице {street}: {street * 7}" for street in range(14)]


@pytest.mark.parametrize("height", [300, 700])
def test_no_line_is_written_over_another(qtbot: QtBot, height: int) -> None:
    """A long account scrolls in a short window; in a tall one it stands whole."""
    above, note, window = QWidget(), WorkNote(FileOpener()), QWidget()
    above.setMinimumHeight(120)
    window.setLayout(column(above, note))
    qtbot.addWidget(window)
    window.resize(900, height)
    window.show()
    note.done("Загружено: журнал.csv", [*_LINES, "виды работ " * 60, "89 новых организаций"])
    qtbot.wait(50)
    words = [line for line in note.findChildren(Paragraph) if line.isVisible()]
    tops = [line.mapTo(window, line.rect().topLeft()).y() for line in words]
    ends = [top + line.height() for top, line in zip(tops, words, strict=True)]
    assert all(line.height() >= line.heightForWidth(line.width()) for line in words)
    assert all(end <= top for end, top in zip(ends[:-1], tops[1:], strict=True))
    assert window.height() == height


def test_its_buttons_are_whole_over_a_page_that_scrolls(qtbot: QtBot, tmp_path: Path) -> None:
    """A tall page under the note scrolls; the note of a file written is not cut through."""
    tall, note, window = QWidget(), WorkNote(FileOpener()), QWidget()
    tall.setMinimumHeight(1500)
    window.setLayout(column(note, ScrollPane(column(tall))))
    qtbot.addWidget(window)
    window.resize(900, 420)
    window.show()
    note.done("Акт записан", [str(tmp_path / "акт.pdf")], tmp_path / "акт.pdf")
    qtbot.wait(50)
    buttons = [button for button in note.findChildren(Button) if button.isVisible()]
    assert len(buttons) == 2
    assert all(button.visibleRegion().boundingRect() == button.rect() for button in buttons)
    assert window.height() == 420


def test_the_focus_goes_back_from_the_button_that_stops(qtbot: QtBot, jobs: Jobs) -> None:
    """Stopped or ended, the keys belong to what began the work, not to the first section."""
    first, begun, note, window = (
        Button("Сегодня"),
        Button("Загрузить"),
        WorkNote(FileOpener()),
        QWidget(),
    )
    window.setLayout(column(first, begun, note))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for ended in (note._cancel, lambda: note.done("Загружено"), note.rest):
        begun.setFocus()
        job = jobs.long(lambda _progress, _stop: None, lambda _: None)
        note.begin("Загружается…", job)
        note._stop.setFocus()
        ended()
        assert begun.hasFocus()


def test_a_short_account_takes_no_more_room_than_it_needs(qtbot: QtBot) -> None:
    """One line is as high as its words."""
    note = WorkNote(FileOpener())
    qtbot.addWidget(note)
    note.done("Записано")
    assert note.sizeHint().height() <= 50


def test_a_work_that_ends_takes_no_focus_from_typing(qtbot: QtBot, tmp_path: Path) -> None:
    """A field goes on being typed into; from a button the focus goes to what was written."""
    line, begun, note, window = QLineEdit(), Button("Выгрузить"), WorkNote(FileOpener()), QWidget()
    window.setLayout(column(line, begun, note))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    note.done("Записано", [], tmp_path / "a.xlsx")
    assert line.hasFocus()
    begun.setFocus()
    note.done("Записано", [], tmp_path / "a.xlsx")
    taken = window.focusWidget()
    assert isinstance(taken, Button)
    assert taken.text() == "Открыть"
