"""Loads of registers join the other loads when a file is brought up to date."""

import sqlite3

from db.migrations import STEPS

_LOAD = """
INSERT INTO import_batch (kind, file_name, file_sha256, started_at, rows_read, rows_added,
    rows_updated, rows_same, rows_rejected) VALUES (?, 'дома.csv', '0', ?, 3, 2, 0, 0, 1)
"""
_REGISTER = """
INSERT INTO site_batch (id, file_name, file_sha256, started_at, action, rows_added, undone_at)
VALUES (?, 'реестр.csv', '1', '2026-10-01T09:00:00', ?, 1, ?)
"""
_SITE = """
INSERT INTO collection_site (id, address, address_key, folded, sort_key, batch_id)
VALUES (?, 'ул. Лесная, 10', 'a', 'b', 'c', ?)
"""
_ENTRY = """
INSERT INTO history (at, occurred_at, operation, action, entity, entity_id, changes, note, hash)
VALUES ('2026-09-01T09:00:00', '2026-09-01T09:00:00', 'imported', 7, 'import', 1, '[]', '', x'00')
"""


def _old() -> sqlite3.Connection:
    """Return a file of the schema before, with a load of houses and two registers."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.execute("PRAGMA foreign_keys = ON")
    for step in STEPS:
        if step.number < 15:
            step.up(base.execute)
    base.execute(_LOAD, ("houses", "2026-09-01T09:00:00"))
    base.execute(_ENTRY)
    base.execute(_REGISTER, (3, 30, None))
    base.execute(_REGISTER, (5, 50, "2026-10-02T09:00:00"))
    for site, batch in ((1, 3), (2, 5), (3, None)):
        base.execute(_SITE, (site, batch))
    return base


def test_registers_join_the_other_loads() -> None:
    """Every load keeps its action and its sites; a site still cannot name a load that is not."""
    base = _old()
    base.execute("BEGIN")
    next(step for step in STEPS if step.number == 15).up(base.execute)
    base.execute("COMMIT")
    loads = base.execute("SELECT id, kind, action, undone_at FROM import_batch ORDER BY id")
    assert loads.fetchall() == [
        (1, "houses", 7, None),
        (4, "sites", 30, None),
        (6, "sites", 50, "2026-10-02T09:00:00"),
    ]
    sites = base.execute("SELECT id, batch_id FROM collection_site ORDER BY id").fetchall()
    assert sites == [(1, 4), (2, 6), (3, None)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    refused = 0
    for statement in (
        "UPDATE collection_site SET batch_id = 77 WHERE id = 1",
        "UPDATE import_batch SET kind = 'songs' WHERE id = 1",
    ):
        try:
            base.execute(statement)
        except sqlite3.IntegrityError:
            refused += 1
    assert refused == 2
    base.close()
