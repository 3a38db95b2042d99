"""The notice for entrances: looked at once, the same each time, one sheet whatever it says."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.records.incidents import Notice
from desktop_app.reports import pdf_notice
from tests.reports.drawn import drawn, kept
from tests.reports.printed import boxes, loose_fonts, pages, problems

LONG = (
    "Ремонтная бригада работает круглосуточно. Питьевую воду подвозят к домам № 3, 7 и 12а по "
    "улице Садовой с 8 до 20 часов, тару просим брать с собой. Пожалуйста, закройте краны, чтобы "
    "при пуске воды не случилось протечек, и предупредите соседей, которых давно не видели."
)


def notice(**more: object) -> Notice:
    """Return a notice of a breakdown over a few houses."""
    values: dict[str, object] = {
        "office": ("Администрация Лесного района", "Отдел жилищного хозяйства"),
        "title": "Порыв на Садовой",
        "kind": IncidentKind.EMERGENCY,
        "service": Service.COLD_WATER,
        "text": "",
        "cause": "Порыв на вводе",
        "address": "",
        "streets": (("пр-кт Ленина", "12"), ("ул. Садовая", "1, 3, 5, 12а")),
        "houses": 5,
        "started_at": dt.datetime(2026, 11, 24, 8, 5),
        "planned_end": dt.datetime(2026, 11, 24, 18, 0),
        "organization": "МУП «Водоканал»",
        "phone": "+7 900 555-20-10",
        "made_at": dt.datetime(2026, 11, 24, 9, 41),
        **more,
    }
    return Notice(**values)  # type: ignore[arg-type]  # by name


def streets(count: int, houses: int) -> tuple[tuple[str, str], ...]:
    """Return so many streets with so many houses each."""
    numbers = ", ".join(str(number) for number in range(1, houses + 1))
    return tuple((f"ул. Рабочая {number}-я Линия", numbers) for number in range(1, count + 1))


VARIANTS = {
    "usual": notice(),
    "house": notice(address="ул. Садовая, д. 12а", text=LONG),
    "many": notice(
        streets=streets(12, 14), houses=168, text=LONG, kind=IncidentKind.PLANNED, planned_end=None
    ),
}


@pytest.mark.parametrize("name", list(VARIANTS))
def test_the_paper_is_as_it_was_looked_at(name: str) -> None:
    """Every line stands where it stood when a person last looked at the pictures."""
    now = drawn(lambda: pdf_notice.render([VARIANTS[name]]))
    assert now == kept(f"notice_{name}", now)


@pytest.mark.parametrize("name", list(VARIANTS))
def test_the_file_is_sound_and_the_same_each_time(name: str, tmp_path: Path) -> None:
    """A strict reader finds nothing wrong, fonts are inside, printing twice gives equal bytes."""
    pdf = pdf_notice.render([VARIANTS[name]]).pdf
    assert problems(pdf, tmp_path) == []
    assert loose_fonts(pdf) == []
    assert pdf == pdf_notice.render([VARIANTS[name]]).pdf
    assert len(pages(pdf)) == 1


@pytest.mark.parametrize("name", list(VARIANTS))
def test_nothing_is_drawn_outside_the_margins(name: str) -> None:
    """Letters stay inside the sheet, whatever their size."""
    (page,) = boxes(pdf_notice.render([VARIANTS[name]]).pdf)
    assert min(box[0] for box in page) >= 19.5
    assert max(box[2] for box in page) <= 200.5
    assert min(box[1] for box in page) >= 19
    assert max(box[3] for box in page) <= 279


def test_few_words_are_large() -> None:
    """The heading of a usual notice is a centimetre high, nothing is smaller than usual print."""
    lines = drawn(lambda: pdf_notice.render([notice()])).splitlines()
    said = [line.split(" ", 3) for line in lines]
    sizes = {parts[3]: float(parts[2].rstrip("*")) for parts in said if len(parts) > 3}
    assert sizes["Авария"] >= 30
    assert min(sizes.values()) >= 12


@pytest.mark.parametrize("houses", [40, 150, 400, 900])
def test_no_house_is_lost(houses: int, tmp_path: Path) -> None:
    """Hundreds of houses stand on one sheet, or go on on the next; every number is there."""
    many = notice(streets=streets(houses // 10, 10), houses=houses)
    pdf = pdf_notice.render([many]).pdf
    assert problems(pdf, tmp_path) == []
    read = " ".join(pages(pdf))
    assert all(street in read for street, _numbers in many.streets)
    assert "Справки: +7 900 555-20-10" in read


def test_every_house_has_its_sheet_without_a_number() -> None:
    """Three houses give three sheets; nothing but the notice stands on them."""
    sheets = [notice(address=f"ул. Садовая, д. {number}") for number in (1, 3, 5)]
    read = pages(pdf_notice.render(sheets).pdf)
    assert len(read) == 3
    for number, page in zip((1, 3, 5), read, strict=True):
        assert page.startswith("Администрация")
        assert f"ул. Садовая, д. {number}" in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "text", ["<b>x</b> &amp; \\( %s", "й" * 2_000, "слово\x00\ud83d ‮", "\n" * 50]
)
def test_a_hostile_text_is_only_text(text: str, tmp_path: Path) -> None:
    """Markup, control characters and endless words give a sound file."""
    odd = dataclasses.replace(
        notice(), text=text, cause=text[:300], organization=text[:300], phone=text[:60]
    )
    pdf = pdf_notice.render([odd]).pdf
    assert problems(pdf, tmp_path) == []
    assert "Приносим извинения" in pages(pdf)[-1]
