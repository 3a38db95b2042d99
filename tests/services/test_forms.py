"""Forms of higher bodies through the service: kept, filled from the database, written down."""

import datetime as dt
import hashlib
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.enums import Entity, TicketStatus
from desktop_app.core.errors import BadFile, DatabaseDamaged, InvalidDraft, NotFound
from desktop_app.core.form_fields import catalogue
from desktop_app.core.records.forms import FormOrder
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.services.office import Office
from tests.reports.form_samples import packed
from tests.services import journal_of
from tests.services.fixtures import HandClock, new_ticket

pytestmark = pytest.mark.usefixtures("exports")  # an office with a name and a clerk


def _weekly(sheet: Worksheet) -> None:
    for place, value in {
        "A1": "{{учреждение}}, {{период}}",
        "A2": "Поступило",
        "B2": "{{поступило}}",
        "A3": "Открыто",
        "B3": "{{открыто}}",
        "A5": "{{#темы}}",
        "A6": "{{тема}}",
        "B6": "{{поступило}}",
        "A7": "{{/темы}}",
        "A8": "Всего",
        "B8": "=SUM(B6)",
        "A10": "{{#обращения}}{{№ заявки}}",
        "B10": "{{ФИО заявителя}}",
        "C10": "{{адрес}}",
        "D10": "{{срок исполнения}}",
        "E10": "{{/обращения}}",
        "A11": "{{#выезды}}{{№ акта}}",
        "B11": "{{результат}}{{/выезды}}",
    }.items():
        sheet[place] = value


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a file of a weekly form."""
    path = tmp_path / "Еженедельная.xlsx"
    path.write_bytes(packed(_weekly))
    return path


def _cells(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}


def _lived(office: Office, hand_clock: HandClock) -> None:
    journal_of.eventful(office, hand_clock)
    new_ticket(office, "MSW.MISS")
    office.tickets.set_status(new_ticket(office), StatusChange(TicketStatus.DONE))


def test_a_form_is_filled_from_the_database(
    office: Office, template: Path, target: Path, hand_clock: HandClock
) -> None:
    """Counts, tallies and rows of journals are those of the database; the head names the office."""
    _lived(office, hand_clock)
    filled = office.forms.fill(FormOrder(template, RegisterQuery(descending=False)), target)
    cells = _cells(target)
    assert cells["A1"] == f"{office.settings.get(OFFICE_NAME)}, за всё время"
    assert (cells["B2"], cells["B3"]) == (4, 3)
    heating = office.reference.topic("HEAT.NO").title
    assert (cells["A5"], cells["B5"]) == (heating, 3)
    assert cells["B6"] == 1
    assert cells["B7"] == "=SUM(B5:B6)"
    assert [cells[f"A{row}"] for row in range(9, 13)] == [f"2026-0000{n}" for n in range(1, 5)]
    assert cells["C10"] == "г. Радужный, ул. Садовая, д. 3"
    assert isinstance(cells["D10"], dt.datetime)
    assert [cells["A13"], cells["A14"]] == ["14", "15"]
    assert filled.rows == 2 + 4 + 2
    assert "B9" not in cells  # names are left out
    assert filled.notices == (
        "Без персональных данных сокращены до дома или не заполнены поля: «ФИО заявителя», «Адрес»",
    )
    assert journal_of.NAME not in journal_of.everything(target)


def test_personal_data_need_a_reason_kept_in_history(
    office: Office, template: Path, target: Path
) -> None:
    """Names get in only with a reason, which history keeps beside the file's SHA-256."""
    new_ticket(office)
    with pytest.raises(InvalidDraft, match="зачем нужны"):
        office.forms.fill(FormOrder(template, depersonalised=False), target)
    assert not target.exists()
    filled = office.forms.fill(FormOrder(template, RegisterQuery(), False, "запрос 7"), target)
    assert journal_of.NAME in journal_of.everything(target)
    note, changes = office.desk.store.rows(
        "SELECT note, changes FROM history WHERE entity = ? ORDER BY id DESC LIMIT 1",
        (Entity.EXPORT.value,),
    )[0]
    assert note == "запрос 7"
    assert filled.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert filled.sha256 in changes


def test_only_the_days_asked_for_are_counted(
    office: Office, template: Path, target: Path, hand_clock: HandClock
) -> None:
    """A period narrows counts, tallies and rows alike."""
    new_ticket(office)
    hand_clock.forward(hours=48)
    new_ticket(office, "MSW.MISS")
    day = dt.date(2026, 11, 26)
    query = RegisterQuery(date_from=day, date_to=day)
    office.forms.fill(FormOrder(template, query), target)
    cells = _cells(target)
    assert (cells["B2"], cells["B5"]) == (1, 1)
    assert cells["A1"] == f"{office.settings.get(OFFICE_NAME)}, за 26.11.2026"


def test_a_form_is_kept_replaced_given_back_and_forgotten(
    office: Office, template: Path, target: Path
) -> None:
    """The very bytes are kept; the same name replaces; what is gone says so."""
    forms = office.forms
    kept = forms.keep(template, "В министерство").form
    assert kept.sha256 == hashlib.sha256(template.read_bytes()).hexdigest()
    assert forms.content(kept) == template.read_bytes()
    template.write_bytes(packed(lambda sheet: sheet.append(["{{дата}}"])))
    again = forms.keep(template, "в министерство").form
    assert [form.id for form in forms.all()] == [kept.id]
    assert again.sha256 != kept.sha256
    assert forms.give_back(again, target).read_bytes() == template.read_bytes()
    forms.fill(FormOrder(forms.find("В МИНИСТЕРСТВО")), target)
    assert "A1" in _cells(target)
    forms.forget(kept.id)
    with pytest.raises(NotFound, match=r"Нет формы «В министерство».*пока ни одной"):
        forms.find("В министерство")
    with pytest.raises(NotFound, match="уже нет"):
        forms.forget(kept.id)


def test_a_template_with_mistakes_is_not_kept(office: Office, template: Path) -> None:
    """The mistakes are in the answer, cell by cell; nothing is stored."""
    template.write_bytes(packed(lambda sheet: sheet.append(["{{адресс}}", "{{учереждение}}"])))
    problems = office.forms.check(template).problems
    assert str(problems[1]) == "B1: нет поля «учереждение», есть «учреждение»"
    with pytest.raises(BadFile, match="2\N{NO-BREAK SPACE}ошибки: A1: "):
        office.forms.keep(template)
    assert office.forms.all() == []


def test_a_spoilt_template_is_told(office: Office, template: Path) -> None:
    """Bytes that are not those kept are never filled in silence."""
    kept = office.forms.keep(template).form
    assert kept.title == "Еженедельная"
    with office.desk.store.write():
        office.desk.store.execute("UPDATE form_template SET content = ?", (b"PK broken",))
    with pytest.raises(DatabaseDamaged, match="не то, что сохраняли"):
        office.forms.content(kept)


@pytest.mark.parametrize("content", [b"", b"text", bytes(6_000_000)])
def test_files_that_are_no_forms_are_refused(
    office: Office, template: Path, content: bytes
) -> None:
    """Empty, foreign and huge files are refused in Russian."""
    template.write_bytes(content)
    with pytest.raises(BadFile):
        office.forms.check(template)


def test_every_field_of_the_catalogue_can_be_filled(
    office: Office, target: Path, tmp_path: Path, hand_clock: HandClock
) -> None:
    """A form that names every field of every section is filled without a mistake."""
    _lived(office, hand_clock)

    def draw(sheet: Worksheet) -> None:
        sheet.append([f"{{{{{field.name}}}}}" for field in catalogue().fields])
        for section in catalogue().sections:
            names = [f"{{{{{field.name}}}}}" for field in section.fields]
            sheet.append([f"{{{{#{section.name}}}}}", *names, f"{{{{/{section.name}}}}}"])

    path = tmp_path / "всё.xlsx"
    path.write_bytes(packed(draw))
    assert office.forms.check(path).problems == ()
    filled = office.forms.fill(FormOrder(path, RegisterQuery(), False, "проверка"), target)
    assert filled.rows > 10
    assert "{{" not in journal_of.everything(target)
