"""The summary of a lively district: numbers and lists, rollups and tickets."""

import dataclasses
import datetime as dt
import json
import time
from collections.abc import Callable, Iterator

import pytest

from db.queries import summary_counts
from desktop_app.core import plain_json
from desktop_app.core.enums import CallbackOutcome, TicketStatus
from desktop_app.core.errors import (
    InvalidDraft,
)
from desktop_app.core.records.figures import Figure
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.summary import Summary
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.summary_periods import Span, SummaryForm
from desktop_app.core.summary_text import query, sentences, topic_groups, topic_query
from desktop_app.core.text import NBSP
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.reports.summary_samples import summary as sample
from tests.services.fixtures import HandClock, is_balanced, new_ticket
from tests.services.test_summary_offices import numbers

NOW = dt.datetime(2026, 11, 24, 9, 41)
WEEK = Span(dt.date(2026, 11, 16), dt.date(2026, 11, 22))
SPANS = (
    WEEK,
    Span(dt.date(2026, 11, 19), dt.date(2026, 11, 25)),
    Span(dt.date(2026, 10, 1), dt.date(2026, 11, 24)),
    Span(dt.date(2026, 10, 1), dt.date(2026, 10, 31)),
    Span(dt.date(2026, 11, 24), dt.date(2026, 11, 24)),
    Span(dt.date(2019, 1, 1), dt.date(2019, 1, 7)),
)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a district with some thousand tickets of every fate, not to be changed."""
    path = tmp_path_factory.mktemp("district") / "district.sqlite"
    make_demo(path, DemoOrder(houses=200, tickets=4_000, seed=7, until=NOW))
    office = Office.open(path, now=HandClock(NOW))
    yield office
    office.close()


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span.words)
def test_numbers_are_lists(district: Office, span: Span) -> None:
    """Every number is the length of its list; calls are counted by cycles, their tickets once."""
    summary = district.summaries.read(span)
    assert is_balanced(summary.balance)
    called = {
        Figure.SOLVED: summary.calls.solved_tickets,
        Figure.REWORK: summary.calls.rework_tickets,
        Figure.UNREACHED: summary.calls.unreached_tickets,
    }
    for figure, value in numbers(summary).items():
        ids = district.register.ids(query(summary, figure))
        assert len(ids) == len(set(ids))
        assert len(ids) == called.get(figure, value), figure
        assert len(ids) <= value
    for line in summary.executors:
        asked = query(summary, Figure.HANDED, line.organization_id)
        assert len(district.register.ids(asked)) == line.handed
        late = query(summary, Figure.LATE, line.organization_id)
        assert len(district.register.ids(late)) == line.overdue
    shown = topic_groups(summary)
    assert sum(count for _, _, count in shown) == summary.received
    for _, ids_of, count in shown:
        assert len(district.register.ids(topic_query(summary, ids_of))) == count


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span.words)
def test_numbers_are_those_of_plain_sql(district: Office, span: Span) -> None:
    """Rollups and indexes say what a look at every ticket says."""
    store, summary = district.desk.store, district.summaries.read(span)
    first, end = span.first.isoformat(), (span.last + dt.timedelta(days=1)).isoformat()
    rows = store.rows(
        "SELECT topic_id, count(*) FROM ticket WHERE +registered_at >= ? AND +registered_at < ?"
        " GROUP BY topic_id",
        (first, end),
    )
    plain: dict[int, int] = dict(rows)
    assert summary_counts.of_topics(store, span).items() >= plain.items()
    assert sum(summary_counts.of_topics(store, span).values()) == sum(plain.values())
    assert sum(line.received for line in summary.topics) == sum(plain.values())
    assert sum(day.received for day in summary.days) == sum(plain.values())
    assert summary.spans[-1].received == summary.received
    before = summary.previous
    assert (
        len(district.register.ids(RegisterQuery(date_from=before.first, date_to=before.last)))
        == summary.previous_received
    )


def test_executors_add_up_to_the_calls(district: Office) -> None:
    """Calls dealt to executors are all the calls, none twice."""
    summary = district.summaries.read(SPANS[2])
    assert sum(line.solved for line in summary.executors) == summary.calls.solved
    assert sum(line.rework for line in summary.executors) == summary.calls.rework
    for line in summary.executors:
        assert line.with_term is not None
        assert line.in_term <= line.with_term <= line.executed <= line.handed
        assert line.executed + line.overdue <= line.handed


def test_weeks_come_from_the_rollup(
    district: Office, figure: Callable[[str, object], None]
) -> None:
    """52 weeks are read without a look at tickets, and agree with one."""
    store = district.desk.store
    until = dt.date(2026, 11, 23)
    asked: list[str] = []
    rows = store.rows

    def listening(sql: str, parameters: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
        asked.append(sql)
        return rows(sql, parameters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "rows", listening)
        started = time.perf_counter()
        weeks = summary_counts.weeks(store, until - dt.timedelta(weeks=52), until)
        took = time.perf_counter() - started
    assert not any(" ticket " in sql for sql in asked)
    assert len(weeks) == 52
    for week in weeks[-8:]:
        assert summary_counts.received(store, Span(week.first, week.last)) == week.received
    figure("сводка: 52 недели из накопленного, мс", round(took * 1000, 2))


def test_a_summary_survives_json(district: Office) -> None:
    """What is kept is what was read; the same figures give the same text."""
    for form in SummaryForm:
        summary = district.summaries.read(district.summaries.span(form), form)
        text = plain_json.dump(summary)
        assert plain_json.load(Summary, text) == summary
        assert plain_json.dump(plain_json.load(Summary, text)) == text


def test_a_record_of_a_newer_program_is_read(district: Office) -> None:
    """Fields this program does not know are passed over, those it lacks take their default."""
    summary = district.summaries.read(WEEK)
    text = plain_json.dump(summary).replace('"season":', '"weather":"−14","season":', 1)
    assert plain_json.load(Summary, text) == summary


# What moves the balance


def test_closed_brought_back_and_closed_again(office: Office, hand_clock: HandClock) -> None:
    """One ticket through a week is one received and one closed, however often it turned."""
    hand_clock.moment = dt.datetime(2026, 11, 17, 9)
    ticket = new_ticket(office, explained="Разъяснено")
    for _ in range(2):
        hand_clock.forward(hours=3)
        office.tickets.set_status(ticket, StatusChange(TicketStatus.REWORK, note="снова"))
        hand_clock.forward(hours=3)
        office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
        office.callbacks.record(ticket, CallbackOutcome.SOLVED)
    hand_clock.moment = NOW
    balance = office.summaries.read(WEEK).balance
    assert (balance.opening, balance.received, balance.returned) == (0, 1, 0)
    assert (balance.closed, balance.closing) == (1, 0)
    assert is_balanced(balance)


def test_returned_of_an_earlier_week(office: Office, hand_clock: HandClock) -> None:
    """What was closed before and came back is told apart and opens its list."""
    hand_clock.moment = dt.datetime(2026, 11, 10, 9)
    ticket = new_ticket(office, explained="Разъяснено")
    hand_clock.moment = dt.datetime(2026, 11, 18, 9)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.REWORK, note="снова холодно"))
    hand_clock.moment = NOW
    summary = office.summaries.read(WEEK)
    balance = summary.balance
    assert (balance.opening, balance.returned, balance.closing) == (0, 1, 1)
    assert is_balanced(balance)
    assert list(office.register.ids(query(summary, Figure.RETURNED))) == [ticket]


def test_an_executor_is_judged_by_the_last_handover(office: Office, hand_clock: HandClock) -> None:
    """Handed on to another, a ticket is the other's; late is who has it past its term."""
    first, second = (
        new_company(office.organizations, name) for name in ("УК «Первая»", "«Вторая»")
    )
    hand_clock.moment = dt.datetime(2026, 11, 17, 9)
    ticket = new_ticket(office, deadline_at=dt.datetime(2026, 11, 17, 13))
    office.handovers.hand_over([ticket], HandoverDraft(first))
    hand_clock.forward(hours=1)
    office.handovers.hand_over([ticket], HandoverDraft(second))
    hand_clock.moment = NOW
    lines = {line.organization_id: line for line in office.summaries.read(WEEK).executors}
    assert (lines[first].handed, lines[first].executed, lines[first].overdue) == (1, 0, 0)
    assert (lines[second].handed, lines[second].executed, lines[second].overdue) == (1, 0, 1)


def test_what_had_no_term_is_in_no_share(office: Office, hand_clock: HandClock) -> None:
    """Old tickets without a term are closed and executed, yet neither in time nor late."""
    company = new_company(office.organizations)
    hand_clock.moment = dt.datetime(2026, 11, 17, 9)
    old = [new_ticket(office) for _ in range(3)]
    with office.desk.store.write():
        office.desk.store.execute("UPDATE ticket_cycle SET deadline_at = NULL")
        office.desk.store.execute("UPDATE ticket SET deadline_at = NULL")
    _served(office, company, old, hand_clock)
    first = office.summaries.read(WEEK)
    assert (first.balance.closed, first.in_term, first.with_term) == (3, 0, 0)
    (line,) = first.executors
    assert (line.executed, line.in_term, line.with_term) == (3, 0, 0)
    assert list(office.register.ids(query(first, Figure.IN_TERM))) == []
    assert not any("в срок" in sentence for sentence in sentences(first))

    soon = hand_clock.moment + dt.timedelta(minutes=1)
    kept, late = new_ticket(office), new_ticket(office, deadline_at=soon)
    _served(office, company, [kept, late], hand_clock)
    second = office.summaries.read(WEEK)
    assert (second.balance.closed, second.in_term, second.with_term) == (5, 1, 2)
    (line,) = second.executors
    assert (line.executed, line.in_term, line.with_term) == (5, 1, 2)
    assert list(office.register.ids(query(second, Figure.IN_TERM))) == [kept]
    said = " ".join(sentences(second)).replace(NBSP, " ")
    assert "Закрыто 5, из 2 со сроком в срок 50 %" in said


def _served(office: Office, company: int, tickets: list[int], clock: HandClock) -> None:
    """Hand tickets over, have them done in two hours and found solved."""
    office.handovers.hand_over(tickets, HandoverDraft(company))
    clock.forward(hours=2)
    office.tickets.set_statuses(tickets, StatusChange(TicketStatus.DONE))
    for ticket in tickets:
        office.callbacks.record(ticket, CallbackOutcome.SOLVED)
    clock.forward(hours=1)


def test_an_older_issue_keeps_its_share() -> None:
    """Figures frozen before terms were counted hold their share against all, as they did then."""
    older = json.loads(plain_json.dump(dataclasses.replace(sample(), with_term=3)))
    del older["with_term"]
    read = plain_json.load(Summary, json.dumps(older))
    assert read.termed == read.balance.closed - read.cancelled == 835


def test_repeats_name_their_house(office: Office, hand_clock: HandClock) -> None:
    """A house with a repeat is named with all its tickets; flats are not."""
    hand_clock.moment = dt.datetime(2026, 11, 17, 9)
    house = new_house(office.buildings)
    first = new_ticket(office, building_id=house, premise="7")
    new_ticket(office, building_id=house, premise="7", repeat_of=first)
    hand_clock.moment = NOW
    summary = office.summaries.read(WEEK)
    assert (summary.repeated, summary.repeated_houses) == (1, 1)
    assert [(one.tickets, one.topic) for one in summary.houses] == [(2, "Нет отопления")]
    assert "7" not in summary.houses[0].address.replace("д. 3", "")


def test_typed_days_are_checked(office: Office) -> None:
    """Days the wrong way round, not begun, or too many are worded."""
    checked, today = office.summaries.checked, NOW.date()
    assert checked(today, today) == Span(today, today)
    day = dt.timedelta(days=1)
    for first, last in (
        (today, today - day),
        (today + day, today + day),
        (dt.date(2000, 1, 1), today),
    ):
        with pytest.raises(InvalidDraft):
            checked(first, last)


def test_missed_collections_name_their_sites(office: Office) -> None:
    """Sites with collections missed in these days are named, the worst first."""
    store = office.desk.store
    with store.write():
        for key, address in ((1, "ул. Лесная, д. 3"), (2, "ул. Садовая, д. 1")):
            store.execute(
                "INSERT INTO collection_site (id, address, address_key, folded, sort_key)"
                " VALUES (?, ?, ?, ?, ?)",
                (key, address, address, address, address),
            )
        for key, day, collected in (
            (1, "16", None), (1, "18", "2026-11-19T12:00:00"), (2, "17", "2026-11-18T12:00:00"),
            (2, "09", None),
        ):  # fmt: skip
            store.execute(
                "INSERT INTO collection_missed (site_id, kind, opens_at, due_at, collected_at,"
                " noted_at) VALUES (?, 'mixed', ?, ?, ?, ?)",
                (key, f"2026-11-{day}T08:00:00", f"2026-11-{day}T12:00:00", collected,
                 f"2026-11-{day}T13:00:00"),
            )  # fmt: skip
    sites = office.summaries.read(WEEK).sites
    assert [(site.name, site.delays) for site in sites] == [
        ("ул. Лесная, д. 3", 2),
        ("ул. Садовая, д. 1", 1),
    ]
    assert sites[0].outcome.replace("\N{NO-BREAK SPACE}", " ") == "не вывезено: 1"
    assert sites[1].outcome == "вывезено позже"
