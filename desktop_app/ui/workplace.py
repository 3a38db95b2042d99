"""The window put together: one office, three lanes, pages that know nothing of each other."""

import logging
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.core.errors import OfficeError
from desktop_app.ui.application import account_name, dress_again, start_program
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.frame import Frame
from desktop_app.ui.shell.banner import BannerContent
from desktop_app.ui.state import RESTORED, State
from desktop_app.ui.theme import Tone

if TYPE_CHECKING:
    from desktop_app.core.records.copies import Copy
    from desktop_app.services.backups import Backups
    from desktop_app.services.encryption import PasswordChange
    from desktop_app.services.office import Office
    from desktop_app.ui.shell.colleagues import Colleagues

_COPY_EVERY_MS = 30 * 60 * 1000
_CALM_MS = 200
_SECOND, _EXAMPLE = "second place", "example"
_log = logging.getLogger(__name__)


class Workplace:
    """The window with everything it needs, and the order in which it all ends."""

    def __init__(
        self,
        office: "Office",
        dialogs: Dialogs,
        state: State,
        backups: "Backups | None" = None,
        frame: Frame | None = None,
    ) -> None:
        """Fill the frame over an open office; with `backups` copies are made by themselves."""
        from desktop_app.ui.pages.tools import Tools
        from desktop_app.ui.sections import Sections

        self.office, self._backups = office, backups
        self.copy_wanted: Path | None = None
        self.password_wanted: PasswordChange | None = None
        frame = frame or Frame(state).equip(dialogs)
        self.window, self.jobs = frame.window, frame.jobs
        self.jobs.at_thread_end(office.close)
        self.tools = Tools(office, self.jobs, frame.hub, dialogs, state)
        self.tools.hub.announced.connect(office.on_changes)
        # Windows ends a program as soon as this returns: its window is not closed first.
        session = cast("QApplication", QApplication.instance())
        self._session_end = session.commitDataRequest.connect(
            self.tools.drafts.hurry, Qt.ConnectionType.DirectConnection
        )
        self.sections = Sections(self.tools, self.window)
        self.sections.look_chosen.connect(dress_again)
        self.sections.other_file_wanted.connect(self.reopen)
        self.sections.restore_wanted.connect(self.restore)
        self.sections.password_wanted.connect(self.rekey)
        self._copying = QTimer(self.window, interval=_COPY_EVERY_MS)
        self._copying.timeout.connect(self.copy_soon)
        self._calm = QTimer(self.window, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._settle)

    @cached_property
    def _colleagues(self) -> "Colleagues":
        from desktop_app.ui.shell.colleagues import Colleagues

        office, window = self.office, self.window
        seen = Colleagues(
            office.sessions,
            office.audit,
            self.jobs,
            self.tools.hub,
            window.banners,
            lambda: window.place,
        )
        window.sheet_opened.connect(seen.watch)
        return seen

    def show(self) -> None:
        """Show the window and ask who works, if nobody is known by the account."""
        from desktop_app.services.example import is_example

        self.window.show()
        self.sections.start(account_name())
        self._calm.start()
        if is_example(self.office.path):
            self._say_example()
        if self.tools.state.get(RESTORED):
            self._say_restored()

    def _settle(self) -> None:
        """Begin what the first rows need not wait for: copies, looking at what others do."""
        self.jobs.read(self.office.make_ready, lambda _: None)
        self.copy_soon()
        self._copying.start()
        if self._backups is not None:
            self._colleagues.start()

    def _say_example(self) -> None:
        text = "Район, люди и обращения придуманы. Завтра пример будет новым."
        way = ("Вернуться к своей базе", self.go_home)
        tell = partial(self.window.set_safety, "Это пример: люди и обращения придуманы")
        content = BannerContent(Tone.INFO, "Это пример", text, (way,), on_hidden=tell, quiet=True)
        self.window.banners.show_banner(_EXAMPLE, content)

    def _say_restored(self) -> None:
        from desktop_app.ui.pages.file_opener import FileOpener
        from desktop_app.ui.shell import restored_note

        state, dialogs, show = self.tools.state, self.tools.dialogs, FileOpener().show
        restored_note.tell(state, self.office.path, self.window, dialogs, show)

    def go_home(self) -> None:
        """Open the usual database of this user in a program of its own, and let this one go."""
        if start_program([]):
            self.window.close()

    def reopen(self, database: Path) -> None:
        """Open another database in a program of its own, and let this one go.

        The new program refuses a wrong file with its own words; this window closes only when the
        new one was started.
        """
        if start_program(["--db", str(database)]):
            self.window.close()

    def restore(self, copy: Path) -> None:
        """Close this window to come back on a copy, once the lanes have ended."""
        self.window.close_for(lambda: setattr(self, "copy_wanted", copy))

    def rekey(self, change: "PasswordChange") -> None:
        """Close this window to come back under another password, once the lanes have ended."""
        self.window.close_for(lambda: setattr(self, "password_wanted", change))

    def copy_soon(self) -> None:
        """Make a copy in the long lane if anything changed since the last."""
        backups = self._backups
        if backups is not None:
            health = self.office.health

            def work(_progress: object, stop: Callable[[], bool]) -> "Copy | None":
                health.seal(stop)  # rows of a demo or of an older schema have no seals yet
                return backups.make()

            self.jobs.long(work, self._copied)

    def _copied(self, copy: "Copy | None") -> None:
        if copy is None:
            return
        at = copy.made_at
        self.window.set_safety(f"Копия базы {at:%d.%m} в {at:%H:%M}")
        if copy.second_problem:
            text = f"{copy.second_problem} Первая копия записана и проверена."
            content = BannerContent(Tone.WARNING, "Второго места для копий нет", text)
            self.window.banners.show_banner(_SECOND, content)
        else:
            self.window.banners.close_banner(_SECOND)

    def close(self) -> None:
        """End the lanes after the writes already asked for, copy what changed, let the file go."""
        QObject.disconnect(self._session_end)
        self._calm.stop()
        self._copying.stop()
        if "_colleagues" in vars(self):
            self._colleagues.rest()
        self.sections.rest()
        self.jobs.shutdown()
        try:
            self.office.audit.write_looks()
            self.office.sessions.end()
            self.office.health.gather_statistics()
            if self._backups is not None:
                self._backups.make()
        except OfficeError as error:
            _log.error("no copy at exit: %s", type(error).__name__)
        self.office.close()
