"""Destruction by term: nothing anybody said of a person stays in the file, in any of its tables."""

import datetime as dt

import pytest

from desktop_app.core.enums import CallbackOutcome, HandoverOutcome, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.settings import RETENTION_YEARS
from desktop_app.services.office import Office
from tests.factories import new_company
from tests.services.fixtures import HandClock, draft

_SIX_YEARS = dt.timedelta(days=366 * 6)
_SAID = {
    "applicant_name": "Юпитерова Анфиса",
    "phone": "8 900 551-72-93",
    "premise": "41793",
    "entrance": "41794",
    "floor": "41795",
    "details": "Дрожит сатурнова люлька",
}


def _told_all(office: Office, hand_clock: HandClock) -> tuple[int, list[str]]:
    """Return a ticket told of by every door there is, closed; and the words that were said."""
    company = new_company(office.organizations)
    bare = dict.fromkeys(_SAID, "") | {"details": "Плутонова печь"}
    ticket = office.tickets.register(draft(office, no_phone=True, **bare)).id
    card = office.tickets.card(ticket)
    office.tickets.edit(ticket, card.version, draft(office, **_SAID))
    office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS, note="лунный зять"))
    office.tickets.set_private_note(ticket, "венерин ключ у соседей")
    office.tickets.add_call(ticket, "марсианский холод", "Нептунов Клим", "8 900 551-72-94")
    office.tickets.set_deadline(ticket, hand_clock() + dt.timedelta(days=3), "уранова просьба")
    office.handovers.hand_over([ticket], HandoverDraft(company, accepted_by="Церерина Зоя"))
    waiting = office.tickets.card(ticket).handovers[0].id
    office.handovers.answer(ticket, waiting, HandoverOutcome.DONE, "меркуриев ответ")
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "эридов отказ")
    hand_clock.forward(hours=1)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.SOLVED, "хароново спасибо")
    words = [
        *("Юпитеров", "5517293", "551-72-93", "41793", "41794", "41795", "сатурнов", "Плутонов"),
        *("венерин", "марсианск", "Нептунов", "5517294", "551-72-94", "уранов", "Церерин"),
        *("меркуриев", "эридов", "харонов", "лунный"),
    ]
    return ticket, words


def _left(office: Office, words: list[str]) -> list[str]:
    """Return which words stand in any cell of any table, whatever the case of their letters."""
    store = office.desk.store
    tables = [row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    cells = "\n".join(
        str(cell)
        for table in tables
        for row in store.rows(f'SELECT * FROM "{table}"')  # noqa: S608  names of our own tables
        for cell in row
    ).casefold()
    return [word for word in words if word.casefold() in cells]


def test_nothing_said_of_a_person_stays_in_any_table(office: Office, hand_clock: HandClock) -> None:
    """Through every door a clerk has: the ticket, its calls, answers, cycles, terms, history."""
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    ticket, words = _told_all(office, hand_clock)
    assert {*words} - {*_left(office, words)} == {"5517294"}  # a second call has no digits to seek
    hand_clock.moment += _SIX_YEARS
    (due,) = office.retention.due()
    assert {"имя заявителя", "телефон", "квартира", "содержание"} <= {*due.kinds}
    assert {"повторные звонки", "обзвон", "возвраты", "ответы исполнителей"} <= {*due.kinds}
    guards = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
    before = office.desk.store.rows(guards)
    office.retention.destroy("приказ № 15")
    assert _left(office, words) == []
    assert office.desk.store.rows(guards) == before  # history is shut again
    assert office.retention.due() == []
    assert office.audit.verify().broken is None
    assert office.tickets.card(ticket).row.status is TicketStatus.CLOSED
    office.close()
    content = office.path.read_bytes()
    assert [word for word in words if word.encode() in content] == []


def test_the_day_of_the_term_and_leap_years(office: Office, hand_clock: HandClock) -> None:
    """Closed on the border day it waits a day more; the 29th of February counts as the 28th."""
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    years = int(office.settings.get(RETENTION_YEARS))
    hand_clock.moment = dt.datetime(2024, 2, 29, 10)
    _told_all(office, hand_clock)
    hand_clock.moment = dt.datetime(2024 + years, 2, 28, 10)
    assert office.retention.due() == []
    hand_clock.moment = dt.datetime(2024 + years, 3, 1, 10)
    assert len(office.retention.due()) == 1
    hand_clock.moment = dt.datetime(2028, 2, 29, 10)
    assert office.retention.border(1) == dt.date(2027, 2, 28)
    assert office.retention.border(0) == dt.date(2027, 2, 28)


def test_who_agreed_to_other_tickets_is_asked_again(office: Office, hand_clock: HandClock) -> None:
    """More or fewer than were shown, or without a basis: nothing is destroyed."""
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    ticket, _ = _told_all(office, hand_clock)
    hand_clock.moment += _SIX_YEARS
    for agreed in (0, 2):
        with pytest.raises(NotAllowed, match="уже не столько"):
            office.retention.destroy("приказ № 15", agreed)
    with pytest.raises(InvalidDraft):
        office.retention.destroy("  ")
    assert office.tickets.card(ticket).row.applicant_name == "Юпитерова Анфиса"
    assert office.retention.destroy("приказ № 15", 1).tickets == 1
