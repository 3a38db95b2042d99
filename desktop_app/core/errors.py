"""What can go wrong, in classes a screen can tell apart.

Anything not derived from `OfficeError` is our bug and ends in the crash window. Each class carries
Russian text in three parts: what happened, what is safe, what to do next.
"""

from collections.abc import Callable, Iterable, Mapping


class OfficeError(Exception):
    """A failure a person can cause or the world can bring, worded for a clerk."""

    def __init__(self, cause: str, safe: str = "", remedy: str = "") -> None:
        """Keep the three parts; empty ones are left out of the message."""
        super().__init__(cause)
        self.cause, self.safe, self.remedy = cause, safe, remedy

    def __str__(self) -> str:
        """Return the parts as sentences of one line."""
        parts = (part.rstrip(".") for part in (self.cause, self.safe, self.remedy) if part)
        return ". ".join(part[:1].upper() + part[1:] for part in parts) + "."


class InvalidDraft(OfficeError):
    """What was typed cannot be saved yet; `fields` maps a field's name to its remedy."""

    def __init__(
        self, fields: Mapping[str, str], cause: str = "Не записано: исправьте поля"
    ) -> None:
        """Keep a remedy in a few words for every field that needs one."""
        self.fields = dict(fields)
        super().__init__(cause, remedy="; ".join(self.fields.values()))


class Conflict(OfficeError):
    """The row was changed by somebody else since it was read."""


class Clash(Conflict):
    """Two people changed the same fields; `decide(asked, mine)` says whose values stay.

    `fields` maps a field's name to the value typed here and the one stored by the other.
    """

    def __init__(
        self,
        fields: Mapping[str, tuple[object, object]],
        who: str,
        decide: Callable[[frozenset[str], frozenset[str]], None],
    ) -> None:
        """Keep both values of every field."""
        self.fields, self.who, self.decide = dict(fields), who, decide
        other = f"Другое тем временем записал сотрудник {who}" if who else "Записано уже другое"
        super().__init__(other, "введённое вами осталось на экране", "выберите, что оставить")


class NotFound(OfficeError):
    """The thing asked for is not in the database."""


class GoneReference(NotFound):
    """What a record names was taken away, or merged into another, since it was chosen."""


class MergedAway(NotFound):
    """The record asked for was merged into another one, `into`: there its words belong now."""

    def __init__(self, cause: str, safe: str = "", remedy: str = "", *, into: int = 0) -> None:
        """Keep the id of the record that stayed."""
        super().__init__(cause, safe, remedy)
        self.into = into


class NotAllowed(OfficeError):
    """A rule of the office forbids this step, for example a change of status."""


class SomeRefused(NotAllowed):
    """Some of the things chosen may not take this step; without them it could be made."""

    def __init__(
        self, cause: str, safe: str = "", remedy: str = "", *, refused: Iterable[int] = ()
    ) -> None:
        """Keep the ids of what was refused."""
        super().__init__(cause, safe, remedy)
        self.refused = frozenset(refused)


class OutageOver(NotAllowed):
    """The outage a call was to join has ended since; one that was a mistake cannot be joined."""

    def __init__(
        self, cause: str, safe: str = "", remedy: str = "", *, can_join: bool = False
    ) -> None:
        """Keep whether the call may join nevertheless."""
        super().__init__(cause, safe, remedy)
        self.can_join = can_join


class EarlierGone(NotAllowed):
    """The earlier ticket a call was to be linked with is gone: the load it came with was undone."""


class FileBusy(OfficeError):
    """The target file is open in another program."""


class BadFile(OfficeError):
    """A file given to us cannot be read as what it should be."""


class TargetError(OfficeError):
    """The place where a file should be written does not let us."""


class StorageError(OfficeError):
    """The database cannot be read or written: the world's fault."""


class DiskFull(StorageError):
    """No room left where the database or the target lies."""


class DatabaseLocked(StorageError):
    """Another program holds the database."""


class DatabaseReadOnly(StorageError):
    """The database file or its folder does not allow writing."""


class DatabaseDamaged(StorageError):
    """The file is malformed."""


class NotOurDatabase(StorageError):
    """The file is not a database of this program."""


class PasswordWanted(NotOurDatabase):
    """The file may be a database under a password, or a foreign one: nobody can tell."""


class WrongPassword(PasswordWanted):
    """What was typed does not open the file, or the file is a foreign one."""


class DatabaseNewer(StorageError):
    """The file was written by a newer version of this program."""


class Cancelled(OfficeError):
    """A long work was stopped by the clerk; nothing was left half done."""

    def __init__(self) -> None:
        """Word it once."""
        super().__init__("Остановлено", "ничего не изменено")
