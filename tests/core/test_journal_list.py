"""The list of journals a district keeps, column by column: told, or said to be absent."""

import csv
from pathlib import Path

import pytest

from desktop_app.core import journal_gaps
from desktop_app.core.journal_books import journal
from desktop_app.core.journal_layout import ROW_NUMBER
from desktop_app.core.text import fold

_KEYS = {
    "Журнал учёта заявок": "tickets",
    "Журнал фактов нарушения качества": "outages",
    "Журнал регистрации обращений граждан (59-ФЗ)": "letters",
    "Карточка личного приёма": "reception",
    "Журнал комиссионных выездов и актов": "visits",
    "Журнал контроля качества (обзвон)": "calls",
    "Журнал нарушений графика ТКО": "waste",
    "Реестр площадок ТКО": "sites",
    "Реестр средств измерений": "instruments",
    "Журнал выгрузок и доступа к ПДн": "exports",
    "Журнал уничтожения ПДн": "destructions",
}
_OWN_SECTION = {"Еженедельная сводка штаба"}  # «Сводка», its own Excel and PDF
# Headings that hold what the list asks for: dates apart from words, a number apart from a day.
_HELD = {
    "tickets": {
        "РСО уведомлена (дата, время, кто принял)": "РСО уведомлена (дата, время)",
        "Передано (дата, время, способ, принял)": "Передано (дата, время)",
    },
    "letters": {
        "Адрес (почтовый / эл.)": "Адрес",
        "Перенаправлено (куда, дата, уведомление)": "Перенаправлено (куда, дата)",
        "Выезд на место": "Выезд на место (№ акта)",
        "Ответ: дата, №, кто подписал": "Ответ",
        "Контроль снят": "Контроль снят (дата, кто)",
    },
    "reception": {"№ и дата приёма": "Дата и время приёма", "Адрес, телефон": "Адрес"},
    "visits": {"Файл PDF": "SHA-256 файла PDF"},
    "outages": {"Ожидаемая длительность": "Ожидаемая длительность, ч"},
    "calls": {"№": ROW_NUMBER, "Дата закрытия": "Исполнено (дата, время)"},
    "waste": {
        "Факт не вывезено: с (дата, время)": "Не вывезено с (дата, время)",
        "Среднесуточная температура": "Среднесуточная температура, °C",
        "Фото": "Фото при обращении",
        "Регоператор уведомлён": "Регоператор (перевозчик) уведомлён",
        "Акт № и дата направления": "Акт №",
    },
    "sites": {
        "№ / идентификатор": "№ в реестре",
        "Адрес и координаты": "Адрес площадки",
        "Контейнеры: число, объём": "Контейнеры (число × объём)",
        "Источники отходов": "Источники образования ТКО",
    },
    "instruments": {"№ записи ФГИС «Аршин»": "№ записи ФГИС «Аршин», свидетельство"},
    "exports": {"Контрольная сумма файла": "Контрольная сумма файла (SHA-256)"},
}


@pytest.mark.real_data
def test_every_column_of_the_list_is_told_or_said_to_be_absent(real_data: Path) -> None:
    """Each column of the list stands in the journal, under its heading or one that says more."""
    missing = []
    with (real_data.parent / "domain" / "journal_columns.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            book, column = row["journal"], row["column_ru"]
            if book in _OWN_SECTION:
                continue
            key = _KEYS[book]
            own = {fold(c.title) for c in journal(key).columns} | {fold(ROW_NUMBER)}
            held = fold(_HELD.get(key, {}).get(column, column))
            if held not in own and column not in journal_gaps.GAPS.get(key, {}):
                missing.append((key, column))
    assert missing == []


def test_what_is_said_to_be_absent_is() -> None:
    """No column is both written and apologised for."""
    for key, absent in journal_gaps.GAPS.items():
        titles = {fold(column.title) for column in journal(key).columns}
        assert not titles & {fold(column) for column in absent}
        assert "«" in journal_gaps.words(key)
    assert journal_gaps.words("outages") == ""
