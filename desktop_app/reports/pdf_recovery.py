"""The recovery sheet of an encrypted base: its key in groups, and how to use it. No personal data.

There is no square code: a key photographed by any telephone would not stay in the safe.
"""

import datetime as dt
from collections.abc import Iterator

from desktop_app.core import clock
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_flow import Block, Gap
from desktop_app.reports.pdf_page import MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties
from desktop_app.reports.pdf_parts import centered, heading, labelled, listed, paragraph, to_fill

_TITLE = "Лист восстановления базы"
_IN_LINE = 6
_KEY_SIZE = 17.0
_WAYS = (
    "Откройте базу в «Райштабе»: программа спросит пароль.",
    "Вместо пароля введите ключ с этого листа, все группы подряд. Пробелы и большие или маленькие "
    "буквы значения не имеют; последняя группа проверяет остальные.",
    "Когда база откроется, задайте новый пароль: «Настройки», «Пароль на базу», «Сменить пароль…».",
    "После смены пароля напечатайте новый лист, а этот уничтожьте: к прежним копиям он ещё "
    "подходит, к новым нет.",
)
_WORDS = (
    "Без пароля и без этого листа базу не откроет никто, в том числе составители программы. "
    "Кто держит лист, тот откроет базу и все её копии, сделанные при этом пароле. Храните его в "
    "сейфе, отдельно от компьютера и от копий; не фотографируйте и не пересылайте."
)


def render(base: str, code: str, moment: dt.datetime) -> bytes:
    """Return the sheet for a base called `base`; `code` is its key in groups of four signs."""
    clean = Printable()
    foot = f"{_TITLE}, {clock.show_date(moment.date())}"
    paper = Paper(PaperProperties(_TITLE, clean(base), "Райштаб", moment, foot))
    return paper.add(list(_blocks(clean(base), code, moment))).finish()


def _blocks(base: str, code: str, moment: dt.datetime) -> Iterator[Block]:
    yield centered(_TITLE, is_bold=True, size=20)
    yield Gap(6 * MM)
    yield labelled("Файл базы", base)
    yield labelled("Лист составлен", clock.show_moment(moment))
    yield Gap(6 * MM)
    yield heading("Ключ")
    yield Gap(2 * MM)
    groups = code.split()
    for at in range(0, len(groups), _IN_LINE):
        yield centered("   ".join(groups[at : at + _IN_LINE]), is_bold=True, size=_KEY_SIZE)
        yield Gap(2 * MM)
    yield Gap(4 * MM)
    yield paragraph(_WORDS)
    yield Gap(4 * MM)
    yield heading("Как открыть базу по листу")
    yield Gap(2 * MM)
    for number, words in enumerate(_WAYS, start=1):
        yield listed(number, words)
        yield Gap(1 * MM)
    yield Gap(6 * MM)
    yield from to_fill("Где хранится лист, кто за него отвечает", 2)
