"""The registry of handing over on paper: looked at once, the same each time, whole to the end."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.records.handover_registry import Registry, RegistryRow
from desktop_app.reports import pdf_registry
from tests.reports.drawn import drawn, kept
from tests.reports.printed import boxes, loose_fonts, pages, problems

MATTERS = (
    "С ночи холодные все батареи, в комнате +15, в квартире грудной ребёнок",
    "Течёт стояк",
    "Нет горячей воды с 18 ноября, по всему подъезду; заявку в диспетчерскую подавали дважды, "
    "обещали прийти утром, никто не пришёл",
    "",
)
PHONES = ("+7 900 555-18-63", "без телефона", "+7 900 555-11-09, 22-10-10", "")


def _row(number: int) -> RegistryRow:
    return RegistryRow(
        number,
        f"2026-{number:05d}",
        dt.datetime(2026, 11, 24, 8, 5) + dt.timedelta(minutes=7 * number),
        f"г. Радужный, ул. 50 лет Октября, д. {number}, кв. {number * 3}",
        ("Нет отопления", "Протечка", "Горячая вода: нет или холодная")[number % 3],
        MATTERS[number % len(MATTERS)],
        PHONES[number % len(PHONES)],
        None if number % 5 == 4 else dt.datetime(2026, 11, 25, 0, 5),
    )


def registry(rows: int) -> Registry:
    """Return a registry of so many rows."""
    return Registry(
        office=("Администрация Лесного района", "Отдел жилищного хозяйства"),
        organization_id=1,
        organization="Акционерное общество «Теплосеть»",
        first=dt.date(2026, 11, 24),
        last=dt.date(2026, 11, 24),
        made_at=dt.datetime(2026, 11, 24, 16, 30),
        rows=tuple(_row(number) for number in range(1, rows + 1)),
        author="Лапина Ирина Олеговна",
        author_post="специалист контактного центра",
    )


VARIANTS = {"one": 1, "page": 12, "long": 40}


@pytest.mark.parametrize("name", list(VARIANTS))
def test_the_paper_is_as_it_was_looked_at(name: str) -> None:
    """Every line stands where it stood when a person last looked at the pictures."""
    now = drawn(lambda: pdf_registry.render(registry(VARIANTS[name])))
    assert now == kept(f"registry_{name}", now)


@pytest.mark.parametrize("name", list(VARIANTS))
def test_the_file_is_sound_and_the_same_each_time(name: str, tmp_path: Path) -> None:
    """A strict reader finds nothing wrong, fonts are inside, printing twice gives equal bytes."""
    paper = registry(VARIANTS[name])
    pdf = pdf_registry.render(paper).pdf
    assert problems(pdf, tmp_path) == []
    assert loose_fonts(pdf) == []
    assert pdf == pdf_registry.render(registry(VARIANTS[name])).pdf


@pytest.mark.parametrize("rows", [1, 8, 9, 10, 11, 12, 13, 14, 40, 41, 42, 43, 44])
def test_the_lines_to_sign_stay_together(rows: int) -> None:
    """Wherever the table ends, both signatures and the time stand on one page with the total."""
    read = pages(pdf_registry.render(registry(rows)).pdf)
    assert "Всего передано" in read[-1]
    for words in ("Передал:", "И. О. Лапина", "Принял:", "Дата и время приёма"):
        assert words in read[-1]
        assert not any(words in page for page in read[:-1])


def test_every_page_has_the_head_of_the_table_and_its_number() -> None:
    """The head is repeated over rows, numbers begin at the second page, no ticket is lost."""
    paper = registry(40)
    read = pages(pdf_registry.render(paper).pdf)
    assert len(read) > 2
    for place, page in enumerate(read[:-1], start=1):
        assert "Тема, суть" in page
        assert page.startswith(str(place)) == (place > 1)
    whole = " ".join(read)
    assert all(whole.count(row.number) == 1 for row in paper.rows)


def test_nothing_is_drawn_outside_the_margins() -> None:
    """Letters stay between 20 and 200 mm across, above 10 mm from the foot."""
    for page in boxes(pdf_registry.render(registry(40)).pdf):
        assert min(box[0] for box in page) >= 19.5
        assert max(box[2] for box in page) <= 200.5
        assert min(box[1] for box in page) >= 10


@pytest.mark.parametrize(
    "text",
    ["<b>x</b> &amp; \\( %s", "й" * 3_000, "a b " * 900, "слово\x00\ud83d \u202e", "\n" * 50],
)
def test_a_hostile_text_is_only_text(text: str, tmp_path: Path) -> None:
    """Markup, control characters and endless words give a sound file with all rows."""
    paper = registry(3)
    rows = tuple(
        dataclasses.replace(row, details=text, address=text[:400], phone=text[:100])
        for row in paper.rows
    )
    pdf = pdf_registry.render(
        dataclasses.replace(paper, rows=rows, organization=text[:300] or "—", author=text[:60])
    ).pdf
    assert problems(pdf, tmp_path) == []
    assert "Всего передано" in pages(pdf)[-1]


def test_without_an_author_a_line_is_left_to_write_on() -> None:
    """Nobody at the desk: post and name of who hands over are written by hand."""
    paper = dataclasses.replace(registry(1), author="", author_post="")
    (page,) = pages(pdf_registry.render(paper).pdf)
    assert page.count("(И. О. Фамилия)") == 2


def test_a_number_is_never_broken() -> None:
    """A printed number stands in one line; two of them stand in two."""
    numbers = ("+7\xa0(900)\xa0555-18-63", "+7\xa0(912)\xa0600-88-64")
    made = registry(1)
    row = dataclasses.replace(made.rows[0], phone=", ".join(numbers))
    paper = pdf_registry.render(dataclasses.replace(made, rows=(row,)))
    words = "\n".join(pages(paper.pdf)).replace("\xa0", " ")
    assert all(number.replace("\xa0", " ") in words for number in numbers)
