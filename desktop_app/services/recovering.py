"""Gathering what is whole in a damaged database into a new file."""

from dataclasses import dataclass
from pathlib import Path

from db import failures
from db import recover as storage
from db.recover import Progress
from desktop_app.core import clock
from desktop_app.core.file_key import FileKey
from desktop_app.core.table_titles import TITLES
from desktop_app.core.text import number

_NOTHING = "Сомнений нет: прочиталось всё, печати строк сошлись."


@dataclass(frozen=True, slots=True)
class Gathered:
    """The new file, the list of doubts beside it, and what came over."""

    path: Path
    doubts_path: Path
    tickets: int
    buildings: int
    rows: int
    doubts: tuple[str, ...]


def gather(
    damaged: Path,
    new: Path,
    progress: Progress = lambda _done, _all: None,
    key: FileKey | None = None,
) -> Gathered:
    """Write what is whole in `damaged` to a `new` file, and the doubts to a text beside it.

    The damaged file is only read. The new one is under the same `key`; the text of doubts holds
    what was not written, in plain words. TargetError when `new` is taken or cannot be written,
    DatabaseDamaged when nothing can be read at all.
    """
    found = storage.recover(damaged, new, progress, key)
    doubts_path = new.with_name(f"{new.stem} сомнения.txt")
    lines = [
        f"Собрано из файла {damaged.name} в файл {new.name}, {clock.show_moment(clock.now())}",
        "",
        *(
            f"{TITLES.get(table, table)}: {number(count)}"
            for table, count in found.rows.items()
            if count
        ),
        "",
        *(found.doubts or [_NOTHING]),
    ]
    try:
        doubts_path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise failures.os_fault(error, doubts_path) from error
    return Gathered(
        path=new,
        doubts_path=doubts_path,
        tickets=found.rows.get("ticket", 0),
        buildings=found.rows.get("building", 0),
        rows=sum(found.rows.values()),
        doubts=tuple(found.doubts),
    )
