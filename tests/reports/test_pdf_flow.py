"""Blocks flow from page to page: nothing is lost, cut or left alone, whatever their sizes."""

import datetime as dt
import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.reports.pdf_flow import Block, Gap, Keep
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, FULL, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties
from desktop_app.reports.pdf_parts import (
    Ruled,
    heading,
    labelled,
    listed,
    paragraph,
    signature,
    to_fill,
)
from tests.reports.printed import boxes, pages

PROPERTIES = PaperProperties("Акт", "проверка", "Отдел", dt.datetime(2026, 11, 23, 10), "низ")
COLUMNS = (Column("Что", 80 * MM), Column("Сколько", BODY - 80 * MM, True))


def _printed(*blocks: Block) -> bytes:
    return Paper(PROPERTIES).add(blocks).finish()


def test_long_text_flows_over_pages_whole_and_in_order() -> None:
    """Every word of a text of many pages is there once and in its place."""
    words = [f"слово{number}" for number in range(4000)]
    read = " ".join(page.split(" ", 1)[1] for page in pages(_printed(paragraph(" ".join(words)))))
    found = [word for word in read.replace("низ", " ").split() if word.startswith("слово")]
    assert found == words


def test_pages_are_numbered_from_the_second_at_the_top_centre() -> None:
    """The first page bears no number; the next ones do, 10 mm or more from the edge."""
    pdf = _printed(paragraph("строка\n" * 150))
    read = pages(pdf)
    assert len(read) > 2
    assert not read[0].startswith("1")
    assert all(text.startswith(f"{n} ") for n, text in enumerate(read[1:], start=2))
    for page in boxes(pdf)[1:]:
        left, bottom, right, top = page[0]
        assert 297 - top >= 10
        assert bottom > 297 - 20
        assert (left + right) / 2 == pytest.approx(20 + 180 / 2, abs=1.5)


@settings(max_examples=40)
@given(
    st.lists(
        st.one_of(
            st.integers(1, 90).map(lambda n: paragraph("проверка тепла " * n)),
            st.integers(1, 12).map(Ruled),
            st.integers(1, 60).map(lambda n: Gap(n * MM)),
            st.integers(1, 70).map(
                lambda n: grid(
                    COLUMNS, [(f"ряд {k}", "1") for k in range(n)], notes=("из графика",)
                )
            ),
            st.integers(1, 20).map(
                lambda n: Keep(tuple(signature("инженер", "О. В. Дёмин") for _ in range(n)))
            ),
            st.just(heading("Выводы")),
            st.just(labelled("Основание", "обращение № 14")),
            st.just(listed(12, "Лапина И. С., начальник отдела")),
            st.just(Keep(tuple(to_fill("Особое мнение", 3)))),
        ),
        max_size=12,
    )
)
def test_any_blocks_end_and_stay_within_the_margins(blocks: list[Block]) -> None:
    """Whatever is put in, the paper ends, and no letter leaves the printed field."""
    for page in boxes(_printed(*blocks)):
        for left, bottom, right, top in page:
            assert left >= 20 - 0.5
            assert right <= 200 + 0.5
            assert bottom >= 9
            assert top <= 297 - 10


def test_rows_of_a_table_are_never_cut_and_the_head_is_repeated() -> None:
    """Each row's cells are on one page; every page of the table begins with its head."""
    rows = [(f"начало-{n} " + "текст " * 30 + f"конец-{n}", str(n)) for n in range(60)]
    read = pages(_printed(grid(COLUMNS, rows)))
    assert len(read) > 2
    for text in read:
        assert "Что Сколько" in text
        assert {w[7:] for w in text.split() if w.startswith("начало-")} == {
            w[6:] for w in text.split() if w.startswith("конец-")
        }
    assert sum(text.count("начало-") for text in read) == 60


def test_a_row_higher_than_a_page_goes_on_and_loses_nothing() -> None:
    """A cell of 40,000 characters flows over pages instead of running off the sheet."""
    words = [f"w{number}" for number in range(6000)]
    pdf = _printed(grid(COLUMNS, [("кв. 1", "1"), (" ".join(words), "2"), ("кв. 2", "3")]))
    found = [word for text in pages(pdf) for word in text.split() if word.startswith("w")]
    assert found == words
    assert all(box[1] > 9 for page in boxes(pdf) for box in page)


def test_notes_stay_with_the_last_row_of_their_table() -> None:
    """A note never stands on a page without a row of its table."""
    for filler in range(40, 58):
        pdf = _printed(
            paragraph("строка\n" * (filler - 1)),
            grid(COLUMNS, [(f"ряд-{n}", "1") for n in range(9)], notes=("из-графика",)),
        )
        page = next(text for text in pages(pdf) if "из-графика" in text)
        assert "ряд-8" in page


def test_a_small_table_is_not_divided() -> None:
    """A table of a few rows moves to the next page whole."""
    for filler in range(30, 58):
        pdf = _printed(
            paragraph("строка\n" * filler),
            heading("Заголовок"),
            grid(COLUMNS, [(f"ряд-{n}", "1") for n in range(4)]),
        )
        whole = [text for text in pages(pdf) if "ряд-0" in text]
        assert len(whole) == 1
        assert "ряд-3" in whole[0]
        assert "Заголовок" in whole[0]


def test_high_rows_leave_no_page_empty() -> None:
    """Rows of many lines begin where the paper stands: two of them need not be together."""
    rows = [(f"ряд-{n}", "\n".join(["строка"] * 34)) for n in range(5)]
    pdf = _printed(paragraph("начало\n" * 8), heading("Заголовок"), grid(COLUMNS, rows))
    first = pages(pdf)[0]
    assert "начало" in first
    assert "ряд-0" in first


def test_a_heading_never_stands_alone_at_the_foot() -> None:
    """A heading is on the page of the first lines it heads, wherever it falls."""
    for filler in range(30, 62):
        pdf = _printed(
            paragraph("строка\n" * filler), heading("Заголовок"), paragraph("первая " * 40)
        )
        page = next(text for text in pages(pdf) if "Заголовок" in text)
        assert "первая" in page


def test_a_group_stays_on_one_page_while_it_can() -> None:
    """Lines to sign are not parted between pages; a group higher than a page flows."""
    group = Keep(tuple(signature(f"участник-{n}", "О. В. Дёмин") for n in range(6)))
    for filler in range(20, 58):
        read = pages(_printed(paragraph("строка\n" * filler), group))
        assert len([text for text in read if "участник-" in text]) == 1
    many = Keep(tuple(signature(f"участник-{n}", "О. В. Дёмин") for n in range(40)))
    assert many.height > FULL
    read = pages(_printed(paragraph("строка"), many))
    assert sum(text.count("участник-") for text in read) == 40


def test_a_paragraph_leaves_no_single_line_on_either_page() -> None:
    """The division of a paragraph leaves at least two of its lines on both pages."""
    for filler in range(45, 58):
        pdf = _printed(paragraph("строка\n" * filler), paragraph("слово " * 80))
        counts = [text.count("слово") for text in pages(pdf) if "слово" in text]
        assert len(counts) == 1 or min(counts) > 12


def test_the_same_blocks_give_the_same_bytes() -> None:
    """Nothing of the clock or of chance gets into the file."""

    def make() -> bytes:
        return _printed(heading("Акт"), paragraph("текст " * 500), grid(COLUMNS, [("а", "б")]))

    assert make() == make()


def test_the_file_bears_the_date_of_the_document() -> None:
    """Properties name the document; its date is the document's own."""
    with pikepdf.open(io.BytesIO(_printed(paragraph("текст")))) as document:
        about = document.docinfo
        assert str(about["/CreationDate"]) == "D:20261123100000"
        assert str(about["/Title"]) == "Акт"
        assert str(about["/Creator"]) == "Райштаб"
        assert str(document.Root.Lang) == "ru-RU"
