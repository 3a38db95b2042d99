"""A summary as xlsx: typed numbers, sums and shares that Excel counts again, native charts."""

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.chart import Reference

from desktop_app.core import clock
from desktop_app.core.charts import Chart, ChartKind, Ink, Series
from desktop_app.core.records.summary import Summary
from desktop_app.core.summary_periods import meeting_words
from desktop_app.core.summary_tables import Part, parts, span_head, topic_rows
from desktop_app.core.summary_text import (
    EXECUTORS_NOTE,
    FORMULA_NOTE,
    TOPICS_NOTE,
    apart,
    days_chart,
    executors_chart,
    formula,
    remedies,
    sentences,
    spans_chart,
)
from desktop_app.core.text import DASH, NBSP
from desktop_app.reports.cell_text import Cleaning
from desktop_app.reports.xlsx_chart import accent, columns, fill, lines
from desktop_app.reports.xlsx_pen import (
    DATE,
    MOMENT,
    SHARE,
    TITLE,
    WHOLE,
    Pen,
    boxed,
    finish,
    next_sheet,
    write_sums,
)

_WIDTHS = (38, 14, 14, 14, 16, 14, 16)
_VISITOR_WIDTHS = (36, 13, 17, 24, 26, 34)
_BARS = 10


def render(summary: Summary, number_of_issue: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return the file and notices of texts that were not written as they are stored."""
    book = Workbook()
    book.properties.creator = "Райштаб"
    book.properties.created = summary.made_at
    title = f"Сводка №{NBSP}{number_of_issue}" if number_of_issue else "Сводка"
    book.properties.title = f"{title} {summary.span.words}"
    shown = parts(summary.form)
    widths: Sequence[float] = _VISITOR_WIDTHS if Part.VISITORS in shown else _WIDTHS
    pen = Pen(book.worksheets[0], Cleaning(), 1, widths)
    pen.sheet.title = "Сводка"
    _head(pen, summary, title)
    if Part.VISITORS in shown:
        _visitors(pen, summary)
    else:
        _balance(pen, summary)
        _calls(pen, summary)
    if Part.APART in shown:
        _apart(pen, summary)
    finish(pen, one_page=Part.VISITORS not in shown)
    sheets = ((Part.SPANS, _spans), (Part.TOPICS, _topics), (Part.EXECUTORS, _executors))
    for part, make in (*sheets, (Part.HOUSES, _houses), (Part.SITES, _sites), (Part.DAYS, _days)):
        if part in shown:
            make(pen, book, summary)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue(), pen.cleaning.notices()


def _head(pen: Pen, summary: Summary, title: str) -> None:
    for line in summary.office:
        pen.line(line)
    pen.line(f"{title} по обращениям жителей", bold=True, size=TITLE)
    whom = meeting_words(summary.form, summary.made_at.date(), summary.span)
    pen.line(f"За {summary.span.words}, {whom}. Данные на {clock.show_moment(summary.made_at)}.")
    pen.line("Без персональных данных: адреса указаны до дома.")
    pen.row += 1
    for sentence in sentences(summary):
        pen.line(sentence)
    pen.row += 1


def _balance(pen: Pen, summary: Summary) -> None:
    """Write the equation: the last figure is counted by Excel."""
    balance = summary.balance
    heads = ("Итог", "На начало", "Поступило", "Возвращено", "Закрыто", "На конец", "Просрочено")
    pen.heads(heads)
    boxed(pen.put(1, summary.span.words), across="left")
    for column, value in enumerate(
        (balance.opening, balance.received, balance.returned, balance.closed), 2
    ):
        boxed(pen.put(column, value, WHOLE), across="right")
    row = pen.row
    pen.count(6, f"=B{row}+C{row}+D{row}-E{row}", WHOLE, bold=True)
    boxed(pen.put(7, summary.overdue, WHOLE), across="right")
    pen.row += 1
    pen.values(("Закрыто без отменённых", summary.ended), ("", WHOLE))
    pen.values(("из них со сроком", summary.termed), ("", WHOLE))
    pen.values(("исполнено в срок", summary.in_term), ("", WHOLE))
    boxed(pen.put(1, "Доля в срок"), across="left")
    pen.count(2, _part_of(f"B{pen.row - 1}", f"B{pen.row - 2}"), SHARE)
    pen.row += 2


def _calls(pen: Pen, summary: Summary) -> None:
    calls = summary.calls
    pen.heads(("Обзвон", "Решено", "На доработку", "Не дозвонились", "Доля решённых"))
    boxed(pen.put(1, "Первый результативный звонок цикла"), across="left")
    for column, value in enumerate((calls.solved, calls.rework, calls.unreached), 2):
        boxed(pen.put(column, value, WHOLE), across="right")
    row = pen.row
    pen.count(5, _part_of(f"B{row}", f"(B{row}+C{row})"), SHARE, bold=True)
    pen.row += 1
    pen.line(f"{formula(summary)} {FORMULA_NOTE}")
    pen.row += 1


def _apart(pen: Pen, summary: Summary) -> None:
    pen.line("Отдельной строкой", bold=True)
    for line in apart(summary):
        pen.values((line.label, line.words), ("", ""))
        _widen(pen)
    pen.values(("Меры по актам", remedies(summary)), ("", ""))
    _widen(pen)
    billing = summary.billing
    pen.row += 1
    pen.heads(("Начисления", "Поступило", "Рассмотрено", "Доля"))
    pen.values(("Начисления", billing.received, billing.considered), ("", WHOLE, WHOLE))
    row = pen.row - 1
    pen.row = row
    pen.count(4, _part_of(f"C{row}", f"B{row}"), SHARE)
    pen.row += 2


def _widen(pen: Pen) -> None:
    """Let the words of the line just written go on over the empty columns."""
    row = pen.row - 1
    pen.sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
    pen.sheet.row_dimensions[row].height = None


def _spans(pen: Pen, book: Workbook, summary: Summary) -> None:
    """Write the spans with their chart."""
    chart = spans_chart(summary)
    inner = next_sheet(pen, book, "По периодам", (16, 16, 16))
    inner.line(chart.title, bold=True)
    inner.heads(("С", "По", "Поступило"))
    first = inner.row
    for count in summary.spans:
        inner.values((count.first, count.last, count.received), (DATE, DATE, WHOLE))
    write_sums(inner, first, {3: WHOLE})
    picture = columns(chart)
    data = Reference(inner.sheet, min_col=3, min_row=first - 1, max_row=inner.row - 2)
    fill(
        picture,
        data,
        Reference(inner.sheet, min_col=1, min_row=first, max_row=inner.row - 2),
    )
    accent(picture, len(summary.spans) - 1)
    inner.sheet.add_chart(picture, f"E{first}")
    finish(inner, one_page=True)


def _topics(pen: Pen, book: Workbook, summary: Summary) -> None:
    """Write the topics, their sums and shares counted by Excel, with a chart."""
    rows = topic_rows(summary)
    inner = next_sheet(pen, book, "Темы", (38, 13, 13, 11, 15, 13, 13, 13))
    inner.line("Темы", bold=True)
    now, before = span_head(summary)
    heads = ("Тема", now, before, "Доля", "С начала сезона", "Исполнено", "В работе", "Просрочено")
    inner.heads(heads)
    first, last = inner.row, inner.row + len(rows)
    whole = (WHOLE,) * 2
    for line in rows:
        values = (line.title, line.received, line.previous)
        inner.values(values, ("", *whole))
        inner.row -= 1
        inner.count(4, _part_of(f"B{inner.row}", f"$B${last}"), SHARE)
        for column, value in enumerate((line.season, line.done), 5):
            boxed(inner.put(column, value, WHOLE), across="right")
        inner.count(7, f"=B{inner.row}-F{inner.row}", WHOLE)
        boxed(inner.put(8, line.overdue, WHOLE), across="right")
        inner.row += 1
    write_sums(inner, first, {2: WHOLE, 3: WHOLE, 5: WHOLE, 6: WHOLE, 7: WHOLE, 8: WHOLE})
    inner.line(TOPICS_NOTE)
    if rows:
        names = tuple(line.title for line in rows)
        picture = columns(
            Chart(ChartKind.ROWS, "Темы", names, (Series("", (None,) * len(names)),) * 2)
        )
        data = Reference(inner.sheet, min_col=2, max_col=3, min_row=first - 1, max_row=last - 1)
        fill(picture, data, Reference(inner.sheet, min_col=1, min_row=first, max_row=last - 1))
        inner.sheet.add_chart(picture, f"A{inner.row + 1}")
    finish(inner, one_page=True)


def _executors(pen: Pen, book: Workbook, summary: Summary) -> None:
    """Write the executors, sums and shares counted by Excel, with a chart."""
    lines = summary.executors
    inner = next_sheet(pen, book, "Исполнители", (38, 12, 12, 12, 12, 11, 13, 12, 14, 12))
    inner.line("Исполнители", bold=True)
    inner.heads(
        (
            "Исполнитель", "Передано", "Исполнено", "Со сроком", "В срок", "Доля в срок",
            "Просрочено", "Решено", "На доработку", "Доля решённых",
        )
    )  # fmt: skip
    first = inner.row
    for line in lines:
        values = (line.name, line.handed, line.executed, line.termed, line.in_term)
        inner.values(values, ("", WHOLE, WHOLE, WHOLE, WHOLE))
        inner.row -= 1
        for column, value in enumerate((line.overdue, line.solved, line.rework), 7):
            boxed(inner.put(column, value, WHOLE), across="right")
        _executor_shares(inner)
        inner.row += 1
    last = inner.row - 1
    write_sums(inner, first, dict.fromkeys((2, 3, 4, 5, 7, 8, 9), WHOLE))
    inner.row -= 1
    _executor_shares(inner)
    inner.row += 1
    inner.line(EXECUTORS_NOTE)
    if lines:
        picture = columns(executors_chart(summary, _BARS))
        end = min(last, first + _BARS - 1)  # the busiest ones: more names would not be read
        data = Reference(inner.sheet, min_col=2, max_col=3, min_row=first - 1, max_row=end)
        names = Reference(inner.sheet, min_col=1, min_row=first, max_row=end)
        fill(picture, data, names, (Ink.PAST, Ink.MAIN))
        inner.sheet.add_chart(picture, f"A{inner.row + 1}")
    finish(inner)


def _executor_shares(pen: Pen) -> None:
    row = pen.row
    pen.count(6, _part_of(f"E{row}", f"D{row}"), SHARE)
    pen.count(10, _part_of(f"H{row}", f"(H{row}+I{row})"), SHARE)


def _part_of(part: str, whole: str) -> str:
    """Return the formula of a share; a dash of nothing, as on the screen."""
    return f'=IF({whole}=0,"{DASH}",{part}/{whole})'


def _houses(pen: Pen, book: Workbook, summary: Summary) -> None:
    inner = next_sheet(pen, book, "Повторные адреса", (44, 14, 34, 40))
    inner.line("Повторные адреса", bold=True)
    inner.heads(("Дом", "Обращений", "Чаще всего", "Выезд комиссии"))
    for house in summary.houses:
        inner.values((house.address, house.tickets, house.topic, house.visit), ("", WHOLE, "", ""))
    if not summary.houses:
        inner.line("Повторных адресов не было.")
    finish(inner)


def _sites(pen: Pen, book: Workbook, summary: Summary) -> None:
    if not summary.sites:
        return
    inner = next_sheet(pen, book, "Площадки", (50, 16, 44))
    inner.line("Площадки с задержкой вывоза", bold=True)
    inner.heads(("Контейнерная площадка", "Срывов вывоза", "Что с ними"))
    for site in summary.sites:
        inner.values((site.name, site.delays, site.outcome), ("", WHOLE, ""))
    finish(inner)


def _days(pen: Pen, book: Workbook, summary: Summary) -> None:
    if not summary.days:  # a season is too long for days
        return
    inner = next_sheet(pen, book, "По дням", (16, 14))
    inner.line("Обращения по дням", bold=True)
    inner.heads(("День", "Поступило"))
    first = inner.row
    lived = days_chart(summary).series[0].values
    for day, value in zip(summary.days, lived, strict=True):
        inner.values((day.first, value), (DATE, WHOLE))
    write_sums(inner, first, {2: WHOLE})
    picture = lines("Обращения по дням")
    last = inner.row - 2
    data = Reference(inner.sheet, min_col=2, min_row=first - 1, max_row=last)
    fill(picture, data, Reference(inner.sheet, min_col=1, min_row=first, max_row=last))
    inner.sheet.add_chart(picture, f"D{first}")
    finish(inner, one_page=True)


def _visitors(pen: Pen, summary: Summary) -> None:
    pen.line(f"Принято на личном приёме: {len(summary.visitors)}", bold=True)
    pen.heads(("Дом", "№", "Принято", "Состояние", "Исполнитель", "Тема"))
    for row in summary.visitors:
        moment: dt.datetime = row.received_at
        values = (row.address, row.number, moment, row.status, row.executor, row.topic)
        pen.values(values, ("", "", MOMENT, "", "", ""))
    pen.row += 1
