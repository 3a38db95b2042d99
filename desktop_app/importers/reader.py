"""The one way to read a stranger's table: what it is, is it safe, where its headings are."""

import gzip
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from desktop_app.importers import encoding, faults, zip_guard
from desktop_app.importers.csv_text import TextSource, find_dialect
from desktop_app.importers.encoding import Opener
from desktop_app.importers.headers import title_key
from desktop_app.importers.limits import DEFAULT, Limits
from desktop_app.importers.table import RowSource, Table, TableChoice, choose
from desktop_app.importers.workbook import IsCancelled, read_workbook
from desktop_app.importers.zip_guard import ArchiveKind

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ANY_TABLE: Final = TableChoice()
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "документ PDF"),
    (b"\x89PNG", "рисунок"),
    (b"\xff\xd8\xff", "рисунок"),
    (b"GIF8", "рисунок"),
    (b"SQLite format 3", "база данных"),
    (b"Rar!", "архив RAR"),
    (b"7z\xbc\xaf", "архив 7z"),
    (b"{\\rtf", "документ RTF"),
    (b"<!DOCTYPE", "веб-страница"),
    (b"<html", "веб-страница"),
    (b"<?xml", "файл XML"),
)


def never() -> bool:
    """Tell that nobody stopped the work."""
    return False


@contextmanager
def open_table(
    path: Path,
    titles: Sequence[str],
    *,
    limits: Limits = DEFAULT,
    is_cancelled: IsCancelled = never,
    choice: TableChoice = ANY_TABLE,
) -> Iterator[Table]:
    """Open the table of a file whose headings are among `titles`.

    A `choice` points to a sheet and its heading row. Takes xlsx, xls, xlsb, ods, csv (also in
    gzip, or alone in a zip). The table is readable inside the block. Raises BadFile with its own
    text for every cause, Cancelled when told to stop.
    """
    vocabulary = frozenset(map(title_key, titles)) - {""}
    with tempfile.TemporaryDirectory(prefix="rayshtab-", ignore_cleanup_errors=True) as folder:
        with faults.worded(path):
            sources = _sources(path, Path(folder), vocabulary, limits, is_cancelled)
            if not any(True for source in sources for _ in source.rows()):
                raise faults.empty_sheet(path)
            table = choose(
                sources,
                vocabulary,
                is_strict=lambda source: isinstance(source, TextSource),
                choice=choice,
            )
            if table is None:
                raise faults.no_header(path, titles)
            if next(table.rows(), None) is None:
                raise faults.no_rows(path)
        yield table


def _sources(
    path: Path, folder: Path, vocabulary: frozenset[str], limits: Limits, is_cancelled: IsCancelled
) -> list[RowSource]:
    with path.open("rb") as stream:
        head = stream.read(512)
    if not head:
        raise faults.empty(path)

    def workbook(*, has_careful: bool) -> list[RowSource]:
        sheets = read_workbook(path, folder, limits, is_cancelled, has_careful=has_careful)
        return list[RowSource](sheets)

    def text(open_bytes: Opener) -> list[RowSource]:
        facts = encoding.detect(path, open_bytes, is_cancelled, limits.unpacked)
        dialect = find_dialect(open_bytes, facts.encoding, vocabulary)
        return [TextSource(path, open_bytes, facts.encoding, dialect, limits, facts.lines)]

    if head.startswith(b"PK"):
        kind, inner = zip_guard.inspect(path, limits)
        if kind is ArchiveKind.TEXT:
            return text(lambda: _open_entry(path, inner))
        return workbook(has_careful=kind is ArchiveKind.WORKBOOK)
    if head.startswith(_OLE):
        _demand_unlocked(path)
        return workbook(has_careful=False)
    if head.startswith(b"\x1f\x8b"):
        return text(lambda: cast("BinaryIO", gzip.open(path, "rb")))
    _demand_text(path, head)
    return text(lambda: path.open("rb"))


def _demand_text(path: Path, head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, what in _FOREIGN:
        if start.startswith(mark.lower()):
            raise faults.not_table(path, what)


def _demand_unlocked(path: Path) -> None:
    """Raise BadFile for an encrypted xlsx: it is an OLE file with a stream of that name."""
    with path.open("rb") as stream:
        if _ENCRYPTED in stream.read(2**20):
            raise faults.password(path)


def _open_entry(path: Path, name: str) -> BinaryIO:
    archive = zipfile.ZipFile(path)
    entry = archive.open(name)
    return cast("BinaryIO", _Closing(entry, archive.close))


class _Closing(io.BufferedReader):
    """An entry of an archive that closes the archive with itself."""

    def __init__(self, entry: object, then: Callable[[], None]) -> None:
        super().__init__(cast("io.RawIOBase", entry))
        self._then = then

    def close(self) -> None:
        super().close()
        self._then()
