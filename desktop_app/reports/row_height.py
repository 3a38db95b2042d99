"""Row heights for wrapped text, estimated: LibreOffice and printing trust the file, not the text.

Excel fits a row without a height when it opens the file, LibreOffice does not and prints the lines
over one another. So each row says its height, and Excel may still refit it after an edit.
"""

LINE = 11.25  # points: a line of Arial 8
_PADDING = 1.5
_EXCEL_MOST = 409.0  # points, the tallest row Excel has
MOST_LINES = int((_EXCEL_MOST - _PADDING) / LINE)

# Letters of Arial 8 in one unit of column width, on the careful side: capitals are wider.
_PER_UNIT = 1.2

HEIGHTS: tuple[str, ...] = tuple(
    f"{min(lines * LINE + _PADDING, _EXCEL_MOST):g}" for lines in range(MOST_LINES + 2)
)


def letters_in(width: float) -> int:
    """Return how many letters a line of a column surely holds; width in Excel's units."""
    return max(int(width * _PER_UNIT), 1)


def lines_of(value: str, room: int) -> int:
    """Return how many lines a text takes in a column of `room` letters, 1 to MOST_LINES.

    Lines end at spaces; a word longer than the line is broken, as Excel does.
    """
    count = 0
    for paragraph in value.split("\n"):
        count += 1
        start, left = 0, len(paragraph)
        while left > room and count < MOST_LINES:
            space = paragraph.rfind(" ", start, start + room + 1)
            start = space + 1 if space > start else start + room
            left = len(paragraph) - start
            count += left > 0
        if count >= MOST_LINES:
            return MOST_LINES
    return count
