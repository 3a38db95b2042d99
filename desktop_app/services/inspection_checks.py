"""What a visit must hold to be saved and to become an act, worded field by field."""

import dataclasses
import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from desktop_app.core import clock
from desktop_app.core.acts.forms import form_of
from desktop_app.core.enums import Access, ActKind, MemberRole, RemedyState, SignatureState
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.instrument_ranges import not_showable
from desktop_app.core.measuring import drop_mismatch
from desktop_app.core.norms import NEEDS_TIME, judge
from desktop_app.core.records.inspections import Answer, InspectionDraft, Measurement, Photo
from desktop_app.core.text import one_line
from desktop_app.core.tolerances import Span, parse_tolerance
from desktop_app.core.years import WRONG_YEAR, is_far_ahead, is_far_back

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_LONGEST = 20_000
_MOST_ROWS = 300
LONGEST_CAPTION, MOST_PHOTOS = 300, 60
_WITNESSES, _CONSUMERS = 2, 2
_OUTDOOR = (-75.0, 60.0)
_VALUE = (-1_000.0, 100_000.0)
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def cleaned(draft: InspectionDraft) -> InspectionDraft:
    """Return the draft with ends of texts stripped and what no file can hold replaced by «�».

    Halves of surrogate pairs and NUL come from broken copying; SQLite and PDF cannot keep them.
    """
    return dataclasses.replace(
        _clean_texts(draft),
        members=tuple(map(_clean_texts, draft.members)),
        instruments=tuple(map(_clean_texts, draft.instruments)),
        measurements=tuple(map(_clean_texts, draft.measurements)),
        remedies=tuple(map(_clean_texts, draft.remedies)),
        answers=_clean_answers(draft.answers),
        photos=_clean_photos(draft.photos),
    )


def check_draft(draft: InspectionDraft, now: dt.datetime) -> None:
    """Raise InvalidDraft naming every field that needs a remedy before the visit can be saved."""
    problems = {**_times(draft, now), **_figures(draft), **_lists(draft)}
    for field in dataclasses.fields(draft):
        value = getattr(draft, field.name)
        if isinstance(value, str) and len(value) > _LONGEST:
            problems[field.name] = f"не длиннее {_LONGEST} знаков"
    if any(len(said.text) > _LONGEST for said in draft.answers):
        problems["answers"] = f"не длиннее {_LONGEST} знаков"
    if problems:
        raise InvalidDraft(problems)


def lacking(draft: InspectionDraft, *, expired_blocks: bool = False) -> dict[str, str]:
    """Return by fields what an act still lacks (ПП 354, п. 109, 110(1)); empty when nothing.

    With `expired_blocks` an instrument past its verification stops the act, else it is a
    reservation on the paper. A value no instrument shows stops it too: it is mistyped.
    """
    problems: dict[str, str] = {}
    if not any(member.role is not MemberRole.WITNESS for member in draft.members):
        problems["members"] = "впишите комиссию"
    if draft.started_at is None:
        problems["started_at"] = "укажите дату и время начала"
    if draft.finished_at is None:
        problems["finished_at"] = "укажите время окончания"
    if mistyped := _mistyped(draft):
        problems["measurements"] = mistyped
    if draft.access in (Access.GRANTED, Access.PARTIAL):
        measured = any(row.value is not None for row in draft.measurements)
        if form_of(draft.kind).needs_measurements and not measured:
            problems.setdefault("measurements", "впишите хотя бы один замер")
        if not draft.conclusions.strip():
            problems["conclusions"] = "напишите выводы"
    if few := _lacking_consumers(draft):
        problems.setdefault("members", few)
    if expired_blocks and expired(draft):
        problems["instruments"] = expired(draft)[0]
    return problems


def _mistyped(draft: InspectionDraft) -> str:
    """Return the first row with a figure no instrument shows, and why, or ""."""
    for number, row in enumerate(draft.measurements, start=1):
        wrong = not_showable(row, row.value, row.chart_value, *row.readings)
        if wrong:
            return f"строка {number}, {_row_name(row)}: {wrong}"
    return ""


def warnings(draft: InspectionDraft) -> tuple[str, ...]:
    """Return what is odd but does not stop the work."""
    return tuple(_warnings(draft))


def expired(draft: InspectionDraft) -> tuple[str, ...]:
    """Return reservations for instruments whose verification ended before the visit."""
    moment = draft.started_at or draft.planned_at
    if moment is None:
        return ()
    return tuple(
        f"{_tool_name(tool.title, tool.serial)}: поверка закончилась"
        f" {clock.show_date(tool.verified_until)}, до дня проверки"
        for tool in draft.instruments
        if tool.verified_until is not None and tool.verified_until < moment.date()
    )


def unsigned(draft: InspectionDraft) -> tuple[str, ...]:
    """Return a warning naming members without a mark of signature or refusal."""
    names = [
        member.name
        for member in draft.members
        if member.signature is SignatureState.PENDING and member.role is not MemberRole.WITNESS
    ]
    return (f"не отмечены подписи: {', '.join(names)}",) if names else ()


def odd_people(draft: InspectionDraft) -> tuple[str, ...]:
    """Return a warning where a refusal or a closed door has fewer than two witnesses."""
    refused = any(member.signature is SignatureState.REFUSED for member in draft.members)
    witnesses = sum(member.role is MemberRole.WITNESS for member in draft.members)
    form = form_of(draft.kind)
    no_access = draft.access in (Access.REFUSED, Access.ABSENT)
    if not form.refusal or witnesses >= _WITNESSES or not (refused or no_access):
        return ()
    why = "отказ от подписи" if refused else "доступа не было"
    return (f"{why}: нужны не менее двух незаинтересованных лиц, в акте для них оставлены строки",)


def _lacking_consumers(draft: InspectionDraft) -> str:
    """Return what an act without the provider lacks: two consumers and the council's chair."""
    if draft.kind is not ActKind.CONSUMER:
        return ""
    roles = [member.role for member in draft.members]
    if roles.count(MemberRole.CONSUMER) < _CONSUMERS:
        return "нужны подписи не менее двух потребителей"
    return "" if MemberRole.COUNCIL in roles else "нужна подпись председателя совета дома"


def _warnings(draft: InspectionDraft) -> Iterator[str]:
    for line in expired(draft):
        yield f"{line}; в акте будет оговорка"
    for tool in draft.instruments:
        if tool.verified_until is None:
            yield f"{_tool_name(tool.title, tool.serial)}: не указан срок поверки"
    measured = [row for row in draft.measurements if row.value is not None]
    if measured and not draft.instruments:
        yield "есть замеры, но не указаны приборы"
    mismatch = drop_mismatch(measured)
    if mismatch:
        yield mismatch
    for row in measured:
        if judge(row, draft.started_at).words == NEEDS_TIME:
            yield f"{_row_name(row)}: без времени замера вывода нет (ночью допуск другой)"


def _times(draft: InspectionDraft, now: dt.datetime) -> dict[str, str]:
    problems: dict[str, str] = {}
    started, finished = draft.started_at, draft.finished_at
    if started is not None and started > now:
        problems["started_at"] = "время ещё не наступило"
    if finished is not None and finished > now:
        problems["finished_at"] = "время ещё не наступило"
    if started is None and finished is not None:
        problems["started_at"] = "укажите время начала"
    if started is not None and finished is not None and finished < started:
        problems["finished_at"] = "окончание раньше начала"
    if is_far_back(started, now):
        problems["started_at"] = WRONG_YEAR
    for name in ("planned_at", "next_visit_on"):
        if is_far_ahead(getattr(draft, name), now):
            problems[name] = WRONG_YEAR
    if any(is_far_ahead(remedy.due_on, now, works=True) for remedy in draft.remedies):
        problems["remedies"] = f"срок меры: {WRONG_YEAR}"
    if draft.next_visit_on and started and draft.next_visit_on < started.date():
        problems["next_visit_on"] = "повторная проверка раньше этой"
    return problems


def _figures(draft: InspectionDraft) -> dict[str, str]:
    problems: dict[str, str] = {}
    low, high = _OUTDOOR
    for name in ("outdoor_temperature", "outdoor_daily"):
        value = getattr(draft, name)
        if value is not None and not low <= value <= high:
            problems[name] = "проверьте наружную температуру"
    for number, row in enumerate(draft.measurements, start=1):
        wrong = _row_problem(row)
        if wrong:
            problems["measurements"] = f"строка {number}, {_row_name(row)}: {wrong}"
            break
    return problems


def _row_problem(row: Measurement) -> str:
    low, high = _VALUE
    for value in (row.value, row.chart_value, row.norm_min, row.norm_max):
        if value is not None and not (math.isfinite(value) and low <= value <= high):
            return "проверьте число"
    if row.norm_min is not None and row.norm_max is not None and row.norm_min > row.norm_max:
        return "нижняя граница нормы больше верхней"
    if not row.quantity:
        return "что измеряли?"
    try:
        tolerance = parse_tolerance(row.tolerance, row.unit)
    except ValueError as error:
        return str(error)
    by_chart = row.chart_value is not None and row.norm_min is None and row.norm_max is None
    if by_chart and tolerance.day != Span() and not row.basis:
        return "откуда допуск? Впишите основание: договор, график"
    return ""


def _lists(draft: InspectionDraft) -> dict[str, str]:
    problems: dict[str, str] = {}
    if any(not member.name for member in draft.members):
        problems["members"] = "впишите фамилию участника"
    if any(not tool.title for tool in draft.instruments):
        problems["instruments"] = "впишите название прибора"
    for remedy in draft.remedies:
        if not remedy.what:
            problems["remedies"] = "напишите, что сделать"
        elif (remedy.state is RemedyState.FIXED) != (remedy.fixed_on is not None):
            problems["remedies"] = "у устранённой меры нужна дата устранения"
    if any(len(photo.caption) > LONGEST_CAPTION for photo in draft.photos):
        problems["photos"] = f"подпись под снимком не длиннее {LONGEST_CAPTION} знаков"
    if len(draft.photos) > MOST_PHOTOS:
        problems["photos"] = f"не больше {MOST_PHOTOS} снимков"
    for name in ("members", "instruments", "measurements", "remedies", "ticket_ids"):
        if len(getattr(draft, name)) > _MOST_ROWS:
            problems[name] = f"не больше {_MOST_ROWS} строк"
    return problems


def _row_name(row: Measurement) -> str:
    return ", ".join(part for part in (row.place, row.quantity) if part) or "пустая строка"


def _tool_name(title: str, serial: str) -> str:
    return f"{title} № {serial}" if serial else title


def _clean_answers(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Return the answers as they are stored: by key, empty ones left out, the last of a key."""
    last = {said.field: said for said in map(_clean_texts, answers) if said.text}
    return tuple(last[field] for field in sorted(last))


def _clean_photos(photos: tuple[Photo, ...]) -> tuple[Photo, ...]:
    """Return the pictures with captions of one line each, a file only once."""
    one = {photo.attachment_id: photo for photo in reversed(photos)}
    kept = [photo for photo in photos if one.pop(photo.attachment_id, None) is not None]
    plain = (dataclasses.replace(photo, caption=one_line(photo.caption)) for photo in kept)
    return tuple(map(_clean_texts, plain))


def _clean_texts(record: T) -> T:
    texts = {
        field.name: _BROKEN.sub("\N{REPLACEMENT CHARACTER}", value).strip()
        for field in dataclasses.fields(record)
        if type(value := getattr(record, field.name)) is str
    }
    return dataclasses.replace(record, **texts)
