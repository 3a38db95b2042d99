"""Faults of the world are told by their own cause."""

import os
from pathlib import Path

import pytest

from db import failures
from desktop_app.core.errors import DatabaseReadOnly
from desktop_app.services.office import Office
from tests.services.fixtures import new_ticket
from tests.workplaces import seated_office


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved")
def test_a_file_taken_away_is_not_called_read_only(tmp_path: Path) -> None:
    """The remedy is to bring the file back; once it is back, writing goes on."""
    path = tmp_path / "office.sqlite"
    office: Office = seated_office(path)
    path.rename(tmp_path / "elsewhere.sqlite")
    with pytest.raises(DatabaseReadOnly, match="убран со своего места"):
        new_ticket(office)
    (tmp_path / "elsewhere.sqlite").rename(path)
    assert new_ticket(office)
    office.close()


def test_a_file_that_is_there_is_called_read_only(tmp_path: Path) -> None:
    """A file in its place that cannot be written to keeps its own words."""
    path = tmp_path / "office.sqlite"
    path.touch()
    assert "нельзя писать" in failures.read_only(path).cause
