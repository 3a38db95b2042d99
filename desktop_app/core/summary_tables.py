"""Tables of a summary: columns and rows once for PDF and Excel, and which form shows which part."""

import enum
from dataclasses import dataclass

from desktop_app.core.records.summary import ExecutorLine, Summary, TopicLine
from desktop_app.core.shares import whole_percent
from desktop_app.core.summary_periods import SpanKind, SummaryForm

_TOPIC_LINES = 14


class Part(enum.Enum):
    """Parts of the paper in their order."""

    SPANS = "spans"
    TOPICS = "topics"
    TOPICS_CHART = "topics_chart"
    EXECUTORS = "executors"
    EXECUTORS_CHART = "executors_chart"
    APART = "apart"
    HOUSES = "houses"
    SITES = "sites"
    DAYS = "days"
    VISITORS = "visitors"


_WEEKLY = (Part.SPANS, Part.TOPICS, Part.EXECUTORS, Part.APART)
_PARTS = {
    SummaryForm.DISTRICT: (*_WEEKLY, Part.HOUSES, Part.SITES),
    SummaryForm.CITY: (*_WEEKLY, Part.SITES),
    SummaryForm.EXTENDED: tuple(part for part in Part if part is not Part.VISITORS),
    SummaryForm.RECEPTION: (Part.VISITORS,),
}


def parts(form: SummaryForm) -> tuple[Part, ...]:
    """Return the parts a form shows.

    The district counts its houses; the city hears of topics and executors; the extended meeting
    gets everything, with days and comparisons; personal reception is a list.
    """
    return _PARTS[form]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A line of the table of topics."""

    title: str
    received: int
    previous: int
    season: int
    done: int
    in_work: int
    overdue: int


def topic_rows(summary: Summary) -> list[TopicRow]:
    """Return the busiest topics with tickets now or before, all the rest in one line.

    Together they are all topics of the season: columns add up to `topic_total`.
    """
    named = [line for line in summary.topics if line.received or line.previous][:_TOPIC_LINES]
    shown = [_topic_row(line.title, [line]) for line in named]
    rest = [line for line in summary.topics if line not in named]
    if len(rest) == 1:
        shown.append(_topic_row(rest[0].title, rest))
    elif rest:
        shown.append(_topic_row("Прочие", rest))
    return shown


def topic_total(summary: Summary) -> TopicRow:
    """Return the sum of all topics: it is the number received."""
    return _topic_row("Всего", list(summary.topics))


def executor_total(summary: Summary) -> ExecutorLine:
    """Return the sum over executors."""
    lines = summary.executors
    return ExecutorLine(
        0,
        "Всего",
        sum(line.handed for line in lines),
        sum(line.executed for line in lines),
        sum(line.in_term for line in lines),
        sum(line.overdue for line in lines),
        sum(line.solved for line in lines),
        sum(line.rework for line in lines),
        sum(line.termed for line in lines),
    )


def executor_percent(line: ExecutorLine) -> int | None:
    """Return the share of «решено» of an executor."""
    return whole_percent(line.solved, line.decided)


def span_head(summary: Summary) -> tuple[str, str]:
    """Return heads of two columns: these days and those before («За неделю», «Неделей ранее»)."""
    return {
        SpanKind.DAY: ("За день", "Днём ранее"),
        SpanKind.WEEK: ("За неделю", "Неделей ранее"),
        SpanKind.MONTH: ("За месяц", "Месяцем ранее"),
        SpanKind.SEASON: ("За сезон", "Прошлый сезон"),
        SpanKind.ANY: ("За период", "До этого"),
    }[summary.span.kind(summary.season_start)]


def _topic_row(title: str, lines: list[TopicLine]) -> TopicRow:
    return TopicRow(
        title,
        sum(line.received for line in lines),
        sum(line.previous for line in lines),
        sum(line.season for line in lines),
        sum(line.done for line in lines),
        sum(line.in_work for line in lines),
        sum(line.overdue for line in lines),
    )
