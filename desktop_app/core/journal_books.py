"""All journals the program can fill, in the order people see them."""

from desktop_app.core.errors import NotFound
from desktop_app.core.journal_access_books import DESTRUCTIONS, EXPORTS
from desktop_app.core.journal_columns import JOURNAL, JOURNAL_TITLE
from desktop_app.core.journal_other_books import INSTRUMENTS, OUTAGES, VISITS
from desktop_app.core.journal_ticket_books import CALLS, HANDOVERS, LETTERS, RECEPTION
from desktop_app.core.journal_waste_books import MISSED, SITES
from desktop_app.core.records.journals import Journal
from desktop_app.core.text import fold

_TICKETS = ("заявка", "заявки", "заявок")
_LETTERS = ("обращение", "обращения", "обращений")

TICKETS = Journal("tickets", JOURNAL_TITLE, _TICKETS, JOURNAL, "Период регистрации", "все заявки")
JOURNALS: tuple[Journal, ...] = (
    TICKETS,
    Journal(
        "letters",
        "Журнал регистрации обращений граждан (59-ФЗ)",
        _LETTERS,
        LETTERS,
        "Период регистрации",
        "все обращения",
    ),
    Journal(
        "reception", "Журнал личного приёма", _LETTERS, RECEPTION, "Период приёма", "все обращения"
    ),
    Journal(
        "handovers",
        "Журнал передачи заявок",
        ("передача", "передачи", "передач"),
        HANDOVERS,
        "Период передачи",
        "все передачи",
    ),
    Journal(
        "calls",
        "Журнал контроля качества (обзвон)",
        ("звонок", "звонка", "звонков"),
        CALLS,
        "Период звонков",
        "все звонки",
    ),
    Journal(
        "visits",
        "Журнал комиссионных выездов и актов",
        ("выезд", "выезда", "выездов"),
        VISITS,
        "Период выездов",
    ),
    Journal(
        "outages",
        "Журнал фактов нарушения качества",
        ("отключение", "отключения", "отключений"),
        OUTAGES,
        "Период начала",
    ),
    Journal(
        "waste",
        "Журнал нарушений графика ТКО",
        ("срыв", "срыва", "срывов"),
        MISSED,
        "Период сроков вывоза",
    ),
    Journal(
        "sites",
        "Реестр мест (площадок) накопления ТКО",
        ("площадка", "площадки", "площадок"),
        SITES,
    ),
    Journal(
        "instruments",
        "Реестр средств измерений",
        ("прибор", "прибора", "приборов"),
        INSTRUMENTS,
    ),
    Journal(
        "exports",
        "Журнал выгрузок и доступа к ПДн",
        ("запись", "записи", "записей"),
        EXPORTS,
        "Период записей",
    ),
    Journal(
        "destructions",
        "Журнал уничтожения ПДн",
        ("акт", "акта", "актов"),
        DESTRUCTIONS,
        "Период актов",
    ),
)


def journal(name: str) -> Journal:
    """Return a journal by its key or by words of its title; NotFound names those there are.

    Words are enough when only one journal's title has them all: «обзвон», «личного приёма».
    """
    wanted = fold(name)
    for book in JOURNALS:
        if wanted in (book.key, fold(book.title)):
            return book
    words = wanted.split()
    fitting = [b for b in JOURNALS if words and all(word in fold(b.title) for word in words)]
    if len(fitting) == 1:
        return fitting[0]
    named = fitting or JOURNALS
    listed = "; ".join(f"{book.key} — {book.title}" for book in named)
    cause = f"Слову «{name}» подходит несколько журналов" if fitting else f"Нет журнала «{name}»"
    raise NotFound(cause, "ничего не записано", f"назовите один из них: {listed}")
