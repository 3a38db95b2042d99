"""Personal data of visits whose term is out: people, words, pictures, acts and their history."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.core.enums import (
    CancelReason,
    Entity,
    InspectionStatus,
    MemberRole,
    RemedyState,
    SignatureState,
    TicketStatus,
)
from desktop_app.core.errors import NotAllowed, NotFound
from desktop_app.core.records.destruction import Subject
from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.inspections import (
    Answer,
    InspectionCard,
    InspectionDraft,
    Measurement,
    Member,
    Photo,
    Remedy,
)
from desktop_app.core.records.tickets import StatusChange, TicketDraft
from desktop_app.core.settings import RETENTION_VISIT_YEARS
from desktop_app.services.drafts import VISIT
from desktop_app.services.office import Office
from tests.photo_samples import photo
from tests.reports.printed import pages
from tests.services.fixtures import HandClock, planned_visit

_NAME = "Щербинколюбова"
_PHONE = "9005551863"
_YEARS = 24 * 365 * 6


@pytest.fixture
def clerk(office: Office) -> int:
    """Return a clerk at the desk."""
    clerk = office.clerks.add("Лапина Ирина", "специалист")
    office.clerks.sit(clerk.id)
    return clerk.id


def _full(office: Office, seen: InspectionDraft, folder: Path) -> int:
    """Return a visit that holds the rare name wherever a name can be typed, its act issued."""
    topic = next(topic for topic in office.reference.topics if not topic.is_group)
    call = TicketDraft(topic.id, "Холодно", seen.building_id, phone="8 900 555-14-52")
    ticket = office.tickets.register(call).id
    visit = office.inspections.plan(_named(seen, ticket)).id
    path = folder / f"снимок {_NAME}.jpg"
    path.write_bytes(photo(60, 80) + _NAME.encode())
    office.attachments.add(Entity.INSPECTION, visit, [path])
    (file,) = office.attachments.of(Entity.INSPECTION, visit)
    card = office.inspections.card(visit)
    shown = dataclasses.replace(card.draft, photos=(Photo(file.id, f"комната {_NAME}"),))
    office.inspections.save(visit, card.version, shown)
    issued = office.acts.issue(visit)
    office.acts.cancel(issued.id, f"ошибка в фамилии {_NAME}")
    office.acts.issue(visit)
    now = office.desk.now()
    body = {"condition_text": f"ещё {_NAME}"}
    office.drafts.put(FormDraft(-1, f"{VISIT}{visit}", now, now, "выезд", body))
    office.tickets.set_status(
        ticket, StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    )
    return visit


def _named(seen: InspectionDraft, ticket: int) -> InspectionDraft:
    """Return a filled visit with the name among its words, people, places and measures."""
    resident = Member(
        f"{_NAME} В. А.",
        "собственник кв. 77183",
        role=MemberRole.CONSUMER,
        signature=SignatureState.REFUSED,
        remark=f"тел. {_PHONE}",
    )
    witnesses = (
        Member("Понятой Пётр Петрович", role=MemberRole.WITNESS),
        Member("Понятая Анна Петровна", role=MemberRole.WITNESS),
    )
    bedroom = Measurement("room", "кв. 77183, спальня", "Температура воздуха", value=18.5)
    return dataclasses.replace(
        seen,
        premise="77183",
        basis=f"звонок {_NAME}",
        condition_text=f"{_NAME}, тел. {_PHONE}",
        special_opinion=f"против: {_NAME}",
        ticket_ids=(ticket,),
        members=(*seen.members, resident, *witnesses),
        measurements=(*seen.measurements, bedroom),
        answers=(*seen.answers, Answer("provider", f"спросили у {_NAME}")),
        remedies=(Remedy(f"Промыть стояк у {_NAME}", responsible=f"мастер {_NAME}"),),
    )


def _fixed(office: Office, visit: int) -> None:
    for remedy in office.inspections.card(visit).draft.remedies:
        assert remedy.id is not None
        office.inspections.set_remedy_state(remedy.id, RemedyState.FIXED, note=f"принял {_NAME}")


def test_not_a_letter_of_a_person_stays(
    office: Office,
    clerk: int,
    seen: InspectionDraft,
    hand_clock: HandClock,
    tmp_path: Path,
    figure: Callable[[str, object], None],
) -> None:
    """Names, phones, flats, pictures and issued acts go from the file; what was measured stays.

    The chain holds, the check is content, a second look finds nothing due.
    """
    assert clerk
    visit = _full(office, seen, tmp_path)
    _fixed(office, visit)
    before = office.inspections.card(visit)
    hand_clock.forward(hours=_YEARS)
    (due,) = office.retention.due(of=Subject.VISITS)
    assert (due.number, len(due.kinds)) == (before.number, 7)
    act = office.retention.destroy("приказ № 15", 1, Subject.VISITS)
    assert (act.tickets, act.subject) == (1, Subject.VISITS)
    assert office.retention.due(of=Subject.VISITS) == []
    card = office.inspections.card(visit)
    _assert_figures_stay(before, card)
    assert "" not in {person.name for person in office.inspections.known_people()}
    assert office.drafts.all(f"{VISIT}{visit}") == []
    assert office.inspections.again(visit).members == ()
    with pytest.raises(NotFound, match="Файл акта уничтожен"):
        office.acts.issued_file(card.issued[-1].id)
    assert office.audit.verify().broken is None
    assert [finding.words for finding in office.health.check() if not finding.is_sound] == []
    office.close()
    content = office.path.read_bytes()
    for personal in (_NAME, _NAME.casefold(), _PHONE, "77183", "Понятой"):
        assert personal.encode() not in content, personal
    figure("следов уничтоженных данных выезда в файле", 0)


def _assert_figures_stay(before: InspectionCard, card: InspectionCard) -> None:
    assert [one.value for one in card.draft.measurements] == [
        one.value for one in before.draft.measurements
    ]
    assert card.draft.measurements[-1].place == "спальня"
    ours = before.draft.members
    assert [one.post for one in card.draft.members] == [
        *(one.post for one in ours[:-3]),
        "",
        "",
        "",
    ]
    assert {one.field for one in card.draft.answers} == {"hot_water", "radiators"}
    assert (card.number, card.status) == (before.number, InspectionStatus.ISSUED)
    assert [one.sha256 for one in card.issued] == [one.sha256 for one in before.issued]


def test_what_is_not_over_is_kept(
    office: Office, clerk: int, seen: InspectionDraft, hand_clock: HandClock, tmp_path: Path
) -> None:
    """A measure still to be done, an open ticket, an act not issued or the term keep a visit."""
    assert clerk
    visit = _full(office, seen, tmp_path)
    unissued = planned_visit(office, seen)
    hand_clock.forward(hours=_YEARS)
    assert office.retention.due(of=Subject.VISITS) == []
    with pytest.raises(NotAllowed, match="Уничтожать нечего"):
        office.retention.destroy("приказ № 15", of=Subject.VISITS)
    _fixed(office, visit)
    assert office.retention.due(of=Subject.VISITS) == []
    hand_clock.forward(hours=_YEARS)
    assert [one.id for one in office.retention.due(of=Subject.VISITS)] == [visit]
    assert office.retention.due(20, Subject.VISITS) == []
    card = office.inspections.card(unissued)
    office.inspections.cancel(unissued, card.version, "не понадобился")
    assert {one.id for one in office.retention.due(of=Subject.VISITS)} == {visit, unissued}
    with pytest.raises(NotAllowed, match=r"2.выезда"):
        office.retention.destroy("приказ № 15", 1, Subject.VISITS)


def test_terms_and_acts_are_apart_from_those_of_tickets(
    office: Office, clerk: int, seen: InspectionDraft, hand_clock: HandClock, tmp_path: Path
) -> None:
    """Each subject has its own term; the act of visits says so on paper, names nobody."""
    assert clerk
    visit = _full(office, seen, tmp_path)
    _fixed(office, visit)
    office.settings.set(RETENTION_VISIT_YEARS, 10)
    hand_clock.forward(hours=_YEARS)
    assert office.retention.due(of=Subject.VISITS) == []
    assert len(office.retention.due()) == 1
    office.retention.destroy("приказ № 14")
    assert office.inspections.card(visit).draft.members[-1].name
    office.settings.set(RETENTION_VISIT_YEARS, 5)
    act = office.retention.destroy("приказ № 15", of=Subject.VISITS)
    assert [one.subject for one in office.retention.acts()] == [Subject.VISITS, Subject.TICKETS]
    path = office.retention.write_act(act.number, tmp_path / "акт.pdf")
    words = " ".join("\n".join(pages(path.read_bytes())).split())
    number = office.inspections.card(visit).number
    for part in (f"выезд {number}", "окончены до", "имена участников", "состав комиссии"):
        assert part in words
    assert _NAME not in words
    assert act.closed_before == dt.date(2027, 11, 22)
