"""Finding the rows of column headings: anywhere in the first rows, one or two of them, merged."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from desktop_app.core.addresses.lookalikes import to_cyrillic
from desktop_app.core.text import fold, one_line
from desktop_app.importers.engines import Span

SEARCHED_ROWS: Final = 100

_NOT_WORD: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 300
Line = tuple[int, list[str]]


def title_key(title: str) -> str:
    """Return the form under which headings are compared: «Площадь, м²» = «площадь м2».

    Latin letters inside Russian words, as in headings of reformagkh, are read as Russian ones.
    """
    plain = _NOT_WORD.sub(" ", fold(unicodedata.normalize("NFKC", title))).strip()
    return " ".join(word if word.isascii() else to_cyrillic(word) for word in plain.split())


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table.

    `names` are shown and differ from each other; `keys` hold for each column the keys of its own
    heading and of the group with it, and may repeat. `last` is the number of the last heading row.
    """

    first: int
    last: int
    names: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    score: int
    lines: tuple[tuple[str, ...], ...] = field(repr=False, default=())

    def column(self, titles: Sequence[str]) -> int | None:
        """Return the first column under one of these headings, in the order of `titles`."""
        for key in map(title_key, titles):
            for position, keys in enumerate(self.keys):
                if key in keys:
                    return position
        return None

    def is_repeated_by(self, cells: Sequence[str]) -> bool:
        """Tell whether a row only repeats a line of the headings."""
        for first, cell in enumerate(cells):
            if start := cell.strip():
                return self._may_begin(first, start) and self._repeats(cells)
        return False

    def _may_begin(self, first: int, start: str) -> bool:
        """Tell whether a line has this text at this place; nearly every row ends here."""
        letter = start[0]
        for line in self.lines:  # a plain loop and a letter first: half the time of any()
            if first < len(line) and line[first][:1] == letter and line[first] == one_line(start):
                return True
        return False

    def _repeats(self, cells: Sequence[str]) -> bool:
        filled = [(i, cell) for i, cell in enumerate(cells) if cell.strip()]
        return any(
            len(filled) * 2 >= sum(1 for title in line if title)
            and all(i < len(line) and one_line(cell) == line[i] for i, cell in filled)
            for line in self.lines
        )


def find_header(
    lines: Sequence[Line], vocabulary: Collection[str], merged: Sequence[Span] = ()
) -> Header | None:
    """Return the headings among the first filled rows, or None when no known heading is met.

    The row with most known headings (keys in `vocabulary`) wins, the upper of equals; the row of
    groups above, a row of parts below and a row of column numbers under them belong to it.
    """
    best, score = None, 0
    for index, (_, cells) in enumerate(lines[:SEARCHED_ROWS]):
        known = _known(cells, vocabulary)
        if known > score:
            best, score = index, known
    return None if best is None else _around(lines, best, score, vocabulary, merged)


def header_at(
    lines: Sequence[Line], row: int, vocabulary: Collection[str], merged: Sequence[Span] = ()
) -> Header | None:
    """Return the headings at a row a person pointed to, or None when that row is not filled."""
    for index, (number, cells) in enumerate(lines):
        if number == row:
            return _around(lines, index, _known(cells, vocabulary), vocabulary, merged)
    return None


def _known(cells: Sequence[str], vocabulary: Collection[str]) -> int:
    return len({key for cell in cells if (key := title_key(cell[:_LONGEST])) in vocabulary})


def _around(
    lines: Sequence[Line],
    best: int,
    score: int,
    vocabulary: Collection[str],
    merged: Sequence[Span],
) -> Header:
    """Return the headings whose main row is known, with the rows of groups and parts."""
    top, bottom = best, best
    if best and _is_group(lines[best - 1], lines[best], merged):
        top -= 1
    if best + 1 < len(lines) and _is_part(lines[best], lines[best + 1], vocabulary, merged):
        bottom += 1
    header = _build(lines[top : bottom + 1], merged, score)
    if bottom + 1 < len(lines) and _is_numbering(lines[bottom + 1][1]):
        return replace(header, last=lines[bottom + 1][0])
    return header


def _is_group(above: Line, header: Line, merged: Sequence[Span]) -> bool:
    """Tell whether the row above names groups of columns rather than the whole table."""
    filled = [i for i, cell in enumerate(above[1]) if cell.strip()]
    if above[0] + 1 != header[0] or not filled:
        return False
    if any(a == above[0] - 1 and c == a + 1 for a, _, c, _ in merged):
        return True
    return 2 <= len(filled) < sum(1 for cell in header[1] if cell.strip())


def _is_part(
    header: Line, below: Line, vocabulary: Collection[str], merged: Sequence[Span]
) -> bool:
    """Tell whether the row below divides columns of this one, as «общая | жилая» does."""
    if header[0] + 1 != below[0]:
        return False
    row = header[0] - 1
    if any(a <= row < c for a, _, c, _ in merged):
        return True
    upper, lower = header[1], below[1]
    names_new = False
    for i, cell in enumerate(lower):
        if not cell.strip():
            continue
        own = upper[i] if i < len(upper) else ""
        if title_key(own) in vocabulary or any(char.isdigit() for char in cell):
            return False
        names_new = names_new or not own.strip()
    return names_new


def _is_numbering(cells: Sequence[str]) -> bool:
    """Tell whether a row only counts the columns: 1, 2, 3 and so on."""
    filled = [cell.strip().rstrip(".") for cell in cells if cell.strip()]
    return len(filled) >= 3 and filled == [str(n) for n in range(1, len(filled) + 1)]


def _build(block: Sequence[Line], merged: Sequence[Span], score: int) -> Header:
    width = max(len(cells) for _, cells in block)
    lines = [tuple(one_line(c)[:_LONGEST] for c in cells) for _, cells in block]
    padded = [list(line) + [""] * (width - len(line)) for line in lines]
    own, groups = [""] * width, [""] * width
    for (number, _), line in zip(block, padded, strict=True):
        spread = _spread(line, number - 1, merged)
        for i in range(width):
            if line[i]:
                groups[i], own[i] = own[i] or groups[i], line[i]
            elif spread[i] and number != block[-1][0]:
                groups[i] = spread[i]
    return Header(
        block[0][0],
        block[-1][0],
        _names(own, groups),
        tuple(
            tuple({title_key(title), title_key(f"{group} {title}")} - {""})
            for title, group in zip(own, groups, strict=True)
        ),
        score,
        tuple(lines),
    )


def _spread(line: Sequence[str], row: int, merged: Sequence[Span]) -> list[str]:
    """Return a line where a group's name stands over all its columns.

    Without merged cells the name is carried right up to the next one.
    """
    spans = [(b, d) for a, b, _, d in merged if a == row and d > b]
    result = list(line)
    if spans:
        for left, right in spans:
            for i in range(max(left, 0), min(right + 1, len(result))):
                result[i] = result[i] or line[max(left, 0)]
        return result
    for i in range(1, len(result)):
        result[i] = result[i] or result[i - 1]
    return result


def _names(own: Sequence[str], groups: Sequence[str]) -> tuple[str, ...]:
    """Return names that differ: repeated ones get their group, then a number."""
    often = Counter(own)
    names: dict[str, None] = {}
    for i, (title, group) in enumerate(zip(own, groups, strict=True)):
        name = title or f"Столбец {i + 1}"
        if often[title] > 1 and title and group:
            name = f"{group}: {title}"
        plain, count = name, 1
        while name in names:
            count += 1
            name = f"{plain} ({count})"
        names[name] = None
    return tuple(names)
