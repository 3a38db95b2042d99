"""An act is worded, issued once, kept byte for byte, cancelled visibly and written whole."""

import dataclasses
import datetime as dt
import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from db import history
from desktop_app.core import errors
from desktop_app.core.enums import (
    Access,
    InspectionStatus,
    MemberRole,
    Operation,
    RemedyState,
    SignatureState,
)
from desktop_app.core.records.inspections import InspectionDraft, Member
from desktop_app.core.settings import (
    OFFICE_PLACE,
)
from desktop_app.services.office import Office
from tests.reports.printed import pages
from tests.services.fixtures import HandClock, planned_visit

NBSP = "\N{NO-BREAK SPACE}"
_AUDIT = r" · журнал [0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}"


def test_the_document_says_what_the_visit_says(office: Office, seen: InspectionDraft) -> None:
    """Office, place, house, commission, verdicts, remedies and copies stand in the document."""
    document = office.acts.document(planned_visit(office, seen))
    assert document.office == ("Администрация Северного района", "Отдел ЖКХ")
    assert document.place == "г. Радужный"
    assert (document.number, document.date) == ("2026-001", "23.11.2026")
    facts = {field.label: field.text for field in (*document.facts, *document.checked)}
    assert facts["Адрес"] == f"г. Радужный, пр-кт Ленина, д. 12, кв.{NBSP}52"
    assert facts["Проверка"] == f"начата 23.11.2026 в{NBSP}10:30, окончена в{NBSP}11:40"
    assert facts["Наружный воздух"].startswith(f"−14,0{NBSP}°C, средняя за сутки −12,5")
    assert [table.title[:9] for table in document.tables] == ["Таблица А", "Таблица В", "Горячее в"]
    first = document.tables[0].rows[0]
    assert (first.value, first.deviation, first.deviation_percent, first.verdict) == (
        "71,0",
        "−13,0",
        "−15,5",
        "ниже нормы",
    )
    assert document.remedies[0].due == "24.11.2026"
    closing = {field.label: field.text for field in document.closing}
    assert closing["Экземпляры"].startswith(f"акт составлен в 4{NBSP}экземплярах")
    assert document.signatures[0].name == f"И.{NBSP}С.{NBSP}Лапина"


def test_without_an_entered_tolerance_the_act_gives_no_verdict(
    office: Office, seen: InspectionDraft
) -> None:
    """The row shows how far the supply is from the chart and says that there is no verdict."""
    row = dataclasses.replace(seen.measurements[0], tolerance="")
    table = office.acts.document(planned_visit(office, seen, measurements=(row,))).tables[0]
    assert (table.rows[0].norm, table.rows[0].deviation, table.rows[0].verdict) == (
        "84",
        "−13,0",
        "вывода нет",
    )
    assert not table.rows[0].is_violation
    assert any("вывод о нарушении не делается" in note for note in table.notes)


def test_an_expired_instrument_is_a_reservation(office: Office, seen: InspectionDraft) -> None:
    """An instrument whose verification ended before the visit is named in the act."""
    visit = planned_visit(office, seen)
    means = {field.label: field.text for field in office.acts.document(visit).means}
    assert "Манометр МП-100 № 1162: поверка закончилась 01.11.2026" in means["Оговорка"]
    assert any("Манометр" in line for line in office.acts.warnings(visit))


def test_the_refusal_block_stands_while_somebody_has_not_signed(
    office: Office, seen: InspectionDraft
) -> None:
    """A refusal names who and why with two lines for witnesses; signed by all, there is none."""
    document = office.acts.document(planned_visit(office, seen))
    assert "не согласен с замером перепада" in document.refusal[0].text
    assert len(document.witnesses) == 2
    signed = tuple(
        dataclasses.replace(member, signature=SignatureState.SIGNED) for member in seen.members
    )
    whole = office.acts.document(planned_visit(office, seen, members=signed))
    assert whole.refusal == ()
    assert whole.witnesses == ()
    assert whole.special_opinion is None


def test_known_witnesses_sign_in_the_refusal_block(office: Office, seen: InspectionDraft) -> None:
    """Disinterested persons of the visit stand there and not among the commission."""
    people = (*seen.members, Member("Орлов Пётр Ильич", "", "кв. 11", MemberRole.WITNESS))
    document = office.acts.document(planned_visit(office, seen, members=people))
    assert [w.name for w in document.witnesses] == [f"П.{NBSP}И.{NBSP}Орлов", ""]
    assert not any("Орлов" in member for member in document.members)


def test_an_act_is_issued_with_its_fingerprint_and_locks_theplanned_visit(
    office: Office, seen: InspectionDraft, hand_clock: HandClock
) -> None:
    """The kept file has the SHA-256 told; the visit is closed to changes until it is cancelled."""
    visit = planned_visit(office, seen)
    act = office.acts.issue(visit)
    pdf = office.acts.reissue(visit)
    assert hashlib.sha256(pdf).hexdigest() == act.sha256
    assert (act.issue, act.size, act.issued_at) == (1, len(pdf), hand_clock.moment)
    card = office.inspections.card(visit)
    assert card.status is InspectionStatus.ISSUED
    assert card.live_act == act
    assert card.history[-1].operation is Operation.ACT_ISSUED
    assert any(change.after == act.sha256 for change in card.history[-1].changes)
    with pytest.raises(errors.NotAllowed) as caught:
        office.inspections.save(visit, card.version, seen)
    assert caught.value.remedy == "отмените акт"
    with pytest.raises(errors.NotAllowed):
        office.inspections.cancel(visit, card.version, "передумали")


def test_issuing_twice_is_one_act(office: Office, seen: InspectionDraft) -> None:
    """A second press of the button gives the act that is there."""
    visit = planned_visit(office, seen)
    assert office.acts.issue(visit) == office.acts.issue(visit)
    assert len(office.inspections.card(visit).issued) == 1


def test_the_issued_bytes_do_not_depend_on_the_day_of_issue(
    office: Office, seen: InspectionDraft, hand_clock: HandClock
) -> None:
    """A visit printed a month later says the same but for the head of the history; it is kept."""
    visit = planned_visit(office, seen)
    before = pages(office.acts.render(office.acts.document(visit)))
    hand_clock.forward(days=30)
    office.acts.issue(visit)
    issued = office.acts.reissue(visit)
    hand_clock.forward(days=30)
    office.settings.set(OFFICE_PLACE, "г. Переименованный")
    assert office.acts.reissue(visit) == issued
    heads = {found for page in pages(issued) for found in re.findall(_AUDIT, page)}
    assert len(heads) == 1
    assert [re.sub(_AUDIT, "", page) for page in pages(issued)] == before


def test_the_foot_names_the_head_of_the_history(office: Office, seen: InspectionDraft) -> None:
    """The head printed is that of the chain before the act, which anybody can find again."""
    visit = planned_visit(office, seen)
    head = history.head(office.desk.store).hex()[:12].upper()
    office.acts.issue(visit)
    grouped = f"{head[:4]} {head[4:8]} {head[8:]}"
    assert all(f"журнал {grouped}" in page for page in pages(office.acts.reissue(visit)))


def test_remedies_are_followed_after_the_act(office: Office, seen: InspectionDraft) -> None:
    """A remedy of an issued act may be marked as done; the kept paper does not change."""
    visit = planned_visit(office, seen)
    act = office.acts.issue(visit)
    remedy = office.inspections.card(visit).draft.remedies[0].id or 0
    office.inspections.set_remedy_state(remedy, RemedyState.FIXED)
    assert office.inspections.card(visit).draft.remedies[0].state is RemedyState.FIXED
    assert hashlib.sha256(office.acts.reissue(visit)).hexdigest() == act.sha256


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"members": ()}, "members"),
        ({"members": (Member("Орлов", role=MemberRole.WITNESS),)}, "members"),
        ({"started_at": None, "finished_at": None}, "started_at"),
        ({"finished_at": None}, "finished_at"),
        ({"measurements": ()}, "measurements"),
        ({"conclusions": "  "}, "conclusions"),
    ],
)
def test_an_act_that_lacks_something_is_not_issued(
    office: Office, seen: InspectionDraft, fields: dict[str, Any], problem: str
) -> None:
    """What is missing is named and nothing is issued."""
    visit = planned_visit(office, seen, **fields)
    with pytest.raises(errors.InvalidDraft) as caught:
        office.acts.issue(visit)
    assert problem in caught.value.fields
    assert office.inspections.card(visit).issued == ()


def test_a_refused_access_needs_no_measurements(office: Office, seen: InspectionDraft) -> None:
    """Where the commission was not let in, the act is issued without figures and says so."""
    visit = planned_visit(
        office, seen, access=Access.REFUSED, measurements=(), conclusions="", remedies=()
    )
    office.acts.issue(visit)
    assert "в доступе отказано" in " ".join(pages(office.acts.reissue(visit)))


def test_a_stale_card_does_not_issue_an_act(office: Office, seen: InspectionDraft) -> None:
    """The page saw version 1, somebody saved version 2: the act would say what nobody read."""
    visit = planned_visit(office, seen)
    office.inspections.save(visit, 1, dataclasses.replace(seen, premise="53"))
    with pytest.raises(errors.Conflict):
        office.acts.issue(visit, version=1)
    office.acts.issue(visit, version=2)


def test_a_cancelled_act_stays_and_the_next_says_instead_of_which(
    office: Office, seen: InspectionDraft, hand_clock: HandClock
) -> None:
    """Cancelling opens the visit, keeps the file, and the new issue names the cancelled one."""
    visit = planned_visit(office, seen)
    first = office.acts.issue(visit)
    kept = office.acts.reissue(visit)
    with pytest.raises(errors.InvalidDraft):
        office.acts.cancel(first.id, " ")
    hand_clock.forward(hours=2)
    office.acts.cancel(first.id, "ошибка в замере")
    with pytest.raises(errors.NotAllowed, match="уже отменён"):
        office.acts.cancel(first.id, "ещё раз")
    with pytest.raises(errors.NotFound):
        office.acts.reissue(visit)
    assert office.acts.issued_file(first.id) == kept
    card = office.inspections.card(visit)
    assert card.status is InspectionStatus.DRAFT
    assert card.issued[0].cancel_reason == "ошибка в замере"
    assert card.history[-1].operation is Operation.ACT_CANCELLED
    changed = dataclasses.replace(card.draft, premise="53")
    office.inspections.save(visit, card.version, changed)
    second = office.acts.issue(visit)
    assert second.issue == 2
    read = " ".join(pages(office.acts.reissue(visit)))
    assert "Взамен: акта № 2026-001, выпущенного 24.11.2026 и отменённого 24.11.2026" in read
    assert "выпуск 2" in read


def test_a_damaged_file_is_not_given_out(office: Office, seen: InspectionDraft) -> None:
    """When the kept bytes no longer have their fingerprint, that is said instead."""
    visit = planned_visit(office, seen)
    act = office.acts.issue(visit)
    with office.desk.store.write():
        office.desk.store.execute("UPDATE issued_act SET pdf = ?", (b"%PDF-1.4 other",))
    with pytest.raises(errors.DatabaseDamaged, match="отпечаток не сходится"):
        office.acts.issued_file(act.id)


def test_the_act_is_written_to_a_file(
    office: Office, seen: InspectionDraft, tmp_path: Path
) -> None:
    """An issued act is written as it was issued; before that, as it stands; a blank as a blank."""
    visit = planned_visit(office, seen)
    target = tmp_path / "Акт № 2026-001.pdf"
    office.acts.write("2026-001", target)
    assert target.read_bytes() == office.acts.render(office.acts.document(visit))
    office.acts.issue(visit)
    office.acts.write("1", target)
    assert target.read_bytes() == office.acts.reissue(visit)
    office.acts.write("1", target, blank=True)
    assert "Бланк к акту № 2026-001" in pages(target.read_bytes())[0]
    assert [item.name for item in tmp_path.glob("*.pdf")] == [target.name]


def test_a_target_that_cannot_be_written_is_told(
    office: Office, seen: InspectionDraft, tmp_path: Path
) -> None:
    """A folder that is not there is refused before anything is printed."""
    planned_visit(office, seen)
    with pytest.raises(errors.TargetError, match="Нет папки"):
        office.acts.write("2026-001", tmp_path / "нет" / "a.pdf")
    with pytest.raises(errors.NotFound):
        office.acts.write("2026-404", tmp_path / "a.pdf")


def test_letters_the_paper_cannot_draw_are_told_before_the_issue(
    office: Office, seen: InspectionDraft
) -> None:
    """The clerk hears of an emoji before the act is signed, not from its reader."""
    visit = planned_visit(office, seen, condition_text="тепло 😀", instruments=())
    assert any("U+1F600" in line for line in office.acts.warnings(visit))


def test_an_act_number_and_date_are_those_of_theplanned_visit(
    office: Office, seen: InspectionDraft
) -> None:
    """A visit over midnight is dated by its beginning and tells both days."""
    visit = planned_visit(
        office,
        seen,
        started_at=dt.datetime(2026, 11, 22, 23, 30),
        finished_at=dt.datetime(2026, 11, 23, 0, 40),
    )
    document = office.acts.document(visit)
    assert document.date == "22.11.2026"
    checked = {field.label: field.text for field in document.checked}
    assert checked["Проверка"] == (
        f"начата 22.11.2026 в{NBSP}23:30, окончена 23.11.2026 в{NBSP}00:40"
    )


def test_the_printer_is_not_loaded_with_the_program() -> None:
    """Composing the office loads no PDF library: it would slow every start."""
    code = (
        "import sys, desktop_app.services.office;"
        "sys.exit(any(name.split('.')[0] == 'reportlab' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
