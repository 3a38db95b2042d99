"""Acts, day sheets and norms from the command line."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.cli import values
from desktop_app.core.enums import ActKind, Entity
from desktop_app.core.norm_edits import edit_of
from desktop_app.core.records.inspections import Photo
from desktop_app.services.norms import shipped_norms
from desktop_app.services.office import Office
from tests.cli.conftest import Run
from tests.factories import new_house
from tests.photo_samples import photo
from tests.reports.printed import pages

NORM = ("norm", "--service", "отопление", "--parameter", "температура воздуха", "--json")


def test_a_norm_is_answered_as_the_issue_words_it(run: Run) -> None:
    """17.5 °C at three at night: not in norm, within the tolerance; a cold district is stricter."""
    asked = (*NORM, "--place", "жилая комната", "--value", "17.5", "--at", "2026-01-15T03:00")
    answer = run(*asked)
    assert answer.code == 0
    assert answer.json == {
        "in_norm": False,
        "within_tolerance": True,
        "min": 18.0,
        "max": None,
        "allowed_min": 15.0,
        "allowed_max": 22.0,
        "deviation": -0.5,
        "basis": "ПП РФ № 354, прил. 1, п. 15 (ред. 19.12.2025)",
    }
    cold = run(*asked, "--cold-district").json
    assert (cold["min"], cold["allowed_min"], cold["deviation"]) == (20.0, 17.0, -2.5)


def test_hours_are_counted_on_demand(run: Run) -> None:
    """From 23:00 to 07:00 at 16 °C three hours are outside what is allowed, never money."""
    span = ("--value", "16", "--at", "2026-01-15T23:00", "--until", "2026-01-16T07:00")
    told = run(*NORM, "--place", "жилая", *span).json
    assert (told["hours"], told["degree_hours"]) == (3.0, 6.0)
    words = run(*(part for part in NORM if part != "--json"), "--place", "жилая", *span)
    assert "Вне допустимого 3" in words.out


def test_the_coolant_has_no_verdict_without_a_tolerance(run: Run) -> None:
    """Nothing was entered by the office: every figure is null."""
    said = run("norm", "--service", "теплоноситель", "--parameter", "температура подачи",
               "--value", "71", "--json").json  # fmt: skip
    assert {said[key] for key in said if key != "basis"} == {None}


def test_a_norm_of_the_office_is_asked_of_its_file(run: Run, db: Path) -> None:
    """What the office put in place of a shipped norm is the answer over its file."""
    shipped = shipped_norms().by_code("heat.air.room")
    with closing(Office.open(db)) as office:
        edit = replace(edit_of(shipped), low=19.5, basis="решение № 7", edition="01.10.2026")
        office.norms.set_norm(shipped.code, edit)
    asked = (*NORM, "--place", "жилая комната", "--value", "19", "--at", "2026-01-15T12:00")
    own, shipped_says = run(*asked, "--db", db).json, run(*asked).json
    assert (own["in_norm"], own["min"], own["basis"]) == (
        False,
        19.5,
        "решение № 7 (ред. 01.10.2026)",
    )
    assert (shipped_says["in_norm"], shipped_says["min"]) == (True, 18.0)


def test_an_ambiguous_or_unknown_norm_is_one_line(run: Run) -> None:
    """The answer names what is lacking and the code is 1."""
    for asked, words in ((NORM, "угловая комната"), (("norm", "--service", "отопление",
                          "--parameter", "влажность"), "нет в таблице")):  # fmt: skip
        answer = run(*asked, "--value", "17")
        assert answer.code == 1
        assert words in answer.err


@pytest.mark.parametrize("kind", list(ActKind))
def test_an_empty_blank_of_every_kind(run: Run, db: Path, tmp_path: Path, kind: ActKind) -> None:
    """--kind with --blank needs no visit; the kind is named by its letter or its code."""
    letter = values.ACT_KINDS[list(ActKind).index(kind)]
    for name in (letter, kind.value):
        out = tmp_path / f"{kind.value}.pdf"
        answer = run("act", "--db", db, "--kind", name, "--blank", "--out", out)
        assert (answer.code, answer.err) == (0, "")
        assert kind.title_ru.split()[-1] in " ".join(pages(out.read_bytes()))


def test_an_act_needs_a_visit_or_a_kind(run: Run, db: Path, tmp_path: Path) -> None:
    """Neither a visit nor a blank of a kind: wrong usage, and nothing is written."""
    out = tmp_path / "a.pdf"
    answer = run("act", "--db", db, "--out", out)
    assert answer.code == 2
    assert "--inspection" in answer.err
    assert not out.exists()
    assert run("act", "--db", db, "--kind", "щ", "--blank", "--out", out).code == 2


def test_the_sheet_and_the_blanks_of_a_day(run: Run, db: Path, tmp_path: Path) -> None:
    """A day with visits has both papers; a day without says so."""
    out = tmp_path / "day.pdf"
    none = run("visits-day", "--db", db, "--day", "2031-01-01", "--out", out)
    assert none.code == 1
    assert "нет" in none.err


def test_the_act_command_prints_the_pictures(run: Run, db: Path, tmp_path: Path) -> None:
    """What the window prints and what the command prints are the same bytes, pictures included."""
    with closing(Office.open(db)) as office:
        house = new_house(office.buildings, "пр-кт Ленина", "12")
        visit = office.inspections.plan(office.inspections.draft_for(house))
        path = tmp_path / "ввод.jpg"
        path.write_bytes(photo())
        office.attachments.add(Entity.INSPECTION, visit.id, [path])
        draft = office.inspections.card(visit.id).draft
        (file,) = office.photos.offered(visit.id)
        shown = replace(draft, photos=(Photo(file.id, "Ввод в дом"),))
        office.inspections.save(visit.id, visit.version, shown)
        pdf = office.acts.render(office.acts.document(visit.id))
    out = tmp_path / "акт.pdf"
    answer = run("act", "--db", db, "--inspection", visit.number, "--out", out)
    assert (answer.code, answer.err) == (0, "")
    assert out.read_bytes() == pdf
    assert "Фото № 1. Ввод в дом" in pages(pdf)[-1]
