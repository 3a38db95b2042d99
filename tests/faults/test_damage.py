"""Promise 5: a file damaged by a disk is recognised: at opening or by «Проверка базы», in words."""

import contextlib
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.core.errors import OfficeError
from desktop_app.services.office import Office
from tests.faults import work

Promise = Callable[[str, object, object], None]
Damage = Callable[[bytearray, random.Random], None]
PAGE = 4096
TIMES, LONG_TIMES = 100, 1_000
SHARE = 0.999
# The index of words, the planner's figures and the counts of tickets are made anew from the rows.
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'ticket_search%' AND name NOT IN ('ticket_cube', 'ticket_week',"
    " 'ticket_week_topic') ORDER BY name"
)


def flip_bit(content: bytearray, dice: random.Random) -> None:
    """Turn one bit over, of a byte that holds something: most pages of a small file are empty."""
    place = dice.randrange(len(content))
    while not content[place]:
        place = dice.randrange(len(content))
    content[place] ^= 1 << dice.randrange(8)


def zero_page(content: bytearray, dice: random.Random) -> None:
    """Lose a page, as a failed sector does."""
    start = dice.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)


def cut_end(content: bytearray, dice: random.Random) -> None:
    """Lose the end, as a copy broken off does."""
    del content[dice.randrange(len(content)) :]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sound file with tickets, organisations and history, tightly packed."""
    path = tmp_path_factory.mktemp("sound") / "office.sqlite"
    office = Office.open(path, now=work.clock())
    work.new_office(office)
    worker = work.Worker(office, "damage")
    for _ in range(120):
        worker.step()
    assert all(finding.is_sound for finding in office.health.check())
    office.close()
    with closing(sqlite3.connect(path)) as base:
        base.execute("VACUUM")
    return path


@pytest.mark.parametrize("damage", [flip_bit, zero_page, cut_end], ids=lambda d: d.__name__)
def test_damage_is_found(
    sound: Path, tmp_path: Path, promise: Promise, is_long: bool, damage: Damage
) -> None:
    """At least 99.9 % of what changes any row is found, and nothing ends in a traceback."""
    times = LONG_TIMES if is_long else TIMES
    ends: Counter[str] = Counter()
    missed: list[str] = []
    before = _contents(sound)
    for number in range(times):
        content = bytearray(sound.read_bytes())
        damage(content, random.Random(f"{damage.__name__}-{number}"))
        path = tmp_path / f"{number}.sqlite"
        path.write_bytes(content)
        harmful = _contents(path) != before
        found = _found(path)
        ends["найдено" if found else "не найдено" if harmful else "безвредно"] += 1
        if harmful and not found:
            missed.append(f"{damage.__name__}-{number}")
        _forget(path)
    judged = times - ends["безвредно"]
    told = f"{times} раз, тронуло данные или строение {judged}"
    promise(f"5. повреждение: {_TITLES[damage]}", told, f"не найдено {len(missed)}")
    assert judged
    assert len(missed) <= judged * (1 - SHARE), missed


_TITLES: dict[Damage, str] = {
    flip_bit: "перевёрнут бит",
    zero_page: "страница стёрта нулями",
    cut_end: "потерян конец файла",
}


def _contents(path: Path) -> list[object]:
    """Return every row of every table, or what reading them ends with."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            base.text_factory = bytes
            names = [row[0].decode() for row in base.execute(_TABLES)]
            return [(name, _rows(base, name)) for name in names]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return [type(error)]


def _rows(base: sqlite3.Connection, name: str) -> list[str]:
    return sorted(map(repr, base.execute(f"SELECT * FROM {name}")))  # noqa: S608  names of the schema


def _found(path: Path) -> bool:
    """Open the file and check it as the program does; OfficeError is the only failure allowed."""
    try:
        office = Office.open(path, now=work.clock())
    except OfficeError:
        return True
    try:
        return not all(finding.is_sound for finding in office.health.check())
    except OfficeError:
        return True
    finally:
        with contextlib.suppress(OfficeError):
            office.close()


def _forget(path: Path) -> None:
    for left in _beside(path):
        left.unlink()


def _beside(path: Path) -> Iterator[Path]:
    yield from path.parent.glob(f"{path.stem}*")


def test_a_check_leaves_a_sound_file_alone(sound: Path, tmp_path: Path) -> None:
    """«Проверка базы» of a sound file finds nothing and changes no row."""
    path = Path(shutil.copy(sound, tmp_path / "sound.sqlite"))
    before = _contents(path)
    office = Office.open(path, now=work.clock())
    findings = office.health.check()
    office.close()
    assert [finding for finding in findings if not finding.is_sound] == []
    assert _contents(path) == before
