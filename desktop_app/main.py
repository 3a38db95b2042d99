"""The window put together: one office, three lanes, pages that know nothing of each other.

The empty window comes first; what it does not need is imported after it is painted.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.assets import resource
from desktop_app.core.errors import DatabaseDamaged, NotFound, OfficeError, PasswordWanted
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.frame import Frame
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.banner import BannerContent
from desktop_app.ui.state import BODY_PT, SECOND_PLACE, THEME, State
from desktop_app.ui.theme import LIGHT, THEMES, Tone, apply_theme

if TYPE_CHECKING:
    from desktop_app.core.file_key import FileKey
    from desktop_app.core.records.copies import Copy
    from desktop_app.services.backups import Backups
    from desktop_app.services.encryption import PasswordChange
    from desktop_app.services.office import Office
    from desktop_app.services.places import Places
    from desktop_app.services.restoring import Restoring
    from desktop_app.ui.shell.colleagues import Colleagues

OK, FAILED, WRONG_USAGE = 0, 1, 2
_COPY_EVERY_MS = 30 * 60 * 1000
_CALM_MS = 200
_SECOND, _EXAMPLE = "second place", "example"
_log = logging.getLogger(__name__)

_NO_SCREEN = (
    "Нет экрана, окно открыть нельзя. Без окна работают команды: "
    "rayshtab tickets, add-ticket, import-houses, export-journal, act, backup (список: --help)."
)


def open_window(database: Path, places: "Places") -> int:
    """Open the window over a database file; return the exit code of the program."""
    if not has_screen():
        _say(_NO_SCREEN)
        return WRONG_USAGE
    app = make_application(sys.argv)
    state = State.at(places.window_state)
    dress(app, str(state.get(THEME)), float(state.get(BODY_PT)))
    code = OK
    wanted: Wanted | None = Wanted(database)
    while wanted is not None:
        code, wanted = _work(app, wanted, places, state)
    return code


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file to open, and its key where it was asked for already."""

    path: Path
    key: "FileKey | None" = None


def _work(
    app: QApplication, wanted: Wanted, places: "Places", state: State
) -> tuple[int, Wanted | None]:
    """Work over one file until its window closes; return the code and the file wanted next."""
    dialogs, database = Dialogs(state), wanted.path
    frame = Frame(dialogs, state)
    if not frame.appear():
        frame.drop()
        return OK, None
    from desktop_app.services.example import is_example
    from desktop_app.services.office import Office
    from desktop_app.services.restoring import Restoring

    backups = places.backups_of(database)
    restoring = Restoring(database, [backups, database.parent], key=wanted.key)
    second = str(state.get(SECOND_PLACE))
    restoring.second = Path(second) if second else None
    try:
        _refuse_lost(database, places, restoring)
        office = Office.open(database, backups=backups, key=wanted.key)
    except OfficeError as error:
        return _not_open(app, frame, dialogs, error, restoring)
    office.keep_second(restoring.second)
    # What is typed into an example is not kept: copies of it would only hide the real ones.
    kept = None if is_example(database) else office.backups
    window = Workplace(office, dialogs, state, kept, frame)
    window.show()
    gc.freeze()  # what is loaded now stays to the end: no need to look through it again and again
    gc.enable()
    code = app.exec()
    frame.let_go()
    window.close()
    return int(code), _next(app, dialogs, restoring, window)


def _next(
    app: QApplication, dialogs: Dialogs, restoring: "Restoring", window: "Workplace"
) -> Wanted | None:
    """Do to the closed base what was asked for in the window; return the file to go on with."""
    if window.password_wanted is not None:
        from desktop_app.ui.shell import locked_base

        key = locked_base.rekey(app, dialogs, restoring, window.password_wanted)
        return Wanted(restoring.live, key)
    if window.copy_wanted is None:
        return None
    # The office's own: it may have learnt the password of an older copy.
    _put_back(app, dialogs, window.office.restoring, window.copy_wanted)
    # A program of its own begins clean; where none can be started this one goes on.
    started = start_program(["--db", str(restoring.live)])
    return None if started else Wanted(restoring.live)


def _not_open(
    app: QApplication, frame: Frame, dialogs: Dialogs, error: OfficeError, restoring: "Restoring"
) -> tuple[int, Wanted | None]:
    """Ask for the password over the empty window, or say why the database does not open."""
    from desktop_app.services.encryption import is_available

    if not isinstance(error, PasswordWanted) or not is_available():
        frame.drop()
        return _refuse(app, dialogs, error, restoring)
    from desktop_app.ui.shell import locked_base

    outcome = locked_base.ask_key(app, frame, dialogs, restoring)
    frame.drop()
    if outcome is None or isinstance(outcome, Path):
        return OK, Wanted(outcome) if outcome is not None else None
    if outcome.is_damaged:
        known = locked_base.with_key(restoring, outcome.key)
        return _refuse(app, dialogs, locked_base.damage(restoring), known)
    return OK, Wanted(restoring.live, outcome.key)


def _put_back(app: QApplication, dialogs: Dialogs, restoring: "Restoring", copy: Path) -> None:
    """Put the copy in place; when that fails the old file is opened again, and it is said why."""
    try:
        restoring.restore(copy)
    except OfficeError as error:
        _tell(app, dialogs, "Копия не восстановлена", str(error))


def _refuse_lost(database: Path, places: "Places", restoring: "Restoring") -> None:
    """Refuse to begin anew in silence where the usual file is gone and its copies are there."""
    if database.exists() or database != places.database or not restoring.copies():
        return
    raise NotFound(
        f"Файла базы нет на месте: {database}",
        "резервные копии целы",
        "восстановите последнюю копию или верните файл в эту папку",
    )


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
        frame = frame or Frame(dialogs, state)
        self.window, self.jobs = frame.window, frame.jobs
        self.jobs.at_thread_end(office.close)
        self.tools = Tools(office, self.jobs, frame.hub, dialogs, state)
        self.tools.hub.announced.connect(office.on_changes)
        self.sections = Sections(self.tools, self.window)
        self.sections.look_chosen.connect(_dress_again)
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
        content = BannerContent(Tone.INFO, "Это пример", text, (way,), closable=False)
        self.window.banners.show_banner(_EXAMPLE, content)

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
        self.copy_wanted = copy
        self.window.close()

    def rekey(self, change: "PasswordChange") -> None:
        """Close this window to come back under another password, once the lanes have ended."""
        self.password_wanted = change
        self.window.close()

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
        self.window.set_safety(f"Копия базы сегодня {copy.made_at:%H:%M}")
        if copy.second_problem:
            text = f"{copy.second_problem} Первая копия записана и проверена."
            content = BannerContent(Tone.WARNING, "Второго места для копий нет", text)
            self.window.banners.show_banner(_SECOND, content)
        else:
            self.window.banners.close_banner(_SECOND)

    def close(self) -> None:
        """End the lanes after the writes already asked for, copy what changed, let the file go."""
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


def start_program(arguments: list[str]) -> bool:
    """Start this very program once more, apart from this one; False when it cannot start."""
    from PySide6.QtCore import QProcess

    from desktop_app.services.places import program_folder

    program = [] if getattr(sys, "frozen", False) else ["-m", "desktop_app"]
    started = QProcess.startDetached(sys.executable, [*program, *arguments], str(program_folder()))
    return bool(started[0]) if isinstance(started, tuple) else bool(started)


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def account_name() -> str:
    """Return the account of the operating system, empty when there is none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def make_application(arguments: list[str]) -> QApplication:
    """Return the application speaking Russian, with our icon."""
    app = QApplication(arguments[:1])
    app.setApplicationName("Райштаб")
    app.setDesktopFileName("rayshtab")
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_ru", folder):
        app.installTranslator(translator)
    app.setWindowIcon(QIcon(str(resource("icons", "app", "rayshtab.svg"))))
    return app


def dress(app: QApplication, theme: str, points: float) -> None:
    """Give the application a look by its key and the size of body type."""
    apply_theme(app, THEMES.get(theme, LIGHT), points)


def _dress_again(theme: str, points: float) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        dress(app, theme, points)


def _refuse(
    app: QApplication, dialogs: Dialogs, error: OfficeError, restoring: "Restoring"
) -> tuple[int, Wanted | None]:
    """Say why the database does not open, and offer its copies; return code and the next file."""
    gc.enable()
    _say(str(error))
    if not isinstance(error, DatabaseDamaged) and not restoring.copies():
        _tell(app, dialogs, "База не открыта", str(error))
        return FAILED, None
    from desktop_app.ui.shell.start_choice import StartChoice

    jobs = Jobs()
    lost = isinstance(error, NotFound)
    choice = StartChoice(error, restoring, jobs, dialogs, may_start_empty=lost)
    choice.show()
    app.exec()
    jobs.shutdown()
    choice.deleteLater()
    if choice.outcome == restoring.live and lost and not restoring.live.exists():
        from desktop_app.services.office import Office

        Office.open(restoring.live).close()
    if choice.outcome is None:
        return FAILED, None
    from desktop_app.services.encryption import fitting

    return FAILED, Wanted(choice.outcome, fitting(choice.outcome, restoring.key))


def _tell(app: QApplication, dialogs: Dialogs, title: str, words: str) -> None:
    """Say one thing before there is a window; return when it was read."""
    holder = QWidget()
    # A message with a parent never shown is no last window to Qt: it would not end the program.
    dialogs.tell(holder, title, words, on_closed=app.quit)
    app.exec()


def _say(words: str) -> None:
    """Write to stderr, which a windowed build on Windows does not have."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
