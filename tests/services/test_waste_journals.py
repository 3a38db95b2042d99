"""The register of sites and the journal of missed collections as Excel files."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.journal_books import journal
from desktop_app.core.norm_edits import edit_of
from desktop_app.core.records.journals import JournalOrder
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.waste import Container, MissCause, SiteDraft
from desktop_app.services.exports import Exports
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock


def _rows(path: Path, first: str) -> list[dict[str, object]]:
    """Return the rows under the heading that begins with `first`."""
    sheet = load_workbook(path).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(n for n, row in enumerate(rows) if first in row)
    head = [str(cell) for cell in rows[at] if cell is not None]
    return [dict(zip(head, row, strict=False)) for row in rows[at + 1 :] if any(row)]


@pytest.fixture
def site(office: Office) -> int:
    """Return a site whose owner is a person."""
    house = new_house(office.buildings)
    carrier = new_company(office.organizations, "ООО «Чистый двор»", OrganizationKind.CARRIER)
    draft = SiteDraft(
        "ул. Садовая, у дома 3",
        "г. Радужный",
        "51-001",
        68.97,
        33.075,
        owner_text="Сидоренко Пётр Ильич",
        surface="бетон",
        area=12.5,
        containers=(Container(WasteKind.MIXED, 0.75, 3),),
        schedules=(Schedule(opens=dt.time(7), closes=dt.time(9), carrier_id=carrier),),
        building_ids=(house,),
    )
    return office.waste.add(draft).id


def test_the_register_of_sites(office: Office, exports: Exports, target: Path, site: int) -> None:
    """A site is one row of typed cells; an owner who is a person is not named upward."""
    assert exports.write(JournalOrder(journal("sites")), target).rows == 1
    (row,) = _rows(target, "№ в реестре")
    assert (row["№ в реестре"], row["Адрес площадки"]) == ("51-001", "ул. Садовая, у дома 3")
    assert (row["Координаты"], row["Площадь, м²"]) == ("68,970000; 33,075000", 12.5)
    assert row["График вывоза"] == "ежедневно 7:00–9:00"
    assert row["Источники образования ТКО"] == "ул. Садовая, д. 3"
    assert row["Перевозчик"] == "ООО «Чистый двор»"
    assert row["Собственник"] == "не раскрывается"
    office.waste.remove([site])
    assert exports.write(JournalOrder(journal("sites")), target).rows == 0


def test_the_journal_of_missed_collections(
    office: Office, exports: Exports, target: Path, site: int, hand_clock: HandClock
) -> None:
    """Due, temperature with its hours, cause, carrier, ticket, collected, hours: one row each."""
    saved = office.missed.mark(site)
    office.missed.set_causes(site, {saved.missed_ids[0]: (MissCause.SNOW, "у Сидоренко")})
    office.weather.set_temperature(dt.date(2026, 11, 24), 6.0)
    hand_clock.forward(hours=30)
    office.missed.collected(site, dt.datetime(2026, 11, 25, 12, 30))
    assert exports.write(JournalOrder(journal("waste")), target).rows == 1
    (row,) = _rows(target, "Причина")
    assert row["Площадка (№ реестра, адрес)"] == "№ 51-001, ул. Садовая, у дома 3"
    assert row["Не вывезено с (дата, время)"] == dt.datetime(2026, 11, 24, 9)
    assert (row["Среднесуточная температура, °C"], row["Норма разово, ч"]) == (6, 24)
    assert (row["Причина"], row["Обращение №"]) == ("снег", saved.ticket)
    assert (row["Часов задержки"], row["Домов"]) == (27.5, 1)
    early = RegisterQuery(date_to=dt.date(2026, 11, 23))
    assert exports.write(JournalOrder(journal("waste"), early), target).rows == 0


def test_the_journal_counts_by_the_offices_norm(
    office: Office, exports: Exports, target: Path, site: int
) -> None:
    """Exactly +5 °C and hours put in place of the shipped ones are those of the journal too."""
    office.missed.mark(site)
    office.weather.set_temperature(dt.date(2026, 11, 24), 5.0)

    def allowed() -> object:
        exports.write(JournalOrder(journal("waste")), target)
        return _rows(target, "Причина")[0]["Норма разово, ч"]

    assert allowed() == 48
    office.waste.set_boundary(is_warm=True)
    assert allowed() == 24
    edit = edit_of(office.norms.book.by_code("waste.delay.warm"))
    office.norms.set_norm("waste.delay.warm", replace(edit, high=12.0, basis="договор № 5"))
    assert allowed() == 12


def test_an_organisation_is_named(
    office: Office, exports: Exports, target: Path, site: int
) -> None:
    """An owner of the book is no person: it stays in the file."""
    card = office.waste.card(site)
    owner = new_company(office.organizations)
    office.waste.save(site, card.version, replace(card.draft, owner_id=owner))
    exports.write(JournalOrder(journal("sites")), target)
    (row,) = _rows(target, "№ в реестре")
    assert row["Собственник"] == "ООО «УК «Уют-Сервис»»"
    named = replace(card.draft, owner_text="Администрация района")
    office.waste.save(site, card.version + 1, named)
    exports.write(JournalOrder(journal("sites")), target)
    assert _rows(target, "№ в реестре")[0]["Собственник"] == "Администрация района"
