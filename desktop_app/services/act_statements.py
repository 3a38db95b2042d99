"""Labelled statements of an act: what was asked, found, concluded and ordered, in words."""

import datetime as dt
from collections.abc import Iterable, Sequence

from desktop_app.core import clock
from desktop_app.core.acts.form import ActForm, Own, Part, Question
from desktop_app.core.conclusions import no_access_words
from desktop_app.core.enums import Access, ActKind, MemberRole, RemedyState
from desktop_app.core.norms import shown
from desktop_app.core.records.acts import ActAnnex, ActField, ActRemedy
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft, Member, Remedy
from desktop_app.core.records.reference import Instrument
from desktop_app.core.text import NBSP, counted
from desktop_app.services.act_people import NO_ACCESS
from desktop_app.services.inspection_checks import expired

_BLANK_REMEDIES = 4
_PERSONS = (MemberRole.CONSUMER, MemberRole.COUNCIL, MemberRole.WITNESS)
_IN_A_GRID = "containers"
_TIME = "начата «____» ____________ 20____ г. в ____ ч ____ мин, окончена в ____ ч ____ мин"
_OUTDOOR = "________ °C, средняя за сутки ________ °C, источник _________________"
_ACCESS = "предоставлен / частично / отказано / никого не было (нужное подчеркнуть)"
_ACCESS_WORDS = {
    Access.GRANTED: "предоставлен",
    Access.PARTIAL: "предоставлен частично",
    Access.REFUSED: "в доступе отказано",
    Access.ABSENT: "в помещении никого не было",
}
Fields = tuple[ActField, ...]


def facts(card: InspectionCard, form: ActForm, *, blank: bool) -> Fields:
    """Return what is known before the visit: basis, place, sides, messages."""
    draft = card.draft
    address = ", ".join(part for part in (card.full_address, _premise(draft.premise)) if part)
    house = card.house_words if Own.HOUSE in form.own else ""
    system = or_lines("Система отопления", draft.system_text, blank=blank, lines=1)
    return _given(
        or_lines("Основание", draft.basis, blank=blank, lines=2),
        _instead(card) if not blank else None,
        _again(card, form),
        or_lines("Адрес", address, blank=blank, lines=1),
        ActField("Дом", house) if house else None,
        system if Own.SYSTEM in form.own else None,
        *_asked(card, form, Part.FACTS, blank=blank),
    )


def checked(draft: InspectionDraft, form: ActForm, *, blank: bool) -> Fields:
    """Return when it was checked and under what circumstances."""
    asked = [_answered(draft, question, blank=blank) for question in _of(form, Part.CHECKED)]
    if blank:
        known = [
            ActField("Проверка", _TIME),
            ActField("Доступ", _ACCESS) if Own.ACCESS in form.own else None,
            ActField("Наружный воздух", _OUTDOOR) if Own.OUTDOOR in form.own else None,
            ActField("Температурный график", draft.chart_text) if Own.CHART in form.own else None,
        ]
        return _given(*known, *asked)
    access = _ACCESS_WORDS[draft.access] if draft.started_at and Own.ACCESS in form.own else ""
    found = (
        ("Проверка", _time(draft.started_at, draft.finished_at)),
        ("Доступ", access),
        ("Наружный воздух", _outdoor(draft) if Own.OUTDOOR in form.own else ""),
        ("Температурный график", draft.chart_text if Own.CHART in form.own else ""),
    )
    return _given(*(ActField(label, text) if text else None for label, text in found), *asked)


def means(draft: InspectionDraft, form: ActForm, *, blank: bool) -> Fields:
    """Return with what it was measured, reservations about instruments included."""
    tools = "; ".join(map(_tool, draft.instruments))
    meter = or_lines("Теплосчётчик", draft.heat_meter, blank=blank, lines=2)
    method = or_lines("Методы замера", draft.method_text, blank=blank, lines=2)
    instruments = or_lines("Приборы комиссии", tools, blank=blank, lines=3)
    own = form.own
    found = [
        meter if Own.HEAT_METER in own else None,
        method if Own.METHOD in own else None,
        instruments if Own.INSTRUMENTS in own or tools else None,
    ]
    if not blank:
        found += [ActField("Оговорка", f"{line}.") for line in expired(draft)]
    asked = [_answered(draft, question, blank=blank) for question in _of(form, Part.MEANS)]
    return _given(*found, *asked)


def conclusions(draft: InspectionDraft, form: ActForm, *, blank: bool) -> Fields:
    """Return the conclusions line by line; a blank has words to underline and lines."""
    if blank:
        return tuple(ActField(item.label, item.choice, item.lines) for item in form.conclusions)
    lines = [line.strip() for line in draft.conclusions.split("\n")]
    if not any(lines) and draft.access in NO_ACCESS:
        lines = [no_access_words(draft.access)]
    return tuple(ActField("", line) for line in lines if line)


def remedies(wanted: Sequence[Remedy], *, blank: bool) -> tuple[ActRemedy, ...]:
    """Return what must be done, dropped remedies left out; a blank has empty rows."""
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


def closing(
    draft: InspectionDraft,
    form: ActForm,
    people: Sequence[Member],
    *,
    blank: bool,
    annex: ActAnnex | None = None,
) -> Fields:
    """Return the last statements before the signatures: terms, enclosures, copies."""
    enclosed = "; ".join(part for part in (_pictures(annex), draft.attachments_text) if part)
    again = clock.show_date(draft.next_visit_on) if draft.next_visit_on else ""
    asked = [_answered(draft, question, blank=blank) for question in _of(form, Part.CLOSING)]
    return _given(
        *asked,
        or_lines("Дата повторной проверки", again, blank=blank, lines=1),
        or_lines("Приложения (с числом листов)", enclosed, blank=blank, lines=1),
        ActField("Экземпляры", _copies(form, people, blank=blank)),
    )


def _pictures(annex: ActAnnex | None) -> str:
    """Return «фототаблица, 3 фото — 2 л.; видео на носителе — 1 файл», "" where there is none."""
    if annex is None:
        return ""
    title = f"фототаблица, {len(annex.photos)}{NBSP}фото" if annex.photos else "видеозаписи"
    paper = f"{title} — {annex.sheets}{NBSP}л."
    if not annex.videos:
        return paper
    return f"{paper}; видео на носителе — {counted(len(annex.videos), 'файл', 'файла', 'файлов')}"


def or_lines(label: str, text: str, *, blank: bool, lines: int) -> ActField | None:
    """Return a statement; nothing known is ruled lines in a blank and left out of a filled act."""
    if not text and not blank:
        return None
    return ActField(label, text, lines)


def _given(*fields: ActField | None) -> Fields:
    return tuple(field for field in fields if field is not None)


def _of(form: ActForm, part: Part) -> Iterable[Question]:
    return (q for q in form.questions if q.part is part and q.key != _IN_A_GRID)


def _asked(
    card: InspectionCard, form: ActForm, part: Part, *, blank: bool
) -> list[ActField | None]:
    return [_answered(card.draft, q, blank=blank) for q in _of(form, part)]


def _answered(draft: InspectionDraft, question: Question, *, blank: bool) -> ActField | None:
    text = draft.answer(question.key)
    if blank and not text:
        text = question.choice
    return or_lines(question.label, text, blank=blank, lines=question.lines)


def _instead(card: InspectionCard) -> ActField | None:
    replaced = next((act for act in reversed(card.issued) if act.cancelled_at is not None), None)
    if replaced is None or replaced.cancelled_at is None:
        return None
    return ActField(
        "Взамен",
        f"акта № {card.number}, выпущенного {clock.show_date(replaced.issued_at)} и отменённого"
        f" {clock.show_date(replaced.cancelled_at)} ({replaced.cancel_reason})",
    )


def _again(card: InspectionCard, form: ActForm) -> ActField | None:
    """Return which visit this one checks again, unless the act asks about it itself."""
    first = card.previous
    if first is None or (form.kind is ActKind.AFTER_REPAIR and card.draft.answer("first_act")):
        return None
    day = f" от {clock.show_date(first.day)}" if first.day else ""
    return ActField("Повторная проверка", f"к акту № {first.number}{day}")


def _copies(form: ActForm, people: Sequence[Member], *, blank: bool) -> str:
    copies = list(dict.fromkeys(map(_side, people)))
    if blank or not copies:
        return form.copies_blank
    word = "экземпляре" if len(copies) % 10 == 1 and len(copies) % 100 != 11 else "экземплярах"
    return f"акт составлен в {len(copies)}{NBSP}{word}, по одному: {'; '.join(copies)}"


def _side(member: Member) -> str:
    """Return whose copy it is: a person's own, where nobody stands behind him."""
    if member.role in _PERSONS:
        return member.name or member.organization
    return member.organization or member.name


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
