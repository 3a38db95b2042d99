"""Collection sites of household waste: containers, timetables, houses served, what was missed."""

from collections.abc import Callable

NUMBER = 4
TITLE = "Контейнерные площадки, графики вывоза, срывы вывоза"

_KINDS = "('mixed', 'separate', 'bulky')"
# A table of batches of its own: the kinds of `import_batch` are checked by the table itself, and a
# table that four others point at cannot be made anew inside one transaction with foreign keys on.
_STATEMENTS = (
    """
CREATE TABLE site_batch (
    id INTEGER PRIMARY KEY,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    started_at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    action INTEGER NOT NULL DEFAULT 0,
    rows_read INTEGER NOT NULL DEFAULT 0,
    rows_added INTEGER NOT NULL DEFAULT 0,
    rows_updated INTEGER NOT NULL DEFAULT 0,
    rows_same INTEGER NOT NULL DEFAULT 0,
    rows_rejected INTEGER NOT NULL DEFAULT 0,
    undone_at TEXT
) STRICT
""",
    """
CREATE TABLE collection_site (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
    address_key TEXT NOT NULL,
    folded TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    settlement TEXT NOT NULL DEFAULT '' CHECK (length(settlement) <= 200),
    register_number TEXT NOT NULL DEFAULT '' CHECK (length(register_number) <= 100),
    latitude REAL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL CHECK (longitude BETWEEN -180 AND 180),
    owner_id INTEGER REFERENCES organization (id),
    owner_text TEXT NOT NULL DEFAULT '' CHECK (length(owner_text) <= 500),
    surface TEXT NOT NULL DEFAULT '' CHECK (length(surface) <= 200),
    fence TEXT NOT NULL DEFAULT '' CHECK (length(fence) <= 200),
    has_roof INTEGER CHECK (has_roof IN (0, 1)),
    area REAL CHECK (area > 0),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    edited_fields TEXT NOT NULL DEFAULT '',
    removed_at TEXT,
    batch_id INTEGER REFERENCES site_batch (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT
""",
    "CREATE INDEX collection_site_sort ON collection_site (sort_key, id) WHERE removed_at IS NULL",
    "CREATE INDEX collection_site_key ON collection_site (address_key, id)",
    "CREATE INDEX collection_site_number ON collection_site (register_number, id)"
    " WHERE register_number <> ''",
    "CREATE INDEX collection_site_owner ON collection_site (owner_id, id)"
    " WHERE owner_id IS NOT NULL",
    f"""
CREATE TABLE collection_container (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES collection_site (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
    volume REAL NOT NULL CHECK (volume > 0 AND volume <= 100),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000),
    UNIQUE (site_id, kind, volume)
) STRICT
""",
    f"""
CREATE TABLE collection_schedule (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES collection_site (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
    repeat TEXT NOT NULL CHECK (repeat IN ('weekdays', 'month_days', 'dates')),
    weekdays INTEGER NOT NULL DEFAULT 0 CHECK (weekdays BETWEEN 0 AND 127),
    weeks TEXT NOT NULL DEFAULT 'every' CHECK (weeks IN ('every', 'odd', 'even')),
    days TEXT NOT NULL DEFAULT '',
    opens TEXT NOT NULL DEFAULT '' CHECK (length(opens) IN (0, 5)),
    closes TEXT NOT NULL DEFAULT '' CHECK (length(closes) IN (0, 5)),
    season_from TEXT NOT NULL DEFAULT '' CHECK (length(season_from) IN (0, 5)),
    season_to TEXT NOT NULL DEFAULT '' CHECK (length(season_to) IN (0, 5)),
    carrier_id INTEGER REFERENCES organization (id),
    CHECK ((opens = '') = (closes = '')),
    CHECK ((season_from = '') = (season_to = '')),
    CHECK ((repeat = 'weekdays') = (weekdays > 0)),
    CHECK ((repeat = 'weekdays') = (days = ''))
) STRICT
""",
    "CREATE INDEX collection_schedule_site ON collection_schedule (site_id, id)",
    "CREATE INDEX collection_schedule_carrier ON collection_schedule (carrier_id, site_id, id)"
    " WHERE carrier_id IS NOT NULL",
    """
CREATE TABLE collection_site_building (
    site_id INTEGER NOT NULL REFERENCES collection_site (id) ON DELETE CASCADE,
    building_id INTEGER NOT NULL REFERENCES building (id) ON DELETE CASCADE,
    PRIMARY KEY (site_id, building_id)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX collection_site_building_house ON collection_site_building (building_id,"
    " site_id)",
    f"""
CREATE TABLE collection_missed (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES collection_site (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
    opens_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    collected_at TEXT CHECK (collected_at > due_at),
    carrier_id INTEGER REFERENCES organization (id),
    ticket_id INTEGER REFERENCES ticket (id) ON DELETE SET NULL,
    noted_at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    UNIQUE (site_id, kind, due_at)
) STRICT
""",
    "CREATE INDEX collection_missed_open ON collection_missed (site_id, id)"
    " WHERE collected_at IS NULL",
    "CREATE INDEX collection_missed_ticket ON collection_missed (ticket_id, id)"
    " WHERE ticket_id IS NOT NULL",
    """
CREATE TABLE daily_temperature (
    day TEXT PRIMARY KEY CHECK (length(day) = 10),
    average REAL NOT NULL CHECK (average BETWEEN -75 AND 60),
    source TEXT NOT NULL DEFAULT '' CHECK (length(source) <= 300)
) STRICT, WITHOUT ROWID
""",
)


def up(execute: Callable[[str], object]) -> None:
    """Create the tables of waste collection; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement.strip())
