"""Delimited text: which mark divides the cells, and its records with quoted line breaks."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from desktop_app.core.text import counted
from desktop_app.importers import faults
from desktop_app.importers.cell_text import clean
from desktop_app.importers.encoding import Opener
from desktop_app.importers.engines import Span
from desktop_app.importers.headers import Line, find_header
from desktop_app.importers.limits import Limits

_SAMPLE: Final = 2**17
_SAMPLE_RECORDS: Final = 120
_NO_MARK: Final = "\x1f"  # a table of one column has nothing to divide
_MARKS: Final = (",", ";", "|", "\t")
_HINT: Final = "sep="  # Excel writes the mark into the first line of some files


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are divided; `quoted` tells whether «"» embraces cells with marks inside."""

    delimiter: str
    quoted: bool = True
    skipped: int = 0

    def reader(self, stream: io.TextIOBase) -> Iterator[list[str]]:
        """Return a strict reader: a quote that never ends is an error, not a long cell."""
        if self.quoted:
            return csv.reader(stream, delimiter=self.delimiter, strict=True)
        return csv.reader(stream, delimiter=self.delimiter, quoting=csv.QUOTE_NONE, strict=True)


@dataclass(frozen=True, slots=True)
class TextSource:
    """A delimited text as a source of rows."""

    path: Path
    open_bytes: Opener
    encoding: str
    dialect: Dialect
    limits: Limits
    count: int
    merged: tuple[Span, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    def rows(self) -> Iterator[Line]:
        """Yield filled records, numbered as Excel numbers rows; BadFile when quotes are broken."""
        for number, record in self.bare_rows():
            yield number, [clean(cell) for cell in record]

    def bare_rows(self) -> Iterator[Line]:
        """Yield the same records with their cells as they stand in the file."""
        number = 0
        # Read again for every pass: by now the stick may be out, or the file written anew.
        with (
            faults.worded(self.path),
            self.open_bytes() as stream,
            _text(stream, self.encoding) as text,
        ):
            records = self.dialect.reader(text)
            try:
                for number, record in enumerate(records, start=1):
                    if number > self.dialect.skipped and any(record):
                        yield number, self._checked(number, record)
            except csv.Error as error:
                raise faults.broken_quotes(self.path, number + 1) from error

    def _checked(self, number: int, record: list[str]) -> list[str]:
        if number > self.limits.rows:
            rows = counted(self.limits.rows, "строки", "строк", "строк")
            raise faults.too_big(self.path, f"больше {rows}")
        if len(record) > self.limits.columns:
            raise faults.too_wide(self.path, self.limits.columns)
        return record


def find_dialect(open_bytes: Opener, encoding: str, vocabulary: Collection[str]) -> Dialect:
    """Return the mark under which most known headings are met and most records are equally wide."""
    with open_bytes() as stream, _text(stream, encoding) as text:
        sample = text.read(_SAMPLE)
    first = sample.split("\n", 1)[0].strip("\r\ufeff ")
    if first.casefold().startswith(_HINT) and len(first) == len(_HINT) + 1:
        return Dialect(first[-1], skipped=1)
    candidates = [Dialect(mark, quoted) for mark in _MARKS for quoted in (True, False)]
    worth = {dialect: _worth(sample, dialect, vocabulary) for dialect in candidates}
    best = max(candidates, key=lambda dialect: worth[dialect])
    undivided = Dialect(_NO_MARK)
    return best if worth[best] > _worth(sample, undivided, vocabulary) else undivided


def _text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(stream, encoding=encoding, newline="")


def _worth(sample: str, dialect: Dialect, vocabulary: Collection[str]) -> tuple[int, int, float]:
    """Return how well a mark fits: it divides at all, known headings, share of equal widths."""
    lines: list[Line] = []
    reader = dialect.reader(io.StringIO(sample, newline=""))
    try:
        for number, record in enumerate(reader, start=1):
            lines.append((number, record))
            if number == _SAMPLE_RECORDS:
                break
    except csv.Error as error:
        # The sample is cut anywhere, so its last record may well end inside quotes.
        if "unexpected end" not in str(error):
            return (0, 0, 0.0)
    widths = Counter(len(record) for _, record in lines if record)
    if not widths:
        return (0, 0, 0.0)
    header = find_header(lines, vocabulary)
    _, often = widths.most_common(1)[0]
    return (1, header.score if header else 0, often / widths.total())
