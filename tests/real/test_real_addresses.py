"""Every address of four real lists is read, and its shown form is read back as the same."""

import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop_app.core.addresses import ParsedAddress, parse_address

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.filterwarnings("ignore:Workbook contains no default style"),
]


def _csv(path: Path) -> list[str]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [row["ADDRESS"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def _xlsx(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [str(row[2]) for row in sheet.iter_rows(min_row=3, values_only=True)]


def _parts(parsed: ParsedAddress) -> tuple[object, ...]:
    return (
        parsed.settlement_type,
        parsed.settlement,
        parsed.area,
        parsed.street_type,
        parsed.street_name,
        parsed.house,
    )


@pytest.mark.parametrize(
    ("name", "without_number", "unclear"),
    [
        ("furmanov_town_421.xlsx", 0, 0),
        ("segezha_district_605.csv", 0, 0),
        ("karelia_16460.csv.gz", 20, 110),
        ("moscow_33707.csv.gz", 3, 340),
    ],
)
def test_real_lists_are_read(
    real_data: Path,
    figure: Callable[[str, object], None],
    name: str,
    without_number: int,
    unclear: int,
) -> None:
    """All but rows with no number have a house; few hold something not understood."""
    path = real_data / "buildings" / name
    addresses = _xlsx(path) if path.suffix == ".xlsx" else _csv(path)
    parsed = [parse_address(address) for address in addresses]
    numbered = [address for address in parsed if address.house]
    figure(f"{name}: без номера", len(parsed) - len(numbered))
    figure(f"{name}: понято не до конца", sum(bool(a.rest or a.premise) for a in numbered))
    assert len(parsed) - len(numbered) <= without_number
    assert sum(bool(address.rest or address.premise) for address in numbered) <= unclear
    assert all(address.settlement for address in numbered)
    for address in numbered:
        assert _parts(parse_address(address.display())) == _parts(address)
