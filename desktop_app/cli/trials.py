"""Commands that try the program itself: self-test and screenshots."""

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli import values
from desktop_app.cli.command import FAILED, OK, Command, Session
from desktop_app.cli.screen import screen
from desktop_app.core import clock
from desktop_app.core.errors import OfficeError, TargetError
from desktop_app.core.text import counted

if TYPE_CHECKING:
    from desktop_app.services.health import Finding

_FEWEST_COLOURS = 12


def _self_test_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=values.path, metavar="ФАЙЛ", help="записать итог и в текстовый файл"
    )


def _self_test(session: Session) -> int:
    # Imported here: no other command needs it, and --help stays quick.
    from desktop_app.services.place_check import PlaceCheck
    from desktop_app.services.self_check import SelfCheck, attempt

    told: list[str] = []

    def say(words: str) -> None:
        told.append(words)
        session.console.report(words)
        session.console.finish()

    def tell(finding: "Finding") -> bool:
        mark = "OK " if finding.is_sound else "НЕТ"
        say(f"{mark} {finding.what}: {finding.words}")
        return finding.is_sound

    with tempfile.TemporaryDirectory(prefix="rayshtab-", ignore_cleanup_errors=True) as folder:
        check = SelfCheck(Path(folder))
        sound = [tell(finding) for finding in check.run()]
        place = PlaceCheck(session.places, session.database)
        sound += [tell(finding) for finding in place.run()]
        sound.append(tell(attempt("Экран", screen)))
        sound.append(tell(attempt("Окно", lambda: _window(check.database, Path(folder)))))
        sound.append(tell(attempt("Принтеры", _printers)))
    failed = sound.count(False)
    say("Всё работает." if not failed else f"Не работает: {failed} из {len(sound)}.")
    if session.args.out is not None:
        _keep(session.args.out, told)
    return FAILED if failed else OK


def _printers() -> str:
    # Here and below: commands need no Qt, but for these trials.
    from PySide6.QtPrintSupport import QPrinterInfo

    found = [printer.description() for printer in QPrinterInfo.availablePrinters()]
    usual = QPrinterInfo.defaultPrinter().description()
    return f"{', '.join(found)}; обычный: {usual or 'не выбран'}" if found else "не найдены"


def _keep(path: Path, lines: list[str]) -> None:
    moment = clock.show_moment(clock.now())
    try:
        path.write_text("\n".join([f"Проверка «Райштаба», {moment}", *lines, ""]), "utf-8")
    except OSError as error:
        raise TargetError(
            f"Итог не записан: {path}", "проверка закончена", "выберите другое место"
        ) from error


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
    if not count:
        session.console.problem(
            f"Снимка с «{session.args.only}» в имени нет. Без --only записываются все, с именами."
        )
        return FAILED
    session.console.line(f"{counted(count, 'снимок', 'снимка', 'снимков')}: {session.args.out}")
    return OK


COMMANDS = (
    Command("screenshots", "снимки всех экранов", _screenshot_arguments, _screenshots),
    Command("self-test", "проверка программы на этом компьютере", _self_test_arguments, _self_test),
)
