"""From the command line to the window or a command, and from any failure to one Russian line."""

import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.console import Console
from desktop_app.cli.outcome import FAILED, OK, WRONG_USAGE, WrongUsage
from desktop_app.core.errors import OfficeError
from desktop_app.services.log_file import close_log, open_log, without_values
from desktop_app.services.places import Places, find_places

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str], console: Console | None = None) -> int:
    """Run one command line; return 0, 1 (a failure in one Russian line) or 2 (wrong usage)."""
    console = console or Console.of_process()
    places = find_places()
    log = open_log(places.log)
    try:
        return _run(arguments, console, places)
    except WrongUsage as wrong:
        console.problem(str(wrong))
        return WRONG_USAGE
    except OfficeError as error:
        console.problem(str(error))
        return FAILED
    except KeyboardInterrupt:
        console.problem("Остановлено. Недоделанное не записано.")
        return FAILED
    except BrokenPipeError:
        _forget_stdout()
        return OK
    except Exception as error:  # noqa: BLE001  our own bug must not end in a traceback
        _log.error("unexpected failure\n%s", without_values(error))
        console.problem(
            f"Ошибка программы ({type(error).__name__}), записанное раньше цело. "
            f"Сведения для того, кто её сопровождает: {places.log}"
        )
        return FAILED
    finally:
        close_log(log)


def _run(arguments: Sequence[str], console: Console, places: Places) -> int:
    plain = _plain_window(arguments, places)
    if plain is not None:
        return _open_window(plain, places)
    # Imported here: the window opens without the commands.
    from desktop_app.cli import usage
    from desktop_app.cli.command import Command, Session

    args = usage.parsed(arguments)
    if args.command is None:
        return _open_window(args.db or places.database, places)
    command: Command = args.chosen
    gc.enable()
    session = Session(args, console, places, creates=command.creates)
    try:
        code = command.run(session)
        console.finish()
    finally:
        session.close()
    return code


def _plain_window(arguments: Sequence[str], places: Places) -> Path | None:
    """Return the base of the window when nothing else can be meant: the parser is not loaded."""
    if not arguments:
        return places.database
    if len(arguments) == 2 and arguments[0] == "--db":
        named = arguments[1].strip()
        return Path(arguments[1]).expanduser() if named and named[0] != "-" else None
    return None


def _open_window(database: Path, places: Places) -> int:
    # Here, because only the window needs Qt.
    from desktop_app.main import open_window

    return open_window(database, places)


def _forget_stdout() -> None:
    """Point stdout at nothing: the reader is gone, and Python would complain at the exit."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
