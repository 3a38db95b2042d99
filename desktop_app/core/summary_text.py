"""A summary in words and tables: what screen, PDF, Excel and command line all say alike."""

import dataclasses
from dataclasses import dataclass

from desktop_app.core.charts import Chart, ChartKind, Ink, Series
from desktop_app.core.records.figures import Figure, FigureAsk
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.summary import SpanCount, Summary
from desktop_app.core.summary_periods import SpanKind
from desktop_app.core.summary_words import against_before, headline, share
from desktop_app.core.text import NBSP, counted, number

FORMULA = "Решено = решено / (решено + на доработку)"
FORMULA_NOTE = "Первый результативный звонок цикла; недозвоны показаны отдельно."
TOPICS_NOTE = "Исполнено, в работе и просрочено считаются из поступивших в эти дни."
EXECUTORS_NOTE = "Исполнено, в срок и просрочено считаются из переданных в эти дни."
_TOPICS = 6
_OTHERS = "Прочие"


@dataclass(frozen=True, slots=True)
class ApartLine:
    """A line of «Отдельной строкой»: its words, and what it leads to.

    `target` is a figure with tickets, or the key of a section; empty where there is nothing to see.
    """

    label: str
    words: str
    target: Figure | str = ""


def query(summary: Summary, figure: Figure, key: int = 0) -> RegisterQuery:
    """Return the question to the register whose answer is a figure."""
    ask = FigureAsk(figure, summary.span.first, summary.span.last, summary.at, key)
    return RegisterQuery(view=RegisterView.ALL, figure=ask)


def topic_query(summary: Summary, topic_ids: tuple[int, ...]) -> RegisterQuery:
    """Return the question whose answer is a line of topics."""
    received = query(summary, Figure.RECEIVED)
    return dataclasses.replace(received, topic_ids=topic_ids)


def span_query(count: SpanCount) -> RegisterQuery:
    """Return the question whose answer is a bar of the chart by weeks."""
    return RegisterQuery(date_from=count.first, date_to=count.last)


def sentences(summary: Summary) -> list[str]:
    """Return the summary as it is said aloud, the most important first."""
    span, start, balance = summary.span, summary.season_start, summary.balance
    peak = (summary.peak.first, summary.peak.received) if summary.peak else None
    said = [
        headline(span, summary.received, peak, start),
        against_before(
            span,
            summary.received,
            summary.previous_received,
            start,
            running=summary.is_running,
        ),
    ]
    closed = f"Закрыто {number(balance.closed)}"
    if summary.termed > 0:
        of_them = f"из{NBSP}{number(summary.termed)} со сроком "
        in_term = f"в срок {share(summary.in_term, summary.termed)}"
        closed += f", {of_them if summary.termed < summary.ended else ''}{in_term}"
    late = f", из них просрочено {number(summary.overdue)}" if summary.overdue else ""
    said.append(f"{closed}. На конец открыто {number(balance.closing)}{late}.")
    if summary.calls.decided:
        said.append(
            f"По обзвону решено {summary.calls.percent}{NBSP}% "
            f"({number(summary.calls.solved)} из {number(summary.calls.decided)}), "
            f"на доработку возвращено {100 - (summary.calls.percent or 0)}{NBSP}%."
        )
    if summary.billing.received:
        said.append(f"Начисления отдельно: {billing_words(summary)}.")
    said.append(f"С начала сезона ({summary.season_first:%d.%m.%Y}) {season_words(summary)}.")
    return said


def season_words(summary: Summary) -> str:
    """Return «15 500 обращений»."""
    return counted(summary.season, "обращение", "обращения", "обращений")


def billing_words(summary: Summary) -> str:
    """Return «481, рассмотрено 100 %»."""
    billing = summary.billing
    if not billing.received:
        return "не поступали"
    done = share(billing.considered, billing.received)
    return f"{number(billing.received)}, рассмотрено {done}"


def apart(summary: Summary) -> list[ApartLine]:
    """Return the lines shown apart from topics and executors."""
    houses = summary.repeated_houses
    repeated = number(summary.repeated) if summary.repeated else "не было"
    if houses:
        by_houses = f"{number(houses)}{NBSP}{'дому' if _is_one(houses) else 'домам'}"
        repeated += f" по {by_houses}"
    return [
        ApartLine("Начисления", billing_words(summary), Figure.BILLING),
        ApartLine("Повторные", repeated, Figure.REPEATED),
        ApartLine("Выезды, акты", _visits(summary), "visits"),
        ApartLine("Отключения", _outages(summary), "outages"),
        ApartLine("Консультации", _told(summary.consulted), Figure.CONSULTED),
        ApartLine("По телефону", _some(summary.phone), Figure.PHONE),
        ApartLine("Личный приём", _reception(summary), Figure.RECEPTION),
        ApartLine("Из других органов", _higher(summary), Figure.HIGHER),
        ApartLine("Вывоз отходов", _waste(summary), Figure.WASTE),
    ]


def of_tickets(count: int, tickets: int) -> str:
    """Return a number of cycles, with its tickets where they are fewer: «114 по 113 обращениям»."""
    if not 0 < tickets < count:
        return number(count)
    word = "обращению" if _is_one(tickets) else "обращениям"
    return f"{number(count)} по{NBSP}{number(tickets)}{NBSP}{word}"


def formula(summary: Summary) -> str:
    """Return the formula with its numbers: «… = 336 / (336 + 64) = 84 %»."""
    calls = summary.calls
    if not calls.decided:
        return f"{FORMULA}."
    solved, rework = number(calls.solved), number(calls.rework)
    return f"{FORMULA} = {solved} / ({solved} + {rework}) = {calls.percent}{NBSP}%."


def remedies(summary: Summary) -> str:
    """Return what became of remedies: «назначено 5, устранено 3, просрочено 1», «не было»."""
    visits = summary.visits
    if not (visits.remedies or visits.fixed or visits.overdue):
        return "не было"
    late = f", просрочено {number(visits.overdue)}" if visits.overdue else ""
    return f"назначено {number(visits.remedies)}, устранено {number(visits.fixed)}{late}"


def spans_chart(summary: Summary) -> Chart:
    """Return the chart of these days beside those before them."""
    values = tuple(count.received for count in summary.spans)
    last = len(values) - 1
    return Chart(
        ChartKind.COLUMNS,
        spans_title(summary),
        tuple(_span_label(count, summary) for count in summary.spans),
        (Series("Поступило", values, Ink.PAST),),
        label_title="Период",
        accent=last if last >= 0 else None,
    )


def spans_title(summary: Summary) -> str:
    """Return what the chart of spans is called."""
    kind = summary.span.kind(summary.season_start)
    return {
        SpanKind.DAY: "Обращения по дням",
        SpanKind.WEEK: "Обращения по неделям",
        SpanKind.MONTH: "Обращения по месяцам",
        SpanKind.SEASON: "Обращения по сезонам",
    }.get(kind, "Обращения по периодам")


def topics_title(summary: Summary) -> str:
    """Return what the chart of topics is called."""
    kind = summary.span.kind(summary.season_start)
    return {
        SpanKind.DAY: "Темы дня",
        SpanKind.WEEK: "Темы недели",
        SpanKind.MONTH: "Темы месяца",
        SpanKind.SEASON: "Темы сезона",
    }.get(kind, "Темы")


def topic_groups(summary: Summary) -> list[tuple[str, tuple[int, ...], int]]:
    """Return the busiest topics with their ids and counts, the rest in one line at the end."""
    lines = [line for line in summary.topics if line.received]
    shown = [(line.title, line.topic_ids, line.received) for line in lines[:_TOPICS]]
    rest = lines[_TOPICS:]
    if len(rest) == 1:
        shown.append((rest[0].title, rest[0].topic_ids, rest[0].received))
    elif rest:
        ids = tuple(key for line in rest for key in line.topic_ids)
        shown.append((_OTHERS, ids, sum(line.received for line in rest)))
    return shown


def topics_chart(summary: Summary) -> Chart:
    """Return the chart of topics: bars with counts and shares."""
    groups = topic_groups(summary)
    return Chart(
        ChartKind.ROWS,
        topics_title(summary),
        tuple(title for title, _, _ in groups),
        (Series("Поступило", tuple(count for _, _, count in groups)),),
        label_title="Тема",
        shares=tuple(share(count, summary.received) for _, _, count in groups),
    )


def days_chart(summary: Summary) -> Chart:
    """Return the chart of days; days not lived yet are gaps."""
    today = summary.made_at.date()

    def lived(day: SpanCount) -> int | None:
        return None if day.first > today else day.received

    return Chart(
        ChartKind.LINES,
        "Обращения по дням",
        tuple(f"{day.first:%d.%m}" for day in summary.days),
        (Series("Поступило", tuple(map(lived, summary.days))),),
        label_title="День",
    )


def executors_chart(summary: Summary, most: int = 10) -> Chart:
    """Return what was handed over beside what was done, organisation by organisation."""
    lines = [line for line in summary.executors if line.handed][:most]
    return Chart(
        ChartKind.COMPARED,
        "Передано и исполнено",
        tuple(line.name for line in lines),
        (
            Series("Передано", tuple(line.handed for line in lines), Ink.PAST),
            Series("Исполнено", tuple(line.executed for line in lines)),
        ),
        label_title="Исполнитель",
    )


def _span_label(count: SpanCount, summary: Summary) -> str:
    kind = summary.span.kind(summary.season_start)
    if kind is SpanKind.MONTH:
        return f"{count.first:%m.%Y}"
    if kind is SpanKind.DAY:
        return f"{count.first:%d.%m}"
    return (
        f"с{NBSP}{count.first:%d.%m.%Y}"
        if kind is SpanKind.SEASON
        else f"с{NBSP}{count.first:%d.%m}"
    )


def _visits(summary: Summary) -> str:
    if not summary.visits.visits and not summary.visits.acts:
        return "не было"
    visits = counted(summary.visits.visits, "выезд", "выезда", "выездов")
    return f"{visits}, {counted(summary.visits.acts, 'акт', 'акта', 'актов')}"


def _outages(summary: Summary) -> str:
    out = summary.outages
    if not out.outages:
        return "не было"
    houses = counted(out.houses, "дом", "дома", "домов")
    return f"{number(out.outages)}, без услуги {houses}" if out.houses else number(out.outages)


def _some(count: int) -> str:
    return number(count) if count else "не поступали"


def _told(count: int) -> str:
    return f"{number(count)}, разъяснено сразу" if count else "не было"


def _reception(summary: Summary) -> str:
    if not summary.reception:
        return "не было"
    told = summary.reception_told
    more = f", из них {number(told)} разъяснено сразу" if told else ""
    return f"{number(summary.reception)}{more}"


def _higher(summary: Summary) -> str:
    higher = summary.higher
    if not higher.received:
        return "не поступали"
    return f"{number(higher.received)}, ответ дан на {number(higher.considered)}"


def _waste(summary: Summary) -> str:
    waste = summary.waste
    if not waste.received:
        return "не поступали"
    missed = sum(site.delays for site in summary.sites)
    more = f", срывов {number(missed)}" if missed else ""
    return f"{number(waste.received)}, исполнено {number(waste.considered)}{more}"


def _is_one(count: int) -> bool:
    return count % 10 == 1 and count % 100 != 11
