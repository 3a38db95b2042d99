"""Scans and photographs: checked by their bytes, kept in the database, opened as a copy."""

import contextlib
import dataclasses
import datetime as dt
import os
import shutil
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from db import failures
from db.history import Action
from db.queries import attachments as queries
from desktop_app.core import clock, fingerprints
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import BadFile, DatabaseDamaged, NotFound
from desktop_app.core.file_kinds import ALLOWED, file_kind
from desktop_app.core.file_names import file_name
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.services.desk import Desk

MOST_BYTES = 25 * 1024 * 1024
_FOLDER = "rayshtab-files-"
_GONE = {
    Entity.TICKET: "Этого обращения в базе уже нет",
    Entity.INSPECTION: "Этого выезда в базе уже нет",
}
_KINDS = {Entity.TICKET: Kind.TICKET, Entity.INSPECTION: Kind.INSPECTION}


@dataclasses.dataclass(frozen=True, slots=True)
class Copied:
    """Files attached by copy: `ids` by the numbers of those copied; `new` were not there before."""

    changes: Changes
    ids: dict[int, int]
    new: tuple[int, ...]


class Attachments:
    """Use cases of files attached to tickets and visits."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk; copies for opening lie in one temporary folder of this program."""
        self._desk = desk
        self._folder: Path | None = None

    def of(self, entity: Entity, entity_id: int) -> list[Attachment]:
        """Return the files of a ticket or a visit in the order they came."""
        return queries.of(self._desk.store, entity, entity_id)

    def add(self, entity: Entity, entity_id: int, paths: Sequence[Path]) -> Changes:
        """Attach files: all of them or none; one already attached to it is passed over.

        BadFile names the file that cannot be read, is empty, larger than 25 MB or of a kind the
        allow-list does not hold, whatever its name says.
        """
        read = [(path, *_read(path)) for path in paths]
        known = {kept.sha256 for kept in self.of(entity, entity_id)}
        store, now = self._desk.store, self._desk.now()
        with self._desk.action() as action:
            if not queries.has_owner(store, entity, entity_id):
                raise NotFound(_GONE[entity], "файлы не приложены", "обновите список")
            for path, content, file_at in read:
                made = _described(entity, entity_id, path, content)
                if made.sha256 in known:
                    continue
                known.add(made.sha256)
                whole = dataclasses.replace(made, added_at=now, file_at=file_at)
                queries.insert(store, whole, content, self._desk.clerk_id)
                change = FieldChange("attachment", None, made.sha256)
                operation = Operation.FILE_ATTACHED
                action.record(HistoryDraft(operation, entity, entity_id, (change,), made.title))
        return Changes.of(_KINDS[entity], entity_id)

    def copy(self, numbers: Sequence[int], entity: Entity, entity_id: int) -> Copied:
        """Attach copies of kept files to another thing, all or none.

        One that is there already is taken.
        """
        read = [(self._one(number), self.content(number)) for number in numbers]
        store, now = self._desk.store, self._desk.now()
        new: list[int] = []
        with self._desk.action() as action:
            if not queries.has_owner(store, entity, entity_id):
                raise NotFound(_GONE[entity], "файлы не приложены", "обновите список")
            known = {kept.sha256: kept.id for kept in self.of(entity, entity_id)}
            for kept, content in read:
                if kept.sha256 in known:
                    continue
                made = dataclasses.replace(kept, entity=entity, entity_id=entity_id, added_at=now)
                known[made.sha256] = queries.insert(store, made, content, self._desk.clerk_id)
                new.append(known[made.sha256])
                change = FieldChange("attachment", None, made.sha256)
                operation = Operation.FILE_ATTACHED
                action.record(HistoryDraft(operation, entity, entity_id, (change,), made.title))
        copies = {kept.id: known[kept.sha256] for kept, _content in read}
        return Copied(Changes.of(_KINDS[entity], entity_id), copies, tuple(new))

    def remove(self, attachment_id: int) -> Changes:
        """Take a file away; its bytes stay, so that it can be put back."""
        with self._desk.action() as action:
            return self._take_away(self._one(attachment_id), action)

    def take_back(self, copied: Copied) -> Changes:
        """Take away again what `copy` attached anew, in one action.

        What is gone already, or stands in an act by now, is left.
        """
        changes = Changes()
        with self._desk.action() as action:
            for number in copied.new:
                kept = queries.one(self._desk.store, number)
                if kept is not None and not queries.is_in_act(self._desk.store, number):
                    changes |= self._take_away(kept, action)
        return changes

    def put_back(self, attachment: Attachment) -> Changes:
        """Bring a removed file back; NotFound where its bytes were destroyed meanwhile."""
        with self._desk.action() as action:
            if not queries.has_content(self._desk.store, attachment.id):
                raise NotFound(
                    f"Файл «{attachment.title}» уничтожен по акту", "остальное на месте", ""
                )
            queries.set_removed(self._desk.store, attachment.id, None)
            change = FieldChange("attachment", None, attachment.sha256)
            action.record(
                HistoryDraft(
                    Operation.FILE_ATTACHED,
                    attachment.entity,
                    attachment.entity_id,
                    (change,),
                    attachment.title,
                )
            )
        return Changes.of(_KINDS[attachment.entity], attachment.entity_id)

    def content(self, attachment_id: int) -> bytes:
        """Return the bytes of a file; DatabaseDamaged when they no longer have their SHA-256."""
        kept = self._one(attachment_id)
        content = queries.content(self._desk.store, attachment_id)
        if fingerprints.of_bytes(content) != kept.sha256:
            raise DatabaseDamaged(
                f"Вложение «{kept.title}» в базе повреждено: его отпечаток не сходится",
                "остальные записи на месте",
                "сделайте «Проверку базы» и восстановите последнюю копию",
            )
        return content

    def copy_to_open(self, attachment_id: int) -> Path:
        """Return a read-only temporary copy, named by our number and the kind of the bytes.

        What a person changes in it changes nothing in the database. Raises FileBusy where another
        program holds a changed copy, TargetError or DiskFull where none can be made.
        """
        # Imported here: what writes files must not slow the start of the program.
        from desktop_app.reports.atomic_file import write_whole

        kept = self._one(attachment_id)
        content = self.content(attachment_id)
        words = Path(kept.title).stem
        path = self._copies() / file_name(f"{kept.id} {words}", f".{kept.extension}")
        try:
            if path.is_file():
                if fingerprints.of_file(path) == kept.sha256:
                    return path  # opened before, and perhaps still open: a viewer may hold it
                path.chmod(stat.S_IWRITE | stat.S_IREAD)
            write_whole(path, content)
            path.chmod(stat.S_IREAD)
        except OSError as error:
            raise failures.os_fault(error, path) from error
        return path

    def _copies(self) -> Path:
        """Return the folder of copies, made anew when the system's cleaning took it away."""
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise failures.os_fault(error, Path(tempfile.gettempdir())) from error
        return self._folder

    def forget_copies(self) -> None:
        """Remove the temporary copies; one still open elsewhere stays until the system cleans."""
        folder, self._folder = self._folder, None
        if folder is None:
            return
        with contextlib.suppress(OSError):  # the system may have cleaned before us
            for path in folder.iterdir():
                path.chmod(stat.S_IWRITE | stat.S_IREAD)
        shutil.rmtree(folder, ignore_errors=True)

    def _take_away(self, kept: Attachment, action: Action) -> Changes:
        queries.set_removed(self._desk.store, kept.id, clock.stamp(self._desk.now()))
        change = FieldChange("attachment", kept.sha256, None)
        action.record(
            HistoryDraft(Operation.FILE_REMOVED, kept.entity, kept.entity_id, (change,), kept.title)
        )
        return Changes.of(_KINDS[kept.entity], kept.entity_id)

    def _one(self, attachment_id: int) -> Attachment:
        kept = queries.one(self._desk.store, attachment_id)
        if kept is None:
            raise NotFound("Этого вложения в базе нет", "", "обновите карточку")
        return kept


def _read(path: Path) -> tuple[bytes, dt.datetime | None]:
    """Return the bytes of a file, never more than are allowed, and when it was written last."""
    named = f"Файл «{path.name}»"
    try:
        with path.open("rb") as stream:
            about = os.fstat(stream.fileno())
            size = about.st_size
            content = stream.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
    except OSError as error:
        raise BadFile(f"{named} не читается", "ничего не записано", "проверьте файл") from error
    if size > MOST_BYTES or len(content) > MOST_BYTES:
        raise BadFile(
            f"{named} больше 25 МБ", "ничего не записано", "уменьшите его или разделите на части"
        )
    if not content:
        raise BadFile(f"{named} пустой", "ничего не записано", "выберите другой файл")
    return content, _moment(about.st_mtime)


def _moment(seconds: float) -> dt.datetime | None:
    """Return the moment of a time stamp; None for what no calendar holds."""
    try:
        return clock.from_timestamp(seconds)
    except (OSError, OverflowError, ValueError):
        return None


def _described(entity: Entity, entity_id: int, path: Path, content: bytes) -> Attachment:
    kind = file_kind(content)
    if kind is None:
        allowed = ", ".join(known.extension for known in ALLOWED)
        raise BadFile(
            f"Файл «{path.name}» такого вида прикладывать нельзя",
            "ничего не записано",
            f"можно: {allowed}; вид узнаётся по содержимому, а не по имени",
        )
    digest = fingerprints.of_bytes(content)
    title = " ".join(path.name.split()) or f"файл.{kind.extension}"
    when = clock.from_timestamp(0)
    return Attachment(0, entity, entity_id, title, kind.extension, len(content), digest, when)
