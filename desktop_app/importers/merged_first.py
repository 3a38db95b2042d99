"""A big workbook rearranged so that its merged cells are met first.

calamine goes through the XML of a sheet twice: for the cells, and again from the beginning for
the list of merged cells, which stands behind the rows. The second time is a third of its work.
So the child reads a copy where that list (or an empty one) stands in front too and the search
ends at once. Nothing is packed again: a deflate stream may be put behind another one.

What is lost with the second look, the check sum of the sheet, is done here. A sheet in any way
unusual is left alone, and so is a small one.
"""

import re
import struct
import zipfile
import zlib
from collections import deque
from pathlib import Path
from typing import BinaryIO, Final

from desktop_app.importers.limits import MEBIBYTE

_SMALLEST: Final = 4 * MEBIBYTE  # of XML; below, the second look takes less than 20 ms
_STEP: Final = 2**16
_KEPT: Final = 32  # steps from the end where the list of merged cells is looked for

_ENCODING: Final = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_ROWS_END: Final = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_MERGED: Final = re.compile(
    rb"<((?:[\w.-]+:)?mergeCells)(?:\s[^<>]*)?(?:/>|>.*?</\1\s*>)", re.DOTALL
)
_NAME: Final = b"mergeCells"
_ODD: Final = (b"<!--", b"<![CDATA[")

_FAILURES: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
_ONES: Final = 0xFFFFFFFF
_FIRST_DAY: Final = 0x21  # 1.1.1980, the first day a zip file knows


def merged_first(path: Path, folder: Path, smallest: int = _SMALLEST) -> Path:
    """Return a copy of an xlsx in `folder` with merged cells in front, or the file as it is.

    Only sheets of at least `smallest` bytes of XML are touched.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if not _is_plain(archive, path.stat().st_size):
                return path
            fronts = {
                info.filename: front
                for info in archive.infolist()
                if _is_sheet(info) and info.file_size >= smallest
                if (front := _front(archive, info)) is not None
            }
            if not fronts:
                return path
            copy = folder / "merged-first.xlsx"
            with path.open("rb") as source, copy.open("wb") as out:
                _copy(archive.infolist(), source, out, fronts)
            return copy
    except _FAILURES:
        return path  # calamine and then the careful reader have their own say about it


def _is_plain(archive: zipfile.ZipFile, size: int) -> bool:
    """Tell whether entries have names of their own, in ASCII, and do not lie over one another."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    return (
        len(names) == len(entries)
        and all(map(str.isascii, names))
        and sum(entry.compress_size for entry in entries) <= size
    )


def _is_sheet(info: zipfile.ZipInfo) -> bool:
    return (
        info.filename.startswith("xl/worksheets/")
        and info.filename.endswith(".xml")
        and info.compress_type == zipfile.ZIP_DEFLATED
    )


def _front(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """Return the list of merged cells of a sheet, read to its end; None when it is unusual."""
    with archive.open(info) as stream:
        head = stream.read(_STEP)
        last = deque([head], maxlen=_KEPT)
        while block := stream.read(_STEP):
            last.append(block)
    start = head.partition(b"sheetData")[0]
    if not head.startswith((b"<?xml", b"<worksheet")) or _NAME in start:
        return None
    if _ENCODING.search(start):
        return None
    return _list(b"".join(last))


def _list(end: bytes) -> bytes | None:
    """Return the list of merged cells as the end of a sheet has it; None when it is not clear."""
    closed = list(_ROWS_END.finditer(end))
    if len(closed) != 1:
        return None
    rest = end[closed[0].end() :]
    if any(odd in rest for odd in _ODD):
        return None
    often = rest.count(_NAME)
    if not often:
        return b"<mergeCells></mergeCells>"
    found = _MERGED.search(rest) if often <= 2 else None  # many unclosed ones would take for ever
    return found[0] if found and found[0].count(_NAME) == often else None


def _copy(
    entries: list[zipfile.ZipInfo], source: BinaryIO, out: BinaryIO, fronts: dict[str, bytes]
) -> None:
    """Write the same archive with some entries lengthened at their beginning."""
    directory = []
    for entry in entries:
        source.seek(entry.header_offset)
        name_size, extra_size = struct.unpack("<26x2H", source.read(30))
        source.seek(name_size + extra_size, 1)
        packed, front = source.read(entry.compress_size), fronts.get(entry.filename, b"")
        crc = entry.CRC
        if front:
            packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            # A flushed piece ends at a whole byte and is not the last one: the old stream follows.
            packed = packer.compress(front) + packer.flush(zlib.Z_SYNC_FLUSH) + packed
            crc = _joined(zlib.crc32(front), entry.CRC, entry.file_size)
        facts = (0, entry.compress_type, 0, _FIRST_DAY, crc, len(packed))
        name, size = entry.filename.encode("ascii"), entry.file_size + len(front)
        place = (size, len(name), 0)
        directory.append(
            _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, *place, 0, 0, 0, 0, out.tell())
            + name
        )
        out.write(_LOCAL.pack(b"PK\3\4", _VERSION, *facts, *place) + name + packed)
    start, listed = out.tell(), b"".join(directory)
    out.write(listed)
    counts = (len(entries), len(entries), len(listed), start, 0)
    out.write(_END.pack(b"PK\5\6", 0, 0, *counts))


def _joined(first: int, second: int, length: int) -> int:
    """Return the CRC-32 of two texts one after another; `length` is that of the second.

    A zero byte behind a text is a linear step, so `length` of them are powers of one matrix.
    """
    zero = zlib.crc32(b"\0", _ONES)
    step = [zlib.crc32(b"\0", 1 << bit ^ _ONES) ^ zero for bit in range(32)]
    while length:
        if length & 1:
            first = _through(step, first)
        step = [_through(step, column) for column in step]
        length >>= 1
    return first ^ second


def _through(matrix: list[int], vector: int) -> int:
    product = 0
    for bit, column in enumerate(matrix):
        if vector >> bit & 1:
            product ^= column
    return product
