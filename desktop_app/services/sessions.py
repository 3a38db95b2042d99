"""Several clerks at one file: who is here, who edits what, what others have just saved."""

import datetime as dt
import platform
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from db.queries import sessions as queries
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity
from desktop_app.services.desk import Desk

SEEN_WITHIN = dt.timedelta(seconds=90)
_FORGOTTEN = dt.timedelta(days=1)
_READ = 500
_KINDS: dict[str, tuple[Kind, ...]] = {
    Entity.TICKET: (Kind.TICKET, Kind.CALLBACK),
    Entity.BUILDING: (Kind.BUILDING,),
    Entity.ORGANIZATION: (Kind.ORGANIZATION,),
    Entity.INSPECTION: (Kind.INSPECTION,),
    Entity.INCIDENT: (Kind.INCIDENT,),
    Entity.SITE: (Kind.SITE,),
    Entity.CLERK: (Kind.CLERK,),
    Entity.SETTING: (Kind.SETTING,),
    Entity.REFERENCE: (Kind.REFERENCE,),
    Entity.ARTICLE: (Kind.REFERENCE,),
    Entity.TEMPLATE: (Kind.REFERENCE,),
    Entity.SAVED_VIEW: (Kind.REFERENCE,),
    Entity.FORM: (Kind.REFERENCE,),
    Entity.SUMMARY: (Kind.SUMMARY,),
}
# One entry stands for many records.
_MANY: dict[str, tuple[Kind, ...]] = {
    Entity.IMPORT: (Kind.TICKET, Kind.BUILDING, Kind.ORGANIZATION),
    Entity.DESTRUCTION: (Kind.TICKET, Kind.CALLBACK),
}


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another program at the same file; `editing` is a page's key, empty when nothing is open."""

    clerk: str
    computer: str
    started_at: dt.datetime
    editing: str
    editing_id: int
    editing_since: dt.datetime | None


class Sessions:
    """This program among others."""

    def __init__(self, desk: Desk) -> None:
        """Take a name no other program has."""
        self._desk = desk
        self.token = uuid.uuid4().hex
        self._computer = platform.node()
        self._version = self._head = -1
        self._own: deque[int] = deque(maxlen=_READ)
        self._listeners: list[Callable[[Changes], object]] = []
        desk.on_action(self._own.append)

    def on_news(self, listener: Callable[[Changes], object]) -> None:
        """Tell a listener what others saved, in the thread that asked, before the answer."""
        self._listeners.append(listener)

    def beat(self) -> None:
        """Say that this program is alive: every half a minute."""
        with self._desk.store.write():
            queries.beat(
                self._desk.store, self.token, self._computer, self._desk.clerk_id, self._stamp()
            )

    def edit(self, thing: str = "", thing_id: int = 0) -> None:
        """Say what is edited here; without a thing nothing is any more."""
        with self._desk.store.write():
            queries.edit(self._desk.store, self.token, thing, thing_id, self._stamp())

    def end(self) -> None:
        """Leave the list."""
        forgotten = clock.stamp(self._desk.now() - _FORGOTTEN)
        with self._desk.store.write():
            queries.end(self._desk.store, self.token, forgotten)

    def others(self) -> list[Colleague]:
        """Return the other programs seen within a minute and a half."""
        since = clock.stamp(self._desk.now() - SEEN_WITHIN)
        return [
            Colleague(
                clerk=row[1],
                computer=row[2],
                started_at=clock.unstamp(row[3]),
                editing=row[4],
                editing_id=row[5],
                editing_since=clock.unstamp(row[6]) if row[6] else None,
            )
            for row in queries.alive(self._desk.store, since)
            if row[0] != self.token
        ]

    def editing(self, thing: str, thing_id: int) -> Colleague | None:
        """Return who edits a record in another program, None when nobody does."""
        found = (one for one in self.others() if (one.editing, one.editing_id) == (thing, thing_id))
        return next(found, None)

    def news(self) -> Changes:
        """Return what other programs have saved since the last question; cheap when nothing.

        To be asked from one thread: SQLite counts changes for each connection by itself.
        """
        store = self._desk.store
        version = queries.data_version(store)
        if version == self._version:
            return Changes()
        head = queries.head(store)
        found = Changes() if self._version < 0 else self._written_after(self._head)
        for listener in self._listeners if found.ids else ():
            listener(found)
        # Last of all: what could not be read now is news the next time.
        self._version, self._head = version, head
        return found

    def _written_after(self, entry: int) -> Changes:
        rows = queries.news(self._desk.store, entry, tuple(self._own), _READ)
        if len(rows) == _READ:
            return Changes.many(kind for kinds in _KINDS.values() for kind in kinds)
        found = Changes()
        for entity, entity_id in rows:
            if entity in _MANY:
                found |= Changes.many(_MANY[entity])
            for kind in _KINDS.get(entity, ()):
                found |= Changes.of(kind, entity_id)
        return found

    def _stamp(self) -> str:
        return clock.stamp(self._desk.now())


def editing_words(colleague: Colleague) -> str:
    """Return «редактирует Иванова Анна с 10:42»."""
    since = f" с {colleague.editing_since:%H:%M}" if colleague.editing_since else ""
    return f"редактирует {colleague.clerk or colleague.computer or 'другой сотрудник'}{since}"
