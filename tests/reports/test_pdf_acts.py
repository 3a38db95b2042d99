"""The coolant act says on paper what the visit says, looks the same each time, and stays whole."""

import dataclasses
import re
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from desktop_app.core.records.acts import ActDocument
from desktop_app.core.records.inspections import InspectionDraft, Measurement
from desktop_app.core.text import one_line
from desktop_app.reports.fonts import STAND_IN, Face
from desktop_app.reports.pdf_acts import kinds
from desktop_app.reports.pdf_page import BODY, LEFT, Page
from desktop_app.services.act_words import act_document
from tests import visit_samples
from tests.reports.drawn import drawn, kept
from tests.reports.printed import boxes, loose_fonts, pages, problems

VARIANTS = {
    "ordinary": (visit_samples.ordinary(), False),
    "heavy": (visit_samples.heavy(), False),
    "blank": (visit_samples.empty(), True),
    "planned": (visit_samples.empty(), False),
}
HOSTILE = (
    "<b>жирно</b><img src='file:///etc/passwd'/>",
    '</para><para><a href="http://x">x</a>',
    "&amp; &#0; &nbsp; %s {0} \\n \\( \\) (скобка",
    "'; DROP TABLE ticket; --",
    '=HYPERLINK("http://x")',
    "й ё Й Ё",
    "тепло 😀 → ✓ ⚠️ 漢字",
    "слово\u202eслово\u200b\u00ad\ufeff",
    "нуль \x00\x01\x1f",
    "половина \ud83d пары \ufffe \uffff",
    "1\u202f000\u00a0руб",
    "я" * 2_000,
    "a b " * 500,
    "\n" * 100,
    "\r\n\t\v\f",
)


def _document(name: str) -> ActDocument:
    draft, blank = VARIANTS[name]
    return act_document(visit_samples.card(draft), visit_samples.OFFICE, blank=blank)


@pytest.mark.parametrize("name", list(VARIANTS))
def test_the_paper_is_as_it_was_looked_at(name: str) -> None:
    """Every line stands where it stood when a person last looked at the pictures."""
    now = drawn(lambda: kinds.render(_document(name)))
    assert now == kept(f"act_coolant_{name}", now)


@pytest.mark.parametrize("name", list(VARIANTS))
def test_the_file_is_sound(name: str, tmp_path: Path) -> None:
    """A strict reader finds nothing wrong, and both fonts are inside the file."""
    pdf = kinds.render(_document(name)).pdf
    assert problems(pdf, tmp_path) == []
    assert loose_fonts(pdf) == []


@pytest.mark.parametrize("name", list(VARIANTS))
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    """Printing twice gives one and the same file, and no notices for ordinary letters."""
    first, second = kinds.render(_document(name)), kinds.render(_document(name))
    assert first.pdf == second.pdf
    assert first.notices == ()


@pytest.mark.parametrize("name", list(VARIANTS))
def test_everything_the_document_says_is_read_back(name: str) -> None:
    """Every text of the document is on the paper, letter for letter, spaces aside."""
    document = _document(name)
    read = _bare(" ".join(pages(kinds.render(document).pdf)))
    for text in _texts(document):
        for word in text.split():
            assert _bare(word) in read, text


@pytest.mark.parametrize("name", list(VARIANTS))
def test_nothing_leaves_the_printed_field(name: str) -> None:
    """Margins 20/10/20/20 mm hold for every letter but the page number and the foot line."""
    for number, page in enumerate(boxes(kinds.render(_document(name)).pdf)):
        for left, bottom, right, top in page:
            assert left >= 20 - 0.3
            assert right <= 200 + 0.3
            assert top <= 297 - 20 + 0.3 or (number > 0 and top <= 297 - 10)
            assert bottom >= 20 - 0.3 or 9 <= bottom <= 15


def test_the_signatures_are_not_on_a_bare_sheet() -> None:
    """The lines to sign share their page with a statement of the act."""
    for name in ("ordinary", "blank"):
        read = pages(kinds.render(_document(name)).pdf)
        page = next(text for text in read if "Председатель комиссии:" in text)
        assert "Экземпляры:" in page
        assert page.count("(подпись)") >= 3


def test_a_heavy_visit_makes_a_good_paper() -> None:
    """Forty lines of remark, twelve members and thirty measurements are all there, in few pages."""
    read = pages(kinds.render(_document("heavy")).pdf)
    whole = " ".join(read)
    assert len(read) <= 8
    assert all(f" {n}. Замечание участника" in whole for n in range(1, 41))
    assert all(f"Подъезд {n}, кв." in whole for n in range(1, 22))
    assert whole.count("(подпись)") == 12 + 2
    assert all(re.search(r"код содержания [0-9A-F]{4}( [0-9A-F]{4}){2}", text) for text in read)


def test_the_blank_keeps_what_is_known_and_no_results() -> None:
    """The blank names house, basis and commission; values, verdicts and dates are left to write."""
    read = " ".join(pages(kinds.render(_document("blank")).pdf))
    assert "пр-кт Ленина, д. 12" in read
    assert "№ 2026-03507" in read
    assert "Лапина Ирина Сергеевна" in read
    assert "не ниже 18" in read
    assert "60–75" in read
    assert "подписано" not in read
    assert "код содержания" not in read
    assert "Незаинтересованные лица" in read
    assert "«____»" in read


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_is_printed_as_text(text: str, tmp_path: Path) -> None:
    """No text is taken for markup, breaks the file, runs off the sheet or vanishes unnoticed."""
    document = act_document(visit_samples.card(_poisoned(text)), visit_samples.OFFICE, blank=False)
    edges: list[float] = []

    def text_at(
        page: Page, x: float, y: float, words: str, face: Face, size: float, wide: float = 0
    ) -> None:
        edges.append(x + face.width(words, size))
        whole_text(page, x, y, words, face, size, wide)

    whole_text = Page.text
    with mock.patch.object(Page, "text", text_at):
        rendered = kinds.render(document)
    assert max(edges) <= LEFT + BODY + 1
    assert problems(rendered.pdf, tmp_path) == []
    read = _bare(" ".join(pages(rendered.pdf)))
    assert bool(rendered.notices) == (STAND_IN in read)
    for word in text[:200].split():
        if word.isascii() and word.isprintable():
            assert _bare(word) in read


def test_papers_never_parse_texts_as_markup() -> None:
    """No report imports the library's paragraphs, which read texts as XML and open files."""
    folder = Path(kinds.__file__).parent.parent
    sources = [file.read_text(encoding="utf-8") for file in folder.rglob("*.py")]
    assert len(sources) > 5
    assert not [text for text in sources if "platypus" in text or "paraparser" in text]


def test_forty_thousand_letters_flow_over_pages() -> None:
    """A text as long as a field may be is printed to its last word."""
    words = [f"слово{number}" for number in range(4000)]
    draft = dataclasses.replace(visit_samples.ordinary(), condition_text=" ".join(words))
    document = act_document(visit_samples.card(draft), visit_samples.OFFICE, blank=False)
    read = " ".join(pages(kinds.render(document).pdf))
    assert re.findall(r"слово\d+", read) == words


def test_the_code_of_the_content_changes_with_every_word() -> None:
    """Two acts that differ in one digit have different codes on every page."""
    draft = visit_samples.ordinary()
    other = dataclasses.replace(draft, outdoor_temperature=-13.0)
    feet = {
        act_document(visit_samples.card(one), visit_samples.OFFICE, blank=False).footer
        for one in (draft, other)
    }
    assert len(feet) == 2


def _poisoned(text: str) -> InspectionDraft:
    draft = visit_samples.ordinary()
    fields: dict[str, Any] = {
        field.name: text
        for field in dataclasses.fields(draft)
        if type(getattr(draft, field.name)) is str
    }
    rows = [Measurement(b, text, text, text, 1.0, basis=text) for b in ("input", "room", "x")]
    return dataclasses.replace(
        draft,
        **fields,
        measurements=tuple(rows),
        members=tuple(
            dataclasses.replace(m, name=text, post=text, organization=text, remark=text)
            for m in draft.members
        ),
        remedies=tuple(dataclasses.replace(r, what=text, responsible=text) for r in draft.remedies),
        instruments=tuple(dataclasses.replace(i, title=text) for i in draft.instruments),
    )


def _texts(record: object) -> list[str]:
    if isinstance(record, str):
        return [record]
    if isinstance(record, tuple):
        return [text for item in record for text in _texts(item)]
    if dataclasses.is_dataclass(record):
        names = [field.name for field in dataclasses.fields(record)]
        unseen = {"kind", "role", "state", "remark", "qr"}
        return [t for name in names if name not in unseen for t in _texts(getattr(record, name))]
    return []


def _bare(text: str) -> str:
    return re.sub(r"[\s￾\N{SOFT HYPHEN}-]", "", one_line(text))
