"""Lists of houses into the book: profiles, unclear rows, twins, repeated imports."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.changes import Kind
from desktop_app.core.enums import Entity, Operation, Service
from desktop_app.core.errors import BadFile, Cancelled
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, entries_of
from tests.services.import_files import (
    card,
    contents,
    counts,
    empty_house,
    house,
    houses_in,
    plain,
    write_csv,
    write_houses,
    write_xlsx,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file of a test lies."""
    folder = tmp_path / "Файлы"
    folder.mkdir()
    return folder / "дома.csv"


def test_a_register_row_becomes_a_house(office: Office, path: Path) -> None:
    """Proves that a row gives the passport, the organisation and since when it serves."""
    write_houses(path, house(number="д. 12а", YEAR="1961", ROOM_COUNT_LIVE="1 024"))
    result = office.imports.run(houses_in(path))
    assert counts(result) == (1, 0, 0, 0)
    assert result.organizations_added == 1
    assert result.changes.touches(Kind.BUILDING)
    assert result.changes.touches(Kind.ORGANIZATION)
    found = card(office, "ул. Садовая, д. 12а")
    assert found.full_address.startswith("г. Радужный, ")
    assert (found.passport.year, found.passport.flats) == (1961, 1024)
    assert found.passport.area_total == 2704.5
    assert found.passport.is_dangerous is False
    assert found.passport.energy_class == ""
    assert found.passport.series == "1-447"
    served = found.served_by[0]
    assert (served.organization, served.service) == ("ООО «УК Уют»", Service.MANAGEMENT)
    assert served.since == "2010-08-01"


def test_imported_houses_are_found_at_once(office: Office, path: Path) -> None:
    """Proves that the search knows the new houses after an import without a restart."""
    assert office.house_search.find("садовая 7") == []
    office.imports.run(houses_in(write_houses(path, house(number="д. 7"))))
    found = office.house_search.find("садовая 7")
    assert [plain(candidate.address) for candidate in found] == ["ул. Садовая, д. 7"]


def test_unclear_addresses_are_told_and_not_guessed(office: Office, path: Path) -> None:
    """Proves that rows without a house, with unread words or a part of a house stay out."""
    write_houses(
        path,
        house(),
        house(number="д. б/н"),
        house(number="д. 4 (дубль 1)"),
        house(number="д. 5, под. 1-3"),
        house(ADDRESS="Не заполнено"),
        house(ADDRESS="ул. Мира, д. 1"),
    )
    result = office.imports.run(houses_in(path))
    assert counts(result) == (1, 0, 0, 5)
    assert [(r.row, r.reason.split(":")[0]) for r in result.rejects] == [
        (3, "в адресе не всё понято"),
        (4, "в адресе не всё понято"),
        (5, "в адресе часть дома, а не дом целиком"),
        (6, "не указан адрес"),
        (7, "в адресе не назван населённый пункт"),
    ]
    assert result.reasons["в адресе не всё понято"] == 2
    assert result.rejects[0].cells[3].endswith("д. б/н")
    assert len(result.headers) == len(result.rejects[0].cells)


def test_placeholders_are_unknown(office: Office, path: Path) -> None:
    """Proves that «Не заполнено», zeros that fill a form and default points say nothing."""
    point = {"LAT": "55.76", "LON": " 37.64"}
    write_houses(path, empty_house("ул. Мира", "д. 3", LEVELS_MAX="0", DOORS="0", **point))
    result = office.imports.run(houses_in(path))
    assert counts(result) == (1, 0, 0, 0)
    passport = card(office, "ул. Мира, д. 3").passport
    assert passport == replace(type(passport)(), is_dangerous=False)
    assert result.remarks == ()
    assert result.organizations_added == 0


def test_shared_points_belong_to_nobody(office: Office, path: Path) -> None:
    """Proves that a point of several houses is left out, one of a single plot is kept."""
    street, plot = {"LAT": "62.5", "LON": "33.5"}, {"LAT": "62.7", "LON": "33.7"}
    write_houses(
        path,
        house(number="д. 1", **street),
        house(number="д. 2", **street),
        house(number="д. 8, к. 1", **plot),
        house(number="д. 8, к. 2", **plot),
    )
    result = office.imports.run(houses_in(path))
    points = office.desk.store.rows("SELECT latitude, longitude FROM building ORDER BY sort_key")
    assert points == [(None, None), (None, None), (62.7, 33.7), (62.7, 33.7)]
    assert "Координаты 2\N{NO-BREAK SPACE}домов не взяты" in result.notices[0]


def test_impossible_values_are_left_out_and_told(office: Office, path: Path) -> None:
    """Proves that what cannot be so is empty in the book and stands among the remarks."""
    write_houses(
        path,
        house(
            YEAR="2850", LEVELS_MAX="пять", DOORS="3,5", AREA="100", AREA_LIVE="200",
            CADNO="37:27", SERVICEDATE_START="01.08.2030",
        ),
    )  # fmt: skip
    result = office.imports.run(houses_in(path))
    passport = card(office, "ул. Садовая, д. 1").passport
    assert (passport.year, passport.floors, passport.entrances) == (None, None, None)
    assert (passport.area_total, passport.area_living, passport.cadastral) == (100, None, "")
    told = {remark.column: remark.value for remark in result.remarks}
    assert told == {
        "YEAR": "2850", "LEVELS_MAX": "пять", "DOORS": "3,5", "AREA_LIVE": "200",
        "CADNO": "37:27", "SERVICEDATE_START": "01.08.2030",
    }  # fmt: skip


def test_the_same_house_twice(office: Office, path: Path) -> None:
    """Proves that the fuller row is taken whichever stands first, the other one is told."""
    write_houses(
        path,
        empty_house("ул. Мира", "д. 15, к. а"),
        house("ул. Мира", "д. 15А"),
        house("ул. Мира", "д. 16"),
        empty_house("ул. Мира", "д. 16"),
        house("ул. Мира", "д. 17, к. 1"),
        house("ул. Мира", "д. 17/1"),
    )
    result = office.imports.run(houses_in(path))
    assert counts(result) == (4, 0, 0, 2)
    assert result.rejects[0].row == 2
    assert "похоже на дом из строки 3" in result.rejects[0].reason
    assert result.rejects[1].reason.startswith("тот же дом, что в строке 4")
    assert card(office, "ул. Мира, д. 15а").passport.year == 1961


def test_a_letter_written_otherwise_in_the_book(office: Office, path: Path) -> None:
    """Proves that «15, к. а» is not added beside «15а» of the book, nor merged into it."""
    office.imports.run(houses_in(write_houses(path, house("ул. Мира", "д. 15А", YEAR="1970"))))
    result = office.imports.run(houses_in(write_houses(path, house("ул. Мира", "д. 15, к. а"))))
    assert counts(result) == (0, 0, 0, 1)
    assert "в справочнике есть похожий дом «ул. Мира, д. 15а»" in result.rejects[0].reason
    assert card(office, "ул. Мира, д. 15а").passport.year == 1970


def test_the_same_file_again(office: Office, path: Path) -> None:
    """Proves that a second import of a file finds everything the same, twins included."""
    write_houses(
        path, empty_house("ул. Мира", "д. 1"), house("ул. Мира", "д. 1"), house("ул. Мира", "д. 2")
    )
    first = office.imports.run(houses_in(path))
    before = contents(office)
    second = office.imports.run(houses_in(path))
    assert counts(first) == (2, 0, 0, 1)
    assert counts(second) == (0, 0, 2, 1)
    assert second.organizations_added == 0
    assert second.changes.ids == {}
    after = contents(office)
    for name in ("building", "organization", "service_contract", "settlement", "street"):
        assert after[name] == before[name]
    assert len(after["import_batch"]) == 2


def test_a_newer_file_brings_houses_up_to_date(office: Office, path: Path) -> None:
    """Proves that known values replace old ones, unknown ones erase nothing, history tells."""
    office.imports.run(houses_in(write_houses(path, house(DOORS="4", YEAR="1961"))))
    newer = house(DOORS="6", YEAR="Не заполнено", LEVELS_MAX="5")
    result = office.imports.run(houses_in(write_houses(path, newer)))
    assert counts(result) == (0, 1, 0, 0)
    found = card(office, "ул. Садовая, д. 1")
    assert (found.passport.entrances, found.passport.year) == (6, 1961)
    entry = entries_of(office, Entity.BUILDING, found.id)[-1]
    assert entry.operation is Operation.IMPORTED
    assert [(c.field, c.before, c.after) for c in entry.changes] == [("entrances", 4, 6)]


def test_what_a_clerk_typed_stays(office: Office, path: Path) -> None:
    """Proves that an import leaves fields alone that were edited by hand."""
    office.imports.run(houses_in(write_houses(path, house(DOORS="4", YEAR="1961"))))
    found = card(office, "ул. Садовая, д. 1")
    typed = replace(found.draft, passport=replace(found.passport, entrances=5))
    office.buildings.save(found.id, found.version, typed)
    result = office.imports.run(houses_in(write_houses(path, house(DOORS="8", YEAR="1962"))))
    assert counts(result) == (0, 1, 0, 0)
    passport = card(office, "ул. Садовая, д. 1").passport
    assert (passport.entrances, passport.year) == (5, 1962)


def test_a_new_company_follows_the_old_one(
    office: Office, path: Path, hand_clock: HandClock
) -> None:
    """Proves that another company begins on the day the file names, the old one keeps its past."""
    office.imports.run(houses_in(write_houses(path, house())))
    changed = house(MGMT_COMPANY="ООО «Новая УК»", SERVICEDATE_START="01.09.2026")
    assert counts(office.imports.run(houses_in(write_houses(path, changed)))) == (0, 1, 0, 0)
    rows = "SELECT since, until FROM service_contract ORDER BY since"
    assert office.desk.store.rows(rows) == [("2010-08-01", "2026-08-31"), ("2026-09-01", "")]
    hand_clock.forward(days=3)
    third = house(MGMT_COMPANY="ТСЖ «Клён»", SERVICEDATE_START="Не заполнено")
    office.imports.run(houses_in(write_houses(path, third)))
    assert office.desk.store.rows(rows)[1:] == [("2026-09-01", "2026-11-26"), ("2026-11-27", "")]


def test_a_company_set_by_hand_stays(office: Office, path: Path) -> None:
    """Proves that a contract a clerk wrote is not replaced, and the difference is told."""
    office.imports.run(
        houses_in(write_houses(path, house(MGMT_COMPANY="Не заполнено"), house(number="д. 2")))
    )
    found = card(office, "ул. Садовая, д. 1")
    company = office.desk.store.scalar("SELECT id FROM organization")
    with office.desk.store.write():
        office.desk.store.execute(
            "INSERT INTO service_contract (building_id, service, organization_id, since)"
            " VALUES (?, 'management', ?, '2020-01-01')",
            (found.id, company),
        )
    other = house(MGMT_COMPANY="ООО «Чужая»")
    result = office.imports.run(houses_in(write_houses(path, other, house(number="д. 2"))))
    assert counts(result) == (0, 0, 2, 0)
    assert card(office, "ул. Садовая, д. 1").served_by[0].organization == "ООО «УК Уют»"
    assert "вручную указана другая организация" in result.remarks[0].reason


def test_one_company_in_five_spellings(office: Office, path: Path) -> None:
    """Proves that spellings of one name make one organisation, other legal forms others."""
    names = (
        'ООО"УК Дом"', "ООО «УК «Дом»»", 'ООО "УК  ДОМ"', "Общество с ограниченной "
        "ответственностью «УК Дом»", 'OOO "УК Дом"', "ТСЖ «УК Дом»",
    )  # fmt: skip
    rows = [house(number=f"д. {n}", MGMT_COMPANY=name) for n, name in enumerate(names, start=1)]
    result = office.imports.run(houses_in(write_houses(path, *rows)))
    assert result.organizations_added == 2
    assert office.desk.store.scalar("SELECT name FROM organization ORDER BY id") == "ООО «УК Дом»"


def test_a_missing_column_is_named(office: Office, path: Path) -> None:
    """Proves that a recognised file without its address column is refused by name."""
    titles = ("YEAR", "MGMT_COMPANY", "LEVELS_MAX", "DOORS")
    write_csv(path, titles, [dict.fromkeys(titles, "1")])
    with pytest.raises(BadFile, match="нет столбца «ADDRESS»; есть: «YEAR»"):
        office.imports.run(houses_in(path))


def test_a_trial_counts_and_keeps_nothing(office: Office, path: Path, tmp_path: Path) -> None:
    """Proves that a dry run tells what would come of it, changes no row and makes no copy."""
    write_houses(path, house(), house(number="д. 2"), house(number="д. б/н"))
    before = contents(office)
    trial = office.imports.run(houses_in(path), dry_run=True)
    assert counts(trial) == (2, 0, 0, 1)
    assert (trial.batch_id, trial.is_dry_run, trial.organizations_added) == (None, True, 1)
    assert trial.changes.ids == {}
    assert contents(office) == before
    assert list(tmp_path.glob("*до импорта*")) == []
    assert counts(office.imports.run(houses_in(path))) == counts(trial)


def test_a_verified_copy_is_made_before(office: Office, path: Path, tmp_path: Path) -> None:
    """Proves that the state before an import lies beside the base and opens."""
    office.imports.run(houses_in(write_houses(path, house())))
    copies = list(tmp_path.glob("office до импорта 2026-11-24 09-41-00*.sqlite"))
    assert len(copies) == 1
    former = Office.open(copies[0], create=False)
    assert former.desk.store.scalar("SELECT count(*) FROM building") == 0
    former.close()


def test_stopping_keeps_nothing(office: Office, path: Path) -> None:
    """Proves that «Остановить» at any moment of the work leaves the book as it was."""
    write_houses(path, *(house(number=f"д. {n}") for n in range(1, 700)))
    before = contents(office)
    for stop_after in (1, 4, 8, 11):
        asked: list[int] = []

        def cancelled(asked: list[int] = asked, stop_after: int = stop_after) -> bool:
            asked.append(1)
            return len(asked) > stop_after

        with pytest.raises(Cancelled):
            office.imports.run(houses_in(path), cancelled=cancelled)
        assert contents(office) == before


def test_progress_goes_one_way(office: Office, path: Path) -> None:
    """Proves that progress only grows and ends within its total."""
    told: list[tuple[int, int]] = []
    write_houses(path, *(house(number=f"д. {n}") for n in range(1, 450)))
    office.imports.run(houses_in(path), progress=lambda done, total: told.append((done, total)))
    assert len(told) > 5
    assert told == sorted(told)
    assert all(done <= total for done, total in told)


def test_the_batch_is_written_down(office: Office, path: Path) -> None:
    """Proves that the list of imports and the history tell what was read and what came of it."""
    office.imports.run(houses_in(write_houses(path, house(), house(number="д. б/н"))))
    batch = office.imports.batches()[0]
    assert (batch.file_name, batch.kind) == ("дома.csv", "houses")
    assert (batch.read, batch.added, batch.updated, batch.same, batch.rejected) == (2, 1, 0, 0, 1)
    rows = office.desk.store.rows(
        "SELECT operation, entity, note FROM history WHERE entity = 'import'"
    )
    assert rows == [("imported", "import", "dom.mingkh.ru, «Реформа ЖКХ»: выгрузка csv: дома.csv")]
    assert all(finding.is_sound for finding in office.health.check())


def test_a_house_number_excel_made_a_date_of_is_not_guessed(office: Office, path: Path) -> None:
    """«1/5» that became the first of May stays out, its reason says why; its neighbour goes in."""
    rows: list[list[object]] = [
        ["Нас. пункт", "Улица", "Дом"],
        ["г. Радужный", "ул. Новая", dt.datetime(2026, 5, 1)],
        ["г. Радужный", "ул. Новая", "1/5"],
    ]
    result = office.imports.run(houses_in(write_xlsx(path.with_suffix(".xlsx"), rows)))
    assert counts(result) == (1, 0, 0, 1)
    assert "номер дома стал в Excel датой" in result.rejects[0].reason
