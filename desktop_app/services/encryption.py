"""A base under a password: opened, put under another password, made plain again.

All of it is done to a closed base, by the file; what an open office needs is its key.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from db import base_marks, cipher, engine, failures, files, rekey
from desktop_app.core import clock
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import DatabaseDamaged, InvalidDraft, OfficeError, WrongPassword
from desktop_app.core.file_key import FileKey, new_salt, password_problem
from desktop_app.core.records.copies import OpenCopies
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.services.backups import Backups, copies_in, unfinished_in
from desktop_app.services.desk import Desk

_FIELD = "file.password"
_WITH, _WITHOUT = "да", "нет"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key that was typed; `is_damaged` when it opens the copies and not the base itself."""

    key: FileKey
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """The key from now on (None: no password), where the former file stays, copy troubles."""

    key: FileKey | None
    kept: Path
    copy_problem: str = ""


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """What was asked for: a new password, None to take it away; who asked."""

    password: str | None = field(repr=False)
    clerk_id: int | None = None


class Encryption:
    """The password of one base; `folders` hold its copies, the first gets a new one."""

    def __init__(self, live: Path, folders: Sequence[Path], now: clock.Clock = clock.now) -> None:
        """Look at nothing yet."""
        self.live, self._folders, self._now = live, tuple(folders), now

    def unlock(self, typed: str) -> Unlocked:
        """Return the key by a password or a recovery key; WrongPassword also for a foreign file."""
        try:
            key = cipher.unlock(self.live, typed)
            rekey.sweep(self.live, key)
            return Unlocked(key)
        except WrongPassword:
            # The head of the base may be spoilt: then the password still fits a copy.
            for copy in self._copies_to_ask():
                with suppress(WrongPassword):
                    return Unlocked(cipher.unlock(copy, typed), is_damaged=True)
            raise

    def _copies_to_ask(self) -> list[Path]:
        """Return the newest copy made under the salt of the base; else the newest of each mark.

        Bases of one name share the folder: a copy of another one says nothing of this one while
        this one has copies of its own, known by the salt.
        """
        known = copies_in(self._folders[0], self.live.stem) if self._folders else []
        found = [copy for copy in known if cipher.may_be_encrypted(copy.path)]
        with suppress(OSError):
            salt = cipher.salt_of(self.live)
            same = [copy.path for copy in found if cipher.salt_of(copy.path) == salt]
            if same:
                return same[:1]
        newest: dict[str, Path] = {}
        for copy in found:
            newest.setdefault(copy.mark, copy.path)
        return list(newest.values())

    def damage(self) -> DatabaseDamaged:
        """Return the words for a base whose copies open by the password and which does not."""
        return failures.damaged(self.live)

    def change(
        self, key: FileKey | None, password: str | None, clerk_id: int | None = None
    ) -> Rekeyed:
        """Put the closed base under a new password, None taking it away; tell history of it.

        InvalidDraft for a password that will not do; DatabaseLocked, DiskFull, TargetError leave
        the base as it was. A copy under the new key follows at once.
        """
        problem = password_problem(password) if password is not None else ""
        if problem:
            raise InvalidDraft({"password": problem})
        new = FileKey.of_password(password, new_salt()) if password is not None else None
        kept = rekey.rewrite(self.live, key, new, self._now())
        try:
            self._settle(key, new, clerk_id)
        except OfficeError as error:
            return Rekeyed(new, kept, str(error))
        return Rekeyed(new, kept)

    def _settle(self, old: FileKey | None, new: FileKey | None, clerk_id: int | None) -> None:
        desk = Desk(files.open_store(self.live, create=False, key=new), self._now, clerk_id)
        try:
            before, after = (_WITH if key is not None else _WITHOUT for key in (old, new))
            change = FieldChange(_FIELD, before, "сменён" if old and new else after)
            with desk.action() as action:
                action.record(HistoryDraft(Operation.SETTING_SAVED, Entity.SETTING, 0, (change,)))
            second = self._folders[1] if len(self._folders) > 1 else None
            folder = self._folders[0] if self._folders else self.live.parent
            Backups(desk, folder, second).make(only_if_changed=False)
        finally:
            desk.store.close()

    def plain_files(self, key: FileKey | None) -> OpenCopies:
        """Return copies of this base anybody can read: in the folders of copies and beside it.

        `key` opens the base itself, closed or open here.
        """
        stem, beside = self.live.stem, self.live.parent
        found = [pair for folder in (*self._folders, beside) for pair in self._named(folder)]
        kept = beside.glob(f"{_literally(stem)} {files.KEPT} *{self.live.suffix}")
        return self._sorted([*found, *((path, "") for path in kept)], key)

    def plain_in(self, folder: Path, key: FileKey | None) -> OpenCopies:
        """Return copies of this base anybody can read in a folder that is not among ours.

        OSError when the folder is away.
        """
        if not folder.is_dir():
            raise NotADirectoryError(str(folder))
        return self._sorted(self._named(folder), key)

    def _named(self, folder: Path) -> list[tuple[Path, str]]:
        """Return copies in a folder, those cut short too, each with the mark its name bears."""
        stem = self.live.stem
        found = (*copies_in(folder, stem), *unfinished_in(folder, stem))
        return [(copy.path, copy.mark) for copy in found]

    def _sorted(self, named: Sequence[tuple[Path, str]], key: FileKey | None) -> OpenCopies:
        """Tell copies of this base from others by what they hold; names alone are no proof.

        But for one cut short, which no base can be read from, and which nobody would restore.
        """
        mark = base_marks.of_file(self.live, key)
        ours: list[Path] = []
        unknown: list[Path] = []
        for path, said in dict(named).items():
            if said and mark and said != mark:
                continue
            found = base_marks.of_file(path)
            if found and found == mark:
                ours.append(path)
            elif (not found or not mark) and _may_be_plain(path):
                is_cut = path.suffix == ".part" and said
                (ours if is_cut else unknown).append(path)
        return OpenCopies(tuple(ours), tuple(unknown))

    def destroy(self, paths: Sequence[Path]) -> list[Path]:
        """Delete files past any basket; return those that would not go."""
        left = []
        for path in paths:
            try:
                path.unlink(missing_ok=True)
                path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            except OSError:
                left.append(path)
        return left


def is_available() -> bool:
    """Tell whether this installation can open and make encrypted bases."""
    return engine.can_encrypt()


def engine_words() -> str:
    """Return the versions of the encrypting engine; empty when it is not installed."""
    return engine.cipher_version()


def fitting(path: Path, key: FileKey | None) -> FileKey | None:
    """Return a key for a file that may be plain: such one needs none."""
    return cipher.key_for(path, key)


def is_plain(path: Path) -> bool:
    """Tell whether a file is read without a key: a base without a password, or an empty file."""
    return cipher.is_plain(path)


def write_sheet(live: Path, key: FileKey, target: Path, now: clock.Clock = clock.now) -> Path:
    """Write the recovery sheet of a base as PDF; TargetError when it cannot be written."""
    # Imported here: paper libraries must not slow the start of the program.
    from desktop_app.reports import pdf_recovery
    from desktop_app.reports.atomic_file import write_whole

    write_whole(target, pdf_recovery.render(live.name, key.recovery_code, now()))
    return target


def _may_be_plain(path: Path) -> bool:
    """Tell whether a file that does not say whose it is may hold something anybody can read."""
    try:
        return path.stat().st_size > 0 and not cipher.may_be_encrypted(path)
    except OSError:
        return True


def _literally(stem: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in stem)
