"""Parts papers are made of: headings, paragraphs, labelled statements, rules, signatures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.reports.fonts import Face, faces, wrap
from desktop_app.reports.pdf_flow import Block, Gap, Whole
from desktop_app.reports.pdf_page import BODY, LEFT, MM, Page

TEXT = 12.0
TITLE = 14.0
NOTE = 10.0
SMALL = 8.0
LEADING = 1.2
INDENT = 12.5 * MM
RULE_STEP = 8.0 * MM
HAND_ROW = 8.0 * MM
SPACE, SMALL_SPACE = Gap(3 * MM), Gap(1 * MM)

_BASELINE = 0.34  # from the middle of a line down to its baseline, in sizes
_WIDEST_GAP = 0.45  # a justified line with wider gaps is left ragged, in sizes
_LINE_X, _LINE_WIDTH = 82 * MM, 38 * MM
_NAME_X = _LINE_X + _LINE_WIDTH + 4 * MM


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: where it starts, its text, type and widened spaces."""

    x: float
    text: str
    face: Face
    size: float
    word_space: float = 0.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Set lines, each with its leading; several `Line` of one row stand side by side."""

    rows: tuple[tuple[Line, ...], ...]
    leading: float
    keeps_next: bool = False
    foot: float = 0.0

    @property
    def height(self) -> float:
        """Height of all rows and of the space under them."""
        return len(self.rows) * self.leading + self.foot

    @property
    def least(self) -> float:
        """Two rows: one line of a paragraph never stands alone."""
        return min(2, len(self.rows)) * self.leading

    def draw(self, page: Page, top: float) -> None:
        """Draw the rows downwards."""
        y = top - self.leading / 2
        for row in self.rows:
            for line in row:
                page.text(
                    line.x,
                    y - line.size * _BASELINE,
                    line.text,
                    line.face,
                    line.size,
                    line.word_space,
                )
            y -= self.leading

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Divide between rows, leaving at least two on either page."""
        fits = int(room / self.leading + 1e-6)
        if fits >= len(self.rows):
            return replace(self, foot=0.0), None
        if len(self.rows) - fits == 1:
            fits -= 1
        if fits < min(2, len(self.rows)):
            return None, self
        return replace(self, rows=self.rows[:fits]), replace(self, rows=self.rows[fits:])


@dataclass(frozen=True, slots=True)
class Ruled:
    """Lines to write on by hand; the first may begin after a label, at `first_x`."""

    count: int
    first_x: float = LEFT

    @property
    def height(self) -> float:
        """Height of all lines."""
        return self.count * RULE_STEP

    @property
    def least(self) -> float:
        """One line at least."""
        return RULE_STEP

    def draw(self, page: Page, top: float) -> None:
        """Rule the lines, each at the foot of its step."""
        for number in range(self.count):
            y = top - (number + 1) * RULE_STEP + 1.5 * MM
            page.line(self.first_x if number == 0 else LEFT, y, LEFT + BODY, y)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Divide between lines."""
        fits = int(room / RULE_STEP)
        if not fits:
            return None, self
        return replace(self, count=fits), Ruled(self.count - fits)


@dataclass(frozen=True, slots=True)
class LabelledRule(Whole):
    """A label with a ruled line after it, for a blank."""

    label: Lines
    first_x: float

    @property
    def height(self) -> float:
        """Height of the label's rows, the last one as high as a ruled step."""
        return self.label.height - self.label.leading + RULE_STEP

    def draw(self, page: Page, top: float) -> None:
        """Draw the label low in its step, as handwriting stands."""
        self.label.draw(page, top - (RULE_STEP - self.label.leading) + 1.0)
        y = top - self.height + 1.5 * MM
        page.line(self.first_x, y, LEFT + BODY, y)


@dataclass(frozen=True, slots=True)
class SignatureLine(Whole):
    """Post on the left, a line to sign on, the name on the right; a mark stands on the line."""

    post: tuple[str, ...]
    name: tuple[str, ...]
    mark: str = ""

    @property
    def height(self) -> float:
        """Height of the higher column with room for the captions under the line."""
        rows = max(len(self.post), len(self.name), 1)
        return rows * TEXT * 1.1 + 7.5 * MM

    def draw(self, page: Page, top: float) -> None:
        """Draw the columns so that their last lines stand on the signature line."""
        face, small = faces().regular, SMALL
        y = top - self.height + 4.5 * MM
        step = TEXT * 1.1
        for column, x in ((self.post, LEFT), (self.name, LEFT + _NAME_X)):
            for number, text in enumerate(reversed(column)):
                page.text(x, y + 1.5 + number * step, text, face, TEXT)
        columns = (
            (LEFT, _LINE_X - 4 * MM, "" if self.post else "(должность, место работы или адрес)"),
            (LEFT + _LINE_X, _LINE_WIDTH, "(подпись)"),
            (LEFT + _NAME_X, BODY - _NAME_X, "" if self.name else "(И. О. Фамилия)"),
        )
        for x, width, caption in columns:
            if caption:
                page.line(x, y, x + width, y)
                middle = x + (width - face.width(caption, small)) / 2
                page.text(middle, y - small - 0.5, caption, face, small)
        if self.mark:
            x = LEFT + _LINE_X + (_LINE_WIDTH - face.width(self.mark, 10)) / 2
            page.text(x, y + 2, self.mark, face, 10)


def centered(text: str, *, is_bold: bool = False, size: float = TEXT) -> Lines:
    """Return text centred between the margins."""
    face = faces().bold if is_bold else faces().regular
    return Lines(
        tuple(
            (Line(LEFT + (BODY - face.width(line, size)) / 2, line, face, size),)
            for line in wrap(text, face, size, BODY)
        ),
        size * LEADING,
        keeps_next=True,
    )


def head(office: Iterable[str], title: str, air: float = 4 * MM) -> Iterator[Block]:
    """Yield who writes and what the paper is, with `air` between them."""
    for line in office:
        yield centered(line)
    yield Gap(air)
    yield centered(title, is_bold=True, size=TITLE)


def heading(text: str) -> Lines:
    """Return a heading of a part; it never stands alone at the foot of a page."""
    face = faces().bold
    lines = wrap(text, face, TEXT, BODY)
    rows = tuple((Line(LEFT, line, face, TEXT),) for line in lines)
    return Lines(rows, TEXT * LEADING, keeps_next=True)


def table_heading(text: str) -> Lines:
    """Return a heading set a little apart from the table under it."""
    lines = heading(text)
    return replace(lines, foot=1.0 * MM)


def pair(left: str, right: str) -> Lines:
    """Return two short texts of one line, one at each margin."""
    face = faces().regular
    x = LEFT + BODY - face.width(right, TEXT)
    row = (Line(LEFT, left, face, TEXT), Line(x, right, face, TEXT))
    return Lines((row,), TEXT * LEADING)


def paragraph(text: str, *, indent: float = 0.0) -> Lines:
    """Return justified text; every line break of the text begins a new indented line."""
    face = faces().regular
    rows: list[tuple[Line, ...]] = []
    for part in text.split("\n"):
        lines = wrap(part, face, TEXT, BODY, indent)
        rows += [(line,) for line in _justified(lines, face, TEXT, indent)]
    return Lines(tuple(rows), TEXT * LEADING)


def listed(number: int, text: str) -> Lines:
    """Return an item of a numbered list."""
    return _hanging(f"{number}.", text)


def dashed(text: str) -> Lines:
    """Return an item of a list without numbers."""
    return _hanging("–", text)


def _hanging(mark: str, text: str) -> Lines:
    """Return lines ragged on the right, all under the first word after the mark."""
    face = faces().regular
    shift = max(7 * MM, face.width(f"{mark} ", TEXT))
    lines = wrap(text, face, TEXT, BODY - shift)
    first = (Line(LEFT, mark, face, TEXT), Line(LEFT + shift, lines[0], face, TEXT))
    rest = ((Line(LEFT + shift, line, face, TEXT),) for line in lines[1:])
    return Lines((first, *rest), TEXT * LEADING)


def note(text: str) -> Lines:
    """Return a note under a table: smaller, ragged on the right."""
    face = faces().regular
    rows = tuple((Line(LEFT, line, face, NOTE),) for line in wrap(text, face, NOTE, BODY))
    return Lines(rows, NOTE * LEADING)


def labelled(label: str, text: str) -> Lines:
    """Return «Label: text», the label bold, the text justified after it."""
    bold, face = faces().bold, faces().regular
    label_lines = wrap(f"{label}:", bold, TEXT, BODY)
    first = bold.width(label_lines[-1], TEXT) + face.width(" ", TEXT)
    rows: list[list[Line]] = [[Line(LEFT, line, bold, TEXT)] for line in label_lines]
    for number, part in enumerate(text.split("\n")):
        indent = first if number == 0 else 0.0
        lines = wrap(part, face, TEXT, BODY, indent)
        set_lines = _justified(lines, face, TEXT, indent)
        if number == 0:
            rows[-1].append(set_lines[0])
            set_lines = set_lines[1:]
        rows += [[line] for line in set_lines]
    return Lines(tuple(map(tuple, rows)), TEXT * LEADING)


def to_fill(label: str, lines: int) -> list[Block]:
    """Return a label with ruled lines after and under it, for a blank."""
    bold = faces().bold
    label_lines = wrap(f"{label}:", bold, TEXT, BODY)
    first_x = LEFT + bold.width(label_lines[-1], TEXT) + 2 * MM
    rows = tuple((Line(LEFT, line, bold, TEXT),) for line in label_lines)
    blocks: list[Block] = [LabelledRule(Lines(rows, TEXT * LEADING), first_x)]
    if lines > 1:
        blocks.append(Ruled(lines - 1))
    return blocks


def signature(post: str, name: str, mark: str = "") -> SignatureLine:
    """Return a line to sign with its post and name wrapped into their columns."""
    face = faces().regular
    return SignatureLine(
        tuple(wrap(post, face, TEXT, _LINE_X - 4 * MM)) if post else (),
        tuple(wrap(name, face, TEXT, BODY - _NAME_X)) if name else (),
        mark,
    )


def _justified(lines: Sequence[str], face: Face, size: float, indent: float) -> list[Line]:
    placed: list[Line] = []
    for number, text in enumerate(lines):
        shift = indent if number == 0 else 0.0
        space = 0.0
        if number + 1 < len(lines):
            gaps = text.count(" ") + text.count("\N{NO-BREAK SPACE}")
            spare = BODY - shift - face.width(text, size)
            space = spare / gaps if gaps and 0 < spare <= gaps * size * _WIDEST_GAP else 0.0
        placed.append(Line(LEFT + shift, text, face, size, round(space, 3)))
    return placed
