"""Summaries for tests of paper: made by hand, of the shape a service gives."""

import datetime as dt

from desktop_app.core.records.balance import Balance
from desktop_app.core.records.summary import (
    CallLine,
    Considered,
    ExecutorLine,
    HotHouse,
    OutageLine,
    ReceptionRow,
    SpanCount,
    Summary,
    TopicLine,
    VisitLine,
    WasteSite,
)
from desktop_app.core.summary_periods import Span, SummaryForm

WEEK = Span(dt.date(2026, 11, 16), dt.date(2026, 11, 22))
MADE = dt.datetime(2026, 11, 24, 9, 41)
_DAY = dt.timedelta(days=1)
_COUNTS = (1_240, 2_610, 3_498, 2_870, 1_905, 1_312, 795)
_TOPICS = (
    ("Нет отопления", 312, 402), ("Завоздушивание", 141, 233), ("Нет горячей воды", 96, 180),
    ("Не вывезли отходы", 88, 90), ("Перетоп", 61, 12), ("Начисления", 58, 58),
    ("Утечка отопления в доме", 37, 0), ("Прочее, не по профилю", 2, 5),
)  # fmt: skip
_NAMES = ("УК «Уют-Сервис»", "УК «Заречье»", "Теплосеть, участок 2", "«ЧистоТранс»", "АДС района")


def summary(form: SummaryForm = SummaryForm.DISTRICT, *, many: int = 1) -> Summary:
    """Return a week of Ufa's shape; `many` repeats executors, topics, houses and visitors."""
    return Summary(
        form=form,
        span=WEEK,
        previous=WEEK.previous(),
        made_at=MADE,
        at=dt.datetime(2026, 11, 23),
        season_start="10-01",
        office=("Администрация Лесного района", "Отдел жилищного хозяйства"),
        author="Лапина Ирина Олеговна",
        author_post="специалист контактного центра",
        balance=Balance(231, 795, 0, 842, 184),
        in_term=760,
        cancelled=7,
        overdue=7,
        previous_received=1_312,
        season_first=dt.date(2026, 10, 1),
        season=14_230,
        calls=CallLine(336, 64, 61),
        billing=Considered(58, 58),
        repeated=46,
        repeated_houses=12,
        consulted=204,
        phone=742,
        reception=41,
        reception_told=9,
        higher=Considered(12, 11),
        waste=Considered(88, 79),
        visits=VisitLine(3, 2, 5, 3, 1),
        outages=OutageLine(1, 6),
        peak=SpanCount(dt.date(2026, 10, 5), dt.date(2026, 10, 11), 3_500),
        spans=_spans(),
        days=tuple(SpanCount(d, d, 100 + d.day) for d in (WEEK.first + _DAY * n for n in range(7))),
        topics=_topics(many),
        executors=_executors(many),
        houses=_houses(many),
        sites=(WasteSite("ул. Лесная, д. 3", 2, "не\N{NO-BREAK SPACE}вывезено: 1"),),
        visitors=_visitors(4 * many) if form is SummaryForm.RECEPTION else (),
    )


def _spans() -> tuple[SpanCount, ...]:
    weeks = range(len(_COUNTS) - 1, -1, -1)
    return tuple(
        SpanCount(WEEK.first - _DAY * 7 * back, WEEK.last - _DAY * 7 * back, count)
        for back, count in zip(weeks, _COUNTS, strict=True)
    )


def _topics(many: int) -> tuple[TopicLine, ...]:
    return tuple(
        TopicLine(f"{title}{n or ''}", (n * 10 + place,), now, before, now * 9, now // 2, now // 40)
        for n in range(many)
        for place, (title, now, before) in enumerate(_TOPICS)
    )


def _executors(many: int) -> tuple[ExecutorLine, ...]:
    return tuple(
        ExecutorLine(n * 10 + place + 1, f"{name}{n or ''}", 214 - place * 30, 180 - place * 30,
                     150 - place * 30, place % 2 * 4, 79 - place, 21 + place)
        for n in range(many)
        for place, name in enumerate(_NAMES)
    )  # fmt: skip


def _houses(many: int) -> tuple[HotHouse, ...]:
    visit = "выезд № 2026-004, 24.11: назначен"
    return tuple(
        HotHouse(n + 1, f"ул. 50 лет Октября, д. {n + 1}", 9 - n % 8, "Нет отопления", visit)
        for n in range(3 * many)
    )


def _visitors(count: int) -> tuple[ReceptionRow, ...]:
    return tuple(
        ReceptionRow(
            f"2026-{n + 1:05d}",
            dt.datetime(2026, 11, 17, 9) + dt.timedelta(minutes=12 * n),
            f"ул. Садовая, д. {n + 1}",
            "Начисления за отопление",
            "УК «Заречье»",
            "Исполнено, обзвонить",
        )
        for n in range(count)
    )
