"""A base of an older schema with its topics and terms, which the living program cannot seed."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from db import files
from db.connection import Store
from db.migrations import STEPS
from db.queries import reference
from desktop_app.services import shipped
from desktop_app.services.office import Office

Made = Callable[..., Office]
"""Called with statements of edits: a base of the older schema so edited, opened today."""

_RULE = (
    "INSERT INTO deadline_rule (topic_id, stage, amount, unit, room_from, room_to, basis,"
    " is_proposal) VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?)"
)


def seed_before_weather(store: Store) -> None:
    """Fill the lists as they were before terms looked at the weather (schema 17)."""
    ids = reference.seed_topics(store, shipped.rows("topics.csv"))
    for row in shipped.rows("deadline_rules.csv"):
        if not row["outdoor_to"]:  # the rules of the cold came with that schema
            values = [row[name] for name in ("stage", "amount", "unit", "room_from", "room_to")]
            store.execute(
                _RULE, (ids[row["topic"]], *values, row["basis"], int(row["is_proposal"]))
            )


def maker_of_upgraded(
    path: Path, monkeypatch: pytest.MonkeyPatch, schema: int, as_shipped: Iterable[str]
) -> Made:
    """Return how a base of a schema, with the words `as_shipped` sets, is edited and upgraded."""

    def make(*edits: str) -> Office:
        with monkeypatch.context() as former:
            former.setattr(files, "STEPS", STEPS[:schema])
            former.setattr(files, "LATEST", schema)
            store = files.open_store(path)
            with store.write():
                seed_before_weather(store)
                for statement in (*as_shipped, *edits):
                    store.execute(statement)
            store.close()
        return Office.open(path)

    return make
