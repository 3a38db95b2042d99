"""Lists of organisations: added once, known by numbers and names, typed values left alone."""

from dataclasses import replace
from pathlib import Path

from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.imports import ImportKind, ImportPlan, ImportResult
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.services.office import Office
from tests.services.import_files import counts, write_csv, write_xlsx

_HEADS = ("Наименование", "Вид", "ИНН", "КПП", "ОГРН", "Телефон", "Диспетчер", "E-mail",
          "Руководитель", "Адрес")  # fmt: skip
_INN, _OTHER_INN, _OGRN = "7707083893", "7736050003", "1027700132195"


def _run(office: Office, path: Path) -> ImportResult:
    return office.imports.run(ImportPlan(ImportKind.ORGANIZATIONS, path))


def _file(path: Path, *rows: dict[str, str]) -> Path:
    return write_csv(path, _HEADS, rows, ";")


def _row(name: str, **cells: str) -> dict[str, str]:
    return {"Наименование": name, **cells}


def _names(office: Office) -> list[str]:
    rows = office.desk.store.rows("SELECT name FROM organization ORDER BY id")
    return [row[0].replace("\N{NO-BREAK SPACE}", " ") for row in rows]


def test_a_list_with_its_own_headings(office: Office, tmp_path: Path) -> None:
    """Proves that all columns arrive, phones as typed, kinds by the words of the row or name."""
    rows = (
        _row("ООО «УК Уют»", ИНН=_INN, КПП="770701001", ОГРН=_OGRN, Телефон="8 (49341) 2-13-45"),
        _row("МУП Теплосеть", Вид="Ресурсоснабжающая организация", Диспетчер="2-22-33, 2-22-34"),
        _row("АО Чистый город", Вид="вывоз ТКО", Руководитель="Котова Анна Ильинична"),
    )
    result = _run(office, _file(tmp_path / "a.csv", *rows))
    assert counts(result) == (3, 0, 0, 0)
    first, second, third = [
        office.organizations.card(row[0]).draft
        for row in office.desk.store.rows("SELECT id FROM organization ORDER BY id")
    ]
    assert (first.inn, first.kpp, first.ogrn, first.phone) == (
        _INN, "770701001", _OGRN, "8 (49341) 2-13-45",
    )  # fmt: skip
    assert [first.kind, second.kind, third.kind] == [
        OrganizationKind.MANAGER,
        OrganizationKind.UTILITY,
        OrganizationKind.CARRIER,
    ]
    assert second.dispatcher_phone == "2-22-33, 2-22-34"
    assert third.people == (Person("Котова Анна Ильинична"),)
    assert office.imports.batches()[0].kind == "organizations"


def test_twice_is_the_same(office: Office, tmp_path: Path) -> None:
    """Proves that a second time nothing is doubled, however the name is spelled then."""
    _run(office, _file(tmp_path / "a.csv", _row('ООО"УК Дом"', ИНН=_INN), _row("ТСЖ Лес")))
    again = _file(tmp_path / "b.csv", _row("ООО «УК «Дом»»", ИНН=_INN), _row("тсж «Лес»"))
    assert counts(_run(office, again)) == (0, 0, 2, 0)
    assert len(_names(office)) == 2


def test_a_file_knows_better_unless_somebody_typed(office: Office, tmp_path: Path) -> None:
    """Proves that typed phones stay and empty fields are filled."""
    draft = OrganizationDraft(OrganizationKind.MANAGER, "ООО «УК Дом»", phone="2-00-01")
    saved = office.organizations.add(draft)
    row = _row("УК Дом ООО", ИНН=_INN, Телефон="2-99-99", Адрес="ул. Садовая, д. 1")
    result = _run(office, _file(tmp_path / "a.csv", row))
    assert counts(result) == (0, 1, 0, 0)
    now = office.organizations.card(saved.id).draft
    assert (now.phone, now.inn, now.address) == ("2-00-01", _INN, "ул. Садовая, д. 1")
    undone = office.imports.undo(result.batch_id or 0)
    assert undone.restored == 1
    assert office.organizations.card(saved.id).draft == draft


def test_a_file_fills_what_was_typed_and_taken_back(office: Office, tmp_path: Path) -> None:
    """Proves that undoing an edit unmarks its fields, but for what another edit typed as well."""
    saved = office.organizations.add(OrganizationDraft(OrganizationKind.MANAGER, "ООО «УК Дом»"))
    card = office.organizations.card(saved.id)
    typed = replace(card.draft, email="a@uk.example")
    office.organizations.save(saved.id, card.version, typed)
    more = replace(typed, email="b@uk.example", phone="2-00-01")
    edit = office.organizations.save(saved.id, card.version + 1, more).changes
    assert edit.action is not None
    office.undo.undo(edit.action)
    row = _row("УК Дом ООО", Телефон="2-99-99", **{"E-mail": "c@uk.example"})
    _run(office, _file(tmp_path / "a.csv", row))
    now = office.organizations.card(saved.id).draft
    assert (now.phone, now.email) == ("2-99-99", "a@uk.example")


def test_wrong_numbers_are_left_out_and_told(office: Office, tmp_path: Path) -> None:
    """Proves that a bad checksum, a phone without digits and a wrong mail cost no row."""
    row = _row("ООО Свет", ИНН="7707083890", Телефон="нет телефона", **{"E-mail": "почта"})
    result = _run(office, _file(tmp_path / "a.csv", row))
    assert counts(result) == (1, 0, 0, 0)
    assert [remark.column for remark in result.remarks] == ["ИНН", "Телефон", "E-mail"]
    kept = office.organizations.card(office.desk.store.scalar("SELECT id FROM organization")).draft
    assert (kept.inn, kept.phone, kept.email) == ("", "", "")


def test_rows_that_cannot_be_taken(office: Office, tmp_path: Path) -> None:
    """Proves that nameless rows, twins and ambiguous names come back with reasons."""
    for inn in (_INN, _OTHER_INN):
        office.organizations.add(OrganizationDraft(OrganizationKind.MANAGER, "ООО Дом", inn=inn))
    rows = (
        _row("", ИНН=_INN), _row("ООО Дом"), _row("ООО Свет"), _row("ООО «СВЕТ»"), _row("«»"),
    )  # fmt: skip
    result = _run(office, _file(tmp_path / "a.csv", *rows))
    assert counts(result) == (1, 0, 0, 4)
    assert sorted(result.reasons) == [
        "в справочнике несколько таких организаций",
        "не указано название",
        "та же организация, что в другой строке файла",
    ]


def test_forms_of_other_registers(office: Office, tmp_path: Path) -> None:
    """Proves that the lists of ФРТ (`orn`) and of ГИС ЖКХ are recognised by themselves."""
    frt = write_csv(
        tmp_path / "frt.csv",
        ("id", "inn", "orn", "name_full", "name_short", "phone", "email", "site"),
        [{"id": "1", "inn": _INN, "orn": _OGRN, "name_full": "ООО Уют", "name_short": "-",
          "phone": "Не заполнено", "email": "-", "site": "-"}],
        ";",
    )  # fmt: skip
    first = _run(office, frt)
    assert first.profile == "ФРТ: реестр управляющих организаций"
    heads = [
        "Полное наименование",
        "Сокращенное наименование",
        "ОГРН",
        "Официальный сайт в сети Интернет",
        "Телефон",
        "Адрес электронной почты",
        "Функция",
    ]
    gis = write_xlsx(
        tmp_path / "gis.xlsx",
        [heads, ["ООО Уют", "Уют", _OGRN, "", "2-13-45", "", "Управляющая организация"]],
    )
    second = _run(office, gis)
    assert second.profile == "ГИС ЖКХ: реестр поставщиков информации"
    assert counts(second) == (0, 1, 0, 0)
    known = office.organizations.card(office.desk.store.scalar("SELECT id FROM organization")).draft
    assert (known.ogrn, known.inn, known.phone, known.short_name) == (_OGRN, _INN, "2-13-45", "Уют")
