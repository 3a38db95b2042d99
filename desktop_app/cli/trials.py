"""Commands that try the program itself: self-test and screenshots."""

import argparse
import tempfile
from pathlib import Path

from desktop_app.cli import values
from desktop_app.cli.command import FAILED, OK, Command, Session
from desktop_app.core.errors import OfficeError
from desktop_app.core.text import counted
from desktop_app.services.health import Finding

_FEWEST_COLOURS = 12


def _nothing(parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""
    del parser


def _self_test(session: Session) -> int:
    from desktop_app.services.self_check import SelfCheck, attempt

    def tell(finding: Finding) -> bool:
        mark = "OK " if finding.is_sound else "НЕТ"
        session.console.report(f"{mark} {finding.what}: {finding.words}")
        session.console.finish()
        return finding.is_sound

    with tempfile.TemporaryDirectory(prefix="rayshtab-", ignore_cleanup_errors=True) as folder:
        check = SelfCheck(Path(folder))
        sound = [tell(finding) for finding in check.run()]
        sound.append(tell(attempt("Окно", lambda: _window(check.database, Path(folder)))))
    failed = sound.count(False)
    session.console.report(
        "Всё работает." if not failed else f"Не работает: {failed} из {len(sound)}."
    )
    return FAILED if failed else OK


def _window(database: Path, folder: Path) -> str:
    from desktop_app.cli.stage import colours, staged

    with staged(database, folder / "окно.ini") as stage:
        picture = stage.picture()
        found = colours(picture)
        if found < _FEWEST_COLOURS:
            raise OfficeError(f"окно пустое, цветов: {found}")
        sections = len(stage.window.keys)
    size = f"{picture.width()} × {picture.height()}"
    return f"{size}, {counted(sections, 'раздел', 'раздела', 'разделов')}"


def _screenshot_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=values.path, required=True, metavar="ПАПКА", help="куда положить снимки"
    )
    parser.add_argument("--only", default="", metavar="ИМЯ", help="только снимки с этим в имени")


def _screenshots(session: Session) -> int:
    from desktop_app.cli.pictures import take_pictures

    count = 0
    for path in take_pictures(session.args.out, session.args.only):
        count += 1
        session.console.line(path.name)
        session.console.finish()
    session.console.line(f"{counted(count, 'снимок', 'снимка', 'снимков')}: {session.args.out}")
    return OK


COMMANDS = (
    Command("screenshots", "снимки всех экранов", _screenshot_arguments, _screenshots),
    Command("self-test", "проверка программы на этом компьютере", _nothing, _self_test),
)
