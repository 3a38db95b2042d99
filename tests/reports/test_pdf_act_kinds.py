"""Every kind of act on paper: as it was looked at, whole, in its margins, the same each time."""

import re
from pathlib import Path

import pytest

from desktop_app.core.acts.forms import form_of
from desktop_app.core.enums import ActKind
from desktop_app.core.records.acts import ActDocument
from desktop_app.reports.pdf_acts import kinds
from desktop_app.services.act_words import act_document
from tests import visit_samples
from tests.reports import act_samples
from tests.reports.drawn import drawn, kept
from tests.reports.printed import boxes, loose_fonts, pages, problems

VARIANTS = {
    "blank": act_samples.blank,
    "ordinary": act_samples.ordinary,
    "heavy": act_samples.heavy,
}
OTHERS = [kind for kind in ActKind if kind is not ActKind.COOLANT]  # which has tests of its own
EVERY = [(kind, name) for kind in OTHERS for name in VARIANTS]


def _document(kind: ActKind, name: str) -> ActDocument:
    card = visit_samples.card(VARIANTS[name](kind))
    return act_document(card, visit_samples.OFFICE, blank=name == "blank")


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_the_paper_is_as_it_was_looked_at(kind: ActKind, name: str) -> None:
    """Every line stands where it stood when a person last looked at the pictures."""
    now = drawn(lambda: kinds.render(_document(kind, name)))
    assert now == kept(f"act_{kind.value}_{name}", now)


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_the_file_is_sound_and_always_the_same(kind: ActKind, name: str, tmp_path: Path) -> None:
    """A strict reader finds nothing wrong, fonts are inside, two printings are one file."""
    document = _document(kind, name)
    rendered = kinds.render(document)
    assert problems(rendered.pdf, tmp_path) == []
    assert loose_fonts(rendered.pdf) == []
    assert rendered == kinds.render(document)
    assert rendered.notices == ()


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_nothing_leaves_the_printed_field(kind: ActKind, name: str) -> None:
    """Margins 20/10/20/20 mm hold for every letter but the page number and the foot line."""
    for number, page in enumerate(boxes(kinds.render(_document(kind, name)).pdf)):
        for left, bottom, right, top in page:
            assert left >= 20 - 0.3
            assert right <= 200 + 0.3
            assert top <= 297 - 20 + 0.3 or (number > 0 and top <= 297 - 10)
            assert bottom >= 20 - 0.3 or 9 <= bottom <= 15


@pytest.mark.parametrize("kind", OTHERS)
def test_a_filled_act_says_every_answer(kind: ActKind) -> None:
    """What was written to each question of the kind stands on the paper, spaces aside."""
    read = _bare(" ".join(pages(kinds.render(_document(kind, "ordinary")).pdf)))
    draft = act_samples.ordinary(kind)
    assert len(draft.answers) == len(form_of(kind).questions)
    for said in draft.answers:
        for word in said.text.replace(";", " ").split():
            assert _bare(word) in read, said


@pytest.mark.parametrize("kind", OTHERS)
def test_a_blank_asks_every_question(kind: ActKind) -> None:
    """Each question of the kind stands on the blank, with room or words to underline."""
    read = _bare(" ".join(pages(kinds.render(_document(kind, "blank")).pdf)))
    for question in form_of(kind).questions:
        assert _bare(question.label) in read, question.key
        assert _bare(question.choice) in read, question.key


@pytest.mark.parametrize("kind", OTHERS)
def test_a_heavy_visit_makes_a_good_paper(kind: ActKind) -> None:
    """Forty lines of remark, twelve members and thirty measurements are there, in few pages."""
    read = pages(kinds.render(_document(kind, "heavy")).pdf)
    whole = " ".join(read)
    assert len(read) <= 8
    assert all(f" {n}. Замечание участника" in whole for n in range(1, 41))
    assert all(f"№ {n} " in whole for n in range(1, 31))
    assert whole.count("(подпись)") >= 12


@pytest.mark.parametrize("kind", list(ActKind))
def test_the_square_code_holds_no_personal_data(kind: ActKind) -> None:
    """The code of the first page is number, date and code of the content; a blank has none."""
    qr = _document(kind, "ordinary").qr
    assert re.fullmatch(
        r"Акт № 2026-014 от 23\.11\.2026, код [0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}", qr
    )
    assert _document(kind, "blank").qr == ""
    assert (
        qr.removeprefix("Акт № 2026-014 от 23.11.2026, код ") in _document(kind, "ordinary").footer
    )


def test_consumers_sign_without_the_provider() -> None:
    """The consumers' act has lines for two consumers and the council, and no refusal block."""
    read = " ".join(pages(kinds.render(_document(ActKind.CONSUMER, "blank")).pdf))
    assert "не менее двух потребителей и председатель совета дома" in read
    assert read.count("(подпись)") == 3
    assert "Незаинтересованные лица" not in read


def test_both_ways_of_absence_are_on_the_act_against_the_operator() -> None:
    """An operator who did not come: photographs and two disinterested persons, both blocks."""
    read = " ".join(pages(kinds.render(_document(ActKind.WASTE_OPERATOR, "ordinary")).pdf))
    assert "прилагают фото или видео" in read
    assert "Незаинтересованные лица" in read
    assert "IMG_0412.jpg" in read
    assert "52,0" in read
    assert "не больше 48" in read


def test_single_readings_stand_before_their_average() -> None:
    """The air act shows three readings and their average; the unit is said once."""
    table = _document(ActKind.AIR_TEMPERATURE, "ordinary").tables[0]
    assert table.title == "Температура воздуха, °C"
    assert table.readings == 3
    assert table.rows[0].readings == ("16,4", "16,5", "16,6")
    assert (table.rows[0].value, table.rows[0].verdict) == ("16,5", "ниже нормы")


def test_containers_are_a_table_of_their_own() -> None:
    """A line a container, parts divided by «;»; a line without them is kept whole."""
    (grid,) = _document(ActKind.WASTE_SITE, "ordinary").grids
    assert grid.rows[1] == ("2", "1,1", "пластик", "120", "сломано колесо", "нет")
    (empty,) = _document(ActKind.WASTE_SITE, "blank").grids
    assert len(empty.rows) == 6
    assert not any(map(any, empty.rows))


def test_a_pack_of_blanks_begins_each_on_its_own_sheet() -> None:
    """Blanks of several visits are one file; numbering and foot are each paper's own."""
    papers = [_document(kind, "blank") for kind in ActKind]
    single = [len(pages(kinds.render(paper).pdf)) for paper in papers]
    read = pages(kinds.pack(papers))
    assert len(read) == sum(single)
    starts = [sum(single[:place]) for place in range(len(single))]
    assert [paper.title in read[start] for paper, start in zip(papers, starts, strict=True)] == [
        True
    ] * len(papers)
    with pytest.raises(ValueError, match="empty"):
        kinds.pack([])


def _bare(text: str) -> str:
    return re.sub(r"[\s￾\N{SOFT HYPHEN}_-]", "", text)
