"""Registers of collection sites: columns by name, rejects with reasons, one batch taken back."""

import csv
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from db.queries import waste as queries
from desktop_app.core.changes import Kind
from desktop_app.core.collection_schedule import WasteKind
from desktop_app.core.collection_words import titled_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.enums import Operation, OrganizationKind
from desktop_app.core.errors import BadFile, NotAllowed, NotFound
from desktop_app.core.records.imports import (
    Fate,
    ImportKind,
    ImportPlan,
    ImportResult,
    MatchClass,
)
from desktop_app.core.records.waste import SiteCard
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services import mutations
from tests.services.import_files import contents
from tests.services.mutations import Mutation

HEAD = (
    "№ п/п", "Номер в реестре", "Населенный пункт", "Адрес площадки", "Координаты", "Собственник",
    "ИНН", "Покрытие", "Площадь, м2", "Количество контейнеров", "Объем контейнера, м3",
    "Количество бункеров", "Объем бункера, м3", "График вывоза", "Время вывоза", "Перевозчик",
    "Источники образования ТКО",
)  # fmt: skip
ROW = (
    "1", "51-001", "г. Радужный", "ул. Садовая, у дома 3", "68,9707; 33,0750",
    "Администрация г. Радужный", "", "бетон", "12,5", "3", "0,75", "1", "8", "пн, ср, пт",
    "7:00–10:00", "ООО «Чистый двор»", "ул. Садовая, 3, 5; ул. Нет такой, 1",
)  # fmt: skip


def _with(**values: str) -> tuple[str, ...]:
    """Return the row with cells by the number of their column: c1="51-002"."""
    cells = list(ROW)
    for name, value in values.items():
        cells[int(name[1:])] = value
    return tuple(cells)


def _csv(folder: Path, *rows: Sequence[str], head: Sequence[str] = HEAD) -> Path:
    path = folder / "реестр.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([head, *rows])
    return path


def _plan(path: Path) -> ImportPlan:
    return ImportPlan(ImportKind.SITES, path)


def _load(office: Office, path: Path, *, dry_run: bool = False) -> ImportResult:
    return office.imports.run(_plan(path), dry_run=dry_run)


def _counts(result: ImportResult) -> tuple[int, int, int, int]:
    assert result.read == result.added + result.updated + result.same + result.rejected
    return result.added, result.updated, result.same, result.rejected


def test_columns_matched_by_a_person(office: Office, tmp_path: Path) -> None:
    """What is understood by itself is told before; chosen columns decide; none of an address is
    refused and changes nothing.
    """
    head = tuple("Где стоит" if name == "Адрес площадки" else name for name in HEAD)
    path = _csv(tmp_path, ROW, head=head)
    found = office.imports.look(_plan(path))[0]
    assert found.missing
    assert (found.columns["register_number"], "Где стоит" in found.headings) == (HEAD[1], True)
    with pytest.raises(BadFile):
        _load(office, path)
    chosen = {**found.columns, "address": "Где стоит"}
    del chosen["surface"]
    plan = replace(_plan(path), columns=chosen)
    assert _counts(office.imports.run(plan, dry_run=True)) == (1, 0, 0, 0)
    assert list(office.waste.ids()) == []
    assert _counts(office.imports.run(plan)) == (1, 0, 0, 0)
    draft = _only(office).draft
    assert (draft.address, draft.register_number, draft.surface) == (ROW[3], ROW[1], "")
    usual = office.imports.look(_plan(_csv(tmp_path, ROW)))[0]
    assert not usual.missing
    assert usual.columns["address"] == "Адрес площадки"


def test_every_row_is_shown_before_it_is_loaded(office: Office, tmp_path: Path) -> None:
    """New, changed from what to what, as before, refused with its reason; nothing is written."""
    _load(office, _csv(tmp_path, ROW, _with(c1="51-002", c3="ул. Лесная, 10", c16="")))
    rows = (
        _with(c7="плитка", c9="4"),
        _with(c1="51-002", c3="ул. Лесная, 10", c13="через день", c16=""),
        _with(c1="51-003", c3="ул. А", c15="ООО «Новый перевозчик»", c16=""),
        _with(c3=" "),
        _with(c9="9"),
    )
    path = _csv(tmp_path, *rows)
    before = contents(office)
    view, lines = office.imports.look(_plan(path))
    assert contents(office) == before
    assert view.rows == len(lines) == 5
    fates = (Fate.CHANGED, Fate.SAME, Fate.NEW, Fate.REJECTED, Fate.REJECTED)
    assert tuple(line.fate for line in lines) == fates
    nbsp = "\N{NO-BREAK SPACE}"
    after = [line.after.replace(nbsp, " ") for line in lines]
    assert "покрытие: бетон → плитка" in after[0]
    assert "контейнеры: 3 × 0,75 м³; КГО: 1 × 8 м³ → 4 × 0,75 м³; КГО: 1 × 8 м³" in after[0]
    assert after[1].startswith("г. Радужный, ул. Лесная, 10 · № 51-002")
    assert "График вывоза: «через день»" in after[1]
    assert after[2].startswith("г. Радужный, ул. А · № 51-003")
    reasons = [line.reason for line in lines[3:]]
    assert reasons == ["не указан адрес", "та же площадка, что в строке 2"]
    matches = [line.match for line in lines[:3]]
    assert matches == [MatchClass.EXACT, MatchClass.EXACT, MatchClass.NONE]
    assert _counts(_load(office, path)) == (1, 1, 1, 2)


def _only(office: Office) -> SiteCard:
    (site,) = office.waste.ids()
    return office.waste.card(site)


def test_a_row_becomes_a_site(office: Office, tmp_path: Path) -> None:
    """Place, owner in words, containers, timetable with hours, carrier and sure houses come in."""
    third, fifth = new_house(office.buildings), new_house(office.buildings, house="5")
    result = _load(office, _csv(tmp_path, ROW))
    assert _counts(result) == (1, 0, 0, 0)
    card = _only(office)
    assert (card.draft.register_number, card.draft.settlement) == ("51-001", "г. Радужный")
    assert (card.draft.latitude, card.draft.longitude) == (68.9707, 33.075)
    assert (card.owner, card.draft.surface, card.draft.area) == (ROW[5], "бетон", 12.5)
    assert containers_words(card.draft.containers).replace("\N{NO-BREAK SPACE}", " ") == (
        "3 × 0,75 м³; КГО: 1 × 8 м³"
    )
    assert [titled_words(item) for item in card.draft.schedules] == ["пн, ср, пт 7:00–10:00"]
    (carrier,) = card.carriers.values()
    assert carrier.name == "ООО «Чистый двор»"
    assert set(card.draft.building_ids) == {third, fifth}
    assert [(r.row, r.value) for r in result.remarks] == [(2, "ул. Нет такой, 1")]
    assert result.changes.touches(Kind.SITE)
    assert result.organizations_added == 1
    (entry,) = office.waste.history(card.id)
    assert (entry.operation, entry.note) == (Operation.IMPORTED, "строка 2")


def test_a_workbook_with_a_title_and_two_lines_of_headings(office: Office, tmp_path: Path) -> None:
    """A register in Excel starts lower, under a title, with groups over its columns."""
    path = tmp_path / "реестр.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Реестр мест (площадок) накопления ТКО на 01.11.2026"])
    sheet.append([])
    sheet.append(["Местоположение", "Географические координаты", None, "Покрытие"])
    sheet.append([None, "широта", "долгота", None])
    sheet.append([1, 2, 3, 4])
    sheet.append(["ул. Лесная, 10", 68.97, 33.07, "асфальт"])
    for span in ("A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(span)
    book.save(path)
    assert _counts(_load(office, path)) == (1, 0, 0, 0)
    draft = _only(office).draft
    assert (draft.address, draft.surface) == ("ул. Лесная, 10", "асфальт")
    assert (draft.latitude, draft.longitude) == (68.97, 33.07)


def test_the_second_time_nothing_is_doubled(office: Office, tmp_path: Path) -> None:
    """The same file again changes nothing; a newer one updates by number and by address."""
    path = _csv(tmp_path, ROW)
    _load(office, path)
    assert _counts(_load(office, path)) == (0, 0, 1, 0)
    newer = _csv(tmp_path, _with(c3="ул. Садовая, во дворе дома 3", c9="4"))
    assert _counts(_load(office, newer)) == (0, 1, 0, 0)
    draft = _only(office).draft
    assert draft.address == "ул. Садовая, во дворе дома 3"
    assert draft.containers[0].amount == 4
    unnumbered = _csv(tmp_path, _with(c1="", c3="ул. Садовая, во дворе дома 3", c7="плитка"))
    assert _counts(_load(office, unnumbered)) == (0, 1, 0, 0)
    assert _only(office).draft.surface == "плитка"
    assert _only(office).draft.register_number == "51-001"


def test_what_was_typed_by_hand_stays(office: Office, tmp_path: Path) -> None:
    """A field a clerk changed is left alone, the others follow the register."""
    _load(office, _csv(tmp_path, ROW))
    card = _only(office)
    typed = replace(card.draft, surface="асфальт")
    office.waste.save(card.id, card.version, typed)
    result = _load(office, _csv(tmp_path, _with(c7="грунт", c9="5")))
    assert _counts(result) == (0, 1, 0, 0)
    draft = _only(office).draft
    assert (draft.surface, draft.containers[0].amount) == ("асфальт", 5)


def test_what_was_typed_and_taken_back_follows_the_register(office: Office, tmp_path: Path) -> None:
    """Undoing an edit unmarks its fields, but for those another edit typed as well."""
    _load(office, _csv(tmp_path, ROW))
    card = _only(office)
    first = replace(card.draft, owner_text="ТСЖ «Лес»")
    office.waste.save(card.id, card.version, first)
    second = replace(first, surface="асфальт", owner_text="ТСЖ «Бор»")
    edit = office.waste.save(card.id, card.version + 1, second).changes
    assert edit.action is not None
    office.waste.undo(edit.action)
    stored = queries.site(office.desk.store, card.id)
    assert stored is not None
    assert (stored.draft.surface, stored.edited) == (card.draft.surface, frozenset({"owner_text"}))
    _load(office, _csv(tmp_path, _with(c7="грунт")))
    assert _only(office).draft.surface == "грунт"


def test_rows_that_are_not_taken_say_why(office: Office, tmp_path: Path) -> None:
    """No address, a double in the file, a cut line: each has its reason, and goes into a file."""
    path = _csv(tmp_path, ROW, _with(c3=" "), _with(c9="7"), ROW[:5])
    result = _load(office, path)
    assert _counts(result) == (1, 0, 0, 3)
    reasons = [item.reason for item in result.rejects]
    assert reasons[0] == "не указан адрес"
    assert reasons[1] == "та же площадка, что в строке 2"
    assert "обрывается" in reasons[2]
    written = office.imports.write_rejects(result, tmp_path / "не взято.xlsx")
    sheet = load_workbook(written[0]).worksheets[0]
    shown = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"та же площадка, что в строке 2", "не указан адрес"} <= shown


def test_what_is_not_understood_is_left_out(office: Office, tmp_path: Path) -> None:
    """An unclear timetable, coordinates or containers are not guessed; the site comes in."""
    row = _with(c4="где-то", c8="много", c9="три", c13="через день", c14="утром", c16="")
    result = _load(office, _csv(tmp_path, row))
    assert _counts(result) == (1, 0, 0, 0)
    draft = _only(office).draft
    assert draft.schedules == ()
    assert (draft.latitude, draft.area) == (None, None)
    assert [item.kind for item in draft.containers] == [WasteKind.BULKY]
    told = Counter(remark.column for remark in result.remarks)
    assert told == {
        "Площадь, м2": 1, "Количество контейнеров": 1, "График вывоза": 1,
    }  # fmt: skip


def test_a_trial_counts_and_keeps_nothing(office: Office, tmp_path: Path) -> None:
    """--dry-run gives the counts of the real import and an untouched database."""
    result = _load(office, _csv(tmp_path, ROW), dry_run=True)
    assert (_counts(result), result.batch_id) == ((1, 0, 0, 0), None)
    assert list(office.waste.ids()) == []
    assert list(office.organizations.ids()) == []
    assert office.imports.batches() == []


def test_a_batch_is_taken_back(office: Office, tmp_path: Path) -> None:
    """Added sites go, changed ones are as before; what was edited since stays and is counted."""
    _load(office, _csv(tmp_path, ROW))
    before = _only(office).draft
    rows = [_with(c9="9"), _with(c1="51-002", c3="ул. Лесная, 10"), _with(c1="51-003", c3="ул. А")]
    result = _load(office, _csv(tmp_path, *rows))
    assert _counts(result) == (2, 1, 0, 0)
    kept = next(i for i in office.waste.ids() if office.waste.card(i).draft.address == "ул. А")
    card = office.waste.card(kept)
    office.waste.save(kept, card.version, replace(card.draft, note="Проверено"))
    undone = office.imports.undo(result.batch_id or 0)
    assert (undone.removed, undone.restored, undone.kept) == (1, 1, 1)
    left = {office.waste.card(i).draft.address: office.waste.card(i) for i in office.waste.ids()}
    assert set(left) == {"ул. Садовая, у дома 3", "ул. А"}
    assert left["ул. Садовая, у дома 3"].draft == before
    with pytest.raises(NotAllowed, match="уже отменена"):
        office.imports.undo(result.batch_id or 0)
    with pytest.raises(NotFound):
        office.imports.undo(99)
    first = office.imports.batches()[-1]
    assert (first.kind, office.imports.undo(first.id).removed) == ("sites", 1)
    again = _load(office, _csv(tmp_path, ROW))
    assert _counts(again) == (1, 0, 0, 0)


def test_owners_of_the_book_are_found(office: Office, tmp_path: Path) -> None:
    """An owner known by ИНН or name becomes a reference; a stranger stays words."""
    owner = new_company(
        office.organizations, "Администрация г. Радужный", OrganizationKind.AUTHORITY
    )
    _load(office, _csv(tmp_path, ROW, _with(c1="51-002", c3="ул. Б", c5="ИП Иванов")))
    drafts = [office.waste.card(site).draft for site in office.waste.ids()]
    assert {(draft.owner_id, draft.owner_text) for draft in drafts} == {
        (owner, ""),
        (None, "ИП Иванов"),
    }


def test_a_foreign_table_is_refused(office: Office, tmp_path: Path) -> None:
    """A file without an address column is named as such; nothing is written."""
    path = _csv(tmp_path, ("1", "2"), head=("Фамилия", "Широта"))
    with pytest.raises(BadFile):
        _load(office, path)
    assert list(office.waste.ids()) == []


@pytest.mark.parametrize("mutation", mutations.OF_TEXT, ids=lambda m: m.__name__)
def test_mutated_registers(office: Office, tmp_path: Path, mutation: Mutation) -> None:
    """A spoilt register is refused in words or taken with every row accounted for."""
    new_house(office.buildings)
    rows = [_with(c1=f"51-{n:03d}", c3=f"ул. Садовая, у дома {n}") for n in range(1, 40)]
    sound = _csv(tmp_path, *rows).read_bytes()
    for seed in range(10):
        path = tmp_path / "плохой.csv"
        path.write_bytes(mutation(sound, random.Random(seed)))
        before = office.desk.store.scalar("SELECT count(*) FROM history")
        try:
            taken = sum(_counts(_load(office, path)))
        except BadFile:
            taken = 0
        changed = office.desk.store.scalar("SELECT count(*) FROM history") - before
        assert taken or not changed
        assert office.desk.store.rows("PRAGMA foreign_key_check") == []
    for site in office.waste.page(list(office.waste.ids())):
        assert site.address


@pytest.mark.real_data
def test_a_real_table_of_houses_is_no_register_of_sites(office: Office, real_data: Path) -> None:
    """A real list with addresses is read to its end: every row accounted for, none lost."""
    path = real_data / "buildings" / "segezha_district_605.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    target = _csv(
        office.path.parent,
        *[(str(n), row["ADDRESS"], row["LAT"], row["LON"]) for n, row in enumerate(rows)],
        head=("№ площадки", "Адрес", "Широта", "Долгота"),
    )
    first = _load(office, target)
    assert first.read == len(rows)
    assert sum(_counts(first)) == len(rows)
    assert first.added > 500
    again = _load(office, target)
    assert (again.added, again.updated) == (0, 0)
