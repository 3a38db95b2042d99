"""Every door through which a person's text enters the office, driven by the records themselves.

A door takes a record as it is typed and returns it as it is stored. Its text fields are found in
the record, so a field added to a record goes through on its own; a new kind of draft without a
door, or a new column of text that no door reaches, fails a test.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from desktop_app.core.calendar import DayKind
from desktop_app.core.enums import (
    CallbackOutcome,
    CloseResult,
    DeadlineUnit,
    HandoverOutcome,
    IncidentKind,
    OrganizationKind,
    Service,
    TicketStatus,
)
from desktop_app.core.records.buildings import BuildingDraft, Entrance, Passport, StreetAlias
from desktop_app.core.records.callbacks import ScriptDraft
from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.incidents import IncidentDraft, Told
from desktop_app.core.records.inspections import (
    InspectionDraft,
    Measurement,
    Member,
    Remedy,
)
from desktop_app.core.records.knowledge import ArticleDraft, Confidence, TextTemplate
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.core.records.reference import DayDraft, Instrument, RuleDraft
from desktop_app.core.records.tickets import HandoverDraft, StatusChange, TicketDraft
from desktop_app.core.records.waste import SiteDraft
from desktop_app.core.settings import ALL, SEASON_START, OfficeSetting
from desktop_app.services.office import Office
from tests.faults import work
from tests.services.fixtures import draft as ticket_draft
from tests.services.fixtures import new_ticket

Path = tuple[str | int, ...]
HOUSE, ORGANIZATION = 1, 1


@dataclass(frozen=True, slots=True)
class Door:
    """How a record is begun, and how it comes back once saved; `by_rule` fields are reworded."""

    base: Callable[[Office, int], Any]
    through: Callable[[Office, Any], Any]
    by_rule: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clerk:
    """A clerk as typed."""

    name: str
    post: str = "должность"
    login: str = "вход"


@dataclass(frozen=True, slots=True)
class Said:
    """Everything said of one ticket on its way, none of which is a draft of its own."""

    call: str = "звонят снова"
    caller: str = "сосед"
    caller_phone: str = "8 900 555-18-64"
    private_note: str = "заметка"
    step: str = "сделано"
    reopened: str = "не тепло"
    answer: str = "исполнено"
    remark: str = "слова заявителя"


@dataclass(frozen=True, slots=True)
class Rules:
    """The office's settings that are texts, each under its key."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseNames:
    """What hangs on a house besides its passport."""

    alias: str = "дом быта"
    door_code: str = "12К"


@dataclass(frozen=True, slots=True)
class Remarks:
    """Words written beside other things: who told of an outage, sources, names, reasons."""

    told_who: str = "диспетчер"
    told_way: str = "по телефону"
    cancel_reason: str = "по ошибке"
    chart_title: str = "95/70"
    chart_source: str = "постановление"
    street_alias: str = "бывшая Новая"
    day_name: str = "праздник"
    term_reason: str = "по договорённости"


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as typed."""

    title: str


# The first day of the season is a date, which the service checks.
TEXT_RULES: tuple[OfficeSetting[str], ...] = tuple(
    s for s in ALL if isinstance(s.default, str) and s.key != SEASON_START.key
)


def _ticket(office: Office, typed: TicketDraft) -> TicketDraft:
    card = office.tickets.card(office.tickets.register(typed).id)
    row = card.row
    return dataclasses.replace(
        typed,
        details=card.details,
        address_text=row.address,
        premise=row.premise,
        entrance=card.entrance,
        floor=card.floor,
        applicant_name=row.applicant_name,
        phone=row.phone,
        explained=card.answer,
    )


def _handover(office: Office, typed: HandoverDraft) -> HandoverDraft:
    ticket = new_ticket(office)
    office.handovers.hand_over([ticket], typed)
    kept = office.tickets.card(ticket).handovers[0]
    return dataclasses.replace(typed, accepted_by=kept.accepted_by, their_number=kept.their_number)


def _said(office: Office, typed: Said) -> Said:
    ticket = new_ticket(office)
    tickets = office.tickets
    tickets.add_call(ticket, typed.call, typed.caller, typed.caller_phone)
    tickets.set_private_note(ticket, typed.private_note)
    office.handovers.hand_over([ticket], HandoverDraft(ORGANIZATION))
    handover = tickets.card(ticket).handovers[0].id
    office.handovers.answer(ticket, handover, HandoverOutcome.DONE, typed.answer)
    office.callbacks.record(ticket, CallbackOutcome.SOLVED, typed.remark)
    tickets.set_status(ticket, StatusChange(TicketStatus.REWORK, note=typed.reopened))
    done = StatusChange(TicketStatus.DONE, note=typed.step, result=CloseResult.CONFIRMED)
    tickets.set_status(ticket, done)
    card = tickets.card(ticket)
    steps = {event.operation.value: event.details for event in reversed(card.history)}
    return dataclasses.replace(
        typed,
        call=card.notes[0].details,
        caller=card.notes[0].caller_name,
        private_note=card.private_note,
        answer=card.handovers[0].answer,
        remark=card.callbacks[0].remark,
        reopened=card.cycles[0].reason or steps["ticket_reopened"],
    )


def _remarks(office: Office, typed: Remarks) -> Remarks:
    incidents = office.incidents
    opened = incidents.open(_outage())
    told = incidents.mark_told(
        opened.id,
        opened.version,
        Told.AUTHORITY,
        work.START,
        who=typed.told_who,
        way=typed.told_way,
    )
    office.incidents.tickets.cancel(opened.id, told.version, typed.cancel_reason)
    office.norms.save_chart(
        typed.chart_title, typed.chart_source, [(8.0, 40.0, 35.0), (-10.0, 70.0, 55.0)]
    )
    street = office.buildings.card(HOUSE).street_id
    office.buildings.details.set_street_aliases(street, [StreetAlias(typed.street_alias)])
    office.reference_edit.set_day(dt.date(2026, 11, 26), DayKind.HOLIDAY, typed.day_name)
    ticket = new_ticket(office)
    office.tickets.set_deadline(ticket, work.START + dt.timedelta(days=3), typed.term_reason)
    card = incidents.card(opened.id)
    mark = card.told[Told.AUTHORITY]
    house = office.buildings.card(HOUSE)
    return dataclasses.replace(
        typed,
        told_who=mark.who,
        told_way=mark.way,
        cancel_reason=card.cancel_reason,
        street_alias=house.street_aliases[0].name,
        day_name=typed.day_name,
    )


def _outage() -> IncidentDraft:
    return IncidentDraft(
        IncidentKind.EMERGENCY, Service.HEATING, work.START, (HOUSE,), "Авария", "нет тепла"
    )


def _term(office: Office, typed: RuleDraft) -> RuleDraft:
    topic = office.reference.topic("HEAT.OVER").id
    (card,) = office.reference_edit.rules_of(topic)
    office.reference_edit.merging_rule(card)(typed)
    return office.reference_edit.rules_of(topic)[0].draft


def _day(office: Office, typed: DayDraft) -> DayDraft:
    day = dt.date(2026, 11, 26)
    office.reference_edit.merging_day(day, office.reference_edit.day(day))(typed)
    return office.reference_edit.day(day).draft


def _script(office: Office, typed: ScriptDraft) -> ScriptDraft:
    office.callbacks.merging_script(office.callbacks.script_card())(typed)
    return office.callbacks.script_card().draft


def _organization(office: Office, typed: OrganizationDraft) -> OrganizationDraft:
    return office.organizations.card(office.organizations.add(typed).id).draft


def _house(office: Office, typed: BuildingDraft) -> BuildingDraft:
    return office.buildings.card(office.buildings.add(typed).id).draft


def _house_names(office: Office, typed: HouseNames) -> HouseNames:
    card = office.buildings.card(HOUSE)
    saved = office.buildings.details.set_aliases(HOUSE, card.version, [typed.alias])
    entrance = Entrance(1, 1, 20, 5, typed.door_code)
    office.buildings.details.set_entrances(HOUSE, saved.version, [entrance])
    card = office.buildings.card(HOUSE)
    return HouseNames(card.aliases[0], card.entrances[0].door_code)


def _visit(office: Office, typed: InspectionDraft) -> InspectionDraft:
    return office.inspections.card(office.inspections.plan(typed).id).draft


def _article(office: Office, typed: ArticleDraft) -> ArticleDraft:
    return office.knowledge.save(typed).article.draft()


def _phrase(office: Office, typed: TextTemplate) -> TextTemplate:
    saved = office.templates.save(typed).template.id
    return next(phrase for phrase in office.templates.all() if phrase.id == saved)


def _clerk(office: Office, typed: Clerk) -> Clerk:
    added = office.clerks.add(typed.name, typed.post, typed.login).id
    kept = next(clerk for clerk in office.clerks.all() if clerk.id == added)
    return Clerk(kept.name, kept.post, kept.login)


def _rules(office: Office, typed: Rules) -> Rules:
    for setting, text in zip(TEXT_RULES, typed.texts, strict=True):
        office.settings.set(setting, text)
    return Rules(tuple(office.settings.get(setting) for setting in TEXT_RULES))


def _view(office: Office, typed: View) -> View:
    saved = office.saved_views.save(typed.title, {}).view.id
    return View(next(view.title for view in office.saved_views.all() if view.id == saved))


def _incident(office: Office, typed: IncidentDraft) -> IncidentDraft:
    return office.incidents.card(office.incidents.open(typed).id).draft


def _site(office: Office, typed: SiteDraft) -> SiteDraft:
    return office.waste.card(office.waste.add(typed).id).draft


def _form(office: Office, typed: FormDraft) -> FormDraft:
    number = office.drafts.put(typed)
    kept = next(draft for draft in office.drafts.left("") if draft.id == number)
    return dataclasses.replace(typed, title=kept.title)


def _visit_base(office: Office, number: int) -> InspectionDraft:
    del office
    return InspectionDraft(
        HOUSE,
        members=(Member(f"Член {number}", "инженер", "Теплосеть", remark="замечание"),),
        instruments=(Instrument(f"Термометр {number}", "12", None, "свид."),),
        measurements=(Measurement("room", "комната", "воздух", value=17.0, basis="норма"),),
        remedies=(Remedy("промыть стояк", responsible="мастер"),),
    )


_ADDRESS = frozenset({"settlement", "street", "house", "region", "district"})
DOORS: dict[type, Door] = {
    TicketDraft: Door(lambda office, _: ticket_draft(office, explained=""), _ticket),
    HandoverDraft: Door(lambda *_: HandoverDraft(ORGANIZATION), _handover),
    Said: Door(lambda *_: Said(), _said, frozenset({"caller_phone", "step"})),
    OrganizationDraft: Door(
        lambda _, n: OrganizationDraft(
            OrganizationKind.OTHER, f"Участок {n}", people=(Person(f"Лицо {n}"),)
        ),
        _organization,
    ),
    # An address is read into its parts by rules of its own: core/addresses.
    BuildingDraft: Door(
        lambda _, n: BuildingDraft("г. Радужный", "ул. Новая", str(n + 1), Passport()),
        _house,
        _ADDRESS,
    ),
    HouseNames: Door(lambda *_: HouseNames(), _house_names),
    InspectionDraft: Door(_visit_base, _visit),
    ArticleDraft: Door(
        lambda _, n: ArticleDraft(
            ("HEAT.NO",), f"Ответ {n}", "Тело", "ПП 354", Confidence.OFFICE, dt.date(2026, 11, 1)
        ),
        _article,
        frozenset({"topics"}),
    ),
    TextTemplate: Door(
        lambda _, n: TextTemplate(0, f"ф{n}", "фраза"), _phrase, frozenset({"code"})
    ),
    Clerk: Door(lambda _, n: Clerk(f"Сотрудник {n}"), _clerk),
    Rules: Door(lambda *_: Rules(tuple(s.default for s in TEXT_RULES)), _rules),
    View: Door(lambda _, n: View(f"Вид {n}"), _view),
    IncidentDraft: Door(lambda *_: _outage(), _incident),
    # A chart, a holiday and a reason for a term are shown inside longer words.
    Remarks: Door(
        lambda *_: Remarks(),
        _remarks,
        frozenset({"chart_title", "chart_source", "day_name", "term_reason"}),
    ),
    RuleDraft: Door(lambda *_: RuleDraft(9.0, DeadlineUnit.HOURS, "приказ"), _term),
    DayDraft: Door(lambda *_: DayDraft(DayKind.HOLIDAY, "указ"), _day),
    ScriptDraft: Door(lambda *_: ScriptDraft("Решено?", recorded=False), _script),
    SiteDraft: Door(lambda _, n: SiteDraft(f"ул. Лесная, площадка {n}"), _site),
    FormDraft: Door(
        lambda *_: FormDraft(0, "intake", work.START, work.START, "без адреса", {}),
        _form,
        frozenset({"form"}),
    ),
}


def text_paths(value: Any, at: Path = ()) -> Iterator[Path]:  # noqa: ANN401  any record
    """Yield the place of every text in a record and in the records inside it."""
    if isinstance(value, str) and type(value) is str:
        yield at
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from text_paths(getattr(value, field.name), (*at, field.name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from text_paths(item, (*at, place))


def text_at(value: Any, path: Path) -> str:  # noqa: ANN401  any record
    """Return the text at a place."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return str(value)


def with_text(value: Any, path: Path, text: str) -> Any:  # noqa: ANN401  any record
    """Return the record with another text at a place."""
    if not path:
        return text
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], with_text(value[step], rest, text), *value[step + 1 :])
    return dataclasses.replace(value, **{step: with_text(getattr(value, step), rest, text)})
