"""The lists a new office begins with are filled once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.files import open_store
from desktop_app.services.desk import Desk
from desktop_app.services.knowledge import Knowledge
from desktop_app.services.reference import Reference
from desktop_app.services.templates import Templates

_TABLES = ("topic", "deadline_rule", "calendar_day", "text_template", "knowledge_article")


def _fill(desk: Desk) -> list[int]:
    """Fill what is empty; return how many rows each list has."""
    Knowledge(desk, Reference(desk))
    Templates(desk)
    return [desk.store.scalar(f"SELECT count(*) FROM {table}") for table in _TABLES]  # noqa: S608  our own names


def test_two_programs_open_a_new_file_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other fills every list after this one's look, before its transaction: none is doubled."""
    path = tmp_path / "new.sqlite"
    first, second = open_store(path), open_store(path)
    true_write, filled = second.write, list[int]()

    @contextmanager
    def late() -> Iterator[None]:
        filled[:] = _fill(Desk(first))
        with true_write():
            yield

    monkeypatch.setattr(second, "write", late)
    assert _fill(Desk(second)) == filled
    assert all(filled)
    first.close()
    second.close()
