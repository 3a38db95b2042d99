"""Papers about the data themselves: the journal of changes, the act of destruction."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.core import clock
from desktop_app.core.people import signature_name
from desktop_app.core.records.audit import AuditRow, ChainVerdict
from desktop_app.core.records.destruction import Subject
from desktop_app.core.text import counted, number
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_flow import Block, Gap, Keep
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties
from desktop_app.reports.pdf_parts import SPACE, head, labelled, paragraph, signature

_JOURNAL = "Журнал изменений"
_ACT = "Акт об уничтожении персональных данных"
_COLUMNS = (
    Column("Когда", 24 * MM, True),
    Column("Кто", 34 * MM),
    Column("Что", 34 * MM),
    Column("О чём и как", BODY - 92 * MM),
)
_EVENTS = (
    Column("№", 34 * MM),
    Column("Закрыто", 26 * MM, True),
    Column("Что уничтожено", BODY - 60 * MM),
)
_GONE = {
    Subject.TICKETS: (
        "фамилия, имя, отчество и телефон заявителя, номер квартиры, подъезд и этаж, "
        "текст обращения, замечания обзвона, повторные звонки, заметки"
    ),
    Subject.VISITS: (
        "имена участников и их замечания, номер помещения, описание, выводы и особое мнение, "
        "ответы на вопросы акта, меры и ответственные, фотографии и приложенные файлы, "
        "файлы выпущенных актов"
    ),
}
_AFTER = (
    "Это последняя запись, которая была в журнале, когда он составлялся. Сама эта выгрузка "
    "записана в него позже, поэтому у журнала теперь другой отпечаток."
)


@dataclass(frozen=True, slots=True)
class DestructionPaper:
    """An act of destruction as it is printed; `events` are number, closing day and what went."""

    office: str
    number: str
    made_at: dt.datetime
    closed_before: dt.date
    basis: str
    clerk: str
    post: str
    entries: int
    head: str
    events: tuple[tuple[str, str, str], ...]
    subject: Subject = Subject.TICKETS


def render(
    office: str, rows: Sequence[AuditRow], chain: ChainVerdict, moment: dt.datetime
) -> bytes:
    """Return the journal with the verdict on the chain; the same rows give the same bytes."""
    clean = Printable()
    paper = _paper(_JOURNAL, clean(office), moment)
    table = [
        (
            f"{row.at:%d.%m.%Y\n%H:%M}",
            clean(row.clerk) or "—",
            clean(row.operation),
            clean("\n".join(part for part in (row.what, row.details) if part)),
        )
        for row in rows
    ]
    blocks: list[Block] = [
        *head([clean(office)], _JOURNAL),
        Gap(4 * MM),
        labelled("Составлен", clock.show_moment(moment)),
        labelled("Записей", number(len(rows))),
        labelled("Цепочка", chain_words(chain)),
        labelled(head_title(chain), chain.head),
        paragraph(_AFTER),
        SPACE,
    ]
    blocks.append(grid(_COLUMNS, table) if table else paragraph("Записей нет."))
    return paper.add(blocks).finish()


def chain_words(chain: ChainVerdict) -> str:
    """Return what following the chain has shown."""
    if chain.broken is not None:
        return f"нарушена с записи {chain.broken} из {number(chain.entries)}"
    redacted = f", обезличено по актам: {number(chain.redacted)}" if chain.redacted else ""
    return f"цела, записей всего: {number(chain.entries)}{redacted}"


def head_title(chain: ChainVerdict) -> str:
    """Return which entry the hash is of: numbers have no gaps, the last is their count."""
    return f"Отпечаток записи № {number(chain.entries)}"


def render_destruction(act: DestructionPaper) -> bytes:
    """Return the act with its list of events; the same act gives the same bytes."""
    clean = Printable()
    paper = _paper(f"{_ACT} № {act.number}", clean(act.office), act.made_at)
    return paper.add([*_head(act, clean), *_body(act, clean)]).finish()


def _head(act: DestructionPaper, clean: Printable) -> Iterator[Block]:
    yield from head([clean(act.office)], f"{_ACT} № {clean(act.number)}")
    yield Gap(4 * MM)
    yield labelled("Составлен", clock.show_moment(act.made_at))
    yield labelled("Основание", clean(act.basis))
    border = clock.show_date(act.closed_before)
    words = f"{act.subject.ended} до {border}: {act.subject.counted(len(act.events))}"
    yield labelled("О чём", words)
    yield SPACE
    entries = counted(act.entries, "запись", "записи", "записей")
    yield paragraph(
        f"Уничтожены: {_GONE[act.subject]} и прежние значения этих полей "
        f"в истории изменений ({entries}). Способ: замена пустыми "
        "значениями в базе данных с затиранием освободившегося места; восстановить их из базы "
        "нельзя. В резервных копиях данные остаются до вытеснения копий по сроку, в копиях перед "
        "обновлением базы, пока их не удалят вручную."
    )
    yield SPACE


def _body(act: DestructionPaper, clean: Printable) -> Iterator[Block]:
    yield paragraph("Выгрузка из журнала событий:")
    yield grid(_EVENTS, [tuple(clean(cell) for cell in event) for event in act.events])
    yield SPACE
    yield Keep(
        (
            paragraph(f"Отпечаток журнала после уничтожения: {act.head}."),
            paragraph("Акт и выгрузка хранятся три года (приказ Роскомнадзора № 179)."),
            SPACE,
            signature(clean(act.post), clean(signature_name(act.clerk))),
            signature("", ""),
        )
    )


def _paper(title: str, office: str, moment: dt.datetime) -> Paper:
    return Paper(
        PaperProperties(title=title, subject=office, author=office, moment=moment, foot=title)
    )
