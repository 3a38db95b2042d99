"""The word lists of the demo are whole tables: no value falls into a neighbour's column."""

from pathlib import Path

import pytest

from desktop_app.core.assets import resource
from desktop_app.core.enums import OrganizationKind
from desktop_app.services.demo.words import read


def test_every_organisation_stands_in_its_columns() -> None:
    """A comma inside a name does not break the name and shift the rest of the row."""
    for row in read("companies.csv"):
        assert OrganizationKind(row["kind"])
        assert row["name"].count("«") == row["name"].count("»"), row
        assert row["short_name"].count("«") == row["short_name"].count("»"), row
        assert row["service"].isascii(), row
        assert row["hours"] == "круглосуточно" or row["hours"][:2].isdigit(), row


@pytest.mark.parametrize("path", sorted(resource("demo").glob("*.csv")), ids=lambda path: path.name)
def test_no_row_has_more_or_fewer_values_than_the_head(path: Path) -> None:
    """Every row fills exactly the columns of its table."""
    for row in read(path.name):
        assert None not in row, row
        assert None not in row.values(), row
