"""Questions kept in saved views: whole there and back, moving periods, unknown words left out."""

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.enums import IncidentKind, InspectionStatus, Service, TicketStatus
from desktop_app.core.periods import Period, fitting
from desktop_app.core.records.callbacks import CallQuery
from desktop_app.core.records.figures import Figure, FigureAsk
from desktop_app.core.records.incidents import IncidentQuery, IncidentSort, IncidentView
from desktop_app.core.records.inspections import InspectionQuery, InspectionSort
from desktop_app.core.records.register import RegisterQuery, RegisterSort, RegisterView
from desktop_app.core.records.waste import SiteQuery
from desktop_app.core.view_query import pack, period_of, unpack

TODAY = dt.date(2026, 11, 24)
_ids = st.lists(st.integers(1, 10_000), max_size=3).map(tuple)
_maybe_id = st.none() | st.integers(1, 10_000)
_maybe_day = st.none() | st.dates()
queries = st.builds(
    RegisterQuery,
    view=st.sampled_from(RegisterView),
    date_from=_maybe_day,
    date_to=_maybe_day,
    statuses=st.lists(st.sampled_from(TicketStatus), max_size=3).map(tuple),
    topic_ids=_ids,
    services=st.lists(st.sampled_from(Service), max_size=3).map(tuple),
    organization_ids=_ids,
    building_id=_maybe_id,
    street_id=_maybe_id,
    clerk_id=_maybe_id,
    text=st.text(max_size=10),
    sort=st.sampled_from(RegisterSort),
    descending=st.booleans(),
    figure=st.none()
    | st.builds(
        FigureAsk,
        st.sampled_from(Figure),
        st.dates(),
        st.dates(),
        st.none() | st.datetimes().map(lambda at: at.replace(microsecond=0)),
        st.integers(0, 10_000),
    ),
)


@given(queries)
def test_a_question_comes_back_whole(query: RegisterQuery) -> None:
    """Every part of a question survives; an empty question keeps nothing."""
    assert unpack(RegisterQuery, pack(query), TODAY) == query
    assert pack(RegisterQuery()) == {}


def test_every_part_is_tried_above() -> None:
    """A part added to the question later fails here until the saved view keeps it too."""
    full = RegisterQuery(
        RegisterView.MINE, TODAY, TODAY, (TicketStatus.NEW,), (1,), (Service.WASTE,), (2,), 3, 4, 5,
        "слово", RegisterSort.STATUS, False, FigureAsk(Figure.CLOSED, TODAY, TODAY),
    )  # fmt: skip
    plain = RegisterQuery()
    names = [field.name for field in dataclasses.fields(RegisterQuery)]
    assert all(getattr(full, name) != getattr(plain, name) for name in names)
    assert unpack(RegisterQuery, pack(full), TODAY) == full


def test_a_period_moves_with_the_days() -> None:
    """«Этот месяц» saved in November shows December in December; typed dates stay."""
    query = RegisterQuery(date_from=dt.date(2026, 11, 1), date_to=TODAY)
    moving, fixed = pack(query, Period.MONTH), pack(query)
    later = dt.date(2026, 12, 3)
    assert unpack(RegisterQuery, moving, TODAY) == query
    assert unpack(RegisterQuery, moving, later).date_from == dt.date(2026, 12, 1)
    assert unpack(RegisterQuery, moving, later).date_to == later
    assert unpack(RegisterQuery, fixed, later) == query
    assert (period_of(moving), period_of(fixed)) == (Period.MONTH, None)


def test_unknown_words_are_left_out() -> None:
    """A view of a newer program, or a spoilt one, keeps what is understood and drops the rest."""
    packed = {
        "view": "космос", "statuses": ["new", "levitating", 7], "services": "waste",
        "organization_ids": [1, "два", True], "building_id": "дом", "date_from": "вчера",
        "sort": 5, "period": "эпоха", "нечто": 1, "text": 12,
    }  # fmt: skip
    assert unpack(RegisterQuery, packed, TODAY) == RegisterQuery(
        statuses=(TicketStatus.NEW,), organization_ids=(1,)
    )


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.TODAY, "2026-11-24", "2026-11-24"),
        (Period.YESTERDAY, "2026-11-23", "2026-11-23"),
        (Period.WEEK, "2026-11-23", "2026-11-24"),
        (Period.LAST_WEEK, "2026-11-16", "2026-11-22"),
        (Period.MONTH, "2026-11-01", "2026-11-24"),
        (Period.QUARTER, "2026-10-01", "2026-11-24"),
        (Period.YEAR, "2026-01-01", "2026-11-24"),
    ],
)
def test_days_of_periods(period: Period, first: str, last: str) -> None:
    """Periods that run end today; those that are over end when they did."""
    assert [day.isoformat() for day in period.days(TODAY)] == [first, last]


def test_two_days_may_be_meant_by_several_periods() -> None:
    """On the first of January a day is also the week, the month, the quarter and the year."""
    newyear = dt.date(2029, 1, 1)
    assert fitting(newyear, newyear, newyear) == [
        Period.TODAY, Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR,
    ]  # fmt: skip
    assert fitting(None, None, TODAY) == []


@pytest.mark.parametrize(
    "query",
    [
        IncidentQuery(
            IncidentView.ALL, "трасса", (IncidentKind.EMERGENCY,), (Service.HEATING,), (4,), 9,
            IncidentSort.HOUSES, descending=True,
        ),
        InspectionQuery("12", InspectionStatus.DRAFT, 3, InspectionSort.NUMBER, descending=False),
        SiteQuery("Мира", only_late=True, descending=True),
    ],
)  # fmt: skip
def test_questions_of_other_lists_come_back(query: object) -> None:
    """One packing serves every list: flags, single choices and orders included."""
    assert isinstance(query, IncidentQuery | InspectionQuery | SiteQuery)
    assert unpack(type(query), json.loads(json.dumps(pack(query))), TODAY) == query
    assert unpack(type(query), {"sort": "космос", "descending": "да"}, TODAY) == type(query)()


def test_a_period_says_nothing_to_a_list_without_days() -> None:
    """The queue of calls has no dates: a view with a period is read as the rest of it."""
    packed = {"period": Period.WEEK.value, "text": "Мира"}
    assert unpack(CallQuery, packed, dt.date(2026, 11, 24)) == CallQuery(text="Мира")
