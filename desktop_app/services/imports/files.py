"""A file on its way in: which table of it is meant and which column holds which field."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop_app.core.errors import BadFile, NotFound
from desktop_app.core.records.imports import FileView, ImportField, ImportPlan
from desktop_app.core.text import fold
from desktop_app.importers.reader import open_table
from desktop_app.importers.table import Table, TableChoice
from desktop_app.services.imports import profiles
from desktop_app.services.imports.own_profiles import OwnProfiles
from desktop_app.services.imports.pace import IsCancelled
from desktop_app.services.imports.profiles import Columns, Profile

_SHOWN_LINES, _SAMPLES, _LONGEST_SAMPLE = 30, 20, 60


class Files:
    """Opens files by plans; knows the shipped shapes and those of the office."""

    def __init__(self, own: OwnProfiles) -> None:
        """Look at the office's own shapes first."""
        self._own = own

    @contextmanager
    def opened(
        self, plan: ImportPlan, is_cancelled: IsCancelled
    ) -> Iterator[tuple[Table, Columns]]:
        """Open the table a plan means; BadFile names what is missing from it."""
        known = self._known(plan.kind.value)
        code = self._code(plan, known)
        choice = TableChoice(plan.sheet, plan.header_row, is_lenient=plan.columns is not None)
        titles = profiles.titles_of(known)
        with open_table(plan.path, titles, is_cancelled=is_cancelled, choice=choice) as table:
            columns = self._columns(plan, table, known, code)
            profiles.demand(plan.path, columns)
            yield table, columns

    @contextmanager
    def looked(
        self, plan: ImportPlan, is_cancelled: IsCancelled
    ) -> Iterator[tuple[FileView, Table, Columns]]:
        """Open a file matched as far as it can be, with what it holds; BadFile for no table."""
        known = self._known(plan.kind.value)
        code = self._code(plan, known)
        choice = TableChoice(plan.sheet, plan.header_row, is_lenient=True)
        titles = profiles.titles_of(known)
        with open_table(plan.path, titles, is_cancelled=is_cancelled, choice=choice) as table:
            columns = self._columns(plan, table, known, code)
            shapes = tuple((profile.code, profile.title) for profile in known)
            yield replace(_view(plan, table, columns, known[-1]), profiles=shapes), table, columns

    def _columns(
        self, plan: ImportPlan, table: Table, known: Sequence[Profile], code: str
    ) -> Columns:
        found = profiles.guess(table, known, code)
        if plan.columns is None:
            return found
        return profiles.by_hand(found, known[-1], plan.columns)

    def _code(self, plan: ImportPlan, known: Sequence[Profile]) -> str:
        """Return the code of the profile a person named by its code or title."""
        if not plan.profile:
            return ""
        wanted = fold(plan.profile)
        for profile in known:
            if wanted in (fold(profile.code), fold(profile.title)):
                return profile.code
        codes = ", ".join(profile.code for profile in known)
        raise NotFound(f"Нет вида файла «{plan.profile}»", "", f"есть такие: {codes}")

    def _known(self, kind: str) -> list[Profile]:
        shipped = [profile for profile in profiles.load() if profile.kind == kind]
        return [*self._own.all(kind), *shipped]


def _view(plan: ImportPlan, table: Table, columns: Columns, general: Profile) -> FileView:
    titles = columns.titles
    return FileView(
        plan=plan,
        sheets=table.sheets,
        sheet=table.source.name,
        header_row=table.header.last,
        lines=tuple((number, tuple(cells)) for number, cells in table.first_lines(_SHOWN_LINES)),
        headings=titles,
        samples=_samples(table, len(titles)),
        fields=_fields(columns, general),
        columns={name: titles[places[0]] for name, places in columns.places.items()},
        profile=columns.profile.code,
        profile_title=columns.profile.title,
        rows=table.count_rows(),
        missing=_missing(plan.path, columns),
    )


def _samples(table: Table, width: int) -> tuple[str, ...]:
    """Return the first values under each heading, joined."""
    found: list[dict[str, None]] = [{} for _ in range(width)]
    for number, row in enumerate(table.rows()):
        if number == _SAMPLES:
            break
        for place, cell in enumerate(row.cells):
            if cell.strip() and len(found[place]) < 3:
                found[place][cell.strip()[:_LONGEST_SAMPLE]] = None
    return tuple(" · ".join(values) for values in found)


def _fields(columns: Columns, general: Profile) -> tuple[ImportField, ...]:
    """Return the fields of the general shape and those only the recognised one has."""
    fields = {name: heads[0] for name, heads in general.fields.items()}
    for name, heads in columns.profile.fields.items():
        fields.setdefault(name, _OTHER_TITLES.get(name, heads[0]))
    return tuple(
        ImportField(name, title, name in general.required) for name, title in fields.items()
    )


def _missing(path: Path, columns: Columns) -> str:
    try:
        profiles.demand(path, columns)
    except BadFile as error:
        return str(error)
    return ""


_OTHER_TITLES = {
    "source_key": "Номер в том списке",
    "fold_key": "Код, общий для помещений дома",
    "demolished": "Дата сноса",
    "floors_min": "Наименьшее число этажей",
    "file_id": "Номер строки журнала",
    "parent_id": "Номер основной заявки",
    "place": "Район города",
}
