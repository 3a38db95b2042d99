"""A file on its way out: where it goes, how it is written, what is told of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.core.records.journal import Exported
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote

PDF = "Документ PDF (*.pdf)"
WORKBOOK = "Книга Excel (*.xlsx)"

Written = Exported | Path | Sequence[Exported | Path]


@dataclass(frozen=True, slots=True)
class FileOut:
    """What is written and the words around it.

    `title` heads the question where to, `name` is proposed there. `doing` stands while the file
    is written, `done` heads what came of it, `advice` follows the paths.
    """

    title: str
    name: str
    filters: str
    write: Callable[[Path], Written]
    doing: str
    done: str
    advice: tuple[str, ...] = ()


def ask_and_write(tools: Tools, over: QWidget, note: WorkNote, file: FileOut) -> None:
    """Ask where to, then write; what came of it is told in `note`, that tells of one at a time."""
    if note.busy:
        return
    tools.dialogs.save_as(
        over, file.title, file.name, file.filters, lambda path: write_to(tools, path, note, file)
    )


def write_to(tools: Tools, path: Path, note: WorkNote, file: FileOut) -> None:
    """Write in the long lane; a file that another program holds open is refused in `note`."""

    def done(written: Written) -> None:
        paths, notices = _account(written)
        place = paths[0] if len(paths) == 1 else paths[0].parent
        note.done(file.done, [str(place), *notices, *file.advice], paths)

    job = tools.jobs.long(lambda _progress, _stop: file.write(path), done, note.failed, owner=note)
    note.begin(file.doing, job, can_stop=False)


def _account(written: Written) -> tuple[Sequence[Path], Sequence[str]]:
    files = [written] if isinstance(written, Exported | Path) else written
    exported = [file for file in files if isinstance(file, Exported)]
    notices = [notice for file in exported for notice in file.notices]
    return [file.path if isinstance(file, Exported) else file for file in files], notices
