"""Commission visits, measurements, remedies and issued acts."""

SQL = """
CREATE TABLE commission_person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    post TEXT NOT NULL DEFAULT '',
    organization TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;
CREATE TABLE instrument (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    serial TEXT NOT NULL,
    verified_until TEXT,
    certificate TEXT NOT NULL DEFAULT '',
    accuracy TEXT NOT NULL DEFAULT '',
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;
CREATE TABLE inspection (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('planned', 'draft', 'issued', 'cancelled')),
    building_id INTEGER NOT NULL REFERENCES building (id),
    premise TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT '',
    planned_at TEXT,
    started_at TEXT,
    finished_at TEXT,
    access TEXT NOT NULL DEFAULT 'granted' CHECK (access IN ('granted', 'partial', 'refused',
        'absent')),
    outdoor_temperature REAL,
    outdoor_daily REAL,
    outdoor_source TEXT NOT NULL DEFAULT '',
    system_text TEXT NOT NULL DEFAULT '',
    chart_text TEXT NOT NULL DEFAULT '',
    heat_meter TEXT NOT NULL DEFAULT '',
    method_text TEXT NOT NULL DEFAULT '',
    condition_text TEXT NOT NULL DEFAULT '',
    conclusions TEXT NOT NULL DEFAULT '',
    attachments_text TEXT NOT NULL DEFAULT '',
    special_opinion TEXT NOT NULL DEFAULT '',
    next_visit_on TEXT,
    created_at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX inspection_building ON inspection (building_id, created_at);
CREATE INDEX inspection_status ON inspection (status, planned_at);
CREATE TABLE inspection_ticket (
    inspection_id INTEGER NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (inspection_id, ticket_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inspection_ticket_ticket ON inspection_ticket (ticket_id);
CREATE TABLE inspection_member (
    id INTEGER PRIMARY KEY,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    post TEXT NOT NULL DEFAULT '',
    organization TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL,
    signature TEXT NOT NULL DEFAULT 'pending' CHECK (signature IN ('pending', 'signed', 'refused')),
    remark TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX inspection_member_visit ON inspection_member (inspection_id, position);
CREATE TABLE inspection_instrument (
    inspection_id INTEGER NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    serial TEXT NOT NULL DEFAULT '',
    verified_until TEXT,
    certificate TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (inspection_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE measurement (
    id INTEGER PRIMARY KEY,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    block TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    quantity TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    value REAL,
    chart_value REAL,
    norm_min REAL,
    norm_max REAL,
    tolerance TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT '',
    measured_at TEXT,
    verdict TEXT NOT NULL DEFAULT 'no_norm' CHECK (verdict IN ('ok', 'below', 'above', 'no_norm'))
) STRICT;
CREATE INDEX measurement_visit ON measurement (inspection_id, position);
CREATE TABLE remedy (
    id INTEGER PRIMARY KEY,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    organization_id INTEGER REFERENCES organization (id),
    responsible TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'sent', 'in_progress', 'fixed',
        'cancelled')),
    fixed_on TEXT
) STRICT;
CREATE INDEX remedy_visit ON remedy (inspection_id, position);
CREATE INDEX remedy_due ON remedy (due_on) WHERE state NOT IN ('fixed', 'cancelled');
CREATE TABLE issued_act (
    id INTEGER PRIMARY KEY,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    issue INTEGER NOT NULL,
    issued_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pdf BLOB NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    cancelled_at TEXT,
    cancel_reason TEXT NOT NULL DEFAULT '',
    UNIQUE (inspection_id, issue)
) STRICT;
"""
