"""A file system for SQLite that writes down everything done to it, so that power can be cut later.

`Journalling` passes every call to the real file system and keeps a list of events. `Disk` replays
them as a disk with a cache: what was not synced may be forgotten, torn at 512 bytes or reordered.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path

import apsw

Name = str | apsw.URIFilename | None
SECTOR = 512
_JOURNAL = "-journal"


@dataclass(frozen=True, slots=True)
class Event:
    """One call: `write`, `truncate`, `sync`, `delete` of a file, or `ack` of a finished change."""

    what: str
    name: str = ""
    offset: int = 0
    data: bytes = b""


class Journalling(apsw.VFS):
    """The default file system with a memory of writes, truncations, syncs and deletions."""

    def __init__(self, name: str) -> None:
        """Register under a name, to be given to `apsw.Connection(vfs=…)`."""
        self.events: list[Event] = []
        super().__init__(name, "")

    def xOpen(self, name: Name, flags: list[int]) -> "_File":
        """Open a file whose writes are remembered."""
        return _File(self.events, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Delete a file; without `syncdir` it may come back."""
        self.events.append(Event("delete", Path(filename).name, int(syncdir)))
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    """One open file; its base name tells the database from the journal."""

    def __init__(self, events: list[Event], name: Name, flags: list[int]) -> None:
        """Open it on the default file system."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._events, self._name = events, Path(path or "temporary").name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        """Remember and write."""
        self._events.append(Event("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        """Remember and truncate."""
        self._events.append(Event("truncate", self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        """Remember; the real disk need not be waited for, this test cuts an imagined one."""
        del flags
        self._events.append(Event("sync", self._name))


@dataclass(slots=True)
class _Platter:
    """A file on the disk: what has surely reached it and what waits in the cache."""

    content: bytearray = field(default_factory=bytearray)
    waiting: list[Event] = field(default_factory=list)
    exists: bool = True


class Disk:
    """Files as the disk holds them while events go by."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """Start with files that are safely there."""
        self._files = {name: _Platter(bytearray(content)) for name, content in files.items()}

    def take(self, event: Event) -> None:
        """Let one event happen."""
        if event.what == "ack":
            return
        platter = self._files.setdefault(event.name, _Platter(exists=False))
        if event.what == "sync":
            self._settle(event.name, platter)
        elif event.what == "delete" and event.offset:
            platter.waiting.append(event)
            self._settle(event.name, platter)
        else:
            platter.waiting.append(event)

    def after_cut(self, dice: random.Random) -> dict[str, bytes]:
        """Return the files as they are found when power comes back."""
        mood = dice.random()
        found = {}
        for name, platter in self._files.items():
            content, exists = bytearray(platter.content), platter.exists
            for event in _survivors(platter.waiting, mood, dice):
                exists = event.what != "delete"
                _apply(content, event)
            if exists:
                found[name] = bytes(content)
        return found

    def all_kept(self, name: str) -> bytes:
        """Return a file as the running program sees it."""
        platter = self._files[name]
        content = bytearray(platter.content)
        for event in platter.waiting:
            _apply(content, event)
        return bytes(content)

    def _settle(self, name: str, platter: _Platter) -> None:
        for event in platter.waiting:
            platter.exists = event.what != "delete"
            _apply(platter.content, event)
        platter.waiting.clear()
        if name.endswith(_JOURNAL):
            platter.exists = platter.exists or bool(platter.content)


def _survivors(waiting: list[Event], mood: float, dice: random.Random) -> list[Event]:
    """Choose what of the cache reached the disk: nothing, all, a beginning, or any part at all."""
    if mood < 0.15:
        return []
    if mood < 0.25:
        return waiting
    if mood < 0.5:
        return waiting[: dice.randint(0, len(waiting))]
    return [part for event in waiting for part in _torn(event, dice)]


def _torn(event: Event, dice: random.Random) -> list[Event]:
    if event.what != "write" or dice.random() < 0.7:
        return [event] if dice.random() < 0.5 else []
    pieces = range(0, len(event.data), SECTOR)
    return [
        Event("write", event.name, event.offset + at, event.data[at : at + SECTOR])
        for at in pieces
        if dice.random() < 0.5
    ]


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "write":
        end = event.offset + len(event.data)
        if len(content) < event.offset:
            content.extend(bytes(event.offset - len(content)))
        content[event.offset : end] = event.data
    elif event.what == "truncate":
        if len(content) > event.offset:
            del content[event.offset :]
        else:
            content.extend(bytes(event.offset - len(content)))
    elif event.what == "delete":
        content.clear()
