"""Pictures of every section: usual, empty, with long texts, with an error, in large letters."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt

from desktop_app.cli.long_texts import make_long_texts
from desktop_app.cli.stage import Stage, staged
from desktop_app.core import clock
from desktop_app.core.errors import DiskFull, TargetError
from desktop_app.core.records.audit import ChainVerdict
from desktop_app.core.records.buildings import BuildingQuery, BuildingSort
from desktop_app.core.records.imports import ImportKind, ImportPlan
from desktop_app.core.records.organizations import OrganizationQuery, OrganizationSort
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.waste import SiteQuery
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office
from desktop_app.ui.pages.book_page import BookPage
from desktop_app.ui.pages.callbacks.page import CallbacksPage
from desktop_app.ui.pages.export.page import FORMS, ExportPage
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.pages.tickets.page import TicketsPage
from desktop_app.ui.pages.visits.page import VisitsPage
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme import BODY_PT, LARGEST_PT, THEMES

P = TypeVar("P", bound=Page)
_HOUSES, _TICKETS, _SEED = 400, 6_000, 4
_LOOKED_THROUGH = 150
_ENDINGS = frozenset({*(f"-{theme}" for theme in THEMES), "-error", "-empty", "-long", "-large"})
_ERROR = DiskFull(
    "На диске нет места (D:, свободно 0 МБ)",
    "записанное раньше цело, введённое осталось на экране",
    "освободите место и повторите запись",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture to take: its name and what is done before."""

    name: str
    prepare: Callable[[Stage], object]


@dataclass(frozen=True, slots=True)
class Sitting:
    """Scenes taken one after another in one window over one database."""

    database: Path
    make: Callable[[Path], object]
    ending: str
    theme: str
    scenes: Callable[[Stage], list[Scene]]
    points: float = BODY_PT


def take_pictures(folder: Path, only: str = "") -> Iterator[Path]:
    """Draw every scene whose name holds `only`, or ends so («-empty»); yield the files.

    TargetError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TargetError(
            f"Папку {folder} не создать", "ничего не записано", "выберите другую папку"
        ) from error
    with tempfile.TemporaryDirectory(prefix="rayshtab-", ignore_cleanup_errors=True) as name:
        for sitting in _sittings(Path(name)):
            if only in _ENDINGS and only != sitting.ending:
                continue
            yield from _pictures_of(sitting, folder, only)


def _sittings(rooms: Path) -> list[Sitting]:
    usual = rooms / "usual.sqlite"
    found = [Sitting(usual, _district, f"-{theme}", theme, _usual) for theme in THEMES]
    found.append(Sitting(usual, _district, "-large", "light", _usual, LARGEST_PT))
    found.append(Sitting(usual, _district, "-error", "light", _errors))
    found.append(Sitting(rooms / "empty.sqlite", _nothing, "-empty", "light", _sections))
    found.append(Sitting(rooms / "long.sqlite", make_long_texts, "-long", "light", _usual))
    return found


def _district(path: Path) -> None:
    # The window knows one clock only, so the district ends at this very moment.
    make_demo(path, DemoOrder(_HOUSES, _TICKETS, _SEED, clock.now()))


def _nothing(path: Path) -> None:
    Office.open(path).close()


def _pictures_of(sitting: Sitting, folder: Path, only: str) -> Iterator[Path]:
    if not sitting.database.exists():
        sitting.make(sitting.database)
    state = sitting.database.with_name(f"{sitting.database.stem}{sitting.ending}.ini")
    with staged(sitting.database, state, sitting.theme, sitting.points) as stage:
        stage.settle()
        for scene in sitting.scenes(stage):
            name = f"{scene.name}{sitting.ending}.png"
            if only not in name:
                continue
            scene.prepare(stage)
            path = folder / name
            if not stage.picture().save(str(path)):
                raise TargetError(
                    f"Снимок {path} не записан", "прежние снимки на месте", "проверьте папку"
                )
            yield path


def _sections(stage: Stage) -> list[Scene]:
    """Every section as it opens, and the journal of changes."""

    def show(key: str) -> Scene:
        return Scene(key, lambda stage: stage.window.show_page(key))

    return [*(show(key) for key in stage.window.keys), Scene("settings-history", _journal)]


def _journal(stage: Stage) -> SettingsPage:
    page = _shown(stage, "settings", SettingsPage)
    page.show_history()
    page.history.run_verify()
    stage.settle()
    return page


def _broken_journal(stage: Stage) -> None:
    _journal(stage).history.show_verdict(ChainVerdict(6_404, 17, ""))


def _usual(stage: Stage) -> list[Scene]:
    """Every section, a record of each that has records, and the intake form."""
    scenes = _sections(stage)
    for key, record in _records(stage.workplace.office).items():
        if record is not None and key in stage.window.keys:
            opening = partial(_open, key=key, record=record)
            scenes.append(Scene(f"{key}-card", opening))
    scenes.append(Scene("visits-remedies", _remedies))
    scenes.append(Scene("callbacks-pause", _paused))
    scenes.append(Scene("export-forms", _forms))
    scenes += _books_and_lists()
    return [*scenes, Scene("intake", _take_call), Scene("intake-saved", _save_call)]


def _remedies(stage: Stage) -> None:
    _shown(stage, "visits", VisitsPage).show_remedies()


def _paused(stage: Stage) -> None:
    _shown(stage, "callbacks", CallbacksPage).pause_calls()


def _forms(stage: Stage) -> None:
    _shown(stage, "export", ExportPage).show_tab(FORMS)


_LISTED = """Адрес;Год;Этажей;Управляющая компания
{town}, ул. Садовая, д. 1;1961;5;ООО «УК Уют»
{town}, ул. Садовая, д. 1а;1987;9;ООО «УК Уют»
{town}, ул. Садовая;1961;5;ООО «УК Уют»
{town}, пр-кт Мира, д. 12, корп. 2;2004;16;ТСЖ «Мира 12»
{town}, пр-кт Мира, д. 12 кв. 5;2004;16;ТСЖ «Мира 12»
"""


_HEADINGS = "№ площадки;Адрес;График вывоза;Контейнеры, шт;Объём, м3;Покрытие;Кто чистит снег\n"
_BEFORE = """51-901;ул. Лесная, у дома 10;пн, ср, пт;4;0,75;асфальт;
51-903;ул. Мира, у дома 2;ежедневно;2;1,1;грунт;
"""
_REGISTER = """51-901;ул. Лесная, у дома 10;пн, ср, пт;4;0,75;асфальт;Орлов
51-902;;ежедневно;3;0,75;бетон;
51-903;ул. Мира, у дома 2;ежедневно;3;1,1;плитка;
51-904;ул. Мира, у дома 8;через день;2;1,1;грунт;
51-901;ул. Лесная, у дома 10;пн, ср, пт;4;0,75;асфальт;Орлов
"""


def _register(stage: Stage) -> None:
    """Look at a register after an earlier one: sites as they are, changed, new, unclear."""
    office = stage.workplace.office
    earlier = office.path.with_name("Прежний реестр.csv")
    earlier.write_text(_HEADINGS + _BEFORE, encoding="utf-8")
    office.imports.run(ImportPlan(ImportKind.SITES, earlier))
    _look_at_file(stage, ImportKind.SITES, "Реестр площадок.csv", _HEADINGS + _REGISTER)


def _houses(stage: Stage) -> None:
    """Look at a list of houses: new, known and unclear ones."""
    _look_at_file(stage, ImportKind.HOUSES, "Дома на вводе.csv", _LISTED.format(town="г. Радужный"))


def _look_at_file(stage: Stage, kind: ImportKind, name: str, text: str) -> None:
    """Look at a file before it is loaded."""
    path = stage.workplace.office.path.with_name(name)
    path.write_text(text, encoding="utf-8")
    stage.window.show_page("settings")
    page = _page(stage, "settings", SettingsPage)
    page.show_batches()
    page.imports.begin(kind, asks=False)
    page.imports.look_at(path)


def _books_and_lists() -> list[Scene]:
    """Doubles of both books, loading from files, the small lists."""

    def twins(stage: Stage, key: str) -> None:
        stage.window.show_page(key)
        page = stage.window.page(key)
        if isinstance(page, BookPage):
            page.show_twins()

    def settings(stage: Stage, show: Callable[[SettingsPage], object]) -> None:
        stage.window.show_page("settings")
        show(_page(stage, "settings", SettingsPage))

    return [
        Scene("buildings-twins", partial(twins, key="buildings")),
        Scene("organizations-twins", partial(twins, key="organizations")),
        Scene("settings-import", _houses),
        Scene("settings-register", _register),
        Scene("settings-loads", partial(settings, show=SettingsPage.show_batches)),
        Scene("settings-lists", partial(settings, show=SettingsPage.show_reference)),
        Scene("settings-home", partial(settings, show=SettingsPage.show_home)),
    ]


def _records(office: Office) -> dict[str, int | None]:
    """Return the liveliest record of each section."""
    houses = office.buildings.ids(BuildingQuery(sort=BuildingSort.OPEN_TICKETS, descending=True))
    companies = office.organizations.ids(
        OrganizationQuery(sort=OrganizationSort.OPEN_TICKETS, descending=True)
    )
    late = office.waste.ids(SiteQuery(only_late=True))
    newest = office.register.ids(RegisterQuery())[:_LOOKED_THROUGH]
    cards = map(office.tickets.card, newest)
    eventful = max(cards, key=lambda card: len(card.history), default=None)
    return {
        "tickets": eventful.row.id if eventful else None,
        "buildings": next(iter(houses), None),
        "organizations": next(iter(companies), None),
        "outages": next((row.id for row in office.incidents.open_rows()), None),
        "waste": next(iter(late or office.waste.ids()), None),
        "visits": next((row.id for row in office.inspections.rows(limit=1)), None),
    }


def _open(stage: Stage, key: str, record: int) -> None:
    stage.window.open_record(key, record)


def _take_call(stage: Stage) -> None:
    """Type a call as a clerk does, without saving it."""
    stage.window.show_page("tickets")
    stage.settle()
    _page(stage, "tickets", TicketsPage).take_call()
    stage.settle()
    for text in ("лен 1", "4", "8 900 555-18-63", "Соколова Вера Андреевна", "нет отоп"):
        stage.type(text)
        stage.press(Qt.Key.Key_Return)
    stage.type("С ночи холодные все батареи, в комнате +15")


def _save_call(stage: Stage) -> None:
    _page(stage, "tickets", TicketsPage).intake.save()


def _errors(stage: Stage) -> list[Scene]:
    """Every section under a failure of the world, and a call refused for what it lacks."""

    def fail(key: str) -> Scene:
        def prepare(stage: Stage) -> None:
            stage.window.show_page(key)
            stage.window.show_error(_ERROR)

        return Scene(key, prepare)

    found = [fail(key) for key in stage.window.keys]
    return [*found, Scene("settings-history", _broken_journal), Scene("intake", _refused_call)]


def _refused_call(stage: Stage) -> None:
    page = _shown(stage, "tickets", TicketsPage)
    page.take_call()
    stage.settle()
    page.intake.save()


def _shown(stage: Stage, key: str, kind: type[P]) -> P:
    """Bring a section to the front and wait until it has read what it shows."""
    stage.window.show_page(key)
    stage.settle()
    return _page(stage, key, kind)


def _page(stage: Stage, key: str, kind: type[P]) -> P:
    page = stage.window.page(key)
    if not isinstance(page, kind):
        raise TypeError(f"{key}: {type(page).__name__}")
    return page
