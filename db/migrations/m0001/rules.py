"""Topics, deadlines, calendar, ready answers, drafts."""

SQL = """
CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    parent_code TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL,
    service TEXT NOT NULL CHECK (service IN ('heating', 'hot_water', 'cold_water', 'sewerage',
        'waste', 'management', 'general')),
    priority TEXT NOT NULL CHECK (priority IN ('emergency', 'high', 'normal', 'low')),
    is_group INTEGER NOT NULL CHECK (is_group IN (0, 1)),
    is_billing INTEGER NOT NULL DEFAULT 0 CHECK (is_billing IN (0, 1)),
    position INTEGER NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE deadline_rule (
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    stage TEXT NOT NULL DEFAULT 'fix' CHECK (stage IN ('fix', 'check', 'answer')),
    amount REAL NOT NULL CHECK (amount > 0),
    unit TEXT NOT NULL CHECK (unit IN ('hours', 'calendar_days', 'working_days')),
    room_from REAL,
    room_to REAL,
    basis TEXT NOT NULL,
    is_proposal INTEGER NOT NULL CHECK (is_proposal IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX deadline_rule_topic ON deadline_rule (topic_id, stage);
CREATE TABLE calendar_day (
    day TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'day_off', 'short', 'working')),
    name TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE repeat_rule (
    topic_id INTEGER PRIMARY KEY REFERENCES topic (id),
    flat_count INTEGER NOT NULL,
    flat_days INTEGER NOT NULL,
    house_count INTEGER NOT NULL,
    house_days INTEGER NOT NULL
) STRICT;
CREATE TABLE knowledge_article (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL DEFAULT '',
    topics TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    folded TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('verified', 'partial', 'unverified', 'office')),
    checked_on TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX knowledge_article_key ON knowledge_article (key) WHERE key <> '';
CREATE TABLE text_template (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE saved_filter (
    id INTEGER PRIMARY KEY,
    page TEXT NOT NULL,
    title TEXT NOT NULL,
    query TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    UNIQUE (page, title, clerk_id)
) STRICT;
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    form TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    started_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL
) STRICT;
"""
