"""What a list of calls shows of each, the same on paper and in Excel."""

import textwrap

from desktop_app.core import clock, text
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.records.call_list import CallLine, CallList
from desktop_app.core.records.sheets import CellKind, SheetColumn

CALL_LIST_TITLE = "Список для обзвона"
_GIST = 240  # characters of a complaint or an answer that a caller needs before him
_CUT = " …"
OUTCOMES = tuple(outcome.title_ru.lower() for outcome in CallbackOutcome)


def amount(calls: CallList) -> str:
    """Return how many applicants there are to ring, in words."""
    return text.counted(len(calls.rows), "звонок", "звонка", "звонков")


def gist(words: str) -> str:
    """Return words in one line; long ones are cut between words where they can be, «…» says so."""
    line = text.one_line(words)
    short = textwrap.shorten(line, _GIST, placeholder=_CUT)
    # Before a word without an end all of it would go, and the complaint with it.
    is_whole = len(short) == len(line) or len(short) > _GIST // 2
    return short if is_whole else f"{line[: _GIST - len(_CUT)]}{_CUT}"


def answered(line: CallLine) -> str:
    """Return «Теплосеть: батареи горячие», the executor alone where it wrote nothing."""
    return ": ".join(part for part in (line.executor, gist(line.answer)) if part)


def tried(line: CallLine) -> str:
    """Return «2 звонка, снова 24.11 14:00»; an empty text before the first call."""
    made = text.counted(line.calls, "звонок", "звонка", "звонков") if line.calls else ""
    again = f"снова {clock.show_short(line.again)}" if line.again else ""
    return ", ".join(part for part in (made, again) if part)


COLUMNS: tuple[SheetColumn, ...] = (
    SheetColumn("number", "№", width=12),
    SheetColumn("applicant", "Заявитель", width=20, is_personal=True),
    SheetColumn("phone", "Телефон", width=18, is_personal=True),
    SheetColumn("address", "Адрес, квартира", width=20, is_personal=True),
    SheetColumn("topic", "Тема", width=15),
    SheetColumn(
        "details", "На что жаловался", width=22, is_personal=True, value=lambda c: gist(c.details)
    ),
    SheetColumn("answer", "Что ответил исполнитель", width=20, value=answered),
    SheetColumn("done_at", "Исполнено", CellKind.MOMENT, 13),
    SheetColumn("calls", "Прежние звонки", width=12, value=tried),
    SheetColumn("outcome", "Итог", width=12, value=lambda _line: ""),
    SheetColumn("remark", "Замечание", width=16, value=lambda _line: ""),
)
