"""A rollback journal that belongs to another base: SQLite would write its pages into this one.

A journal has no name in it. One that lies beside a base copied by hand over the place of another
is rolled back into it without a word: of 40 tickets 40 were spoilt, and nothing was told. What a
journal holds of page 1 tells whose it is: a writer raises the change counter by one and keeps the
salt of an encrypted file.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from desktop_app.core.errors import StorageError

_ENDING = "-journal"
_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">IIIII")  # records, nonce, pages before, sector, page size
_PLAIN = b"SQLite format 3\0"
_COUNTER, _PAGES, _VALID_FOR = 24, 28, 92
_HEADER = 100
_TRIES = 3


def demand_own(base: Path) -> None:
    """Raise StorageError where the journal beside a base is surely another's; ours is none.

    Files are opened by hand, which drops this program's locks on them: to be asked before the base
    is open here. A journal in use by another program is its own, and may change meanwhile.
    """
    journal = base.with_name(f"{base.name}{_ENDING}")
    for _ in range(_TRIES):
        try:
            if not journal.exists() or not _is_foreign(base, journal):
                return
        except (OSError, ArithmeticError, struct.error):
            return  # SQLite meets it too, and says what it is
    raise StorageError(
        f"Рядом с базой лежит журнал от другой базы: {journal.name}",
        "база не открыта и не изменена: этот журнал испортил бы её",
        "переименуйте журнал, не удаляя, и откройте базу снова. Так бывает, когда файл базы "
        "копируют руками поверх другого",
    )


def _is_foreign(base: Path, journal: Path) -> bool:
    with journal.open("rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            return False
        _records, nonce, pages, _sector, size = _head(stream)
        first = _first_page(stream)
        with base.open("rb") as file:
            now = file.read(_HEADER)
            there = os.fstat(file.fileno()).st_size // size
        stream.seek(len(_MAGIC))
        if len(now) < _HEADER or _head(stream)[1] != nonce:
            return False
    if not now.startswith(_PLAIN):
        # Without page 1 the number of pages is all there is: no writer of ours makes it less.
        return there < pages if first is None else first[:16] != now[:16]
    counter = _number(now, _COUNTER)
    if counter != _number(now, _VALID_FOR):
        return False  # torn by a loss of power: its own journal mends it
    if first is None:
        return _number(now, _PAGES) != pages
    return counter - _number(first, _COUNTER) not in {0, 1}


def _first_page(stream: BinaryIO) -> bytes | None:
    """Return the beginning of page 1 as a journal keeps it; None where the page is not in it."""
    at = 0
    while True:
        stream.seek(at)
        if stream.read(len(_MAGIC)) != _MAGIC:
            return None
        records, _nonce, _pages, sector, size = _head(stream)
        at += sector
        for number, place in _records(stream, at, records, size):
            if number == 1:
                stream.seek(place)
                return stream.read(_HEADER)
        at += records * (size + 8)
        at += -at % sector


def _records(stream: BinaryIO, at: int, records: int, size: int) -> Iterator[tuple[int, int]]:
    """Give the number of every page of a part of the journal, and where its content begins."""
    for record in range(records):
        place = at + record * (size + 8)
        stream.seek(place)
        (number,) = struct.unpack(">I", stream.read(4))
        yield number, place + 4


def _head(stream: BinaryIO) -> tuple[int, int, int, int, int]:
    records, nonce, pages, sector, size = _HEAD.unpack(stream.read(_HEAD.size))
    return records, nonce, pages, max(sector, 512), size


def _number(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 4], "big")
