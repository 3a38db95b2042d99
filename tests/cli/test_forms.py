"""Forms of higher bodies from the command line."""

from pathlib import Path

import openpyxl

from tests.cli.conftest import Run
from tests.reports.form_samples import packed


def _template(folder: Path, *cells: str) -> Path:
    path = folder / "форма.xlsx"
    path.write_bytes(packed(lambda sheet: sheet.append(list(cells))))
    return path


def _first(path: Path) -> list[object]:
    return [cell.value for cell in next(openpyxl.load_workbook(path).worksheets[0].iter_rows())]


def test_a_form_is_filled_from_a_file_and_by_its_name(
    run: Run, district: Path, tmp_path: Path
) -> None:
    """The same template gives the same figures, given as a file or kept under a name."""
    path, out = _template(tmp_path, "{{поступило}}", "{{период}}"), tmp_path / "a.xlsx"
    made = run("fill-form", path, "--db", district, "--out", out, "--from", "01.01.2020")
    assert (made.code, made.err) == (0, "")
    count, period = _first(out)
    assert isinstance(count, int)
    assert count > 0
    assert period == "с 01.01.2020"
    assert run("keep-form", path, "--title", "Сводка", "--db", district).code == 0
    assert "Сводка" in run("forms", "--db", district).out
    assert run("fill-form", "сводка", "--db", district, "--out", out).code == 0
    assert _first(out)[0] == count


def test_mistakes_of_a_template_are_told_by_cell(run: Run, district: Path, tmp_path: Path) -> None:
    """One Russian line names the cell and the field that was meant."""
    path, out = _template(tmp_path, "{{перод}}"), tmp_path / "a.xlsx"
    refused = run("fill-form", path, "--db", district, "--out", out)
    assert refused.code == 1
    assert "A1: нет поля «перод», есть «период»" in refused.err
    assert not out.exists()


def test_fields_are_listed(run: Run, district: Path) -> None:
    """The list names sections, fields and which of them are personal data."""
    told = run("forms", "--fields", "--db", district).out
    assert "{{#обращения}} … {{/обращения}}  Журнал учёта заявок" in told
    assert "{{телефон}}  (ПДн)" in told
    assert "{{учреждение}}" in told


def test_an_unknown_form_names_those_there_are(run: Run, district: Path, tmp_path: Path) -> None:
    """A name nobody kept a form under is answered with the names kept."""
    answer = run("fill-form", "нет такой", "--db", district, "--out", tmp_path / "a.xlsx")
    assert answer.code == 1
    assert "Нет формы «нет такой»" in answer.err
