"""Spoilt files are looked at and taken back as calmly as they are taken."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.core.errors import OfficeError
from desktop_app.core.records.imports import ImportKind, ImportPlan
from desktop_app.services.office import Office
from tests.services import mutations
from tests.services.import_files import contents, house, write_csv, write_houses
from tests.services.mutations import Mutation

Figure = Callable[[str, object], None]
_HEADS = ("Наименование", "Вид", "ИНН", "КПП", "ОГРН", "Телефон", "Диспетчер", "Адрес")
_TRIES = 10


def _companies(path: Path) -> Path:
    rows = [
        {
            "Наименование": f'ООО "УК Дом № {n}"',
            "ИНН": "7707083893" if n == 1 else "",
            "Телефон": f"8 (49341) 2-13-{n:02}",
            "Адрес": "ул. Садовая, д. 1;\nвход со двора",
        }
        for n in range(1, 40)
    ]
    return write_csv(path, _HEADS, rows)


@pytest.mark.parametrize("mutation", mutations.OF_TEXT, ids=lambda m: m.__name__)
def test_lists_of_organisations(
    office: Office, tmp_path: Path, figure: Figure, mutation: Mutation
) -> None:
    """Proves that a spoilt list is refused in words or every row is accounted for, then undone."""
    sound = _companies(tmp_path / "a.csv").read_bytes()
    path, ends = tmp_path / "плохой.csv", Counter[str]()
    plan = ImportPlan(ImportKind.ORGANIZATIONS, path)
    for seed in range(_TRIES):
        path.write_bytes(mutation(sound, random.Random(seed)))
        before = office.desk.store.rows("SELECT * FROM organization")
        try:
            result = office.imports.run(plan)
        except OfficeError as error:
            ends["отказ" if str(error) else "без слов"] += 1
        else:
            assert result.added + result.updated + result.same + result.rejected == result.read
            office.imports.undo(result.batch_id or 0)
            ends["взят и отменён"] += 1
        assert office.desk.store.rows("SELECT * FROM organization") == before
    assert not ends["без слов"]
    figure(f"испорченные списки организаций, {mutation.__name__}", dict(ends))


@pytest.mark.parametrize("mutation", mutations.OF_TEXT, ids=lambda m: m.__name__)
def test_the_first_look(office: Office, tmp_path: Path, mutation: Mutation) -> None:
    """Proves that looking at any spoilt list, matched by hand or not, changes nothing."""
    sound = write_houses(tmp_path / "a.csv", *(house(number=f"д. {n}") for n in range(1, 30)))
    path = tmp_path / "плохой.csv"
    frozen = contents(office)
    plan = ImportPlan(ImportKind.HOUSES, path)
    by_hand = ImportPlan(ImportKind.HOUSES, path, columns={"address": "ADDRESS"})
    for seed in range(_TRIES):
        path.write_bytes(mutation(sound.read_bytes(), random.Random(seed)))
        for one in (plan, by_hand):
            try:
                view, lines = office.imports.look(one)
            except OfficeError:
                continue
            assert bool(lines) or view.missing or view.rows
            assert all(line.after or line.reason for line in lines)
    assert contents(office) == frozen
