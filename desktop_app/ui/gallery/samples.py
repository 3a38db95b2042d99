"""Made-up records of the gallery; people, streets and numbers are invented."""

from dataclasses import dataclass

from desktop_app.core.deadline_words import DeadlineLevel, DeadlineMark
from desktop_app.core.enums import TicketStatus
from desktop_app.ui.models.columns import Column, Elide, Kind
from desktop_app.ui.widgets.facts import Fact
from desktop_app.ui.widgets.timeline import Event

_S, _D = TicketStatus, DeadlineLevel
UNREAD = (TicketStatus.NEW, TicketStatus.REWORK)


@dataclass(frozen=True, slots=True)
class SampleTicket:
    """A row of the register as the gallery shows it."""

    id: int
    number: str
    received: str
    address: str
    topic: str
    executor: str
    status: TicketStatus
    deadline: DeadlineMark


_LINES = """
03618|24.11 09:38|Ленина пр-кт, 12, кв. 45|Нет отопления|УК «Уют-Сервис»|new|n|осталось 3 ч 52 мин
03617|24.11 09:31|Садовая, 3 к. 2, кв. 7|Завоздушивание|УК «Заречье»|new|p|осталось 23 ч 45 мин
03616|24.11 09:24|Северный пер., 18|Не вывезли отходы|«ЧистоТранс»|sent|n|осталось 2 ч 10 мин
03615|24.11 09:12|1 Мая, 5, кв. 91|Перетоп|Теплосеть, уч. 2|in_progress|p|осталось 4 дня
03612|24.11 08:57|Ленина пр-кт, 14, кв. 3|Нет отопления|УК «Уют-Сервис»|sent|n|осталось 3 ч 11 мин
03611|24.11 08:49|Береговая, 27а, кв. 60|Утечка в подвале|АДС района|in_progress|n|осталось 49 мин
03507|21.11 17:52|Ленина пр-кт, 12, кв. 52|Нет отопления|УК «Уют-Сервис»|rework|o|! 1 день
03504|21.11 17:20|Ткацкая, 8, кв. 14|Начисления|Расчётный центр|in_progress|p|осталось 9 дней
03499|21.11 16:41|Кленовая, 41, кв. 118|Слабый напор ГВС|УК «Заречье»|sent|o|! 5 ч
03498|21.11 16:33|Садовая, 11, кв. 20|Холодный стояк|УК «Заречье»|done|f|исполнено 21.11 19:05
03493|21.11 15:58|Полевая, 2, под. 3|Нет отопления|ТСЖ «Полевая, 2»|done|f|исполнено 21.11 20:40
03490|21.11 15:30|Мельничный пр-д, 6, кв. 9|График вывоза||closed|f|разъяснено сразу
03488|21.11 15:11|Ленина пр-кт, 12, кв. 49|Нет ГВС|УК «Уют-Сервис»|in_progress|o|! 14 ч
03485|21.11 14:47|Вокзальная, 33, кв. 5|Нет ГВС|Теплосеть, уч. 1|on_hold|f|отложено до 25.11
03481|21.11 14:02|Ткацкая, 10, кв. 77|Перетоп|УК «Уют-Сервис»|in_progress|p|осталось 3 дня
03479|21.11 13:46|Береговая, 29, кв. 2|Не вывезли отходы|«ЧистоТранс»|done|f|исполнено 23.11 07:15
03476|21.11 13:15|Кленовая, 39, кв. 64|Завоздушивание|УК «Заречье»|closed|f|закрыто в срок
03470|21.11 12:20|1 Мая, 5, кв. 34|Нет отопления|Теплосеть, уч. 2|closed|f|с опозданием на 2 ч
03466|21.11 11:51|Луговая, 4|Крупный мусор|«ЧистоТранс»|sent|p|осталось 5 дней
03463|21.11 11:22|Школьная, 16, кв. 30|Нет ГВС||cancelled|f|дубль № 2026-03460
03460|21.11 11:08|Школьная, 16, кв. 30|Нет ГВС|УК «Заречье»|closed|f|закрыто в срок
03455|21.11 10:34|Полевая, 2, кв. 51|Нет отопления|ТСЖ «Полевая, 2»|closed|f|закрыто в срок
"""


def tickets() -> list[SampleTicket]:
    """Return the rows of the register."""
    levels = {str(level)[0]: level for level in DeadlineLevel}
    rows = (line.split("|") for line in _LINES.strip().splitlines())
    return [
        SampleTicket(
            place,
            f"2026-{row[0]}",
            row[1],
            row[2],
            row[3],
            row[4],
            _S(row[5]),
            DeadlineMark(levels[row[6]], row[7].replace("!", "просрочено на")),
        )
        for place, row in enumerate(rows, start=1)
    ]


REGISTER_COLUMNS = (
    Column(
        "number", "№", 98, lambda t: t.number, Kind.BOLD_NUMBER, bold=lambda t: t.status in UNREAD
    ),
    Column("received", "Принято", 84, lambda t: t.received, Kind.DATE, muted=True),
    Column("address", "Адрес", 162, lambda t: t.address, elide=Elide.MIDDLE),
    Column("topic", "Тема", 130, lambda t: t.topic),
    Column("executor", "Исполнитель", 120, lambda t: t.executor),
    Column("status", "Статус", 118, lambda t: t.status, Kind.STATUS),
    Column("deadline", "Срок", 168, lambda t: t.deadline, Kind.DEADLINE),
)

LAST_COLUMNS = (
    Column("number", "№", 92, lambda t: t.number, Kind.BOLD_NUMBER, sortable=False),
    Column(
        "date",
        "Дата",
        66,
        lambda t: t.received,
        Kind.DATE,
        muted=True,
        sortable=False,
        sample="00.00",
    ),
    Column("flat", "Кв.", 52, lambda t: t.address, sortable=False),
    Column("topic", "Тема", 150, lambda t: t.topic, sortable=False),
    Column("status", "Статус", 118, lambda t: t.status, Kind.STATUS, sortable=False),
)


def last_tickets() -> list[SampleTicket]:
    """Return the last tickets of a house."""
    none = DeadlineMark(_D.FINISHED, "")
    return [
        SampleTicket(1, "2026-03507", "21.11", "52", "Нет отопления", "", _S.REWORK, none),
        SampleTicket(2, "2026-03488", "21.11", "49", "Нет отопления", "", _S.IN_PROGRESS, none),
        SampleTicket(3, "2026-03391", "19.11", "45", "Завоздушивание", "", _S.CLOSED, none),
        SampleTicket(4, "2026-03102", "12.11", "45", "Начисления", "", _S.CLOSED, none),
    ]


FACTS = (
    Fact("Тема", "Нет отопления"),
    Fact("Заявитель", "Гордеева Нина Павловна"),
    Fact("Телефон", "+7 900 555-14-52", bold=True),
    Fact("Исполнитель", "УК «Уют-Сервис», с 21.11"),
    Fact("Оператор", "Лапина И."),
)

EVENTS = (
    Event(
        "22.11 08:12",
        "back",
        _S.REWORK,
        "Обзвон: на доработку",
        "«Приходили, воздух не спустили, в зале холодно»",
    ),
    Event("21.11 23:30", "check", _S.DONE, "Исполнено по словам УК"),
    Event(
        "21.11 17:58",
        "arrow-right",
        _S.SENT,
        "Передано: УК «Уют-Сервис»",
        "приняла Котова, вх. 1184",
    ),
)

WORDS = (
    "Радиаторы в зале и детской едва тёплые, на кухне горячий. Просит слесаря после 18:00, "
    "в квартире ребёнок."
)
OUTAGE = (
    "«По вашему дому с утра устраняют повреждение теплотрассы на Ткацкой. Тепло вернут сегодня "
    "до 18:00. Если в квартире малыши или больные — скажите, отмечу отдельно»."
)
