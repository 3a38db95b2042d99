"""The published figures of the two offices come out of replayed seasons, to the digit."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.core.records.figures import Figure
from desktop_app.core.records.summary import Summary
from desktop_app.core.summary_periods import Span, SummaryForm
from desktop_app.core.summary_text import (
    apart,
    billing_words,
    query,
    season_words,
    sentences,
    span_query,
    topic_query,
)
from desktop_app.services.office import Office
from tests.reports.printed import pages
from tests.services import summary_replay as replay
from tests.services.fixtures import HandClock, is_balanced

TUESDAY = dt.datetime(2026, 11, 24, 9, 41)
WEEK = Span(dt.date(2026, 11, 16), dt.date(2026, 11, 22))
SEASON = Span(dt.date(2026, 10, 1), dt.date(2026, 11, 24))


@pytest.fixture(scope="module")
def ufa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give the call centre of Ufa on the Tuesday of its штаб."""
    clock = HandClock(replay.UFA_MONDAY)
    office = Office.open(tmp_path_factory.mktemp("ufa") / "office.sqlite", now=clock)
    replay.replay_ufa(office, clock)
    clock.moment = TUESDAY
    yield office
    office.close()


@pytest.fixture(scope="module")
def murmansk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give the contact centre of the waste operator after two months."""
    clock = HandClock(replay.MURMANSK_FIRST)
    office = Office.open(tmp_path_factory.mktemp("murmansk") / "office.sqlite", now=clock)
    replay.replay_murmansk(office, clock)
    yield office
    office.close()


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_week_reads_as_ufa_said_it(ufa: Office) -> None:
    """«За неделю 795 обращений, в 4,4 раза меньше, чем в начале октября (3 500)»."""
    summary = ufa.summaries.read(ufa.summaries.span(SummaryForm.DISTRICT))
    assert summary.span == WEEK
    said = [plain(sentence) for sentence in sentences(summary)]
    assert said[0] == ("За неделю 795 обращений, в 4,4 раза меньше, чем в начале октября (3 500).")
    assert said[1] == "Неделей раньше было 1 312, сократилось в 1,7 раза."
    assert [count.received for count in summary.spans] == list(replay.UFA_WEEKS)
    assert summary.peak is not None
    assert (summary.peak.first, summary.peak.received) == (dt.date(2026, 10, 5), 3_500)


def test_the_season_of_ufa(ufa: Office, figure: Callable[[str, object], None]) -> None:
    """15,500 calls, billing apart «481, рассмотрено 100 %», 84 % решено and 16 % back to work."""
    summary = ufa.summaries.read(SEASON, SummaryForm.EXTENDED)
    assert summary.received == 15_500
    assert plain(season_words(summary)) == "15 500 обращений"
    assert plain(billing_words(summary)) == "481, рассмотрено 100 %"
    calls = summary.calls
    assert (calls.solved, calls.rework, calls.decided, calls.percent) == (840, 160, 1_000, 84)
    said = [plain(sentence) for sentence in sentences(summary)]
    assert "По обзвону решено 84 % (840 из 1 000), на доработку возвращено 16 %." in said
    topics = {line.title: line.received for line in summary.topics}
    assert topics["Начисления"] == 481
    assert sum(topics.values()) == 15_500
    assert is_balanced(summary.balance)
    assert summary.balance.closed == 481 + 840
    figure("Уфа: за сезон, начисления, решено по обзвону", "15 500, 481 (100 %), 84 %")


def test_two_months_of_murmansk(murmansk: Office, figure: Callable[[str, object], None]) -> None:
    """2,000 calls and 400 written applications in person; most calls are told at once."""
    last = (replay.MURMANSK_FIRST + dt.timedelta(days=replay.MURMANSK_DAYS - 1)).date()
    summary = murmansk.summaries.read(Span(replay.MURMANSK_FIRST.date(), last))
    assert summary.received == 2_400
    words = {line.label: plain(line.words) for line in apart(summary)}
    assert words["По телефону"] == "2 000"
    assert words["Личный приём"] == "400"
    assert words["Консультации"] == "1 500, разъяснено сразу"
    assert len(summary.topics) == len(replay.MURMANSK_TOPICS)
    assert summary.waste.received == 2_400
    day = murmansk.summaries.read(Span(last, last))
    assert plain(sentences(day)[0]) == "За день 200 обращений."
    figure("Мурманск: звонков, лично, за день", "2 000, 400, 200")


@pytest.mark.parametrize("span", [WEEK, SEASON], ids=["week", "season"])
def test_every_number_opens_its_tickets(ufa: Office, span: Span) -> None:
    """Each number of the summary is as long as the list it opens."""
    summary = ufa.summaries.read(span)
    register = ufa.register
    for figure, value in numbers(summary).items():
        asked = query(summary, figure)
        assert len(register.ids(asked)) == value, figure
    for line in summary.topics:
        assert len(register.ids(topic_query(summary, line.topic_ids))) == line.received
    for count in summary.spans:
        assert len(register.ids(span_query(count))) == count.received
    for company in summary.executors:
        key = company.organization_id
        for figure, value in (
            (Figure.HANDED, company.handed),
            (Figure.EXECUTED, company.executed),
            (Figure.LATE, company.overdue),
            (Figure.SOLVED_BY, company.solved),
            (Figure.REWORK_BY, company.rework),
        ):
            assert len(register.ids(query(summary, figure, key))) == value, (key, figure)


def numbers(summary: Summary) -> dict[Figure, int]:
    """Return the numbers of a summary by the list each opens."""
    balance = summary.balance
    return {
        Figure.OPENING: balance.opening,
        Figure.RECEIVED: balance.received,
        Figure.RETURNED: balance.returned,
        Figure.CLOSED: balance.closed,
        Figure.IN_TERM: summary.in_term,
        Figure.CANCELLED: summary.cancelled,
        Figure.CLOSING: balance.closing,
        Figure.OVERDUE: summary.overdue,
        Figure.SOLVED: summary.calls.solved,
        Figure.REWORK: summary.calls.rework,
        Figure.UNREACHED: summary.calls.unreached,
        Figure.REPEATED: summary.repeated,
        Figure.CONSULTED: summary.consulted,
        Figure.PHONE: summary.phone,
        Figure.RECEPTION: summary.reception,
        Figure.RECEPTION_TOLD: summary.reception_told,
        Figure.HIGHER: summary.higher.received,
        Figure.HIGHER_ANSWERED: summary.higher.considered,
        Figure.BILLING: summary.billing.received,
        Figure.BILLING_CONSIDERED: summary.billing.considered,
        Figure.WASTE: summary.waste.received,
        Figure.WASTE_DONE: summary.waste.considered,
    }


def test_the_paper_says_the_same(ufa: Office, tmp_path: Path) -> None:
    """The PDF of the week holds the sentence and the figures."""
    summary = ufa.summaries.read(WEEK)
    target = tmp_path / "сводка.pdf"
    ufa.summary_issues.write(summary, target)
    text = " ".join(pages(target.read_bytes()))
    assert "За неделю 795 обращений, в 4,4 раза меньше, чем в начале октября (3 500)." in plain(
        text
    )
