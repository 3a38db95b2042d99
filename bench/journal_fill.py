"""Rows for the journals an invented district leaves almost empty: visits, outages, waste, looks.

Written straight into the tables, without services, seals and chain: a bench reads them and throws
the file away.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
_WORDS = {
    "@AT": "strftime('%Y-%m-%dT%H:%M:%S', '2025-01-01T08:00:00', '+' || (i * 7) || ' minutes')",
    "@HOUSE": "(1 + i % (SELECT max(id) FROM building))",
    "@COMPANY": "(1 + i % (SELECT max(id) FROM organization))",
    "@SITE": "(1 + i % (SELECT max(id) FROM collection_site))",
    "@TICKET": "(1 + i % (SELECT max(id) FROM ticket))",
    "@VISIT": "(SELECT max(id) FROM inspection) - :count + i",
    "@OUTAGE": "(SELECT max(id) FROM incident) - :count + i",
}
_SIDES = ("chair", "manager", "utility", "consumer")
_MEMBER = (
    "INSERT INTO inspection_member (inspection_id, position, name, post, organization, role)"
    " SELECT @VISIT, @PLACE, 'Соколова В. А.', 'инженер', 'ООО «Сторона»', '@ROLE' FROM n"
)
_MEASUREMENT = (
    "INSERT INTO measurement (inspection_id, position, block, place, quantity, unit, value,"
    " norm_min, verdict) SELECT @VISIT, @PLACE, 'rooms', 'комната', 'температура воздуха',"
    " '°C', 16 + i % 7, 18, iif(i % 7 < 2, 'below', 'ok') FROM n"
)
_OUTAGE_HOUSE = (
    "INSERT OR IGNORE INTO incident_building (incident_id, building_id) SELECT @OUTAGE,"
    " 1 + (i * 7 + @PLACE) % (SELECT max(id) FROM building) FROM n"
)
_OFTEN = (
    "INSERT INTO inspection (number, kind, status, building_id, premise, basis, planned_at,"
    " started_at, created_at) SELECT 'В-' || i, 'air_temperature', 'draft', @HOUSE, i % 90,"
    " 'повторные заявки', @AT, @AT, @AT FROM n",
    *(
        _MEMBER.replace("@PLACE", str(place)).replace("@ROLE", role)
        for place, role in enumerate(_SIDES)
    ),
    *(_MEASUREMENT.replace("@PLACE", str(place)) for place in range(5)),
    "INSERT INTO inspection_ticket (inspection_id, ticket_id) SELECT @VISIT, @TICKET FROM n",
    "INSERT OR IGNORE INTO collection_missed (site_id, kind, opens_at, due_at, carrier_id,"
    " noted_at, cause) SELECT @SITE, 'mixed', @AT, @AT, @COMPANY, @AT, 'snow' FROM n",
    "INSERT INTO view_log (at, page, record_id) SELECT @AT, 'tickets', @TICKET FROM n",
)
_RARELY = (
    "INSERT INTO incident (kind, service, title, cause, organization_id, started_at, ended_at)"
    " SELECT iif(i % 3, 'emergency', 'waste'), 'heating', 'Нет отопления', 'порыв', @COMPANY, @AT,"
    " @AT FROM n",
    *(_OUTAGE_HOUSE.replace("@PLACE", str(place)) for place in range(10)),
    "INSERT INTO instrument (title, serial) SELECT 'Термометр', 'зав. ' || i FROM n",
    "INSERT INTO destruction_act (number, made_at, closed_before, basis, tickets, entries, events)"
    " SELECT 'б-' || i, @AT, '2020-01-01', 'приказ', 10, 20,"
    ' \'[["2019-00001","2019-12-01","имя заявителя, телефон"]]\' FROM n',
    "INSERT INTO history (at, occurred_at, operation, action, entity, entity_id, changes, hash)"
    " SELECT @AT, @AT, 'exported', i, 'export', i,"
    ' \'[["journal",null,"Журнал"],["rows",null,5],["period",null,"за день"]]\', x\'00\' FROM n',
)


def fill(path: Path, often: int, rarely: int) -> None:
    """Add `often` visits, missed collections and looks, `rarely` outages, instruments, exports."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for count, statements in ((often, _OFTEN), (rarely, _RARELY)):
            for statement in statements:
                connection.execute(_whole(statement), {"count": count})


def _whole(statement: str) -> str:
    for word, meaning in _WORDS.items():
        statement = statement.replace(word, meaning)
    head, _, tail = statement.partition(" SELECT ")
    return f"{head} {_NUMBERS} SELECT {tail}"
