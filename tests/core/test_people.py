"""Names are turned into «И. О. Фамилия» only where it is sure which word is which."""

import pytest

from desktop_app.core.people import accepted_words, short_name, signature_name


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Лапина Ирина Сергеевна", "И. С. Лапина"),
        ("Лапина И. С.", "И. С. Лапина"),
        ("Лапина И.С.", "И. С. Лапина"),
        ("Лапина И.", "И. Лапина"),
        ("Лапина Ирина", "И. Лапина"),
        ("Петров-Водкин Кузьма Сергеевич", "К. С. Петров-Водкин"),
        ("Ёлкина  Анна   Юрьевна ", "А. Ю. Ёлкина"),
        ("И. С. Лапина", "И. С. Лапина"),
        ("Лапина", "Лапина"),
        ("Мамедов Али Гусейн оглы", "Мамедов Али Гусейн оглы"),
        ("жилец кв. 52", "жилец кв. 52"),
        ("", ""),
    ],
)
def test_a_name_as_it_stands_by_a_signature(name: str, signed: str) -> None:
    """Known builds are turned round; a name of another build stays as it was typed."""
    assert signature_name(name).replace("\N{NO-BREAK SPACE}", " ") == signed


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Лапина Ирина Сергеевна", "Лапина\u00a0И.\u00a0С."),
        ("Юсупов Т.", "Юсупов\u00a0Т."),
        ("Диспетчер", "Диспетчер"),
        ("", ""),
    ],
)
def test_a_narrow_column_names_by_surname(name: str, short: str) -> None:
    """The surname comes first, as in a list; what is no name of a person stays as it is."""
    assert short_name(name) == short


def test_who_accepted_is_said_of_anybody() -> None:
    """A surname alone tells neither him nor her; nobody named is nothing said."""
    assert accepted_words("Смирнова") == "приняли: Смирнова"
    assert accepted_words("") == ""
