"""A summary for the штаб as PDF: words first, charts, tables, lines to sign."""

from collections.abc import Callable, Iterator, Sequence

from desktop_app.core import clock
from desktop_app.core.people import signature_name
from desktop_app.core.records.summary import Summary
from desktop_app.core.summary_periods import SummaryForm, meeting_words
from desktop_app.core.summary_tables import (
    Part,
    executor_percent,
    executor_total,
    parts,
    span_head,
    topic_rows,
    topic_total,
)
from desktop_app.core.summary_text import (
    EXECUTORS_NOTE,
    FORMULA_NOTE,
    TOPICS_NOTE,
    apart,
    days_chart,
    executors_chart,
    formula,
    remedies,
    sentences,
    spans_chart,
    topics_chart,
)
from desktop_app.core.summary_words import share, signed
from desktop_app.core.text import DASH, NBSP, number
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_chart import ChartBlock
from desktop_app.reports.pdf_flow import Block, Gap, Keep
from desktop_app.reports.pdf_grid import Column, closed, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties, Rendered
from desktop_app.reports.pdf_parts import (
    SPACE,
    centered,
    head,
    heading,
    labelled,
    note,
    paragraph,
    signature,
    table_heading,
)

_TITLE = "Сводка"
_SUBJECT = "по обращениям жителей"
_CHART, _LOW_CHART = 52 * MM, 44 * MM
_PRIVACY = "Без персональных данных: адреса указаны до дома."
_NUMBER = 16.5 * MM
_AIR = 1.5 * MM


def render(summary: Summary, number_of_issue: str = "") -> Rendered:
    """Return the file and notices; the same summary gives the same bytes."""
    clean = Printable()
    title = _title(number_of_issue)
    paper = Paper(
        PaperProperties(
            title=f"{title} {summary.span.words}",
            subject=f"{_SUBJECT}, {summary.form.whom}",
            author=clean(", ".join(summary.office)),
            moment=summary.made_at,
            foot=clean(f"{title}, {summary.span.words}, {summary.form.whom}"),
        )
    )
    body = closed([*_body(summary, clean)], _end(summary, clean))
    return Rendered(paper.add([*_head(summary, title, clean), *body]).finish(), clean.notices())


def _title(number_of_issue: str) -> str:
    return f"{_TITLE} №{NBSP}{number_of_issue}" if number_of_issue else _TITLE


def _head(summary: Summary, title: str, clean: Printable) -> Iterator[Block]:
    yield from head(map(clean, summary.office), f"{title} {_SUBJECT}", air=3 * MM)
    yield centered(f"за {summary.span.words}")
    yield centered(clean(meeting_words(summary.form, summary.made_at.date(), summary.span)))
    yield centered(f"Данные на {clock.show_moment(summary.made_at)}")
    yield Gap(4 * MM)
    if summary.form is not SummaryForm.RECEPTION:
        for sentence in sentences(summary):
            yield paragraph(clean(sentence), indent=8 * MM)
        yield SPACE
        yield _balance(summary)
        yield SPACE


def _body(summary: Summary, clean: Printable) -> Iterator[Block]:
    makers: dict[Part, Callable[[Summary, Printable], Iterator[Block]]] = {
        Part.SPANS: _spans,
        Part.TOPICS: _topics,
        Part.TOPICS_CHART: _topics_picture,
        Part.EXECUTORS: _executors,
        Part.EXECUTORS_CHART: _executors_picture,
        Part.APART: _apart,
        Part.HOUSES: _houses,
        Part.SITES: _sites,
        Part.DAYS: _days,
        Part.VISITORS: _visitors,
    }
    for part in parts(summary.form):
        yield from makers[part](summary, clean)


def _balance(summary: Summary) -> Block:
    balance = summary.balance
    heads = ("На начало", "Поступило", "Возвращено", "Закрыто", "В срок", "На конец", "Просрочено")
    width = BODY / len(heads)
    cells = (
        number(balance.opening),
        number(balance.received),
        number(balance.returned),
        number(balance.closed),
        share(summary.in_term, summary.termed),
        number(balance.closing),
        number(summary.overdue),
    )
    columns = [Column(head, width, True) for head in heads]
    words = "На конец = на начало + поступило + возвращено − закрыто."
    return grid(columns, [cells], [frozenset({1, 3, 5})], notes=[words])


def _spans(summary: Summary, clean: Printable) -> Iterator[Block]:
    del clean
    chart = spans_chart(summary)
    if not chart.is_empty:
        yield Keep((table_heading(chart.title), Gap(_AIR), ChartBlock(chart, _CHART)))
        yield SPACE


def _topics(summary: Summary, clean: Printable) -> Iterator[Block]:
    rows = topic_rows(summary)
    if not rows:
        return
    now, before = span_head(summary)
    heads = (now, before, "Изменение", "С начала сезона", "Исполнено", "В работе", "Просрочено")
    # The second holds «Месяцем» and «Прошлый» whole.
    widths = (_NUMBER, 19 * MM, 21.5 * MM, 17 * MM, 21 * MM, 17 * MM, 23 * MM)
    columns = [Column("Тема", BODY - sum(widths))]
    columns += [Column(h, w, True) for h, w in zip(heads, widths, strict=True)]
    total = topic_total(summary)
    cells = [
        (
            clean(row.title),
            number(row.received),
            number(row.previous),
            signed(row.received, row.previous),
            number(row.season),
            number(row.done),
            number(row.in_work),
            number(row.overdue),
        )
        for row in [*rows, total]
    ]
    strong = [frozenset[int]()] * len(rows) + [frozenset(range(len(columns)))]
    yield table_heading("Темы")
    yield grid(columns, cells, strong, notes=[TOPICS_NOTE])
    yield SPACE


def _topics_picture(summary: Summary, clean: Printable) -> Iterator[Block]:
    del clean
    chart = topics_chart(summary)
    if not chart.is_empty:
        yield Keep((table_heading(chart.title), Gap(_AIR), ChartBlock(chart, _LOW_CHART)))
        yield SPACE


def _executors(summary: Summary, clean: Printable) -> Iterator[Block]:
    lines = summary.executors
    if not lines:
        return
    heads = ("Передано", "Исполнено", "В срок", "Просрочено", "Решено по обзвону", "На доработку")
    widths = (20 * MM, 21 * MM, 15 * MM, 23 * MM, 21 * MM, 23 * MM)
    columns = [Column("Исполнитель", BODY - sum(widths))]
    columns += [Column(head, width, True) for head, width in zip(heads, widths, strict=True)]
    cells = []
    strong = []
    for line in [*lines, executor_total(summary)]:
        percent = executor_percent(line)
        cells.append(
            (
                clean(line.name),
                number(line.handed),
                number(line.executed),
                share(line.in_term, line.termed),
                number(line.overdue),
                DASH if percent is None else f"{percent}{NBSP}%",
                number(line.rework),
            )
        )
        strong.append(frozenset({4}) if line.overdue else frozenset[int]())
    strong[-1] = frozenset(range(len(columns)))
    yield table_heading("Исполнители")
    yield grid(columns, cells, strong, notes=[EXECUTORS_NOTE, f"{formula(summary)} {FORMULA_NOTE}"])
    yield SPACE


def _executors_picture(summary: Summary, clean: Printable) -> Iterator[Block]:
    del clean
    chart = executors_chart(summary, most=6)
    if not chart.is_empty:
        words = "Серое — передано, синее — исполнено."
        picture = ChartBlock(chart, _LOW_CHART)
        yield Keep((table_heading(chart.title), Gap(_AIR), picture, note(words)))
        yield SPACE


def _apart(summary: Summary, clean: Printable) -> Iterator[Block]:
    lines: list[Block] = [heading("Отдельной строкой")]
    lines += [labelled(line.label, clean(line.words)) for line in apart(summary)]
    lines.append(labelled("Меры по актам", remedies(summary)))
    if summary.balance.returned:
        lines.append(labelled("Возвращено в работу", number(summary.balance.returned)))
    yield Keep(tuple(lines))
    yield SPACE


def _houses(summary: Summary, clean: Printable) -> Iterator[Block]:
    cells = [
        (
            clean(house.address),
            number(house.tickets),
            clean(house.topic),
            clean(house.visit) or DASH,
        )
        for house in summary.houses
    ]
    widths = (64 * MM, 23 * MM, 44 * MM)
    columns = (
        Column("Дом", widths[0]),
        Column("Обращений", widths[1], True),
        Column("Чаще всего", widths[2]),
        Column("Выезд комиссии", BODY - sum(widths)),
    )
    yield from _table("Повторные адреса", columns, cells)


def _sites(summary: Summary, clean: Printable) -> Iterator[Block]:
    cells = [
        (clean(site.name), number(site.delays), clean(site.outcome) or DASH)
        for site in summary.sites
    ]
    columns = (
        Column("Контейнерная площадка", 80 * MM),
        Column("Срывов вывоза", 26 * MM, True),
        Column("Что с ними", BODY - 106 * MM),
    )
    yield from _table("Площадки с задержкой вывоза", columns, cells)


def _days(summary: Summary, clean: Printable) -> Iterator[Block]:
    del clean
    chart = days_chart(summary)
    if len(chart.labels) > 1 and not chart.is_empty:
        yield Keep((table_heading(chart.title), Gap(_AIR), ChartBlock(chart, _LOW_CHART)))
        yield SPACE


def _visitors(summary: Summary, clean: Printable) -> Iterator[Block]:
    columns = (
        Column("№", 21 * MM),
        Column("Принято", 21 * MM, True),
        Column("Дом", 44 * MM),
        Column("Тема", BODY - 143 * MM),
        Column("Исполнитель", 32 * MM),
        Column("Состояние", 25 * MM),
    )
    cells = [
        (
            clean(row.number),
            f"{row.received_at:%d.%m.%Y\n%H:%M}",
            clean(row.address),
            clean(row.topic),
            clean(row.executor) or DASH,
            clean(row.status),
        )
        for row in summary.visitors
    ]
    if not cells:
        yield paragraph("На личном приёме в эти дни никого не было.")
        yield SPACE
        return
    yield from _table(f"Принято на личном приёме: {number(len(cells))}", columns, cells)


def _table(
    title: str, columns: Sequence[Column], cells: Sequence[Sequence[str]]
) -> Iterator[Block]:
    if cells:
        yield table_heading(title)
        yield grid(columns, cells)
        yield SPACE


def _end(summary: Summary, clean: Printable) -> tuple[Block, ...]:
    name = clean(signature_name(summary.author)) if summary.author else ""
    return (
        note(_PRIVACY),
        Gap(2 * MM),
        heading("Подготовил:"),
        signature(clean(summary.author_post), name),
        Gap(2 * MM),
        heading("Руководитель:"),
        signature("", ""),
    )
