"""What an archive is, and whether it is safe to unpack: looked at before anything reads it."""

import zipfile
from enum import Enum, auto
from pathlib import Path

from desktop_app.core.text import counted, number
from desktop_app.importers import faults
from desktop_app.importers.limits import MEBIBYTE, Limits

_ENCRYPTED = 0x1
_TEXT_NAMES = (".csv", ".txt", ".tsv")


class ArchiveKind(Enum):
    """What a zip file holds."""

    WORKBOOK = auto()
    """An xlsx, which the careful reader understands too."""
    OTHER_WORKBOOK = auto()
    """An xlsb or ods."""
    TEXT = auto()


def inspect(path: Path, limits: Limits) -> tuple[ArchiveKind, str]:
    """Return what the archive is and, for text, the name of the table inside.

    Raises BadFile for a broken, encrypted, oversized or suspiciously packed archive, and for one
    that holds not exactly one table.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise faults.broken(path) from error
    _check(path, entries, limits)
    names = [entry.filename for entry in entries]
    if "xl/workbook.xml" in names:
        return ArchiveKind.WORKBOOK, ""
    if "xl/workbook.bin" in names or "content.xml" in names:
        return ArchiveKind.OTHER_WORKBOOK, ""
    if "[Content_Types].xml" in names:
        kind = "документ Word" if any(n.startswith("word/") for n in names) else "не книга Excel"
        raise faults.not_table(path, kind)
    tables = [name for name in names if _is_table(name)]
    if len(tables) != 1:
        raise faults.several_tables(path, len(tables))
    return ArchiveKind.TEXT, tables[0]


def _check(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        files = counted(len(entries), "файл", "файла", "файлов")
        raise faults.too_big(path, f"в архиве {files}, принимается до {number(limits.entries)}")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise faults.password(path)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise faults.too_big(
            path,
            f"распакованный он занимает {unpacked // MEBIBYTE} МБ, принимается до "
            f"{limits.unpacked // MEBIBYTE} МБ",
        )
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limits.ratio * max(packed, 1):
        raise faults.suspicious(path, limits.ratio)


def _is_table(name: str) -> bool:
    hidden = name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")
    return not hidden and name.casefold().endswith(_TEXT_NAMES)
