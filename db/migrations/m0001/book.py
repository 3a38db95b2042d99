"""Clerks, settings, address book and organisations."""

SQL = """
CREATE TABLE clerk (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    post TEXT NOT NULL DEFAULT '',
    login TEXT NOT NULL DEFAULT '',
    password_hash TEXT NOT NULL DEFAULT '',
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('houses', 'organizations', 'tickets')),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    started_at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    rows_read INTEGER NOT NULL,
    rows_added INTEGER NOT NULL,
    rows_updated INTEGER NOT NULL,
    rows_same INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    undone_at TEXT
) STRICT;
CREATE TABLE settlement (
    id INTEGER PRIMARY KEY,
    region TEXT NOT NULL DEFAULT '',
    district TEXT NOT NULL DEFAULT '',
    type TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (folded, type, region, district)
) STRICT;
CREATE TABLE street (
    id INTEGER PRIMARY KEY,
    settlement_id INTEGER NOT NULL REFERENCES settlement (id),
    type TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (settlement_id, folded, type)
) STRICT;
CREATE TABLE street_alias (
    id INTEGER PRIMARY KEY,
    street_id INTEGER NOT NULL REFERENCES street (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'former' CHECK (kind IN ('former', 'nickname')),
    UNIQUE (street_id, folded)
) STRICT;
CREATE TABLE organization (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('utility', 'manager', 'carrier', 'regional_operator',
        'dispatch', 'authority', 'other')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
    short_name TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL,
    name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    inn TEXT NOT NULL DEFAULT '',
    kpp TEXT NOT NULL DEFAULT '',
    ogrn TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    dispatcher_phone TEXT NOT NULL DEFAULT '',
    dispatcher_hours TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    batch_id INTEGER REFERENCES import_batch (id),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX organization_name_key ON organization (name_key);
CREATE TABLE organization_person (
    id INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    post TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE building (
    id INTEGER PRIMARY KEY,
    settlement_id INTEGER NOT NULL REFERENCES settlement (id),
    street_id INTEGER NOT NULL REFERENCES street (id),
    house_kind TEXT NOT NULL DEFAULT 'д',
    house_number TEXT NOT NULL DEFAULT '',
    house_letter TEXT NOT NULL DEFAULT '',
    house_fraction TEXT NOT NULL DEFAULT '',
    house_corpus TEXT NOT NULL DEFAULT '',
    house_structure TEXT NOT NULL DEFAULT '',
    house_litera TEXT NOT NULL DEFAULT '',
    house_key TEXT NOT NULL,
    address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
    folded TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    year INTEGER CHECK (year BETWEEN 1600 AND 2200),
    floors INTEGER CHECK (floors BETWEEN 0 AND 200),
    floors_min INTEGER CHECK (floors_min BETWEEN 0 AND 200),
    entrances INTEGER CHECK (entrances BETWEEN 0 AND 500),
    flats INTEGER CHECK (flats BETWEEN 0 AND 20000),
    area_total REAL,
    area_living REAL,
    house_type TEXT NOT NULL DEFAULT '',
    series TEXT NOT NULL DEFAULT '',
    energy_class TEXT NOT NULL DEFAULT '',
    is_dangerous INTEGER CHECK (is_dangerous IN (0, 1)),
    management_method TEXT NOT NULL DEFAULT '',
    fias_guid TEXT NOT NULL DEFAULT '',
    cadastral TEXT NOT NULL DEFAULT '',
    oktmo TEXT NOT NULL DEFAULT '',
    latitude REAL,
    longitude REAL,
    heating_unit TEXT NOT NULL DEFAULT '',
    heating_scheme TEXT NOT NULL DEFAULT '',
    temperature_chart TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    source_key TEXT NOT NULL DEFAULT '',
    edited_fields TEXT NOT NULL DEFAULT '',
    batch_id INTEGER REFERENCES import_batch (id),
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (street_id, house_key)
) STRICT;
CREATE INDEX building_street ON building (street_id, sort_key);
CREATE INDEX building_sort ON building (sort_key, id);
CREATE INDEX building_text ON building (sort_key, id, folded);
CREATE INDEX building_source ON building (source_key) WHERE source_key <> '';
CREATE INDEX building_guid ON building (fias_guid) WHERE fias_guid <> '';
CREATE TABLE entrance (
    id INTEGER PRIMARY KEY,
    building_id INTEGER NOT NULL REFERENCES building (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    flat_from INTEGER,
    flat_to INTEGER,
    floors INTEGER,
    door_code TEXT NOT NULL DEFAULT '',
    UNIQUE (building_id, number)
) STRICT;
CREATE TABLE building_alias (
    id INTEGER PRIMARY KEY,
    building_id INTEGER NOT NULL REFERENCES building (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (building_id, folded)
) STRICT;
CREATE TABLE service_contract (
    id INTEGER PRIMARY KEY,
    building_id INTEGER NOT NULL REFERENCES building (id) ON DELETE CASCADE,
    service TEXT NOT NULL CHECK (service IN ('heating', 'hot_water', 'cold_water', 'sewerage',
        'waste', 'management', 'general')),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    since TEXT NOT NULL DEFAULT '',
    until TEXT NOT NULL DEFAULT '',
    batch_id INTEGER REFERENCES import_batch (id)
) STRICT;
CREATE INDEX service_contract_building ON service_contract (building_id, service, since);
CREATE INDEX service_contract_organization ON service_contract (organization_id, building_id,
    service, since, until);
"""
