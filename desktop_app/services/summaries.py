"""Figures for the штаб over any days: read live, each number with its tickets."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from db.queries import summary_axes as axes
from db.queries import summary_counts, summary_lists
from db.queries.summary_tally import BALANCE, Tally
from desktop_app.core import seasons
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.figures import Figure
from desktop_app.core.records.summary import CallLine, Considered, Summary, TopicLine
from desktop_app.core.settings import SEASON_START
from desktop_app.core.summary_periods import Span, SpanKind, SummaryForm
from desktop_app.services.clerks import Clerks
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference
from desktop_app.services.settings import Settings

_DAY = dt.timedelta(days=1)
_BARS = 7
_MOST_DAYS = 62
_HOUSES = 10
_BILLING = "Начисления"
_LONGEST = 3_700  # days: ten years
_AXES = (*BALANCE, axes.CALLS, axes.HANDED)


@dataclass(frozen=True, slots=True)
class _Days:
    """Days asked for, those beside them, and the moment the figures are counted at."""

    span: Span
    previous: Span
    season: Span
    now: dt.datetime
    at: dt.datetime
    is_over: bool
    season_start: str


class Summaries:
    """Questions of the summary."""

    def __init__(
        self, desk: Desk, reference: Reference, settings: Settings, clerks: Clerks
    ) -> None:
        """Work at the desk with the office's lists and rules."""
        self._desk, self._reference = desk, reference
        self._settings, self._clerks = settings, clerks

    @property
    def season_start(self) -> str:
        """The office's first day of the season, «10-01»."""
        return self._settings.get(SEASON_START)

    def span(self, form: SummaryForm) -> Span:
        """Return the days the paper of a form counts today."""
        return form.days(self._desk.now().date())

    def checked(self, first: dt.date, last: dt.date) -> Span:
        """Return typed days as a span; InvalidDraft words what is wrong with them."""
        if last < first:
            raise InvalidDraft({"last": "раньше первого дня"}, "Период задан наоборот")
        if (last - first).days > _LONGEST:
            raise InvalidDraft({"first": "не больше десяти лет"}, "Период слишком длинный")
        if first > self._desk.now().date():
            raise InvalidDraft({"first": "этот день ещё не наступил"}, "Период ещё не начался")
        return Span(first, last)

    def read(self, span: Span, form: SummaryForm = SummaryForm.DISTRICT) -> Summary:
        """Return all figures of these days, from one state of the file; others save meanwhile."""
        days = self._days(span)
        tally = Tally(self._desk.store, span, days.at)
        is_list = form is SummaryForm.RECEPTION
        read = (*_AXES, axes.VISITORS) if is_list else _AXES
        return tally.settled(
            lambda: Summary(
                form=form,
                **self._head(days),
                **self._totals(days, tally),
                **self._apart(days, tally),
                **self._tables(days, tally),
                visitors=tuple(summary_lists.visitors(tally.visitors())),
            ),
            *read,
        )

    def _days(self, span: Span) -> _Days:
        now, start = self._desk.now(), self.season_start
        end = dt.datetime.combine(span.last + _DAY, dt.time())
        return _Days(
            span=span,
            previous=self._before(span, now.date()),
            season=Span(seasons.start(span.last, start), span.last),
            now=now,
            at=min(end, now),
            is_over=end <= now,
            season_start=start,
        )

    def _head(self, days: _Days) -> dict[str, Any]:
        """Return what stands above the figures."""
        clerk = self._clerks.current()
        return {
            "span": days.span,
            "previous": days.previous,
            "made_at": days.now,
            "at": days.at,
            "season_start": days.season_start,
            "office": self._settings.letterhead(),
            "author": clerk.name if clerk else "",
            "author_post": clerk.post if clerk else "",
        }

    def _totals(self, days: _Days, tally: Tally) -> dict[str, Any]:
        """Return the balance, the season, the calls."""
        store, span, season = self._desk.store, days.span, days.season
        in_term, with_term, cancelled = tally.ended()
        # Days that still run are held against no whole week.
        peak = summary_counts.peak(store, season.first, span.first) if days.is_over else None
        return {
            "balance": tally.balance(),
            "in_term": in_term,
            "with_term": with_term,
            "cancelled": cancelled,
            "overdue": tally.overdue(),
            "previous_received": summary_counts.received(store, days.previous),
            "season_first": season.first,
            "season": summary_counts.received(store, season),
            "calls": CallLine(*tally.calls(), *tally.called()),
            "peak": peak,
        }

    def _apart(self, days: _Days, tally: Tally) -> dict[str, Any]:
        """Return what is told apart from topics and executors."""
        store, span = self._desk.store, days.span
        counts, houses = tally.received()
        return {
            "billing": _considered(counts, Figure.BILLING, Figure.BILLING_CONSIDERED),
            "repeated": counts[Figure.REPEATED],
            "repeated_houses": houses,
            "consulted": counts[Figure.CONSULTED],
            "phone": counts[Figure.PHONE],
            "reception": counts[Figure.RECEPTION],
            "reception_told": counts[Figure.RECEPTION_TOLD],
            "higher": _considered(counts, Figure.HIGHER, Figure.HIGHER_ANSWERED),
            "waste": _considered(counts, Figure.WASTE, Figure.WASTE_DONE),
            "visits": summary_counts.visits(store, span, days.at),
            "outages": summary_counts.outages(store, span),
        }

    def _tables(self, days: _Days, tally: Tally) -> dict[str, Any]:
        """Return the rows of tables and charts."""
        store, span = self._desk.store, days.span
        each_day = tally.days() if span.length <= _MOST_DAYS else []
        return {
            "spans": tuple(summary_counts.spans(store, self._beside(span))),
            "days": tuple(each_day),
            "topics": self._topics(days, tally),
            "executors": tuple(tally.executors()),
            "houses": tuple(summary_lists.houses(store, span, tally.houses(), _HOUSES)),
            "sites": tuple(summary_lists.sites(store, span)),
        }

    def _before(self, span: Span, today: dt.date) -> Span:
        """Return the days these are held against: as many as have come, while these run."""
        before, lived = span.previous(self.season_start), span.lived(today)
        if lived == span:
            return before
        last = before.first + (lived.last - lived.first)
        return Span(before.first, min(last, before.last))

    def _beside(self, span: Span) -> list[Span]:
        """Return these days after those the chart shows before them, the earliest first."""
        start = self.season_start
        count = 3 if span.kind(start) is SpanKind.SEASON else _BARS
        found = [span]
        while len(found) < count:
            found.append(found[-1].previous(start))
        return found[::-1]

    def _topics(self, days: _Days, tally: Tally) -> tuple[TopicLine, ...]:
        """Return topics that have tickets, the busiest first; billing stands in one line."""
        store = self._desk.store
        now = tally.topics()
        before = summary_counts.of_topics(store, days.previous)
        since = summary_counts.of_topics(store, days.season)
        lines: list[TopicLine] = []
        for is_billing, keys in self._groups({*now, *before, *since}):
            fates = [now.get(key, (0, 0, 0)) for key in keys]
            line = TopicLine(
                title=_BILLING if is_billing else self._reference.topics_by_id[keys[0]].title,
                topic_ids=keys,
                received=sum(fate[0] for fate in fates),
                previous=sum(before.get(key, 0) for key in keys),
                season=sum(since.get(key, 0) for key in keys),
                done=sum(fate[1] for fate in fates),
                overdue=sum(fate[2] for fate in fates),
                is_billing=is_billing,
            )
            if line.received or line.previous or line.season:
                lines.append(line)
        return tuple(sorted(lines, key=_busiest))

    def _groups(self, keys: set[int]) -> list[tuple[bool, tuple[int, ...]]]:
        topics = self._reference.topics_by_id
        billing = tuple(sorted(key for key in keys if topics[key].is_billing))
        groups: list[tuple[bool, tuple[int, ...]]] = [
            (False, (key,)) for key in sorted(keys) if not topics[key].is_billing
        ]
        return [*groups, (True, billing)] if billing else groups


def _busiest(line: TopicLine) -> tuple[int, bool, int, str]:
    """Return where a topic stands: by tickets now, then since the season began; billing after."""
    return -line.received, line.is_billing, -line.season, line.title


def _considered(counts: dict[Figure, int], received: Figure, done: Figure) -> Considered:
    return Considered(counts[received], counts[done])
