"""Whatever text is stored, the cell holds it or says what was changed."""

import re
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.reports.cell_text import LIMIT, Cleaning, as_xml, cell_text, unusual
from desktop_app.reports.row_height import MOST_LINES, lines_of
from tests.reports.hostile import HOSTILE

_FORBIDDEN = re.compile("[\x00-\x08\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")
_ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def _units(value: str) -> int:
    return len(value.encode("utf-16-le", "surrogatepass")) // 2


@given(_ANY)
@example("a\r\nb\rc\vd")
@example("\ud83d\ude00")
def test_any_text_becomes_xml_that_gives_it_back(value: str) -> None:
    """The XML of a cell parses, and says what was stored but for the documented changes."""
    cleaning = Cleaning()
    cleaned = cell_text(value, cleaning)
    parsed = ET.fromstring(f"<t>{as_xml(cleaned)}</t>").text or ""
    assert parsed.replace("_x005F_", "_") == cleaned.replace("_x005F_", "_")
    assert not _FORBIDDEN.search(cleaned)
    if not _FORBIDDEN.search(value):
        assert (cleaned, cleaning) == (value, Cleaning())
    assert cleaning.replaced == ("\ufffd" in cleaned and "\ufffd" not in value) or "\ufffd" in value


@given(_ANY)
def test_the_quick_test_misses_nothing(value: str) -> None:
    """Text in which `unusual` finds nothing needs neither cleaning nor escaping."""
    if not unusual(value):
        assert as_xml(cell_text(value, Cleaning())) == value


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_hostile_text_fits_a_cell(value: str) -> None:
    """No text is longer than Excel takes, and a second cleaning changes nothing more."""
    cleaned = cell_text(value, Cleaning())
    assert _units(cleaned) <= LIMIT
    assert cell_text(cleaned, Cleaning()) == cleaned


def test_line_breaks_of_other_systems_become_line_feeds_without_a_notice() -> None:
    """Windows, Mac and Word breaks look the same in Excel, so nobody is bothered."""
    cleaning = Cleaning()
    assert cell_text("а\r\nб\rв\vг\fд", cleaning) == "а\nб\nв\nг\nд"
    assert cleaning.notices() == ()


def test_long_text_is_cut_visibly() -> None:
    """Text over the limit keeps its beginning and says how much is missing."""
    cleaning = Cleaning()
    cleaned = cell_text("слово " * 8_000, cleaning)
    assert cleaned.startswith("слово слово ")
    kept, missing = cleaned.split("… [обрезано, ещё ")
    assert int(re.sub(r"\D", "", missing)) + len(kept) == 48_000
    assert cleaning.notices() == (
        "В 1\N{NO-BREAK SPACE}ячейке текст длиннее 32\N{NO-BREAK SPACE}767 знаков обрезан, "
        "полностью он есть в карточке",
    )
    assert cell_text("ё" * LIMIT, cleaning) == "ё" * LIMIT


def test_a_cut_keeps_letters_and_their_marks_together() -> None:
    """Neither a pair of halves nor «и» with its breve is torn apart."""
    for letter in ("\N{GRINNING FACE}", "и\N{COMBINING BREVE}"):
        for shift in ("", "x"):
            kept = cell_text(shift + letter * 20_000, Cleaning()).split("…")[0]
            assert kept == shift + letter * ((len(kept) - len(shift)) // len(letter))


def test_replaced_characters_are_counted_by_cells() -> None:
    """Three bad characters in one cell are one notice, and each is visible in its place."""
    cleaning = Cleaning()
    assert cell_text("\x00а\ufffe\ud800", cleaning) == "\ufffdа\ufffd\ufffd"
    assert cell_text("чисто", cleaning) == "чисто"
    assert cell_text("\x1b", cleaning) == "\ufffd"
    assert cleaning.notices() == (
        "В 2\N{NO-BREAK SPACE}ячейках знаки, которых нет в Excel, заменены на «\ufffd»",
    )


def test_decomposed_letters_stay_decomposed() -> None:
    """Folding is for search; a paper shows what was typed."""
    typed = unicodedata.normalize("NFD", "Йошкар-Ола, Ёлкин")
    assert cell_text(typed, Cleaning()) == typed


@given(st.text("аб \n", max_size=200), st.integers(1, 40))
def test_lines_hold_the_text_and_not_much_more(value: str, room: int) -> None:
    """Every paragraph gets at least the lines its letters need, at most two per full one."""
    least = sum(max(-(-len(p.rstrip(" ")) // (room + 1)), 1) for p in value.split("\n"))
    most = sum(2 * (len(p) // room) + 1 for p in value.split("\n"))
    assert min(least, MOST_LINES) <= lines_of(value, room) <= min(most, MOST_LINES)


def test_lines_of_usual_cells() -> None:
    """A name of three words breaks at its spaces, a long word is broken."""
    assert lines_of("Иванов", 10) == 1
    assert lines_of("Соколова Вера Андреевна", 14) == 2
    assert lines_of("длинноебезпробелов", 6) == 3
    assert lines_of("раз\nдва\n", 10) == 3
    assert lines_of("раз\n" * 500, 10) == MOST_LINES
