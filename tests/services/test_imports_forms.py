"""The forms lists of houses come in, each recognised by its headings."""

from pathlib import Path

import pytest

from desktop_app.services.office import Office
from tests.services.import_files import card, counts, houses_in, plain, write_csv, write_xlsx


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file of a test lies."""
    folder = tmp_path / "Файлы"
    folder.mkdir()
    return folder / "дома.csv"


def test_the_reformagkh_workbook(office: Office, tmp_path: Path) -> None:
    """Proves the xlsx form: two heading rows, repeated headings, numbers as text, plain dates."""
    groups = (None, None, None, "Основные сведения", None, None, None, "Фасад", "Крыша")
    titles = (
        "№", "URL", "Адрес", "Год постройки", "Количество этажей", "Наибольшее количество этажей",
        "Управляющая компания", "Физический износ", "Физический износ",
    )  # fmt: skip
    rows = [
        ("1.0", "https://пример/дома/511", "ул. 1-я Лесная, 2Б, Радужный, Озёрная область",
         "1926.0", "2.0", None, "УК «№2»", 25.0, 30.0),
        ("2.0", "https://пример/дома/512", "пр-кт Мира, 4, Радужный, Озёрная область",
         None, 5.0, 9.0, None, None, None),
    ]  # fmt: skip
    result = office.imports.run(
        houses_in(write_xlsx(tmp_path / "дома.xlsx", [groups, titles, *rows]))
    )
    assert counts(result) == (2, 0, 0, 0)
    assert "таблица xlsx" in result.profile
    first = card(office, "ул. 1-я Лесная, д. 2б").passport
    second = card(office, "пр-кт Мира, д. 4").passport
    assert (first.year, first.floors, second.floors) == (1926, 2, 9)
    keys = office.desk.store.rows("SELECT source_key FROM building ORDER BY id")
    assert keys == [("reforma:511",), ("reforma:512",)]


def test_the_register_of_housing_stock(office: Office, path: Path) -> None:
    """Proves that ГИС ЖКХ rows of premises fold into houses by GUID, demolished ones stay out."""
    titles = (
        "Адрес ОЖФ", "Глобальный уникальный идентификатор дома по ФИАС", "Код ОКТМО",
        "Способ управления", "ОГРН организации, осуществляющей управление домом",
        "Наименование организации, осуществляющей управление домом", "Состояние",
        "Общая площадь дома", "Дата сноса объекта", "Номер помещения (блока)",
        "Глобальный уникальный идентификатор дома",
    )  # fmt: skip
    guid = "0f8fad5b-d9cb-469f-a165-70867728950{}"
    common = {titles[2]: "24631101", titles[3]: "УО", titles[4]: "1027700132195"}

    def premise(number: int, flat: str, **more: str) -> dict[str, str]:
        return {
            titles[0]: f"630001, Озёрная обл, г. Радужный, Садовая ул., д. {number}",
            titles[1]: guid.format(number),
            **common,
            titles[5]: "ООО «УК «Уют»»",
            titles[6]: "Аварийный" if number == 1 else "Исправный",
            titles[7]: "2704,5",
            titles[9]: flat,
            titles[10]: f"дом-{number}",
            **more,
        }

    rows = [premise(1, "1"), premise(1, "2"), premise(2, "1"), premise(1, "3"),
            premise(3, "1", **{titles[8]: "01.02.2019"})]  # fmt: skip
    result = office.imports.run(houses_in(write_csv(path, titles, rows, mark="|")))
    assert counts(result) == (2, 0, 0, 1)
    assert (result.folded, result.rejects[0].reason) == (2, "дом снесён")
    found = card(office, "ул. Садовая, д. 1").passport
    assert (found.fias_guid, found.oktmo) == (guid.format(1), "24631101")
    assert (found.is_dangerous, found.management_method) == (True, "УО")
    assert office.desk.store.rows("SELECT ogrn FROM organization") == [("1027700132195",)]


def test_a_guid_finds_its_house(office: Office, path: Path) -> None:
    """Proves that the ФИАС code leads to the house of the book and never to a second one."""
    titles = ("address", "houseguid", "built_year", "floor_count_max")
    guid = "0f8fad5b-d9cb-469f-a165-7086772895{:02d}"
    place = "обл. Озёрная, г. Радужный, "

    def row(address: str, code: str, year: str) -> dict[str, str]:
        return dict(zip(titles, (place + address, code, year, "-"), strict=True))

    first = [row("ул. Мира, д. 1", guid.format(1), "1960"), row("ул. Мира, д. 2", "-", "1961")]
    office.imports.run(houses_in(write_csv(path, titles, first, mark=";")))
    second = [
        row("ул. Победы, д. 1", guid.format(1), "1999"),
        row("ул. Мира, д. 2", guid.format(2), "1961"),
        row("ул. Мира, д. 3", guid.format(3), "1963"),
        row("ул. Мира, д. 4", guid.format(3), "1964"),
    ]
    result = office.imports.run(houses_in(write_csv(path, titles, second, mark=";")))
    assert counts(result) == (1, 2, 0, 1)
    assert card(office, "ул. Мира, д. 1").passport.year == 1999
    assert result.rejects[0].reason == "тот же код ФИАС, что в строке 4"
    third = [row("ул. Мира, д. 2", guid.format(1), "1961")]
    refused = office.imports.run(houses_in(write_csv(path, titles, third, mark=";")))
    assert "код ФИАС в справочнике у другого дома" in refused.rejects[0].reason


def test_a_list_with_headings_of_its_own(office: Office, path: Path) -> None:
    """Proves that a plain office table with address parts in columns is understood."""
    titles = ("№ п/п", "Населённый пункт", "Улица", "Дом", "Корп.", "Год ввода", "УК")
    cells = (
        ("1", "г. Радужный", "Садовая ул.", "5", "2", "1970", "ООО Уют"),
        ("2", "с. Боровое", "", "7", "", "", "-"),
    )
    rows = [dict(zip(titles, row, strict=True)) for row in cells]
    result = office.imports.run(houses_in(write_csv(path, titles, rows, mark=";")))
    assert counts(result) == (2, 0, 0, 0)
    shown = office.desk.store.rows("SELECT address FROM building ORDER BY id")
    assert [plain(row[0]) for row in shown] == ["ул. Садовая, д. 5, корп. 2", "д. 7"]
