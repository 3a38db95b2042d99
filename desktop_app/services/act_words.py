"""A visit in the words of its act: the card goes in, everything the paper says comes out."""

import hashlib
from dataclasses import dataclass, replace

from desktop_app.core import clock
from desktop_app.core.acts.form import ActForm
from desktop_app.core.acts.forms import form_of
from desktop_app.core.records.acts import ActAnnex, ActDocument, ActField
from desktop_app.core.records.inspections import InspectionCard
from desktop_app.core.text import counted
from desktop_app.services import act_people, act_statements
from desktop_app.services.act_tables import act_tables, container_grids


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What the heading of a paper says of the office."""

    lines: tuple[str, ...]
    place: str


def act_document(
    card: InspectionCard,
    office: OfficeWords,
    *,
    blank: bool,
    audit: str = "",
    annex: ActAnnex | None = None,
) -> ActDocument:
    """Return the act of a visit, of the visit's own kind.

    A blank keeps what is known before the visit (house, basis, commission, norms) and leaves lines
    for what is found on the site. The foot carries a code of the whole text, so that a sheet of
    another version can be told, and `audit`, the head of the history the act was issued at.
    """
    said = _document(card, office, form_of(card.draft.kind), blank=blank, annex=annex)
    document = replace(said, annex=annex)
    code = "" if blank else _code(document)
    return replace(
        document,
        footer=_foot(document, card, code, audit),
        qr="" if blank else f"Акт № {card.number} от {document.date}, код {code}",
    )


def grouped(code: str) -> str:
    """Return «1A2B 3C4D 5E6F» of a hexadecimal code."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()


def _document(
    card: InspectionCard,
    office: OfficeWords,
    form: ActForm,
    *,
    blank: bool,
    annex: ActAnnex | None,
) -> ActDocument:
    draft = card.draft
    moment = draft.finished_at or draft.started_at or draft.planned_at or card.created_at
    people = act_people.participants(draft)
    unsigned = act_people.has_open_signatures(draft, blank=blank)
    refused = unsigned and bool(form.refusal)
    return ActDocument(
        kind=draft.kind,
        number=card.number,
        office=office.lines,
        place=office.place,
        date="" if blank else clock.show_date(draft.started_at or moment),
        title=draft.kind.title_ru,
        moment=moment,
        is_blank=blank,
        facts=act_statements.facts(card, form, blank=blank),
        members_title=form.members_title,
        members=tuple(map(act_people.member_words, people)),
        checked=act_statements.checked(draft, form, blank=blank),
        tables=act_tables(card, blank=blank),
        grids=container_grids(draft, blank=blank),
        means=act_statements.means(draft, form, blank=blank),
        condition=_condition(card, form, blank=blank),
        conclusions=act_statements.conclusions(draft, form, blank=blank),
        remedies_title=form.remedies if blank or draft.remedies else "",
        remedies=act_statements.remedies(draft.remedies, blank=blank),
        closing=act_statements.closing(draft, form, people, blank=blank, annex=annex),
        signatures=act_people.signatures(form, people, blank=blank),
        special_opinion=act_people.opinion(draft, blank=blank, unsigned=unsigned),
        refusal=act_people.refusal(form, people, blank=blank) if refused else (),
        witnesses=act_people.witnesses(draft) if refused else (),
        notes=form.notes,
    )


def _condition(card: InspectionCard, form: ActForm, *, blank: bool) -> ActField | None:
    title = form.condition_blank if blank else form.condition
    return act_statements.or_lines(title, card.draft.condition_text, blank=blank, lines=4)


def _code(document: ActDocument) -> str:
    annex = document.annex
    said = repr(document) + (repr(annex) if annex else "")
    if annex is not None and annex.videos:
        said += repr(annex.videos)
    whole = said.encode("utf-8", "backslashreplace")
    return grouped(hashlib.sha256(whole).hexdigest()[:12])


def _foot(document: ActDocument, card: InspectionCard, code: str, audit: str) -> str:
    if document.is_blank:
        return f"Бланк к акту № {card.number}" if card.number else "Бланк акта"
    issue = sum(act.cancelled_at is not None for act in card.issued) + 1
    again = f", выпуск {issue}" if issue > 1 else ""
    made = sum(row.value is not None for row in card.draft.measurements)
    rows = f" · {counted(made, 'замер', 'замера', 'замеров')}" if made else ""
    head = f" · журнал {audit}" if audit else ""
    return f"Акт № {card.number} от {document.date}{again}{rows} · код содержания {code}{head}"
