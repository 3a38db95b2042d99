"""The ticket journal: what the register finds is what the file holds."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from db import tables
from db.connection import Value
from desktop_app.core.enums import (
    Service,
    TicketStatus,
)
from desktop_app.core.phones import shown
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.tickets import StatusChange
from desktop_app.reports.cell_text import Cleaning, cell_text
from desktop_app.services.exports import Exports
from desktop_app.services.office import Office
from tests.reports.hostile import STORABLE
from tests.reports.office_suite import as_shown
from tests.services import journal_of
from tests.services.fixtures import HandClock, new_ticket

ALL = RegisterQuery()
Row = dict[str, object]


def _personal(exports: Exports, target: Path, query: RegisterQuery = ALL) -> list[Row]:
    exports.journal(query, target, depersonalised=False, reason="сверка с РСО")
    return journal_of.rows(target)


def test_a_row_tells_what_the_database_holds(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock
) -> None:
    """Every column of an eventful ticket is what was done with it, dates and numbers typed."""
    ticket = journal_of.eventful(office, hand_clock)
    card = office.tickets.card(ticket)
    row = next(r for r in _personal(exports, target) if r["№ заявки"] == card.row.number)
    assert row == {
        "№ заявки": card.row.number,
        "Дата и время регистрации": dt.datetime(2026, 11, 24, 9, 41),
        "Канал": "Телефон",
        "Кто принял": "Иванова Анна Петровна",
        "ФИО заявителя": journal_of.NAME,
        "Телефон": "+7 (900) 555-18-63",
        "Адрес": "г. Радужный, " + card.row.address,
        "Квартира": journal_of.FLAT,
        "Подъезд, этаж, домофон": "подъезд 2, этаж 4, домофон 2К4590",
        "Услуга": "отопление",
        "Категория": card.row.topic,
        "Содержание": card.details,
        "Температура, °C": 14.5,
        **dict.fromkeys(("Причина известна", "Восстановлено качество (дата, время)")),
        "Согласованное время проверки": dt.datetime(2026, 11, 25, 14),
        "РСО уведомлена (дата, время)": dt.datetime(2026, 11, 24, 10, 41),
        "РСО уведомлена (кто принял)": "Кузьмина",
        "Исполнитель": "УК «Уют»",
        "Передано (дата, время)": dt.datetime(2026, 11, 24, 11, 41),
        "Передано (способ, принял)": "Электронная почта, приняли: Орлов, их № Т-77",
        "Срок исполнения": card.row.deadline_at,
        "Приоритет": "аварийный",
        "Повтор": "2026-00001",
        "Принятые меры / результат": "Подтверждено заявителем",
        "Фактическое исполнение (дата, время)": dt.datetime(2026, 11, 26, 3, 41),
        "Просрочено, ч": 26.0,
        "№ акта": "14",
        "Контроль: опрос / фото": "Решено, 26.11.2026, звонок 2-й: тепло дали",
        "Статус": "Закрыто",
        "Закрыто (дата, время)": dt.datetime(2026, 11, 26, 9, 41),
        "Кто закрыл": "Иванова Анна Петровна",
    }


def test_libreoffice_shows_the_same_cells(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock
) -> None:
    """LibreOffice opens the journal and shows numbers, texts and moments as they were written."""
    journal_of.eventful(office, hand_clock)
    ours = _personal(exports, target)
    shown = as_shown(target)
    header = next(n for n, line in enumerate(shown) if line[0] == "№ заявки")
    assert shown[header] == list(ours[0])
    for line, row in zip(shown[header + 1 :], ours, strict=True):
        assert line == [_as_office_shows(value) for value in row.values()]


def _as_office_shows(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, int | float):
        return f"{value:.1f}"
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    "query",
    [
        ALL,
        dataclasses.replace(ALL, descending=False),
        RegisterQuery(view=RegisterView.OPEN),
        RegisterQuery(statuses=(TicketStatus.DONE,)),
        RegisterQuery(services=(Service.WASTE,)),
        RegisterQuery(date_from=dt.date(2026, 11, 25), date_to=dt.date(2026, 11, 25)),
        RegisterQuery(text="лесная"),
        RegisterQuery(text="такого нет"),
    ],
    ids=["все", "по возрастанию", "открытые", "статус", "услуга", "день", "слово", "пусто"],
)
def test_what_is_filtered_is_what_is_written(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock, query: RegisterQuery
) -> None:
    """The file holds the register's tickets in the register's order, none more and none less."""
    for number in range(9):
        hand_clock.forward(hours=6)
        topic = "MSW.MISS" if number % 3 == 0 else "HEAT.NO"
        ticket = new_ticket(office, topic, address_text=f"ул. {'Лесная' if number % 2 else 'Мира'}")
        if number % 4 == 0:
            office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    exported = exports.journal(query, target)
    wanted = [row.number for row in office.register.page(office.register.ids(query))]
    assert [row["№ заявки"] for row in journal_of.rows(target)] == wanted
    assert exported.rows == len(wanted)


def test_the_heading_says_office_period_moment_filter_and_count(
    office: Office, exports: Exports, target: Path
) -> None:
    """A reader of the paper knows whose it is, of which days, what was left out and how many."""
    new_ticket(office)
    query = RegisterQuery(
        date_from=dt.date(2026, 11, 1),
        date_to=dt.date(2026, 11, 30),
        statuses=(TicketStatus.NEW, TicketStatus.SENT),
        topic_ids=(office.reference.topic("HEAT.NO").id,),
        text="батареи",
    )
    exports.journal(query, target, depersonalised=False, reason="запрос прокуратуры")
    heading = "\n".join(str(row[1].value) for row in journal_of.sheet(target).iter_rows(max_row=7))
    assert heading.startswith("Администрация Лесного района\nЖурнал учёта заявок\n")
    assert "Период регистрации: с 01.11.2026 по 30.11.2026." in heading
    assert "Данные на 24.11.2026 09:41, 1\N{NO-BREAK SPACE}заявка." in heading
    title = office.reference.topic("HEAT.NO").title
    assert f"Отбор: статус: Новое, Передано; тема: {title}; со словами «батареи»." in heading
    assert "Содержит персональные данные. Основание: запрос прокуратуры." in heading


def test_an_empty_result_is_a_proper_file(exports: Exports, target: Path) -> None:
    """Nothing found gives heading and titles, and says nought."""
    exported = exports.journal(ALL, target)
    assert (exported.rows, exported.notices) == (0, ())
    assert journal_of.rows(target) == []
    assert "0\N{NO-BREAK SPACE}заявок" in journal_of.everything(target)


def test_hostile_text_in_every_column(office: Office, exports: Exports, target: Path) -> None:
    """Whatever is stored in a text field is in the file, or was cleaned with a notice."""
    texts = [text.strip() for text in STORABLE if text.strip()]
    for text in texts:
        ticket = new_ticket(office, details=text, address_text="x")
        short = text[:50]
        values: dict[str, Value] = {
            "applicant_name": text[:300],
            "phone": text[:100],
            "address_text": text,
        }
        values |= {"premise": short, "entrance": short[:20], "answer": text}
        with office.desk.store.write():
            office.desk.store.update(tables.ticket, ticket, values)
    exported = exports.journal(
        dataclasses.replace(ALL, descending=False), target, depersonalised=False, reason="=1+1"
    )
    for text, row in zip(texts, journal_of.rows(target), strict=True):
        phone = shown(text[:100]).replace("\N{NO-BREAK SPACE}", " ")
        assert _plain(row["Содержание"]) == _cleaned(text)
        assert _plain(row["Адрес"]) == _cleaned(text)
        assert _plain(row["ФИО заявителя"]) == _cleaned(text[:300])
        assert _plain(row["Телефон"]) == _cleaned(phone)
        assert _plain(row["Квартира"]) == _cleaned(text[:50])
        assert _plain(row["Подъезд, этаж, домофон"]) == _cleaned(f"подъезд {text[:20]}")
        assert _plain(row["Принятые меры / результат"]) == _cleaned(text)
    assert len(exported.notices) == 2


def _plain(value: object) -> str:
    return str(value).replace("_x005F_", "_")


def _cleaned(text: str) -> str:
    return cell_text(text, Cleaning())
