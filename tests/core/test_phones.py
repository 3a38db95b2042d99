"""Phone numbers, held against the phonenumbers library."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import phones

NBSP = "\N{NO-BREAK SPACE}"
_CODES = ("495", "812", "4932", "49341", "81431", "8142", "900", "916", "921", "985", "800")


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("8-900-555-20-10", ["+79005552010"]),
        ("+7 (900) 555 20 10", ["+79005552010"]),
        ("9005552010", ["+79005552010"]),
        ("7 900 555-20-10 Вера", ["+79005552010"]),
        ("8.900.555.20.10", ["+79005552010"]),
        ("8-800-555-35-35", ["+78005553535"]),
        ("(495) 123-45-67, 8-916-555-66-77", ["+74951234567", "+79165556677"]),
        ("8 (49341) 2-13-45, 2-22-33", ["+74934121345", "+74934122233"]),
        ("89005552010 89005552011", ["+79005552010", "+79005552011"]),
        ("8 900 555 20 10 8 900 555 20 11", ["+79005552010", "+79005552011"]),
        ("+79005552010 или 8(900)5552011; факс 8(8142)76-45-45",
         ["+79005552010", "+79005552011", "+78142764545"]),
        ("+375 29 123-45-67", ["+375291234567"]),
        ("2-13-45", [""]),
        ("112", [""]),
        ("8 (4934) 2-13-45", [""]),
        ("8 900 555 20 1", [""]),
        ("8 100 555 20 10", [""]),
        ("нет телефона", []),
        ("", []),
    ],
)  # fmt: skip
def test_normal_forms(typed: str, numbers: list[str]) -> None:
    """What is certain gets a normal form, what lacks a digit or a code keeps none."""
    assert [phone.number for phone in phones.parse_phones(typed)] == numbers


@pytest.mark.parametrize(
    ("typed", "code", "number"),
    [
        ("2-13-45", "49341", "+74934121345"),
        ("тел. 76-45-45", "8142", "+78142764545"),
        ("123-45-67", "495", "+74951234567"),
        ("2-13-45", "495", ""),
        ("2-13-45", "", ""),
    ],
)
def test_local_numbers(typed: str, code: str, number: str) -> None:
    """Five to seven digits need an area code that makes ten of them."""
    assert [phone.number for phone in phones.parse_phones(typed, code)] == [number]


@pytest.mark.parametrize("typed", ["8-911-555-66-77 доб. 123", "8(911)5556677 (вн. 123)"])
def test_extension(typed: str) -> None:
    """An extension stands apart from the number."""
    (phone,) = phones.parse_phones(typed)
    assert (phone.number, phone.extension) == ("+79115556677", "123")
    assert phone.display() == f"+7{NBSP}(911){NBSP}555-66-77, доб.{NBSP}123"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+79005552010", "+7 (900) 555-20-10"),
        ("+74934121345", "8 (49341) 2-13-45"),
        ("+78142764545", "8 (8142) 76-45-45"),
        ("+74951234567", "8 (495) 123-45-67"),
        ("+78005553535", "8 (800) 555-35-35"),
        ("+375291234567", "+375291234567"),
    ],
)
def test_display(number: str, shown: str) -> None:
    """Printed forms are those of domain/RULES.md, section 7."""
    assert phones.display(number) == shown.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("8 900 555-20-10", ""),
        ("2-13-45", ""),
        ("213-45-67", ""),
        ("спросить у соседки", ""),
        ("", ""),
        ("900 555 20 1", "9 цифр: проверьте номер"),
        ("112", "3 цифры: проверьте номер"),
        ("1234567890", "10 цифр: проверьте номер"),
    ],
)
def test_a_number_that_lacks_digits_is_doubted(typed: str, words: str) -> None:
    """What cannot be called back is told while the caller still listens; nothing is refused."""
    assert phones.doubt(typed).replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("89005552010", "+7 (900) 555-20-10"),
        ("8 (49341) 2-13-45, 89005552010", "8 (49341) 2-13-45, +7 (900) 555-20-10"),
        ("89005552010 Вера", "89005552010 Вера"),
        ("2-13-45", "2-13-45"),
        ("", ""),
    ],
)
def test_what_is_read_on_the_screen(typed: str, words: str) -> None:
    """A bare number is read in groups; words and half numbers stay as they were said."""
    assert phones.shown(typed).replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("typed", "digits", "words"),
    [
        ("2-13-45", "4934121345", "8 (49341) 2-13-45"),
        ("2-13-45, 89005552010", "4934121345 9005552010", "8 (49341) 2-13-45, +7 (900) 555-20-10"),
        ("2-13-45", "21345", "2-13-45"),
        ("2-13-45", "4934121346", "2-13-45"),
        ("2-13-45", "4934121345 9005552010", "2-13-45"),
        ("2-13-45 Вера", "4934121345", "2-13-45 Вера"),
    ],
)
def test_a_stored_code_is_read_with_its_number(typed: str, digits: str, words: str) -> None:
    """A local number wears the code it is stored with, and none that is not its own."""
    assert phones.shown(typed, digits).replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("8 (900) 555-20-10", "9005552010"),
        ("+7 (900) 555-20-10", "9005552010"),
        ("20-10", "2010"),
        ("5-10", ""),
        ("дом 20-10", ""),
        ("7707083893", "7707083893"),
        ("", ""),
    ],
)
def test_a_question_that_is_a_phone(typed: str, digits: str) -> None:
    """A phone alone is asked for by its digits; words and short numbers are not phones."""
    assert phones.sought_digits(typed) == digits


def test_typed_is_kept() -> None:
    """A number that is not understood is shown and searched as it was typed."""
    (phone,) = phones.parse_phones("8 (4934) 2-13-45")
    assert phone.display() == "8 (4934) 2-13-45"
    assert phone.digits == "8493421345"


def test_brackets_decide_the_code() -> None:
    """A code written in brackets is printed as it was, not as the table would cut it."""
    (phone,) = phones.parse_phones("8 (3466) 12-34-56")
    assert phone.display() == "8 (3466) 12-34-56".replace(" ", NBSP)


def test_search_forms() -> None:
    """All digits of a field are searched."""
    assert phones.search_digits("(495) 123-45-67, 2-13-45") == "4951234567 21345"


@st.composite
def _written(draw: st.DrawFn) -> tuple[str, str]:
    """A Russian number and one of the ways people write it."""
    code = draw(st.sampled_from(_CODES))
    local = str(draw(st.integers(0, 10 ** (10 - len(code)) - 1))).zfill(10 - len(code))
    gap = draw(st.sampled_from(("", " ", "-", ".", NBSP)))
    head, middle, tail = local[:-4], local[-4:-2], local[-2:]
    opened = draw(st.sampled_from(("({})", " ({}) ", "{}", "-{}-", " {} ")))
    trunk = draw(st.sampled_from(("8", "+7", "7")))
    return f"+7{code}{local}", trunk + opened.format(code) + gap.join((head, middle, tail))


@given(_written())
def test_writing_does_not_matter(pair: tuple[str, str]) -> None:
    """However a full number is written, its normal form is that of phonenumbers."""
    number, typed = pair
    parsed = phonenumbers.parse(typed, "RU")
    oracle = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    assert [phone.number for phone in phones.parse_phones(typed)] == [number]
    assert number == oracle


@given(_written(), _written())
def test_two_in_one_field(first: tuple[str, str], second: tuple[str, str]) -> None:
    """Two numbers of one field are both found, in order."""
    found = phones.parse_phones(f"{first[1]}, {second[1]}")
    assert [phone.number for phone in found] == [first[0], second[0]]


@given(st.text("0123456789 +-()доб.,;№", max_size=40))
def test_no_impossible_number(typed: str) -> None:
    """Whatever is typed, a Russian normal form is one phonenumbers calls possible."""
    for phone in phones.parse_phones(typed):
        if phone.number.startswith("+7"):
            assert phonenumbers.is_possible_number(phonenumbers.parse(phone.number, None))


@given(st.text(max_size=60))
def test_never_fails(typed: str) -> None:
    """Any text is taken without an error, and no digits appear that were not typed."""
    for phone in phones.parse_phones(typed):
        assert set(phone.digits) <= set(typed)
        assert phone.display()


@given(_written())
def test_display_reads_back(pair: tuple[str, str]) -> None:
    """The printed form is the same number."""
    (read,) = phones.parse_phones(phones.display(pair[0]))
    assert read.number == pair[0]


@pytest.mark.parametrize(
    ("typed", "area", "number"),
    [
        ("8 (900) 555-18-63", "", "+79005551863"),
        ("555-18-63", "", ""),
        ("2-13-45", "49341", "+74934121345"),
        ("+7 900 555 18 63", "", "+79005551863"),
    ],
)
def test_a_text_that_is_a_phone_alone(typed: str, area: str, number: str) -> None:
    """Seven to eleven digits, or fewer that the office's code makes whole, are a phone."""
    found = phones.alone(typed, area)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("typed", ["", "12", "12-45", "ленина 12", "1905", "2-13-45", "12, 45"])
def test_a_text_that_is_not_a_phone_alone(typed: str) -> None:
    """Houses, flats and words are none; neither is a local number without the town's code."""
    assert phones.alone(typed) is None


@pytest.mark.parametrize(
    ("typed", "numbers", "words"),
    [
        ("8 900 555-18-63", ("+7 (900) 555-18-63",), ""),
        (
            "8 900 555-18-63, 8 900 555-18-64 (соседка), звонить после 19:00",
            ("+7 (900) 555-18-63", "+7 (900) 555-18-64"),
            "8 900 555-18-63, 8 900 555-18-64 (соседка), звонить после 19:00",
        ),
        ("2-13-45", ("2-13-45",), ""),
        ("8-911-555-66-77 доб. 123", ("+7 (911) 555-66-77, доб. 123",), ""),
        ("нет", (), "нет"),
        ("после 19", (), "после 19"),
        ("", (), ""),
    ],
)
def test_what_is_dialled_and_what_is_read(typed: str, numbers: tuple[str, ...], words: str) -> None:
    """An hour beside a number is not rung; the words that stand there are not lost."""
    assert tuple(n.replace(NBSP, " ") for n in phones.to_dial(typed)) == numbers
    assert phones.words_beside(typed) == words
