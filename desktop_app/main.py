"""From the first window to the last: what is opened, what is asked for, what is refused.

The empty window comes first; what it does not need is imported after it is painted.
"""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QApplication

from desktop_app.core.base_header import is_doubtful
from desktop_app.core.errors import DatabaseDamaged, NotFound, OfficeError, PasswordWanted
from desktop_app.ui.application import (
    complete,
    dress,
    has_screen,
    make_application,
    start_program,
)
from desktop_app.ui.frame import Frame
from desktop_app.ui.state import BODY_PT, SECOND_PLACE, THEME, State

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.core.file_key import FileKey
    from desktop_app.services.places import Places
    from desktop_app.services.restoring import Restoring
    from desktop_app.ui.dialogs import Dialogs
    from desktop_app.ui.workplace import Workplace

OK, FAILED, WRONG_USAGE = 0, 1, 2

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


class Wanted(NamedTuple):
    """The file to open, and its key where it was asked for already."""

    path: Path
    key: "FileKey | None" = None


def _work(
    app: QApplication, wanted: Wanted, places: "Places", state: State
) -> tuple[int, Wanted | None]:
    """Work over one file until its window closes; return the code and the file wanted next."""
    database, frame = wanted.path, Frame(state)
    is_late = is_doubtful(database)  # over one that hardly opens an empty window would just flash
    if not is_late and not frame.appear():
        frame.drop()
        return OK, None
    complete(app)
    from desktop_app.ui.dialogs import Dialogs

    dialogs = Dialogs(state)
    frame.equip(dialogs)
    from desktop_app.services.example import is_example
    from desktop_app.services.office import Office
    from desktop_app.ui.workplace import Workplace

    restoring = _restoring(wanted, places, state)
    try:
        _refuse_lost(database, places, restoring)
        office = Office.open(database, backups=places.backups_of(database), key=wanted.key)
    except OfficeError as error:
        return _not_open(app, frame, dialogs, error, restoring)
    if is_late and not frame.appear():
        office.close()
        frame.drop()
        return OK, None
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


def _restoring(wanted: Wanted, places: "Places", state: State) -> "Restoring":
    """Return the way back to copies of a file: beside it, in their folder, in the second place."""
    from desktop_app.services.restoring import Restoring

    live = wanted.path
    restoring = Restoring(live, [places.backups_of(live), live.parent], key=wanted.key)
    second = str(state.get(SECOND_PLACE))
    restoring.second = Path(second) if second else None
    return restoring


def _next(
    app: QApplication, dialogs: "Dialogs", restoring: "Restoring", window: "Workplace"
) -> Wanted | None:
    """Do to the closed base what was asked for in the window; return the file to go on with."""
    if window.password_wanted is not None:
        from desktop_app.ui.shell import locked_base

        key = locked_base.rekey(app, dialogs, restoring, window.password_wanted)
        return Wanted(restoring.live, key)
    if window.copy_wanted is None:
        return None
    _put_back(window, window.copy_wanted)
    # A program of its own begins clean; where none can be started this one goes on.
    started = start_program(["--db", str(restoring.live)])
    return None if started else Wanted(restoring.live)


def _not_open(
    app: QApplication, frame: Frame, dialogs: "Dialogs", error: OfficeError, restoring: "Restoring"
) -> tuple[int, Wanted | None]:
    """Ask for the password over the empty window, or say why the database does not open."""
    from desktop_app.services.encryption import is_available

    if not isinstance(error, PasswordWanted) or not is_available():
        return _refuse(app, frame, dialogs, error, restoring)
    from desktop_app.ui.shell import locked_base

    if not frame.window.isVisible():
        frame.appear()
    outcome = locked_base.ask_key(app, frame, dialogs, restoring)
    if outcome is not None and not isinstance(outcome, Path) and outcome.is_damaged:
        known = locked_base.with_key(restoring, outcome.key)
        return _refuse(app, frame, dialogs, locked_base.damage(restoring), known)
    frame.drop()
    if outcome is None or isinstance(outcome, Path):
        return OK, Wanted(outcome) if outcome is not None else None
    return OK, Wanted(restoring.live, outcome.key)


def _put_back(window: "Workplace", copy: Path) -> None:
    """Put the copy in place; the next window tells what came of it, over the old file too."""
    from desktop_app.ui.shell import restored_note

    # The office's own: it may have learnt the password of an older copy.
    restoring, state = window.office.restoring, window.tools.state
    try:
        restored_note.keep(state, restoring.restore(copy), copy)
    except OfficeError as error:
        restored_note.keep_failure(state, restoring.live, error)


def _refuse_lost(database: Path, places: "Places", restoring: "Restoring") -> None:
    """Refuse to begin anew in silence where the usual file is gone and its copies are there."""
    if database.exists() or database != places.database or not restoring.copies():
        return
    raise NotFound(
        f"Файла базы нет на месте: {database}",
        "резервные копии целы",
        "восстановите последнюю копию или верните файл в эту папку",
    )


def _refuse(
    app: QApplication, frame: Frame, dialogs: "Dialogs", error: OfficeError, restoring: "Restoring"
) -> tuple[int, Wanted | None]:
    """Say why the database does not open, and offer its copies; return code and the next file.

    The empty window goes only when something else stands there: otherwise it would just flash.
    """
    gc.enable()
    _say(str(error))
    if not isinstance(error, DatabaseDamaged) and not restoring.copies():
        _tell(app, dialogs, "База не открыта", str(error), frame.window)
        frame.drop()
        return FAILED, None
    from desktop_app.ui.jobs import Jobs
    from desktop_app.ui.shell.start_choice import StartChoice

    jobs = Jobs()
    lost = isinstance(error, NotFound)
    choice = StartChoice(error, restoring, jobs, dialogs, may_start_empty=lost)
    choice.show()
    frame.drop()
    app.exec()
    jobs.shutdown()
    choice.deleteLater()
    if choice.outcome == restoring.live and lost and not restoring.live.exists():
        from desktop_app.services.office import Office

        Office.open(restoring.live).close()
    if choice.outcome is None:
        return FAILED, None
    if choice.restored is not None:
        from desktop_app.ui.shell import restored_note

        restored_note.keep(frame.window.state, *choice.restored)
    from desktop_app.services.encryption import fitting

    return FAILED, Wanted(choice.outcome, fitting(choice.outcome, restoring.key))


def _tell(
    app: QApplication, dialogs: "Dialogs", title: str, words: str, over: "QWidget | None" = None
) -> None:
    """Say one thing before there is a page; return when it was read."""
    from PySide6.QtWidgets import QWidget

    holder = over or QWidget()
    # A message with a parent never shown is no last window to Qt: it would not end the program.
    dialogs.tell(holder, title, words, on_closed=app.quit)
    app.exec()


def _say(words: str) -> None:
    """Write to stderr, which a windowed build on Windows does not have."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
