"""A notice of an outage for entrances: one A4 sheet in large type, read from two steps away.

The type is as large as the sheet bears; a list of hundreds of houses goes on on the next sheet.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.core import outage_words
from desktop_app.core.day_words import month_of
from desktop_app.core.enums import IncidentKind
from desktop_app.core.records.incidents import Notice
from desktop_app.core.text import NBSP
from desktop_app.reports.fonts import Face, Printable, faces, wrap
from desktop_app.reports.pdf_flow import Block, Whole
from desktop_app.reports.pdf_page import BODY, FULL, LEFT, MM, Page
from desktop_app.reports.pdf_paper import Paper, PaperProperties, Rendered
from desktop_app.reports.pdf_parts import LEADING, Line, Lines

_SCALES = tuple(step / 100 for step in range(120, 33, -3))
_HEAD, _ADDRESS, _LACK, _TEXT, _HOUSES, _OFFICE = 40.0, 24.0, 32.0, 22.0, 18.0, 13.0
_AIR = 7 * MM
_TITLES = {
    IncidentKind.PLANNED: "Плановое отключение",
    IncidentKind.LIMIT: "Ограничение",
    IncidentKind.EMERGENCY: "Авария",
    IncidentKind.WASTE: "Вывоз отходов",
    IncidentKind.OTHER: "Объявление",
}


@dataclass(frozen=True, slots=True)
class _Sheet(Whole):
    """Everything one notice says on a sheet of its own, a little below the upper margin."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        """The whole sheet: nothing else stands on it."""
        return FULL

    def draw(self, page: Page, top: float) -> None:
        """Draw the parts so that a third of the spare height stands above them."""
        top -= max(FULL - sum(block.height for block in self.blocks), 0.0) / 3
        for block in self.blocks:
            block.draw(page, top)
            top -= block.height


@dataclass(frozen=True, slots=True)
class _Air:
    """Empty height between parts; unlike a gap it stays at the head of a page."""

    height: float

    @property
    def least(self) -> float:
        """Its own height."""
        return self.height

    def draw(self, page: Page, top: float) -> None:
        """Draw nothing."""

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Give way at the foot of a page."""
        del room
        return None, None


def render(notices: Sequence[Notice]) -> Rendered:
    """Return the file, a sheet a notice, and remarks; the same notices give the same bytes."""
    clean, first = Printable(), notices[0]
    paper = Paper(
        PaperProperties(
            title=clean(f"Объявление: {first.title}"),
            subject=clean(first.title),
            author=clean(", ".join(first.office)),
            moment=first.made_at,
            foot="",
        )
    )
    for place, notice in enumerate(notices):
        if place:
            paper.next_paper("")
        paper.add(_fitted(notice, clean))
    return Rendered(paper.finish(), clean.notices())


def _fitted(notice: Notice, clean: Printable) -> list[Block]:
    """Return the notice in the largest type that fits one sheet, else flowing in the smallest."""
    for scale in _SCALES:
        blocks = tuple(_parts(notice, clean, scale))
        if sum(block.height for block in blocks) <= FULL:
            return [_Sheet(blocks)]
    return list(blocks)


def _parts(notice: Notice, clean: Printable, scale: float) -> Iterator[Block]:
    bold, regular, air = faces().bold, faces().regular, _Air(_AIR * scale)

    def said(text: str, face: Face, size: float, *, centred: bool = True) -> Block:
        return _lines(clean(text), face, size * scale, centred=centred)

    for line in notice.office:
        yield said(line, regular, _OFFICE)
    yield air
    yield said(_TITLES[notice.kind], bold, _HEAD)
    yield said(_whom(notice), bold, _ADDRESS)
    yield air
    yield said(_lack(notice), bold, _LACK)
    yield air
    for line in _facts(notice):
        yield said(line, regular, _TEXT)
    if notice.text:
        yield air
        yield said(notice.text, regular, _TEXT)
    if not notice.address:
        yield air
        yield from _houses(notice, clean, scale)
    yield air
    yield from _contacts(notice, said)


def _whom(notice: Notice) -> str:
    return notice.address or "Уважаемые жители!"


def _lack(notice: Notice) -> str:
    lack = outage_words.what_lacks(notice.kind, notice.service)
    return f"{lack[:1].upper()}{lack[1:]}"


def _facts(notice: Notice) -> Iterator[str]:
    yield f"Начало: {_moment(notice.started_at)}"
    if notice.planned_end is None:
        yield "Время окончания уточняется"
    else:
        same = notice.planned_end.year == notice.started_at.year
        end = notice.planned_end
        shown = f"{end.day}{NBSP}{month_of(end)}, {end:%H:%M}" if same else _moment(end)
        yield f"Окончание по плану: {shown}"
    if notice.cause:
        cause = notice.cause.rstrip(".")
        yield f"Причина: {cause[:1].lower()}{cause[1:]}"


def _houses(notice: Notice, clean: Printable, scale: float) -> Iterator[Block]:
    size, face = _HOUSES * scale, faces().regular
    yield _lines("Дома", faces().bold, size, centred=False)
    for street, numbers in notice.streets:
        words = f"{street}: {numbers}" if numbers else street
        yield _lines(clean(words), face, size, centred=False)


def _contacts(notice: Notice, said: Callable[[str, Face, float], Block]) -> Iterator[Block]:
    bold, regular = faces().bold, faces().regular
    if notice.organization:
        yield said(f"Работы ведёт {notice.organization}", regular, _TEXT)
    if notice.phone:
        yield said(f"Справки: {notice.phone}", bold, _TEXT)
    yield said("Приносим извинения за неудобства", regular, _OFFICE)
    yield said(_day(notice.made_at), regular, _OFFICE)


def _moment(moment: dt.datetime) -> str:
    return f"{_day(moment)}, {moment:%H:%M}"


def _day(moment: dt.datetime) -> str:
    return f"{moment.day}{NBSP}{month_of(moment)} {moment.year}{NBSP}г."


def _lines(text: str, face: Face, size: float, *, centred: bool) -> Lines:
    rows = []
    for line in wrap(text, face, size, BODY):
        shift = (BODY - face.width(line, size)) / 2 if centred else 0.0
        rows.append((Line(LEFT + shift, line, face, size),))
    return Lines(tuple(rows), size * LEADING)
