"""A visit in the words of its act: the card goes in, everything the paper says comes out."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.core import clock
from desktop_app.core.enums import Access, MemberRole, RemedyState, SignatureState
from desktop_app.core.norms import shown
from desktop_app.core.people import signature_name
from desktop_app.core.records.acts import (
    ActDocument,
    ActField,
    ActRemedy,
    ActSignature,
)
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft, Member, Remedy
from desktop_app.core.records.reference import Instrument
from desktop_app.core.text import NBSP, counted
from desktop_app.services.act_tables import act_tables
from desktop_app.services.inspection_checks import expired

_BLANK_REMEDIES = 4
_WITNESSES = 2
_CHAIR, _MEMBERS = "Председатель комиссии", "Члены комиссии"
_DISINTERESTED = "Незаинтересованные лица"
_TIME = "начата «____» ____________ 20____ г. в ____ ч ____ мин, окончена в ____ ч ____ мин"
_OUTDOOR = "________ °C, средняя за сутки ________ °C, источник _________________"
_ACCESS = "предоставлен / частично / отказано / никого не было (нужное подчеркнуть)"
_CONDITION = "Состояние системы"
_CONDITION_BLANK = f"{_CONDITION} (изоляция, утечки, грязевики, арматура, воздух, балансировка)"
_FITS = "соответствует / не соответствует (нужное подчеркнуть)"
_ACCESS_WORDS = {
    Access.GRANTED: "предоставлен",
    Access.PARTIAL: "предоставлен частично",
    Access.REFUSED: "в доступе отказано",
    Access.ABSENT: "в помещении никого не было",
}
_REFUSAL_RULE = (
    "Если участник проверки уклонился от подписи, акт подписывают другие участники и не менее двух "
    "незаинтересованных лиц (Правила, утверждённые постановлением Правительства РФ от 06.05.2011 "
    "№ 354, п. 109)."
)


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What the heading of a paper says of the office."""

    lines: tuple[str, ...]
    place: str


def coolant_document(card: InspectionCard, office: OfficeWords, *, blank: bool) -> ActDocument:
    """Return «Акт комиссионной проверки параметров теплоносителя» of a visit.

    A blank keeps what is known before the visit (house, basis, commission, norms) and leaves lines
    for what is found on the site. The foot carries a code of the whole text, so that a sheet of
    another version can be told.
    """
    draft = card.draft
    moment = draft.finished_at or draft.started_at or draft.planned_at or card.created_at
    witnesses = [member for member in draft.members if member.role is MemberRole.WITNESS]
    people = [member for member in draft.members if member.role is not MemberRole.WITNESS]
    unsigned = blank or any(m.signature is not SignatureState.SIGNED for m in people)
    document = ActDocument(
        kind=draft.kind,
        number=card.number,
        office=office.lines,
        place=office.place,
        date="" if blank else clock.show_date(draft.started_at or moment),
        title=draft.kind.title_ru,
        moment=moment,
        is_blank=blank,
        facts=_facts(card, blank=blank),
        members_title="Комиссия в составе:",
        members=tuple(map(_member, people)),
        checked=_checked(draft, blank=blank),
        tables=act_tables(card, blank=blank),
        means=_means(draft, blank=blank),
        condition=_or_lines(
            _CONDITION_BLANK if blank else _CONDITION, draft.condition_text, blank=blank, lines=4
        ),
        conclusions=_conclusions(draft, blank=blank),
        remedies=_remedies(draft.remedies, blank=blank),
        closing=_closing(draft, people, blank=blank),
        signatures=_signatures(people, blank=blank),
        special_opinion=_opinion(draft, blank=blank, unsigned=unsigned),
        refusal=_refusal(people, blank=blank) if unsigned else (),
        witnesses=_witnesses(witnesses) if unsigned else (),
    )
    return replace(document, footer=_foot(document, card))


def _facts(card: InspectionCard, *, blank: bool) -> tuple[ActField, ...]:
    draft = card.draft
    address = ", ".join(part for part in (card.full_address, _premise(draft.premise)) if part)
    replaced = next((act for act in reversed(card.issued) if act.cancelled_at is not None), None)
    instead = ""
    if replaced is not None and replaced.cancelled_at is not None and not blank:
        instead = (
            f"акта № {card.number}, выпущенного {clock.show_date(replaced.issued_at)} и отменённого"
            f" {clock.show_date(replaced.cancelled_at)} ({replaced.cancel_reason})"
        )
    found = (
        _or_lines("Основание", draft.basis, blank=blank, lines=2),
        ActField("Взамен", instead) if instead else None,
        ActField("Адрес", address),
        ActField("Дом", card.house_words) if card.house_words else None,
        _or_lines("Система отопления", draft.system_text, blank=blank, lines=1),
    )
    return tuple(item for item in found if item is not None)


def _checked(draft: InspectionDraft, *, blank: bool) -> tuple[ActField, ...]:
    if blank:
        return (
            ActField("Проверка", _TIME),
            ActField("Доступ", _ACCESS),
            ActField("Наружный воздух", _OUTDOOR),
            ActField("Температурный график", draft.chart_text),
        )
    found = (
        ("Проверка", _time(draft.started_at, draft.finished_at)),
        ("Доступ", _ACCESS_WORDS[draft.access] if draft.started_at else ""),
        ("Наружный воздух", _outdoor(draft)),
        ("Температурный график", draft.chart_text),
    )
    return tuple(ActField(label, text) for label, text in found if text)


def _means(draft: InspectionDraft, *, blank: bool) -> tuple[ActField, ...]:
    tools = "; ".join(map(_tool, draft.instruments))
    found = [
        _or_lines("Теплосчётчик", draft.heat_meter, blank=blank, lines=2),
        _or_lines("Методы замера", draft.method_text, blank=blank, lines=2),
        _or_lines("Приборы комиссии", tools, blank=blank, lines=3),
    ]
    if not blank:
        found += [ActField("Оговорка", f"{line}.") for line in expired(draft)]
    return tuple(item for item in found if item is not None)


def _conclusions(draft: InspectionDraft, *, blank: bool) -> tuple[ActField, ...]:
    if not blank:
        lines = (line.strip() for line in draft.conclusions.split("\n"))
        return tuple(ActField("", line) for line in lines if line)
    return (
        ActField("Ввод в дом (РСО)", _FITS),
        ActField("", lines=1),
        ActField("Внутридомовая система (УК)", _FITS),
        ActField("", lines=1),
        ActField("Причина", lines=3),
    )


def _remedies(wanted: Sequence[Remedy], *, blank: bool) -> tuple[ActRemedy, ...]:
    if blank:
        return (ActRemedy(),) * _BLANK_REMEDIES
    return tuple(
        ActRemedy(
            remedy.what,
            remedy.responsible,
            clock.show_date(remedy.due_on) if remedy.due_on else "",
            f"устранено {clock.show_date(remedy.fixed_on)}" if remedy.fixed_on else "",
        )
        for remedy in wanted
        if remedy.state is not RemedyState.CANCELLED
    )


def _closing(
    draft: InspectionDraft, people: Sequence[Member], *, blank: bool
) -> tuple[ActField, ...]:
    again = clock.show_date(draft.next_visit_on) if draft.next_visit_on else ""
    copies = list(dict.fromkeys(member.organization or member.name for member in people))
    if blank or not copies:
        text = "акт составлен в ______ экземплярах, по одному каждому участнику"
    else:
        word = "экземпляре" if len(copies) % 10 == 1 and len(copies) % 100 != 11 else "экземплярах"
        text = f"акт составлен в {len(copies)}{NBSP}{word}, по одному: {'; '.join(copies)}"
    found = (
        _or_lines("Дата повторной проверки", again, blank=blank, lines=1),
        _or_lines("Приложения (с числом листов)", draft.attachments_text, blank=blank, lines=1),
        ActField("Экземпляры", text),
    )
    return tuple(item for item in found if item is not None)


def _signatures(people: Sequence[Member], *, blank: bool) -> tuple[ActSignature, ...]:
    chairs = [member for member in people if member.role is MemberRole.CHAIR]
    rest = [member for member in people if member.role is not MemberRole.CHAIR]
    lines = [_signature(member, _CHAIR, blank=blank) for member in chairs]
    lines += [_signature(member, _MEMBERS, blank=blank) for member in rest]
    if blank and not lines:
        lines = [ActSignature("", "", _CHAIR), *(ActSignature("", "", _MEMBERS),) * 4]
    return tuple(lines)


def _signature(member: Member, role: str, *, blank: bool) -> ActSignature:
    state = SignatureState.PENDING if blank else member.signature
    post = ", ".join(part for part in (member.post, member.organization) if part)
    return ActSignature(signature_name(member.name), post or member.role.title_ru, role, state)


def _opinion(draft: InspectionDraft, *, blank: bool, unsigned: bool) -> ActField | None:
    if draft.special_opinion and not blank:
        return ActField("Особое мнение, возражения", draft.special_opinion)
    if unsigned:
        return ActField("Особое мнение, возражения", lines=3 if blank else 2)
    return None


def _refusal(people: Sequence[Member], *, blank: bool) -> tuple[ActField, ...]:
    refused = [member for member in people if member.signature is SignatureState.REFUSED]
    if blank or not refused:
        return (
            ActField("Отказ от подписи (кто, причина)", lines=2),
            ActField("", _REFUSAL_RULE),
        )
    told = "; ".join(
        f"{_member(member)}" + (f": {member.remark}" if member.remark else "") for member in refused
    )
    return (
        ActField("Отказ от подписи", told),
        ActField("", _REFUSAL_RULE),
    )


def _witnesses(people: Sequence[Member]) -> tuple[ActSignature, ...]:
    known = [
        ActSignature(
            signature_name(member.name),
            ", ".join(part for part in (member.post, member.organization) if part),
            _DISINTERESTED,
            member.signature,
        )
        for member in people
    ]
    missing = max(0, _WITNESSES - len(known))
    return (*known, *(ActSignature("", "", _DISINTERESTED),) * missing)


def _member(member: Member) -> str:
    about = ", ".join(part for part in (member.post, member.organization) if part)
    return member.name + (f", {about}" if about else "") + f" ({member.role.title_ru})"


def _tool(tool: Instrument) -> str:
    parts = [tool.title]
    if tool.serial:
        parts.append(f"зав.{NBSP}№{NBSP}{tool.serial}")
    if tool.verified_until:
        parts.append(f"поверка до {clock.show_date(tool.verified_until)}")
    if tool.certificate:
        parts.append(tool.certificate)
    return ", ".join(parts)


def _time(started: dt.datetime | None, finished: dt.datetime | None) -> str:
    if started is None:
        return ""
    words = f"начата {clock.show_date(started)} в{NBSP}{started:%H:%M}"
    if finished is None:
        return words
    day = "" if finished.date() == started.date() else f"{clock.show_date(finished)} "
    return f"{words}, окончена {day}в{NBSP}{finished:%H:%M}"


def _outdoor(draft: InspectionDraft) -> str:
    parts = []
    if draft.outdoor_temperature is not None:
        parts.append(f"{shown(draft.outdoor_temperature)}{NBSP}°C")
    if draft.outdoor_daily is not None:
        parts.append(f"средняя за сутки {shown(draft.outdoor_daily)}{NBSP}°C")
    if draft.outdoor_source and parts:
        parts.append(f"источник: {draft.outdoor_source}")
    return ", ".join(parts)


def _premise(premise: str) -> str:
    return f"кв.{NBSP}{premise}" if premise.isdecimal() else premise


def _or_lines(label: str, text: str, *, blank: bool, lines: int) -> ActField | None:
    """Return a statement; nothing known is ruled lines in a blank and left out of a filled act."""
    if not text and not blank:
        return None
    return ActField(label, text, lines)


def _foot(document: ActDocument, card: InspectionCard) -> str:
    if document.is_blank:
        return f"Бланк к акту № {card.number}"
    code = hashlib.sha256(repr(document).encode("utf-8", "backslashreplace")).hexdigest()[:12]
    grouped = " ".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()
    issue = sum(act.cancelled_at is not None for act in card.issued) + 1
    again = f", выпуск {issue}" if issue > 1 else ""
    made = sum(row.value is not None for row in card.draft.measurements)
    rows = counted(made, "замер", "замера", "замеров")
    return f"Акт № {card.number} от {document.date}{again} · {rows} · код содержания {grouped}"
