"""What leaves the office, on paper or as a file, stands in history; else it does not leave."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import StorageError, TargetError
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.services.desk import Desk


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


def remember(desk: Desk, exported: Exported, facts: Mapping[str, Scalar], reason: str) -> None:
    """Write an export down; a file with no entry in history must not stay."""
    try:
        _record(desk, facts, reason)
    except BaseException as error:
        with contextlib.suppress(OSError):
            exported.path.unlink()
        if isinstance(error, StorageError):
            safe = "файл убран: без записи в истории он не выдаётся"
            raise type(error)(error.cause, safe, error.remedy) from error
        raise


def remember_printed(desk: Desk, facts: Mapping[str, Scalar], reason: str) -> None:
    """Write down that a paper went to a printer; `file` of the facts says so."""
    _record(desk, {**facts, "file": "на принтер"}, reason)


def _record(desk: Desk, facts: Mapping[str, Scalar], reason: str) -> None:
    changes = tuple(FieldChange(name, None, value) for name, value in facts.items())
    with desk.action() as action:
        action.record(
            HistoryDraft(Operation.EXPORTED, Entity.EXPORT, action.number, changes, reason)
        )
