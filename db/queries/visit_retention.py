"""Destruction of personal data of visits whose term is over: people, words, photographs, acts.

A visit is over when its act is issued or it was cancelled, nothing it demanded is still to be done
and none of its tickets is open. Its number, house, kind, days, measured figures, norms and the
posts of officials stay; so does the fingerprint of an issued act, whose file is destroyed.
"""

from collections.abc import Sequence

from db.connection import Store
from db.queries import redacting
from db.queries.retention import Due, has_premise, still_held
from desktop_app.core.acts.forms import FORMS
from desktop_app.core.addresses import without_premise
from desktop_app.core.enums import Entity, MemberRole

_WORDS = (
    "premise", "basis", "condition_text", "conclusions", "attachments_text", "special_opinion",
)  # fmt: skip
# What `empty` takes away, each kind beside the way to see that a visit still holds it.
_HELD = (
    (
        "состав комиссии",
        "EXISTS (SELECT 1 FROM inspection_member AS m WHERE m.inspection_id = i.id"
        " AND (m.name || m.remark <> '' OR m.role IN ('consumer', 'council', 'witness')"
        " AND m.post || m.organization <> ''))",
    ),
    ("помещение и текст выезда", f"{' || '.join(f'i.{word}' for word in _WORDS)} <> ''"),
    (
        "ответы на вопросы акта",
        "EXISTS (SELECT 1 FROM inspection_answer AS a WHERE a.inspection_id = i.id"
        " AND NOT is_chosen(a.field, a.text))",
    ),
    (
        "места замеров",
        "EXISTS (SELECT 1 FROM measurement AS m WHERE m.inspection_id = i.id"
        " AND has_premise(m.place))",
    ),
    (
        "меры и ответственные",
        "EXISTS (SELECT 1 FROM remedy AS r WHERE r.inspection_id = i.id"
        " AND r.what || r.responsible <> '')",
    ),
    (
        "фотографии и файлы",
        "EXISTS (SELECT 1 FROM attachment AS a JOIN attachment_file AS f ON f.attachment_id = a.id"
        " WHERE a.entity = 'inspection' AND a.entity_id = i.id)",
    ),
    (
        "файлы выпущенных актов",
        "EXISTS (SELECT 1 FROM issued_act AS s WHERE s.inspection_id = i.id"
        " AND (length(s.pdf) > 0 OR s.cancel_reason <> ''))",
    ),
)
_KINDS = tuple(kind for kind, _ in _HELD)
_ENDED = """
max(i.created_at, coalesce(i.planned_at, ''), coalesce(i.started_at, ''),
    coalesce(i.finished_at, ''), coalesce((SELECT max(coalesce(s.cancelled_at, s.issued_at))
    FROM issued_act AS s WHERE s.inspection_id = i.id), ''), coalesce((SELECT max(r.fixed_on)
    FROM remedy AS r WHERE r.inspection_id = i.id), ''), coalesce((SELECT max(t.closed_at)
    FROM inspection_ticket AS x JOIN ticket AS t ON t.id = x.ticket_id
    WHERE x.inspection_id = i.id), ''))
"""
_DUE = f"""
SELECT i.id, i.number, {_ENDED} AS ended, {", ".join(held for _, held in _HELD)}
FROM inspection AS i WHERE ended < ? AND i.status IN ('issued', 'cancelled')
    AND (i.status = 'cancelled' OR NOT EXISTS (SELECT 1 FROM remedy AS r
        WHERE r.inspection_id = i.id AND r.state NOT IN ('fixed', 'cancelled')))
    AND NOT EXISTS (SELECT 1 FROM inspection_ticket AS x JOIN ticket AS t ON t.id = x.ticket_id
        WHERE x.inspection_id = i.id AND t.closed_at IS NULL)
    AND ({" OR ".join(held for _, held in _HELD)})
ORDER BY ended, i.id LIMIT ?
"""  # noqa: S608  our own words
_BLANK = ", ".join(f"{word} = ''" for word in _WORDS)
_EMPTIED = (
    f"UPDATE inspection SET {_BLANK}, version = version + 1 WHERE id = ?",  # noqa: S608  our own words
    "UPDATE inspection_member SET name = '', remark = '' WHERE inspection_id = ?",
    "UPDATE inspection_member SET post = '', organization = '' WHERE inspection_id = ?"
    " AND role IN ('consumer', 'council', 'witness')",
    "DELETE FROM inspection_answer WHERE inspection_id = ? AND NOT is_chosen(field, text)",
    "UPDATE remedy SET what = '', responsible = '' WHERE inspection_id = ?",
    "UPDATE inspection_photo SET caption = '' WHERE inspection_id = ?",
    "DELETE FROM attachment_file WHERE attachment_id IN"
    " (SELECT id FROM attachment WHERE entity = 'inspection' AND entity_id = ?)",
    "UPDATE attachment SET title = 'файл.' || extension,"
    " removed_at = coalesce(removed_at, added_at)"
    " WHERE entity = 'inspection' AND entity_id = ?",
    "UPDATE issued_act SET pdf = x'', cancel_reason = '' WHERE inspection_id = ?",
    # What was typed into the act and never taken lies among the drafts of forms.
    "DELETE FROM draft WHERE form = 'visit:' || ?",
)
_OWN = frozenset(_WORDS)
# Of an official the post says no more than the paper; of a resident it names the flat.
_RESIDENTS = frozenset({MemberRole.CONSUMER, MemberRole.COUNCIL, MemberRole.WITNESS})
# Answers chosen from a list are facts about the house; the others were typed.
_CHOSEN = frozenset(
    (question.key, option)
    for form in FORMS.values()
    for question in form.questions
    for option in question.options
)
_POST = frozenset({"post", "organization"})
_ROWS = {
    "member": frozenset({"name", "remark"}),
    "remedy": frozenset({"what", "responsible"}),
    "photo": frozenset({"caption"}),
    "measurement": frozenset({"place"}),
}


def due(store: Store, ended_before: str, limit: int) -> list[Due]:
    """Return visits over before a moment that still hold personal data, the oldest first."""
    store.raw.create_function("is_chosen", 2, _is_chosen, deterministic=True)
    return still_held(store, _DUE, (ended_before, limit), _KINDS)


def empty(store: Store, inspection_ids: Sequence[int]) -> list[int]:
    """Empty visits and their history; return ids of emptied entries; inside a transaction."""
    emptied: list[int] = []
    store.raw.create_function("is_chosen", 2, _is_chosen, deterministic=True)
    with redacting.unguarded(store):
        for inspection_id in inspection_ids:
            for sql in _EMPTIED:
                store.execute(sql, (inspection_id,))
            _empty_places(store, inspection_id)
            emptied += redacting.empty_entries(store, Entity.INSPECTION, inspection_id, _blank)
    return emptied


def _is_chosen(field: str, text: str) -> bool:
    return (field, text) in _CHOSEN


def _empty_places(store: Store, inspection_id: int) -> None:
    """Take the flat out of the places of measurements."""
    found = store.rows(
        "SELECT id, place FROM measurement WHERE inspection_id = ?", (inspection_id,)
    )
    for row_id, place in found:
        if has_premise(place):
            sql = "UPDATE measurement SET place = ? WHERE id = ?"
            store.execute(sql, (without_premise(place), row_id))


def _blank(name: str, value: object) -> object:
    """Return a value of a visit's history without what is personal in it."""
    part = name.partition(":")[0]
    if value in (None, ""):
        return value
    if part == "answer":
        return value if _is_chosen(name.partition(":")[2], str(value)) else ""
    if name in _OWN:
        return ""
    if part in _ROWS and isinstance(value, str) and value.startswith("{"):
        of_resident = part == "member" and any(f'"role":"{role}"' in value for role in _RESIDENTS)
        return redacting.blank_row(value, _ROWS[part] | (_POST if of_resident else frozenset()))
    return value
