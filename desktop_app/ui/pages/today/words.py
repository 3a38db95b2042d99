"""Words of the day's lists: what stands in them, and what an empty one says."""

from dataclasses import dataclass

from desktop_app.core.records.today import TodayList

PROPOSALS, VISITS, REMEDIES = "proposals", "visits", "remedies"
OUTAGES, OUTAGES_DUE = "outages", "outages-due"


@dataclass(frozen=True, slots=True)
class ListWords:
    """The title of a list, one line on what stands in it, and what it says when empty."""

    title: str
    hint: str
    empty: str


WORDS: dict[str, ListWords] = {
    TodayList.OVERDUE: ListWords(
        TodayList.OVERDUE.title_ru, "срок прошёл; первыми самые давние", "Просроченных нет"
    ),
    TodayList.DUE_TODAY: ListWords(
        TodayList.DUE_TODAY.title_ru, "срок до конца дня; первыми ближайшие", "Сегодня сроков нет"
    ),
    TodayList.WAITING: ListWords(
        TodayList.WAITING.title_ru,
        "обещанное время прошло, организация не ответила",
        "Все ответили вовремя",
    ),
    TodayList.CALL_AGAIN: ListWords(
        TodayList.CALL_AGAIN.title_ru,
        "сегодня нужно позвонить ещё раз",
        "Перезванивать некому",
    ),
    TodayList.CALLBACKS: ListWords(
        TodayList.CALLBACKS.title_ru, "исполнено, заявителю ещё не звонили", "Обзванивать некого"
    ),
    TodayList.NOT_SENT: ListWords(
        TodayList.NOT_SENT.title_ru, "приняты, исполнителю ещё не переданы", "Всё передано"
    ),
    TodayList.RETURNED: ListWords(
        TodayList.RETURNED.title_ru, "заявитель сказал, что не сделано", "На доработке ничего нет"
    ),
    PROPOSALS: ListWords(
        "Предложены выезды",
        "повторы с одного дома или квартиры просят комиссии",
        "Повторов, которые просят выезда, нет",
    ),
}
CALLS = frozenset({TodayList.CALL_AGAIN, TodayList.CALLBACKS})
