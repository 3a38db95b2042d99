"""Headings printed again inside a table: told quickly, and exactly as one would compare them."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.text import one_line
from desktop_app.importers.headers import Header, find_header

_GROUPS = ["", "Дом", "", "Адрес"]
_TITLES = ["№", "Адрес", "Год  постройки", "Адрес дома"]
_CELLS = st.sampled_from(
    ["", " ", "\xa0", "№", " № ", "Дом", "Адрес", "Адрес\nдома", "Год постройки", "А", "ул. 1"]
)


def _header() -> Header:
    found = find_header([(1, _GROUPS), (2, _TITLES), (3, ["1", "2"])], {"адрес", "год постройки"})
    assert found is not None
    assert len(found.lines) == 2
    return found


def _plainly(header: Header, cells: Sequence[str]) -> bool:
    """Tell the same by the definition: all filled cells repeat a line, and at least half of it."""
    filled = {place: one_line(cell) for place, cell in enumerate(cells) if cell.strip()}
    return any(
        bool(filled)
        and 2 * len(filled) >= sum(map(bool, line))
        and all(place < len(line) and line[place] == text for place, text in filled.items())
        for line in header.lines
    )


@given(st.lists(_CELLS, max_size=6))
def test_repeated_headings_are_told_as_by_their_definition(cells: list[str]) -> None:
    """Proves that the short way never takes a row for headings or headings for a row."""
    header = _header()
    assert header.is_repeated_by(cells) == _plainly(header, cells)


def test_both_lines_of_headings_are_known_again() -> None:
    """Proves that the property above is not about rows that never repeat."""
    header = _header()
    assert header.is_repeated_by([" ", "Дом", "", "Адрес"])
    assert header.is_repeated_by(["№", "Адрес", "Год постройки"])
    assert not header.is_repeated_by(["№", "Адрес", "1961"])
    assert not header.is_repeated_by([])
