"""Rows between the reading process and the window: quick, and each cell exactly as by itself."""

import datetime as dt
import io
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.importers.cell_text import cell_text, cell_texts
from desktop_app.importers.engines import Sheet
from desktop_app.importers.spool import COLUMNS, ROWS, SpoolWriter, TooMany, ending, spooled

Row = Sequence[object]

_FREE = (10**6, 500)
_ODD = "\x00\x01\t\n\x0b\r\x1c\x1d\x1e\x1f \x7f\x85\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800ёЁй№"
_TEXTS = st.one_of(
    st.sampled_from(["", " ", "007", "ул. Лесная, д. 1", "д.\xa01", "1/2", "12 %", "#ДЕЛ/0!"]),
    st.text(max_size=6),
    st.text(_ODD, max_size=6),
)
_VALUES = st.one_of(
    _TEXTS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from([0.0, -0.0, 1.0, 1, True, 1e15, 10**15, 0.1 + 0.2, 1926.0, 0.5]),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)
_SHEETS = st.lists(st.lists(_VALUES, max_size=7), max_size=90)


def _one_by_one(rows: Sequence[Row]) -> list[tuple[int, list[str]]]:
    """Return filled rows the slow way: every cell by itself, then the empty end cut off."""
    found = []
    for number, row in enumerate(rows, start=1):
        texts = [cell_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            found.append((number, texts))
    return found


def _write(spool: Path, *sheets: Sheet, caps: tuple[int, int] = _FREE) -> None:
    with spool.open("wb") as stream:
        writer = SpoolWriter(stream, caps)
        for sheet in sheets:
            writer.add(sheet)
        writer.finish(spool, "done")


@given(st.lists(_VALUES))
def test_many_cells_at_once_are_as_each_by_itself(values: list[object]) -> None:
    """Proves that the quick way to text gives exactly what the plain one gives."""
    assert cell_texts(values) == [cell_text(value) for value in values]


@given(st.lists(_SHEETS, max_size=3))
def test_what_is_written_is_read(sheets: list[list[Row]]) -> None:
    """Proves that any cells come back as written one by one, with their numbers, twice over."""
    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder) / "sheets.rows"
        spans = ((0, 0, 0, 2),)
        named = [Sheet(f"Лист{n}", iter(rows), spans) for n, rows in enumerate(sheets)]
        _write(spool, *named)
        assert ending(spool) == "done"
        found = spooled(spool)
        assert [(one.name, one.merged) for one in found] == [(s.name, spans) for s in named]
        for sheet, rows in zip(found, sheets, strict=True):
            expected = _one_by_one(rows)
            assert sheet.count == len(expected)
            assert list(sheet.rows()) == expected
            assert list(sheet.rows()) == expected


def test_blank_rows_cost_nothing_and_keep_the_numbers(tmp_path: Path) -> None:
    """Proves that a hundred thousand blank rows take no room and the row after them is found."""
    spool = tmp_path / "sheets.rows"
    _write(spool, Sheet("Лист", iter([["а"], *[[None, ""]] * 100_000, ["я"]])))
    assert list(spooled(spool)[0].rows()) == [(1, ["а"]), (100_002, ["я"])]
    assert spool.stat().st_size < 200


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["а"]] * 40 + [[""]] * 40 + [["я"]], ROWS),
        ([["а", "б"], [""] * 3 + ["я"]], COLUMNS),
    ],
)
def test_more_than_allowed(tmp_path: Path, rows: list[Row], words: str) -> None:
    """Proves that filled rows and columns are counted, blank ones not."""
    caps = (40, 3)
    allowed = [*rows[:-1], ["", "", "", ""]]
    _write(tmp_path / "a.rows", Sheet("Лист", iter(allowed)), caps=caps)
    with pytest.raises(TooMany, match=words):
        SpoolWriter(io.BytesIO(), caps).add(Sheet("Лист", iter(rows)))


def test_a_reading_cut_short_has_no_ending(tmp_path: Path) -> None:
    """Proves that rows without their table of contents, or with a spoilt one, count as a crash."""
    spool = tmp_path / "sheets.rows"
    _write(spool, Sheet("Лист", iter([["а"]])))
    contents = spool.with_suffix(".json")
    whole = contents.read_bytes()
    for spoilt in (whole[:-1], b"", b"[1]", json.dumps({"sheets": []}).encode()):
        contents.write_bytes(spoilt)
        assert ending(spool) is None
    contents.unlink()
    assert ending(spool) is None


def test_moments_lose_parts_of_a_second() -> None:
    """Proves that a moment is cut to seconds, never rounded up to the next day."""
    assert cell_texts([dt.datetime(2026, 12, 31, 23, 59, 59, 999_999)]) == ["2026-12-31 23:59:59"]
