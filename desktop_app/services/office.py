"""The whole office behind one door: the window and the headless commands know only this."""

from pathlib import Path

from db import failures, unfinished
from db.files import open_store
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.file_key import FileKey
from desktop_app.services import shared_folder
from desktop_app.services.field_work import FieldWork


class Office(FieldWork):
    """All use cases over one database file.

    The services are named in `daily_work` and `field_work`.
    """

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        now: clock.Clock = clock.now,
        backups: Path | None = None,
        key: FileKey | None = None,
    ) -> "Office":
        """Open a database file, made when absent if `create`; StorageError says what is wrong.

        `backups` is the folder of its copies (default: beside the file); without the `key` of an
        encrypted file PasswordWanted is raised.
        """
        shared_folder.demand_fit(path)
        is_new = not failures.is_there(path)
        unfinished.drop_second_name(path)
        store = open_store(path, create=create, backups=backups, key=key)
        try:
            office = cls(store, now, backups)
            if is_new:
                office.make_ready()
        except BaseException:
            store.close()
            raise
        return office

    def make_ready(self) -> None:
        """Make the parts that look into the file, and fill a new one, when they are made.

        Sweeps what a killed first start has left beside the file.
        Made later in the window's thread, they would wait there for whoever holds the file.
        """
        unfinished.sweep(self.path)
        _made = self.reference, self.templates, self.knowledge

    def keep_second(self, folder: Path | None) -> None:
        """Put every copy into a second folder too; None means one place is enough."""
        self.backups.second = self.restoring.second = folder

    def on_changes(self, changes: Changes) -> None:
        """Let services forget what they remembered of changed things."""
        self.register.on_changes(changes)
        if changes.touches(Kind.REFERENCE):
            self.knowledge.forget()

    def close(self) -> None:
        """Close this thread's connection; each lane closes its own."""
        if "attachments" in vars(self):
            self.attachments.forget_copies()
        self.desk.store.close()
