"""The one way out of the office: seen, asked where to, written, told, refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import FileBusy
from desktop_app.core.records.journal import Exported
from desktop_app.ui.pages.file_out import PDF, FileOut, Written
from desktop_app.ui.pages.paper_out import Paper, PaperOut
from desktop_app.ui.pages.preview import PreviewSheet
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.pages.work_sheet import WorkSheet
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.text import Paragraph
from tests.ui.pages.export_desk import ExportDesk
from tests.ui.preview_papers import paper

pytestmark = pytest.mark.gui


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDesk]:
    """Gives a window to ask over."""
    opened = ExportDesk(qtbot, tmp_path)
    opened.start()
    yield opened
    opened.close()


def _busy(path: Path) -> Written:
    raise FileBusy(
        f"Файл «{path.name}» открыт в другой программе", "ничего не записано", "закройте"
    )


def _file(write: Callable[[Path], Written] | None = None) -> FileOut:
    def plain(path: Path) -> Written:
        path.write_bytes(b"paper")
        return Exported(path, 1, "", ("знак ☃ заменён",))

    return FileOut("Куда", "Бумага.pdf", PDF, write or plain, "Пишется…", "Записано", ("Сожгите.",))


def _told(parent: QWidget) -> str:
    (note,) = (note for note in parent.findChildren(Note) if not note.isHidden())
    lines = (line.text() for line in note.findChildren(Paragraph))
    return "\n".join((note.accessibleName(), *lines))


def test_a_sheet_tells_what_was_written_and_opens_it(desk: ExportDesk) -> None:
    """The path, what could not be drawn and the advice are told; «Открыть» opens that file."""
    out, target = PaperOut(desk.tools, desk.window, desk.opener), desk.folder / "a.pdf"
    desk.dialogs.answer_next(target)
    out.write_file("Бумага", _file())
    desk.settle()
    sheet = desk.sheet()
    assert isinstance(sheet, WorkSheet)
    for words in ("Записано", str(target), "знак ☃ заменён", "Сожгите."):
        assert words in _told(sheet)
    next(b for b in sheet.findChildren(Button) if b.text() == "Открыть").click()
    assert desk.opener.files == [target]
    sheet.reject()


def test_a_file_open_elsewhere_is_refused_in_the_note_of_the_page(desk: ExportDesk) -> None:
    """The refusal is told where the writing was, nothing more is opened and nothing can be."""
    note = WorkNote(desk.opener)
    note.setParent(desk.window)
    out = PaperOut(desk.tools, desk.window, note=note)
    desk.dialogs.answer_next(desk.folder / "a.pdf")
    out.write_file("Бумага", _file(_busy))
    desk.settle()
    assert "открыт в другой программе" in _told(note)
    assert not note.busy
    assert "Открыть" not in [button.text() for button in note.findChildren(Button)]


@pytest.mark.parametrize("leaves", [True, False])
def test_the_question_where_to_stands_over_what_is_on_the_screen(
    desk: ExportDesk, *, leaves: bool
) -> None:
    """A preview that leaves is closed before the question; one that stays tells over itself."""
    out = PaperOut(desk.tools, desk.window, desk.opener)
    out.show_paper(Paper("Бумага", lambda: paper(1), _file(), leaves=leaves))
    desk.settle()
    preview = out.preview
    assert isinstance(preview, PreviewSheet)
    desk.dialogs.answer_next(desk.folder / "a.pdf")
    preview.to_file.click()
    desk.settle()
    sheet = desk.sheet()
    assert isinstance(sheet, WorkSheet)
    assert (sheet.parentWidget() is desk.window) is leaves
    sheet.reject()
    if not leaves:
        preview.reject()
    desk.settle()
