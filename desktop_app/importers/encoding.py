"""In what encoding a text file is written: proven on the whole file, never guessed by its start."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from desktop_app.core.errors import Cancelled
from desktop_app.importers import faults
from desktop_app.importers.limits import MEBIBYTE

Opener = Callable[[], BinaryIO]
IsCancelled = Callable[[], bool]

_BLOCK: Final = 2**18
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII: Final = bytes(range(0x80))
# What Russian text in Windows-1251 consists of: letters, quotes, dashes, №, °, ², §, hard spaces.
_RUSSIAN: Final = bytes(
    [
        *(0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA7, 0xA8, 0xA9, 0xAB),
        *(0xAD, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB7, 0xB8, 0xB9, 0xBB, *range(0xC0, 0x100)),
    ]
)
_CONTROLS: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x1A), *range(0x1B, 0x20)])
_MOST_CONTROLS: Final = 0.01
_MOST_STRANGE: Final = 0.02


@dataclass(frozen=True, slots=True)
class TextFacts:
    """The encoding of a text and how many lines it has, to tell progress."""

    encoding: str
    lines: int


class _Scan:
    """What the bytes read so far say."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.lines = self.bad_line = self.high = self.strange = 0
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")

    def feed(self, block: bytes, *, final: bool = False) -> None:
        if not self.bad_line:
            try:
                self._decoder.decode(block, final)
            except UnicodeDecodeError as error:
                self.bad_line = self.lines + block.count(b"\n", 0, error.start) + 1
        self.lines += block.count(b"\n")
        high = block.translate(None, _ASCII)
        self.high += len(high)
        self.strange += len(high.translate(None, _RUSSIAN))

    @property
    def looks_like_cp1251(self) -> bool:
        return self.encoding == "utf-8" and self.strange <= self.high * _MOST_STRANGE


def detect(path: Path, open_bytes: Opener, is_cancelled: IsCancelled, most: int) -> TextFacts:
    """Return how to decode the bytes: UTF-8 with or without BOM, UTF-16 with BOM, Windows-1251.

    Reads all of it by blocks. Raises BadFile for an empty file, for bytes that are no text, for
    other encodings and for more than `most` bytes.
    """
    scan: _Scan | None = None
    for block in _blocks(path, open_bytes, is_cancelled, most):
        if scan is None:
            scan = _Scan(_by_mark(block))
            _demand_text(path, block, scan.encoding)
        scan.feed(block)
    if scan is None:
        raise faults.empty(path)
    scan.feed(b"", final=True)
    if not scan.bad_line:
        return TextFacts(scan.encoding, scan.lines)
    if scan.looks_like_cp1251:
        return TextFacts("cp1251", scan.lines)
    raise faults.wrong_encoding(path, scan.bad_line)


def _blocks(
    path: Path, open_bytes: Opener, is_cancelled: IsCancelled, most: int
) -> Iterator[bytes]:
    total = 0
    with open_bytes() as stream:
        while block := stream.read(_BLOCK):
            total += len(block)
            if total > most:
                raise faults.too_big(path, f"текст больше {most // MEBIBYTE} МБ")
            if is_cancelled():
                raise Cancelled
            yield block


def _by_mark(block: bytes) -> str:
    return next((name for mark, name in _BOMS if block.startswith(mark)), "utf-8")


def _demand_text(path: Path, block: bytes, encoding: str) -> None:
    if encoding == "utf-16":
        return
    controls = len(block) - len(block.translate(None, _CONTROLS))
    if controls > len(block) * _MOST_CONTROLS:
        raise faults.not_table(path, "двоичные данные")
