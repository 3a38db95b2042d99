"""Promise 2: power may be cut at any moment; what was acknowledged is there, whole."""

import hashlib
import random
import shutil
import sqlite3
import struct
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from db import connection
from desktop_app.services.office import Office
from tests.faults import work
from tests.faults.apsw_store import ApswStore
from tests.faults.power_vfs import Disk, Event, Journalling

Promise = Callable[[str, object, object], None]
BASE = "office.sqlite"
CHANGES = 90
CUTS = 2_400
LONG_CUTS = 12_000
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Recording:
    """A file at the start, everything that was written to it, and where to play it back."""

    start: bytes
    events: list[Event]
    folder: Path


def record(folder: Path, *, cache_pages: int = 0, changes: int = CHANGES) -> Recording:
    """Work at the office over the file system that remembers; return what it remembers."""
    path = folder / BASE
    office = Office.open(path, now=work.clock())
    work.new_office(office)
    office.close()
    start = path.read_bytes()
    vfs = Journalling(f"journalling-{folder.name}")
    store = ApswStore(path, f"journalling-{folder.name}")
    store.connect()
    if cache_pages:
        store.rows(f"PRAGMA cache_size = {cache_pages}")
    watched = Office(store, work.clock())
    worker = work.Worker(watched, "power")
    for number in range(changes):
        worker.step()
        vfs.events.append(Event("ack"))
        if number % 30 == 29:
            _wide(watched)
            vfs.events.append(Event("ack"))
    store.close()
    shutil.rmtree(folder / "play", ignore_errors=True)
    (folder / "play").mkdir()
    return Recording(start, vfs.events, folder / "play")


def _wide(office: Office) -> None:
    """Change some hundred rows in one transaction: many pages, beyond a small cache."""
    with office.desk.store.write():
        office.desk.store.execute("UPDATE topic SET words = words || ' слово' WHERE id > 0")


def play(recording: Recording, cuts: int, seed: object) -> Counter[str]:
    """Cut power at that many random moments; count how the files were found."""
    dice = random.Random(str(seed))
    moments = Counter(dice.randrange(len(recording.events)) for _ in range(cuts))
    disk = Disk({BASE: recording.start})
    states = {_hash(recording.start): 0}
    acknowledged, ends = 0, Counter[str]()
    for place, event in enumerate(recording.events):
        disk.take(event)
        if event.what == "ack":
            acknowledged += 1
            states[_hash(disk.all_kept(BASE))] = acknowledged
        for _ in range(moments[place]):
            found = _revive(recording.folder, disk.after_cut(dice))
            ends[_verdict(found, states, acknowledged, _next(recording, place))] += 1
    return ends


def _next(recording: Recording, place: int) -> Callable[[], str]:
    """Return how to learn the state the change under way would have led to."""

    def ahead() -> str:
        disk = Disk({BASE: recording.start})
        for event in recording.events[: place + 1]:
            disk.take(event)
        for event in recording.events[place + 1 :]:
            disk.take(event)
            if event.what == "ack":
                break
        return _hash(disk.all_kept(BASE))

    return ahead


def _revive(folder: Path, files: dict[str, bytes]) -> bytes:
    """Put the files back as found, let SQLite look at them, return the database afterwards."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        with closing(sqlite3.connect(folder / BASE)) as base:
            base.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError:
        return b""
    return (folder / BASE).read_bytes()


def _verdict(
    found: bytes, states: dict[str, int], acknowledged: int, ahead: Callable[[], str]
) -> str:
    if not found:
        return "испорчено"
    state = _hash(found)
    known = states.get(state)
    if known is None and state == ahead():
        return "цело с последней"
    if known is None:
        return "половина"
    return "цело" if known >= acknowledged else "потеряно"


def _hash(content: bytes) -> str:
    """Digest of a file without its free pages, whose old content SQLite need not put back."""
    kept = bytearray(content)
    trunk = int.from_bytes(content[32:36], "big")
    while trunk:
        start = (trunk - 1) * _PAGE
        trunk, leaves = struct.unpack_from(">II", content, start)
        for leaf in struct.unpack_from(f">{leaves}I", content, start + 8):
            kept[(leaf - 1) * _PAGE : leaf * _PAGE] = bytes(_PAGE)
    return hashlib.blake2b(kept, digest_size=16).hexdigest()


def _bad(ends: Counter[str]) -> int:
    return sum(ends[word] for word in ("потеряно", "половина", "испорчено"))


def _told(ends: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{word}: {count}" for word, count in sorted(ends))


@pytest.mark.parametrize("cache_pages", [0, 12], ids=["usual cache", "spilling cache"])
def test_no_cut_loses_anything(
    tmp_path: Path, promise: Promise, is_long: bool, cache_pages: int
) -> None:
    """The file is to the byte what it was after the last acknowledged change, or the next one."""
    cuts = LONG_CUTS if is_long else CUTS
    recording = record(tmp_path, cache_pages=cache_pages)
    ends = play(recording, cuts // 2, cache_pages)
    size = "малый кэш" if cache_pages else "обычный кэш"
    promise(f"2. отключение питания, {size}", f"{ends.total()} обрывов", f"потеряно {_bad(ends)}")
    assert ends.total() == cuts // 2
    assert _bad(ends) == 0, _told(ends.items())
    assert ends["цело"], _told(ends.items())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("synchronous", "off", 0), ("journal_mode", "delete", "delete")],
)
def test_the_control_fails(
    tmp_path: Path,
    promise: Promise,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    expected: int | str,
) -> None:
    """Without TRUNCATE or without FULL the same cuts lose data: the test sees what it is for."""
    settings = tuple(
        (key, value, expected) if key == name else (key, wanted, got)
        for key, wanted, got in connection.SETTINGS
    )
    monkeypatch.setattr(connection, "SETTINGS", settings)
    ends = play(record(tmp_path, changes=25), 300, name)
    promise(f"2. контроль: {name} = {value}", f"{ends.total()} обрывов", f"поймано {_bad(ends)}")
    assert _bad(ends) > 0, _told(ends.items())
