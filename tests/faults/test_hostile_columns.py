"""Promise 11: no column of text is forgotten: each is reached by a door, or named with a reason."""

import re
from collections.abc import Callable
from pathlib import Path

from desktop_app.core.enums import OrganizationKind
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.services.office import Office
from tests.factories import new_house
from tests.faults import doors, work
from tests.faults.doors import DOORS

Promise = Callable[[str, object, object], None]
MARK = "Метка"
_COLUMNS = """
SELECT m.name, p.name, p."notnull", m.sql FROM sqlite_schema AS m, pragma_table_info(m.name) AS p
WHERE m.type = 'table' AND p.type = 'TEXT' AND m.name NOT LIKE 'ticket_search%'
"""
# Columns no text of a person goes into as it stands, by the way they are named.
_MADE = re.compile(
    r"(_at|_on|_key|_day|_end|_hash|_digits)$|^(since|until|at|day|week|month|season_from|season_to)$"
    r"|^(opens|closes|opened_at|folded|key|sha256|file_sha256|pdf_sha256|xlsx_sha256|code|page|form)$"
)
# Where the rest comes from.
_ELSEWHERE: dict[str, str] = {
    column: reason
    for reason, columns in {
        "разобрано из адреса по правилам": (
            "building.house_corpus building.house_fraction building.house_kind "
            "building.house_letter building.house_litera building.house_number "
            "building.house_structure settlement.district settlement.region settlement.type "
            "street.type"
        ),
        "проверено по контрольным числам или по виду": (
            "building.cadastral building.fias_guid building.oktmo organization.email "
            "organization.inn organization.kpp organization.ogrn knowledge_article.topics "
            "inspection_answer.field inspection_answer.text measurement.tolerance "
            "norm_tolerance.parameter norm_tolerance.source norm_tolerance.tolerance "
            "norm_override.basis norm_override.edition"
        ),
        "имя файла, не набранное человеком": (
            "attachment.title form_template.file_name form_template.title import_batch.file_name"
        ),
        "JSON, перечень или номер, сделанный программой": (
            "building.edited_fields collection_site.edited_fields collection_schedule.days "
            "counter.name draft.body history.entity history.operation inspection.number "
            "measurement.readings saved_filter.query sealed_table.columns sealed_table.name "
            "ticket.number ticket_cube.status destruction_act.number destruction_act.events "
            "destruction_act.closed_before report_issue.number report_issue.figures "
            "session.computer session.editing session.editing_since session.token"
        ),
        "одно из слов закрытого списка": (
            "incident.service inspection.kind inspection_member.role commission_person.role "
            "ticket.hold_from ticket_cycle.result topic.parent_code"
        ),
        "день, записанный программой": (
            "ticket.hold_until inspection_instrument.verified_until instrument.verified_until"
        ),
        "пишется вместе с выпуском акта или сводки": (
            "commission_person.name commission_person.organization commission_person.post "
            "instrument.accuracy instrument.certificate instrument.serial instrument.title "
            "issued_act.cancel_reason report_issue.cancel_reason destruction_act.basis"
        ),
        "как соседний столбец той же службы": (
            "incident.consumers_told_way incident.consumers_told_who collection_missed.note "
            "daily_temperature.source organization_alias.name "
            "calendar_day.source inspection_photo.caption"
        ),
        "приходит с программой": ("topic.source topic.title topic.words"),
    }.items()
    for column in columns.split()
}


def test_no_column_is_forgotten(tmp_path: Path, promise: Promise) -> None:
    """A new column of text that no door reaches must be given a door or a reason, or this fails."""
    office = Office.open(tmp_path / "office.sqlite", now=work.clock())
    new_house(office.buildings, "пр-кт Ленина", "12", floors=5, flats=80, entrances=4)
    office.organizations.add(OrganizationDraft(OrganizationKind.UTILITY, "Теплосеть"))
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    for place, door in enumerate(DOORS.values()):
        plain = door.base(office, 1)
        taken = []
        for number, path in enumerate(doors.text_paths(plain)):
            if _try(office, door, doors.with_text(plain, path, f"{MARK} {place}-{number}")):
                taken.append(path)
            plain = door.base(office, place * 100 + number + 2)
        for path in taken:  # all at once, for what the next one would take away again
            plain = doors.with_text(plain, path, f"{MARK} {path}")
        _try(office, door, plain)
    columns = office.desk.store.rows(_COLUMNS)
    missed = sorted(
        f"{table}.{column}"
        for table, column, _, sql in columns
        if not _closed(sql, column)
        and not _MADE.search(column)
        and not _reached(office, table, column)
    )
    office.close()
    promise(
        "11. столбцы с текстом",
        f"{len(columns)} столбцов",
        f"забыто {len(set(missed) - set(_ELSEWHERE))}",
    )
    assert sorted(set(missed) - set(_ELSEWHERE)) == []
    assert sorted(set(_ELSEWHERE) - set(missed)) == []


def _try(office: Office, door: doors.Door, typed: object) -> bool:
    try:
        door.through(office, typed)
    except InvalidDraft:
        return False
    return True


def _closed(sql: str, column: str) -> bool:
    """Tell whether a CHECK leaves only a list of words."""
    return bool(re.search(rf"\b{column} TEXT[^\n]*CHECK \({column} IN", sql))


def _reached(office: Office, table: str, column: str) -> bool:
    sql = f'SELECT count(*) FROM "{table}" WHERE "{column}" LIKE ?'  # noqa: S608  names of the schema
    return bool(office.desk.store.scalar(sql, (f"%{MARK}%",)))
