"""The paper's type draws what it knows, names what it does not, and never hides a letter."""

import pytest

from desktop_app.core.text import NBSP
from desktop_app.reports.fonts import STAND_IN, Printable, faces, wrap


def _printed(text: str) -> tuple[str, tuple[str, ...]]:
    clean = Printable()
    return clean(text), clean.notices()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Дёмин, подъезд № 4", f"Дёмин, подъезд №{NBSP}4"),
        ("\u0438\u0306\u0435\u0308", "йё"),  # decomposed й and ё are composed
        ("1\u202f000 руб", f"1{NBSP}000 руб"),
        ("a\u2009b\u2003c", "a b c"),
        ("слово\u00adслово\u200b\ufeff", "словослово"),
        ("один\r\nдва\u2028три", "один\nдва\nтри"),
        ("\tотступ", "    отступ"),
        ("− ± ≤ ≥ ° « » — № ₽ ё Ё", f"− ± ≤ ≥ ° « »{NBSP}— №{NBSP}₽ ё Ё"),
    ],
)
def test_what_the_font_knows_is_printed_as_it_is(text: str, printed: str) -> None:
    """Known letters stay, equal spaces become ordinary, and there is nothing to notice."""
    assert _printed(text) == (printed, ())


@pytest.mark.parametrize(
    ("text", "count", "code"),
    [
        ("тепло 😀 уже", 1, "U+1F600"),
        ("T1 ⇒ T2", 1, "U+21D2"),
        ("готово ✓", 1, "U+2713"),
        ("\u202eзадом наперёд", 1, "U+202E"),
        ("нуль \x00 и \x07", 2, "U+0000"),
        ("половина \ud83d пары", 1, "U+D83D"),
        ("конец \ufffe", 1, "U+FFFE"),
        ("конец \uffff", 1, "U+FFFF"),
        ("漢字", 2, "U+6F22"),
    ],
)
def test_what_the_font_lacks_is_visible_and_named(text: str, count: int, code: str) -> None:
    """Every unknown character becomes a visible ◊ and stands in the notice with its code."""
    printed, notices = _printed(text)
    assert printed.count(STAND_IN) == count
    assert len(notices) == 1
    assert code in notices[0]
    notices[0].encode("utf-8")


def test_many_unknown_letters_make_one_short_notice() -> None:
    """A page of another script is told in one line that says how many more there are."""
    _text, notices = _printed("".join(chr(0x4E00 + n) for n in range(50)))
    assert "и ещё 42" in notices[0]
    assert len(notices[0]) < 250


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("кв. 52", f"кв.{NBSP}52"),
        ("71,0 °C и 3 %", f"71,0{NBSP}°C и 3{NBSP}%"),
        ("Лапина И. С.", f"Лапина{NBSP}И.{NBSP}С."),
        ("О. В. Дёмин", f"О.{NBSP}В.{NBSP}Дёмин"),
        ("5 метров", "5 метров"),
        ("вода — после", f"вода{NBSP}— после"),
        ("п. 109", f"п.{NBSP}109"),
        ("г. Ольховец, с. Покровка", f"г.{NBSP}Ольховец, с.{NBSP}Покровка"),
        ("мкр. Черёмушки, б-р Мира", f"мкр.{NBSP}Черёмушки, б-р{NBSP}Мира"),
        ("пр-д Озёрный, пр-т Мира", f"пр-д{NBSP}Озёрный, пр-т{NBSP}Мира"),
        ("ул. 8 Марта, корп. 1, лит. Б", f"ул.{NBSP}8{NBSP}Марта, корп.{NBSP}1, лит.{NBSP}Б"),
        ("прил. 1", f"прил.{NBSP}1"),
        ("этаж: 5 → 6", "этаж: 5 › 6"),  # our own histories say so, the type has no arrow
        ("в 2026 г. Отдел", f"в 2026{NBSP}г. Отдел"),
    ],
)
def test_signs_hold_to_their_words(text: str, printed: str) -> None:
    """A line never ends between a number and its unit, «№» and its number, initials and a name."""
    assert _printed(text) == (printed, ())


def test_wrapping_keeps_every_letter_and_the_width() -> None:
    """Lines fit the width, break at spaces, and give the text back when joined."""
    face = faces().regular
    text = "Комиссия проверила параметры теплоносителя на вводе в дом и в контрольных помещениях"
    lines = wrap(text, face, 12, 150)
    assert len(lines) > 3
    assert all(face.width(line, 12) <= 150 for line in lines)
    assert " ".join(lines) == text


def test_an_overlong_word_is_cut_after_its_hyphen_or_anywhere() -> None:
    """A word wider than the line loses no letter; a hyphen is the better place to divide it."""
    face = faces().regular
    assert wrap("Преображенский-Задунайский", face, 12, 120)[0] == "Преображенский-"
    lines = wrap("я" * 500, face, 12, 100)
    assert "".join(lines) == "я" * 500
    assert all(face.width(line, 12) <= 100 for line in lines)


def test_the_first_line_leaves_room_for_a_label() -> None:
    """The indent shortens the first line only; a first word that does not fit goes down."""
    face = faces().regular
    lines = wrap("начата двадцать третьего ноября", face, 12, 120, 60)
    assert face.width(lines[0], 12) <= 60
    assert wrap("двадцатьтретьегоноября", face, 12, 140, 120)[0] == ""


def test_line_breaks_and_empty_lines_stay() -> None:
    """Breaks the clerk typed are kept, empty lines too."""
    assert wrap("один\n\nдва", faces().regular, 12, 200) == ["один", "", "два"]


@pytest.mark.parametrize("width", range(100, 240))
def test_no_line_of_a_name_begins_with_its_hyphen(width: int) -> None:
    """At any width a name too long for its column breaks after the hyphen or after the initials."""
    name = f"В.{NBSP}М.{NBSP}Константинопольский-Задунайский"
    lines = wrap(name, faces().regular, 12, width)
    assert not any(line.startswith(("-", NBSP)) or line.endswith(NBSP) for line in lines)
    assert "".join(lines).replace(NBSP, "") == name.replace(NBSP, "")
    if width > 140:
        assert set(lines) <= {
            f"В.{NBSP}М.",
            "Константинопольский-",
            f"В.{NBSP}М.{NBSP}Константинопольский-",
            "Задунайский",
            name,
        }
