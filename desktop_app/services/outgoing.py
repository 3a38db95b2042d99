"""What leaves the office, on paper or as a file, stands in history; else it does not leave."""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core import fingerprints
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import StorageError, TargetError
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.services.desk import Desk

if TYPE_CHECKING:
    from desktop_app.reports.pdf_paper import Rendered


def check_place(path: Path, paper: str, *suffixes: str) -> None:
    """Refuse a place or a suffix a paper cannot be written to: TargetError, FileBusy, DiskFull."""
    # Imported here: what writes files must not slow the start of the program.
    from desktop_app.reports.atomic_file import check_target

    check_target(path)
    if path.suffix.lower() not in suffixes:
        raise TargetError(
            f"{paper} не записывается в файл вида «{path.suffix or path.name}»",
            "ничего не записано",
            f"дайте файлу имя с окончанием {' или '.join(suffixes)}",
        )


def write_paper(
    path: Path,
    paper: str,
    rows: int,
    render: Callable[[], "Rendered"],
    fill: Callable[[Path], tuple[str, ...]],
) -> Exported:
    """Write a paper whole or not at all, by the suffix what `render` gives or what `fill` writes.

    `fill` takes the path of a workbook and returns notices. Raises TargetError for another suffix
    or place, FileBusy, DiskFull.
    """
    # Imported here: what writes files must not slow the start of the program.
    from desktop_app.reports.atomic_file import write_whole

    check_place(path, paper, ".pdf", ".xlsx")
    notices: list[str] = []
    if path.suffix.lower() == ".pdf":
        rendered = render()
        notices += rendered.notices
        write_whole(path, rendered.pdf)
    else:
        write_whole(path, lambda temporary: notices.extend(fill(temporary)))
    return Exported(path, rows, fingerprints.of_file(path), tuple(notices))


def remember(desk: Desk, exported: Exported, facts: Mapping[str, Scalar], reason: str) -> None:
    """Write an export down with its file; a file with no entry in history must not stay."""
    told = {**_told(facts, exported.path.name), "sha256": exported.sha256}
    try:
        _record(desk, told, reason)
    except BaseException as error:
        with contextlib.suppress(OSError):
            exported.path.unlink()
        if isinstance(error, StorageError):
            safe = "файл убран: без записи в истории он не выдаётся"
            raise type(error)(error.cause, safe, error.remedy) from error
        raise


def remember_printed(desk: Desk, facts: Mapping[str, Scalar], reason: str) -> None:
    """Write down that a paper went to a printer; in place of a file it says so."""
    _record(desk, _told(facts, "на принтер"), reason)


def _told(facts: Mapping[str, Scalar], file: str) -> dict[str, Scalar]:
    """Return the facts with the file second: lists of history show the first three."""
    return {"journal": facts["journal"], "file": file, **facts}


def _record(desk: Desk, facts: Mapping[str, Scalar], reason: str) -> None:
    changes = tuple(FieldChange(name, None, value) for name, value in facts.items())
    with desk.action() as action:
        action.record(
            HistoryDraft(Operation.EXPORTED, Entity.EXPORT, action.number, changes, reason)
        )
