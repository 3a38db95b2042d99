"""Whether the program works on this computer: each part tried for real in a folder of its own."""

import datetime as dt
import platform
from collections.abc import Callable, Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import TypeVar

from db import files
from desktop_app import __version__
from desktop_app.core.assets import resource
from desktop_app.core.enums import InspectionStatus
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.text import counted, number
from desktop_app.services import encryption
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.health import Finding
from desktop_app.services.office import Office

T = TypeVar("T")

_FONTS = ("fontpkg_pt_sans", "fontpkg_pt_serif")
_LIBRARIES = ("PySide6-Essentials", "peewee", "openpyxl", "reportlab")
# A winter day of its own: a demo made in summer has no heating visit to print an act of.
_TRIAL = "пароль для пробы"
_ORDER = DemoOrder(houses=20, tickets=200, until=dt.datetime(2026, 1, 20, 9))


def attempt(what: str, trial: Callable[[], str]) -> Finding:
    """Return what a trial found; any failure is a finding, never an exception."""
    try:
        return Finding(what, is_sound=True, words=trial())
    except OfficeError as error:
        return Finding(what, is_sound=False, words=str(error))
    except Exception as error:  # noqa: BLE001  whatever is broken here is what we look for
        return Finding(what, is_sound=False, words=f"{type(error).__name__}: {error}")


class SelfCheck:
    """Tries the parts in order; the office it makes serves the window's trial too."""

    def __init__(self, folder: Path) -> None:
        """Work in a folder that the caller removes."""
        self._folder = folder
        self.database = folder / "Проверка № 1.sqlite"

    def run(self) -> Iterator[Finding]:
        """Yield one finding after another, the slow ones as they are ready."""
        yield attempt("Версии", _versions)
        yield attempt("Шрифты", _fonts)
        yield attempt("Справочники и значки", _resources)
        yield attempt("База данных", self._database)
        yield attempt("Проверка базы", self._check)
        yield attempt("Резервная копия", self._backup)
        yield attempt("База под паролем", self._password)
        yield attempt("Журнал Excel", self._workbook)
        yield attempt("Чтение Excel", self._reading)
        yield attempt("Акт PDF", self._act)
        yield attempt("Снимки для акта", _pictures)

    def _database(self) -> str:
        """Make a database from nothing, through every migration, with a small district in it."""
        made = make_demo(self.database, _ORDER)
        schema = files.identify(self.database)
        return f"схема {schema}, {counted(made['ticket'], 'обращение', 'обращения', 'обращений')}"

    def _check(self) -> str:
        found = self._office(lambda office: office.health.check())
        bad = [finding for finding in found if not finding.is_sound]
        if bad:
            raise OfficeError("; ".join(f"{finding.what}: {finding.words}" for finding in bad))
        return "цела"

    def _backup(self) -> str:
        target = self._folder / "копия.sqlite"
        size = self._office(lambda office: office.health.backup(target))
        return f"{number(size // 1024)} КБ"

    def _password(self) -> str:
        """Put a copy of the base under a password for real; the ordinary install cannot."""
        if not encryption.is_available():
            return "нет в этой установке, нужна библиотека sqlcipher3"
        locked = self._folder / "под паролем.sqlite"
        self._office(lambda office: office.health.backup(locked))
        work = encryption.Encryption(locked, [self._folder / "копии"])
        key = work.change(None, _TRIAL).key
        office = Office.open(locked, create=False, key=work.unlock(_TRIAL).key)
        try:
            if key is None or office.register.counts().total != _ORDER.tickets:
                raise OfficeError("в зашифрованном файле не те обращения")
        finally:
            office.close()
        return encryption.engine_words()

    def _workbook(self) -> str:
        target = self._folder / "Журнал.xlsx"
        exported = self._office(lambda office: office.exports.journal(RegisterQuery(), target))
        if exported.rows != _ORDER.tickets:
            raise OfficeError(f"в журнале {exported.rows} строк из {_ORDER.tickets}")
        return f"{number(target.stat().st_size // 1024)} КБ"

    def _reading(self) -> str:
        """Read the journal back in the child process that imports use."""
        from desktop_app.core.journal_columns import JOURNAL
        from desktop_app.importers.reader import open_table

        titles = [column.title for column in JOURNAL]
        with open_table(self._folder / "Журнал.xlsx", titles) as table:
            rows = sum(1 for _ in table.rows())
        if rows != _ORDER.tickets:
            raise OfficeError(f"прочитано {rows} строк из {_ORDER.tickets}")
        return counted(rows, "строка", "строки", "строк")

    def _act(self) -> str:
        target = self._folder / "Акт.pdf"

        def write(office: Office) -> Path:
            visit = office.inspections.rows(InspectionStatus.ISSUED)[0]
            return office.acts.write(visit.number, target)

        self._office(write)
        content = target.read_bytes()
        if not content.startswith(b"%PDF") or b"%%EOF" not in content[-32:]:
            raise OfficeError("файл не похож на PDF")
        return f"{number(len(content) // 1024)} КБ"

    def _office(self, use: Callable[[Office], T]) -> T:
        office = Office.open(self.database, create=False)
        try:
            return use(office)
        finally:
            office.close()


def _versions() -> str:
    told = [f"Райштаб {__version__}", f"Python {platform.python_version()}"]
    told += [f"{name} {_version(name)}" for name in _LIBRARIES]
    return ", ".join([*told, f"SQLite {files.engine_version()}", platform.platform()])


def _version(name: str) -> str:
    """Return a library's version; a frozen build may carry it without its papers."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "есть"


def _fonts() -> str:
    found = [
        file.name
        for package in _FONTS
        for file in (resources.files(package) / "files").iterdir()
        if file.name.endswith(".ttf")
    ]
    if len(found) < len(_FONTS):
        raise OfficeError("нет файлов PT Sans и PT Serif")
    return counted(len(found), "файл", "файла", "файлов")


def _pictures() -> str:
    """Read a picture and write it as an act does: a packed program may lack a part of that."""
    from desktop_app.reports import photo_files

    try:
        content = resource("icons", "app", "rayshtab.png").read_bytes()
        small = photo_files.fitted(content, 128, 128)[0]
        facts = photo_files.facts(small)
    except photo_files.Unprintable as error:
        raise OfficeError(str(error)) from error
    return f"{facts.width} × {facts.height}, {number(len(small))} байт"


def _resources() -> str:
    names = [("reference", "topics.csv"), ("demo", "texts.csv"), ("icons", "app", "rayshtab.svg")]
    for parts in names:
        resource(*parts)
    return "на месте"
