"""The card of a ticket as PDF: facts, the caller's words, cycles, handovers, callbacks, history.

The inner note is not printed: it is for the office only.
"""

from collections.abc import Iterator, Sequence

from desktop_app.core import clock, phones, text
from desktop_app.core.deadline_words import span
from desktop_app.core.enums import CallbackOutcome, CancelReason, CloseResult
from desktop_app.core.people import accepted_words, signature_name
from desktop_app.core.records.ticket_papers import TicketPaper
from desktop_app.core.records.tickets import Callback, Cycle, Handover, HistoryEvent, TicketCard
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_flow import Block, Gap
from desktop_app.reports.pdf_grid import Column, closed, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties, Rendered
from desktop_app.reports.pdf_parts import (
    SPACE,
    centered,
    head,
    heading,
    labelled,
    paragraph,
    signature,
    table_heading,
)

TITLE = "Карточка обращения"
_PRIVACY = "Содержит персональные данные. Только для служебного пользования внутри учреждения."
_WHEN = 27 * MM
_CYCLES = (
    Column("Цикл", 14 * MM, True),
    Column("Открыт", _WHEN, True),
    Column("Срок и основание", BODY - 95 * MM),
    Column("Исполнено", _WHEN, True),
    Column("Чем закончился", 27 * MM),
)
_HANDOVERS = (
    Column("Передано", _WHEN, True),
    Column("Кому, как, кто принял", BODY - 108 * MM),
    Column("Обещали до", _WHEN, True),
    Column("Ответ", 54 * MM),
)
_CALLS = (
    Column("Звонок", _WHEN, True),
    Column("Итог", 32 * MM),
    Column("Что сказано", BODY - 95 * MM),
    Column("Кто звонил", 36 * MM),
)
_HISTORY = (
    Column("Когда", _WHEN, True),
    Column("Событие, кто", BODY - _WHEN),
)


def render(papers: Sequence[TicketPaper]) -> Rendered:
    """Return the cards in one file, each from a new sheet; the same cards give the same bytes."""
    clean = Printable()
    first = papers[0]
    number = first.card.row.number
    paper = Paper(
        PaperProperties(
            title=f"{TITLE} № {number}" if len(papers) == 1 else f"Карточки: {len(papers)}",
            subject=TITLE,
            author=clean(", ".join(first.office)),
            moment=first.made_at,
            foot=_foot(first),
        )
    )
    for place, one in enumerate(papers):
        if place:
            paper.next_paper(_foot(one))
        paper.add(list(_blocks(one, clean)))
    return Rendered(paper.finish(), clean.notices())


def _foot(paper: TicketPaper) -> str:
    moment = clock.show_moment(paper.made_at)
    return f"{TITLE} № {paper.card.row.number}, напечатана {moment}"


def _blocks(paper: TicketPaper, clean: Printable) -> Iterator[Block]:
    card, ticket = paper.card, paper.card.row
    yield from head(map(clean, paper.office), f"{TITLE} № {ticket.number}")
    yield centered(f"от {clock.show_moment(ticket.registered_at)}, {ticket.source.title_ru}")
    yield Gap(3 * MM)
    for label, value in _facts(card):
        if value:
            yield labelled(label, clean(value))
    yield SPACE
    yield heading("Со слов заявителя")
    yield paragraph(clean(card.details) or "—")
    if card.answer:
        yield SPACE
        yield heading("Ответ заявителю")
        yield paragraph(clean(card.answer))
    end = (
        paragraph(_PRIVACY),
        SPACE,
        signature(clean(paper.author_post), clean(signature_name(paper.author))),
    )
    yield from closed([*_tables(card, clean), SPACE], end)


def _facts(card: TicketCard) -> Iterator[tuple[str, str]]:
    ticket = card.row
    flat = f", кв. {ticket.premise}" if ticket.premise else ""
    place = (
        f"подъезд {card.entrance}" if card.entrance else "",
        f"этаж {card.floor}" if card.floor else "",
    )
    yield "Адрес", f"{card.full_address}{flat}"
    yield "Где", ", ".join(part for part in place if part)
    yield "Дом", card.house_facts
    yield "Заявитель", ticket.applicant_name
    phone = phones.shown(ticket.phone, ticket.phone_digits)
    yield "Телефон", phone or ("без телефона" if card.no_phone else "")
    yield "Тема", card.topic_path or ticket.topic
    yield "Вид", card.kind.title_ru
    if card.room_temperature is not None:
        yield "В комнате", f"{text.decimal(card.room_temperature)} °C"
    marks = (
        "авария" if ticket.is_emergency else "",
        "на контроле" if ticket.is_control else "",
        "повторное" if ticket.is_repeat else "",
        "дети, пожилые или больные" if card.is_vulnerable else "",
    )
    yield "Отметки", ", ".join(mark for mark in marks if mark)
    yield "Исполнитель", ticket.organization
    yield "Состояние", ticket.status.title_ru
    if ticket.deadline_at:
        basis = f" ({card.deadline_basis})" if card.deadline_basis else ""
        yield "Срок", f"{clock.show_moment(ticket.deadline_at)}{basis}"
    yield "Кто принял", ticket.clerk
    linked = (f"№ {link.other_number} ({link.kind.title_ru})" for link in card.links)
    yield "Связано", ", ".join(linked)
    yield "Выезды", ", ".join(f"№ {number}" for number in card.inspections)


def _tables(card: TicketCard, clean: Printable) -> Iterator[Block]:
    if len(card.cycles) > 1:
        yield SPACE
        yield table_heading("Циклы")
        yield grid(_CYCLES, [_cycle(cycle, clean) for cycle in card.cycles])
    if card.handovers:
        yield SPACE
        yield table_heading("Передачи")
        yield grid(_HANDOVERS, [_handover(one, clean) for one in card.handovers])
    if card.callbacks:
        yield SPACE
        yield table_heading("Обзвон")
        yield grid(_CALLS, [_call(one, clean) for one in card.callbacks])
    if card.history:
        yield SPACE
        yield table_heading("История")
        yield grid(_HISTORY, [_event(one, clean) for one in card.history])


def _cycle(cycle: Cycle, clean: Printable) -> tuple[str, ...]:
    due = clock.show_moment(cycle.deadline_at) if cycle.deadline_at else ""
    minutes = cycle.late_minutes or 0
    late = f"с опозданием на {span(minutes)}" if minutes > 0 else ""
    return (
        str(cycle.number),
        _moment(cycle.opened_at),
        clean(_lines(cycle.reason, due, cycle.deadline_basis)),
        _moment(cycle.done_at),
        clean(_lines(_ending(cycle.result), late)) or "—",
    )


def _ending(result: str) -> str:
    """Return what ended a cycle in words; what is no known code is said as it is stored."""
    known = (kind.title_ru for kind in (*CloseResult, *CancelReason, *CallbackOutcome)
             if kind.value == result)  # fmt: skip
    return next(known, result)


def _handover(one: Handover, clean: Printable) -> tuple[str, ...]:
    accepted = accepted_words(one.accepted_by)
    number = f"их № {one.their_number}" if one.their_number else ""
    how = ", ".join(part for part in (one.channel.title_ru, accepted, number) if part)
    answered = clock.show_moment(one.answered_at) if one.answered_at else ""
    return (
        _moment(one.sent_at),
        clean(_lines(one.organization, how)),
        _moment(one.promised_at),
        clean(_lines(one.outcome.title_ru, answered, one.answer)),
    )


def _call(one: Callback, clean: Printable) -> tuple[str, ...]:
    again = f"перезвонить {clock.show_moment(one.next_call_at)}" if one.next_call_at else ""
    return (
        _moment(one.made_at),
        _lines(one.outcome.title_ru, again),
        clean(one.remark) or "—",
        clean(one.clerk),
    )


def _event(one: HistoryEvent, clean: Printable) -> tuple[str, ...]:
    return (
        _moment(one.occurred_at),
        clean(_lines(one.title, one.details)),
    )


def _moment(value: object) -> str:
    return f"{value:%d.%m.%Y\n%H:%M}" if value else "—"


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
