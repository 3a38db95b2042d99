"""The summary on paper: as it was looked at, sound, inside its margins, without persons."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.records.summary import VisitLine
from desktop_app.core.summary_periods import Span, SummaryForm
from desktop_app.reports import pdf_summary
from tests.reports.drawn import drawn, kept
from tests.reports.printed import boxes, loose_fonts, pages, problems
from tests.reports.summary_samples import MADE, summary

FORMS = list(SummaryForm)


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("form", FORMS)
def test_the_paper_is_as_it_was_looked_at(form: SummaryForm) -> None:
    """Every line stands where it stood when a person last looked at the pictures."""
    now = drawn(lambda: pdf_summary.render(summary(form), "7/2026"))
    assert now == kept(f"summary_{form.value}", now)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("many", [1, 8])
def test_the_file_is_sound_and_the_same_each_time(
    form: SummaryForm, many: int, tmp_path: Path
) -> None:
    """A strict reader finds nothing wrong, fonts are inside, printing twice gives equal bytes."""
    made = summary(form, many=many)
    pdf = pdf_summary.render(made).pdf
    assert problems(pdf, tmp_path) == []
    assert loose_fonts(pdf) == []
    assert pdf == pdf_summary.render(summary(form, many=many)).pdf


def test_no_term_is_no_share() -> None:
    """Where nothing had a term the paper shows dashes and no share is said."""
    made = summary()
    executors = tuple(
        dataclasses.replace(line, with_term=0, in_term=0, solved=1, rework=0)
        for line in made.executors
    )
    bare = dataclasses.replace(made, with_term=0, in_term=0, executors=executors)
    text = plain(" ".join(pages(pdf_summary.render(bare).pdf)))
    assert "Закрыто 842. На конец открыто 184" in text
    assert text.count("—") >= 1 + len(executors)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_drawn_outside_the_margins(form: SummaryForm) -> None:
    """Letters stay between 20 and 200 mm across, above 10 mm from the foot."""
    for page in boxes(pdf_summary.render(summary(form, many=6)).pdf):
        assert min(box[0] for box in page) >= 19.5
        assert max(box[2] for box in page) <= 200.5
        assert min(box[1] for box in page) >= 10


def test_the_week_is_told_with_its_formula() -> None:
    """Sentences, balance, share with its own fraction, sums of topics and executors."""
    text = plain(" ".join(pages(pdf_summary.render(summary()).pdf)))
    for words in (
        "За неделю 795 обращений, в 4,4 раза меньше, чем в начале октября (3 500).",
        "Неделей раньше было 1 312, сократилось в 1,7 раза.",
        "Закрыто 842, в срок 91 %. На конец открыто 184, из них просрочено 7.",
        "Решено = решено / (решено + на доработку) = 336 / (336 + 64) = 84 %.",
        "Начисления: 58, рассмотрено 100 %",
        "Без персональных данных",
        "Подготовил:",
        "И. О. Лапина",
    ):
        assert words in text, words


def test_forms_differ_in_their_parts() -> None:
    """The city gets no houses, the extended meeting gets days, reception gets its list."""
    read = {form: plain(" ".join(pages(pdf_summary.render(summary(form)).pdf))) for form in FORMS}
    has = {form: "Повторные адреса" in text for form, text in read.items()}
    assert has == {
        SummaryForm.DISTRICT: True,
        SummaryForm.CITY: False,
        SummaryForm.EXTENDED: True,
        SummaryForm.RECEPTION: False,
    }
    assert "Обращения по дням" in read[SummaryForm.EXTENDED]
    assert "Принято на личном приёме: 4" in read[SummaryForm.RECEPTION]
    own = dataclasses.replace(summary(SummaryForm.CITY), span=SummaryForm.CITY.days(MADE.date()))
    text = plain(" ".join(pages(pdf_summary.render(own).pdf)))
    assert "для городского штаба, четверг 26 ноября" in text
    assert "для городского штаба Данные на" in read[SummaryForm.CITY]  # of other days


def test_a_quiet_week_is_a_paper_too(tmp_path: Path) -> None:
    """Zeros everywhere and nothing to name give a sound page."""
    full = summary()
    quiet = dataclasses.replace(
        full,
        balance=dataclasses.replace(full.balance, opening=0, received=0, closed=0, closing=0),
        calls=dataclasses.replace(full.calls, solved=0, rework=0, unreached=0),
        cancelled=0, in_term=0, overdue=0, previous_received=0, season=0, peak=None, spans=(),
        days=(), topics=(), executors=(), houses=(), sites=(), author="", author_post="",
    )  # fmt: skip
    pdf = pdf_summary.render(quiet).pdf
    assert problems(pdf, tmp_path) == []
    assert "За неделю обращений не поступало." in plain(pages(pdf)[0])


@pytest.mark.parametrize("text", ["<b>x</b> &amp; \\( %s", "й" * 900, "слово\x00\ud83d \u202e"])
def test_a_hostile_name_is_only_text(text: str, tmp_path: Path) -> None:
    """Markup, control characters and endless words in names give a sound file."""
    full = summary(SummaryForm.EXTENDED)
    executors = tuple(dataclasses.replace(line, name=text) for line in full.executors)
    topics = tuple(dataclasses.replace(line, title=text) for line in full.topics)
    paper = dataclasses.replace(full, executors=executors, topics=topics, author=text[:200])
    assert problems(pdf_summary.render(paper).pdf, tmp_path) == []


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-22", "2026-11-22", ("За день", "Днём ранее")),
        ("2026-11-16", "2026-11-22", ("За неделю", "Неделей ранее")),
        ("2026-10-01", "2026-10-31", ("За месяц", "Месяцем ранее")),
        ("2026-10-01", "2026-11-22", ("За сезон", "Прошлый сезон")),
        ("2026-11-03", "2026-11-22", ("За период", "До этого")),
    ],
)
def test_heads_of_columns_are_never_cut(first: str, last: str, words: tuple[str, str]) -> None:
    """A month and a season have longer words than a week: each stands whole on its line."""
    days = Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    made = dataclasses.replace(summary(), span=days, previous=days.previous())
    lines = {line.split(" ", 3)[-1] for line in drawn(lambda: pdf_summary.render(made)).split("\n")}
    for word in " ".join(words).split():
        assert word in " ".join(lines).split(), word


def test_no_remedies_are_said_as_everything_that_was_not() -> None:
    """«не было», as of visits and outages, rather than two noughts."""
    made = dataclasses.replace(summary(), visits=VisitLine(0, 0, 0, 0, 0))
    text = plain(" ".join(pages(pdf_summary.render(made).pdf)))
    assert "Меры по актам: не было" in text
    late = dataclasses.replace(summary(), visits=VisitLine(0, 0, 0, 0, 2))
    text = plain(" ".join(pages(pdf_summary.render(late).pdf)))
    assert "Меры по актам: назначено 0, устранено 0, просрочено 2" in text


def test_tables_say_what_their_figures_are_of() -> None:
    """Three «Просрочено» differ: of all open ones, of those that came, of those handed over."""
    text = plain(" ".join(pages(pdf_summary.render(summary()).pdf)))
    assert "просрочено считаются из поступивших в эти дни" in text
    assert "просрочено считаются из переданных в эти дни" in text
