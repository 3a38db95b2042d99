"""Tickets with cycles, handovers, callbacks, links, incidents and the search index."""

SQL = """
CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('emergency', 'planned', 'waste')),
    service TEXT NOT NULL,
    title TEXT NOT NULL,
    public_text TEXT NOT NULL DEFAULT '',
    cause TEXT NOT NULL DEFAULT '',
    organization_id INTEGER REFERENCES organization (id),
    started_at TEXT NOT NULL,
    planned_end TEXT,
    ended_at TEXT,
    authority_told_at TEXT,
    consumers_told_at TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE incident_building (
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    building_id INTEGER NOT NULL REFERENCES building (id),
    PRIMARY KEY (incident_id, building_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_building_house ON incident_building (building_id, incident_id);
CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    registered_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('phone', 'visit', 'letter', 'message', 'higher',
        'import')),
    kind TEXT NOT NULL CHECK (kind IN ('request', 'complaint', 'question')),
    building_id INTEGER REFERENCES building (id),
    address_text TEXT NOT NULL DEFAULT '',
    premise TEXT NOT NULL DEFAULT '' CHECK (length(premise) <= 50),
    entrance TEXT NOT NULL DEFAULT '' CHECK (length(entrance) <= 20),
    floor TEXT NOT NULL DEFAULT '' CHECK (length(floor) <= 20),
    applicant_name TEXT NOT NULL DEFAULT '' CHECK (length(applicant_name) <= 300),
    phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 100),
    phone_digits TEXT NOT NULL DEFAULT '',
    no_phone INTEGER NOT NULL DEFAULT 0 CHECK (no_phone IN (0, 1)),
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    details TEXT NOT NULL DEFAULT '' CHECK (length(details) <= 100000),
    status TEXT NOT NULL CHECK (status IN ('new', 'sent', 'in_progress', 'on_hold', 'done',
        'rework', 'closed', 'cancelled')),
    status_at TEXT NOT NULL,
    organization_id INTEGER REFERENCES organization (id),
    clerk_id INTEGER REFERENCES clerk (id),
    is_emergency INTEGER NOT NULL DEFAULT 0 CHECK (is_emergency IN (0, 1)),
    is_control INTEGER NOT NULL DEFAULT 0 CHECK (is_control IN (0, 1)),
    is_repeat INTEGER NOT NULL DEFAULT 0 CHECK (is_repeat IN (0, 1)),
    is_vulnerable INTEGER NOT NULL DEFAULT 0 CHECK (is_vulnerable IN (0, 1)),
    incident_id INTEGER REFERENCES incident (id),
    room_temperature REAL,
    cycle_number INTEGER NOT NULL DEFAULT 1,
    deadline_at TEXT,
    deadline_basis TEXT NOT NULL DEFAULT '',
    done_at TEXT,
    closed_at TEXT,
    close_result TEXT CHECK (close_result IN ('confirmed', 'explained', 'unreached', 'by_act',
        'imported')),
    cancel_reason TEXT CHECK (cancel_reason IN ('duplicate', 'mistake', 'withdrawn', 'not_ours')),
    hold_until TEXT,
    hold_reason TEXT CHECK (hold_reason IN ('no_access', 'parts', 'season', 'answer', 'other')),
    hold_from TEXT,
    answer TEXT NOT NULL DEFAULT '',
    next_call_at TEXT,
    call_attempts INTEGER NOT NULL DEFAULT 0,
    private_note TEXT NOT NULL DEFAULT '',
    batch_id INTEGER REFERENCES import_batch (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((closed_at IS NULL) = (status NOT IN ('closed', 'cancelled')))
) STRICT;
CREATE INDEX ticket_registered ON ticket (registered_at, id);
CREATE INDEX ticket_number_order ON ticket (
    substr(number, 1, 5) || (length(number) + 100) || number
);
CREATE INDEX ticket_deadline ON ticket (deadline_at, id);
CREATE INDEX ticket_building ON ticket (building_id, registered_at, id, closed_at);
CREATE INDEX ticket_topic ON ticket (topic_id, registered_at, id);
CREATE INDEX ticket_organization ON ticket (organization_id, registered_at, id);
CREATE INDEX ticket_status ON ticket (status, registered_at, id);
CREATE INDEX ticket_clerk ON ticket (clerk_id, registered_at, id);
CREATE INDEX ticket_open ON ticket (building_id, deadline_at, status, registered_at, topic_id,
    organization_id, clerk_id, is_control, next_call_at, done_at, status_at, closed_at)
    WHERE closed_at IS NULL;
CREATE INDEX ticket_incident ON ticket (incident_id) WHERE incident_id IS NOT NULL;
CREATE TABLE ticket_cycle (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    opened_at TEXT NOT NULL,
    deadline_at TEXT,
    deadline_basis TEXT NOT NULL DEFAULT '',
    done_at TEXT,
    closed_at TEXT,
    result TEXT,
    paused_minutes INTEGER NOT NULL DEFAULT 0,
    late_minutes INTEGER,
    UNIQUE (ticket_id, number)
) STRICT;
CREATE TABLE handover (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    cycle_number INTEGER NOT NULL,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'email', 'registry', 'system', 'messenger',
        'letter')),
    sent_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL DEFAULT '',
    their_number TEXT NOT NULL DEFAULT '',
    promised_at TEXT,
    answered_at TEXT,
    answer TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'done', 'returned',
        'replaced')),
    clerk_id INTEGER REFERENCES clerk (id)
) STRICT;
CREATE INDEX handover_ticket ON handover (ticket_id, sent_at);
CREATE INDEX handover_organization ON handover (organization_id, sent_at);
CREATE INDEX handover_waiting ON handover (promised_at) WHERE outcome = 'waiting';
CREATE TABLE callback (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    cycle_number INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('solved', 'rework', 'unreached', 'later')),
    remark TEXT NOT NULL DEFAULT '',
    next_call_at TEXT,
    clerk_id INTEGER REFERENCES clerk (id)
) STRICT;
CREATE INDEX callback_ticket ON callback (ticket_id, made_at);
CREATE INDEX callback_made ON callback (made_at);
CREATE TABLE call_note (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    caller_name TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    details TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id)
) STRICT;
CREATE INDEX call_note_ticket ON call_note (ticket_id, made_at);
CREATE TABLE ticket_link (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('duplicate', 'repeat', 'related')),
    made_at TEXT NOT NULL,
    UNIQUE (ticket_id, other_id, kind),
    CHECK (ticket_id <> other_id)
) STRICT;
CREATE INDEX ticket_link_other ON ticket_link (other_id);
CREATE VIRTUAL TABLE ticket_search USING fts5 (
    folded, content = '', detail = none, tokenize = 'trigram'
);
"""
