"""Street names: one key for every way of writing, one order for showing."""

import pytest

from desktop_app.core.addresses import canonical_name, name_key, street_display


@pytest.mark.parametrize(
    "spellings",
    [
        ("Академическая Б.", "Большая Академическая", "Б.Академическая", "Больш. Академическая"),
        ("1-я Садовая", "Первая Садовая", "Садовая 1-я", "1 садовая", "1я Садовая"),
        ("1 Мая", "1-го Мая", "Первого мая"),
        ("50 лет Октября", "50-летия Октября", "пятидесятилетия Октября", "Пятьдесят лет Октября"),
        ("26-ти Бакинских Комиссаров", "26 Бакинских Комиссаров"),
        ("Академика Королёва", "ак. Королева", "Акад. КОРОЛЕВА", "Королёва Академика"),
        ("Маршала Жукова", "марш. Жукова"),
        ("Средний Тишинский", "Тишинский Ср.", "Ср. Тишинский"),
        ("2-й Верхний Михайловский", "Михайловский Верхн. 2-й"),
        ("Ордынка М.", "Малая Ордынка"),
        ("Садовая-Каретная", "Садовая Каретная", "Садовая–Каретная"),
        ("им. Ленина", "Ленина", "имени Ленина"),
        ("Светлый Бульвар 12 А", "Светлый Бульвар 12а", "СВЕТЛЫЙ БУЛЬВАР 12-А"),
        ("Зои и Александра Космодемьянских", "Зои, Александра Космодемьянских"),
        ("Лeнина", "Ленина"),
    ],
)
def test_spellings_have_one_key(spellings: tuple[str, ...]) -> None:
    """Word order, abbreviations, ordinals, case, ё and look-alike letters change nothing."""
    assert len({name_key(name) for name in spellings}) == 1, [name_key(n) for n in spellings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 Мая", "1-я Майская"),
        ("1-я Садовая", "2-я Садовая"),
        ("Садовая", "1-я Садовая"),
        ("Большая Луговая", "Малая Луговая"),
        ("М. Горького", "Малая Горького"),
        ("Б. Галушкина", "Большая Галушкина"),
        ("Ленина", "Ленинская"),
        ("8 Марта", "9 Мая"),
    ],
)
def test_different_streets_have_different_keys(one: str, other: str) -> None:
    """Names that only look near stay apart; an initial is not taken for a size."""
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Академическая Б.", "Большая Академическая"),
        ("Каменщики Б.", "Большие Каменщики"),
        ("Головин М.", "Малый Головин"),
        ("Кольцо Нов.", "Новое Кольцо"),
        ("Михайловский Верхн. 2-й", "2-й Верхний Михайловский"),
        ("Садовая 1-я", "1-я Садовая"),
        ("Слобода 4-й", "Слобода 4-й"),
        ("8 МАРТА", "8 Марта"),
        ("60-ЛЕТИЯ ОКТЯБРЯ", "60-летия Октября"),
        ("римского-корсакова", "Римского-Корсакова"),
        ("М. Горького", "М. Горького"),
        ("Верх-Исетский", "Верх-Исетский"),
        ("1905 года", "1905 года"),
        ("Ёлочная", "Ёлочная"),
        ("", ""),
    ],
)
def test_names_are_shown_in_their_usual_order(written: str, shown: str) -> None:
    """Sizes and ordinals that agree stand first; what cannot be expanded for sure stays."""
    assert canonical_name(written) == shown


def test_the_kind_stands_first() -> None:
    """One rule for every kind: «пр-кт Ленина», «пр-д Студёный», a bare name without a kind."""
    assert street_display("пр-кт", "Ленина") == "пр-кт Ленина"
    assert street_display("", "Ленина") == "Ленина"
    assert street_display("", "") == ""
