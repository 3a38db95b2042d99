"""The register at work: saving a call, a copy of the file, a list of houses, the demo itself."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, process

from bench.figures import District, Figure, Goal, spent, worst_twentieth
from bench.find_house import town
from bench.import_houses import GOAL_ROWS, plain_insert, timed, write_list
from db import backup
from db.address_index import AddressIndex
from db.files import open_store
from desktop_app.core.records.imports import ImportKind, ImportPlan
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office

_CALLS, _HOUSES, _DEMO_MICROSECONDS, _TURNS = 60, 35_000, 120, 2


def saving(district: District) -> list[Figure]:
    """Measure a call saved by the service beside the bare INSERT of the same row.

    Both go into copies of the file on the same disk, with the same journal and syncs; the bare one
    writes the ticket alone: no history, cycle, search or house check.
    """
    ours, bare = _copied(district, "ours"), _copied(district, "bare")
    office = Office.open(ours)
    try:
        ways = office.desk.store.rows(
            "SELECT building_id, topic_id FROM ticket WHERE building_id IS NOT NULL LIMIT ?",
            (_CALLS,),
        )
        office.clerks.sit(office.clerks.all()[0].id)
        saved, inserted = [], []
        with closing(sqlite3.connect(bare, isolation_level=None)) as driver:
            driver.execute("PRAGMA journal_mode = TRUNCATE")
            driver.execute("PRAGMA synchronous = FULL")
            for number, (building, topic) in enumerate(ways):
                saved.append(spent(call, office, building, topic))
                inserted.append(spent(_insert, driver, number))
    finally:
        office.close()
        ours.unlink()
        bare.unlink()
    figure, yardstick = median(saved[5:]), median(inserted[5:])
    return [Figure("сохранить обращение", figure, yardstick, "голый INSERT", Goal(2.5))]


def _copied(district: District, name: str) -> Path:
    target = district.folder / f"{name} {district.tickets}.sqlite"
    shutil.copyfile(district.path, target)
    return target


def call(office: Office, building_id: int, topic_id: int) -> None:
    """Save a call as the form does."""
    office.tickets.register(
        TicketDraft(
            topic_id,
            "В квартире холодно, батареи еле тёплые с утра",
            building_id,
            premise="12",
            applicant_name="Соколова Анна Петровна",
            phone="+7 912 000-11-22",
        )
    )


def _insert(driver: sqlite3.Connection, number: int) -> None:
    """Insert a copy of the newest ticket under a number of its own, as one transaction."""
    columns = [row[1] for row in driver.execute("PRAGMA table_info(ticket)") if row[1] != "id"]
    names = ",".join(columns)
    taken = ",".join("?" if name == "number" else name for name in columns)
    sql = (
        f"INSERT INTO ticket ({names}) SELECT {taken} FROM ticket"  # noqa: S608  the schema's names
        " WHERE id = (SELECT max(id) FROM ticket)"
    )
    driver.execute("BEGIN IMMEDIATE")
    driver.execute(sql, (f"2099-{number:05d}",))
    driver.execute("COMMIT")


def copies(district: District) -> list[Figure]:
    """Measure a verified copy beside copying the file and syncing it, in turns: the best of two."""
    target, plain = district.folder / "copy.sqlite", district.folder / "plain.sqlite"
    bare, made = list[float](), list[float]()

    def copy_plainly() -> None:
        shutil.copyfile(district.path, plain)
        with plain.open("r+b") as stream:
            os.fsync(stream.fileno())

    try:
        for _ in range(_TURNS):
            bare.append(spent(copy_plainly))
            made.append(spent(lambda: backup.write_copy(district.office.desk.store, target)))
    finally:
        target.unlink(missing_ok=True)
        plain.unlink(missing_ok=True)
    return [Figure("проверенная копия базы", min(made), min(bare), "копия файла", Goal(4))]


def demo(district: District) -> list[Figure]:
    """Tell what making this district took beside SQLite writing the same file once more."""
    most = max(district.tickets * _DEMO_MICROSECONDS / 1e6, 5)
    seconds = district.made_seconds
    yardstick = district.rewritten_seconds
    return [Figure("демо", seconds, yardstick, "VACUUM INTO", Goal(most=most), "с")]


def houses(district: District) -> list[Figure]:
    """Measure a list of 30,000 houses through the import beside executemany of the same rows."""
    path, base = district.folder / "houses.csv", district.folder / "import.sqlite"
    write_list(path, 30_000, 1)
    office = Office(open_store(base))
    try:
        done, taken = timed(lambda: office.imports.run(ImportPlan(ImportKind.HOUSES, path)))
    finally:
        office.close()
    _, bare = plain_insert(base, district.folder / "executemany.sqlite")
    goal = Goal(most=done.read / GOAL_ROWS)
    return [Figure("импорт 30 000 домов", taken.clock, bare.clock, "executemany", goal, "с")]


def lookup(district: District) -> list[Figure]:
    """Measure finding a house among 35,000 as it is typed, letter by letter and mistyped."""
    del district
    chance = random.Random(3)
    records = town(_HOUSES, chance)
    index = AddressIndex(records)
    typed: list[str] = []
    for record in chance.sample(records, 150):
        name = record.street_name.lower()
        spoiled = name[:2] + "ъ" + name[3:] if len(name) > 3 else name
        typed += [name[:3], f"{name} {record.house.number}", f"{spoiled} {record.house.number}"]
    for words in typed[:30]:
        index.find(words)
    times = [spent(index.find, words) for words in typed]
    scan_all = partial(process.extract, choices=[r.address for r in records], scorer=fuzz.WRatio)
    scan = median(spent(scan_all, words) for words in typed[1:10:3])
    found, goal = worst_twentieth(times), Goal(most=20)
    return [Figure("найти дом из 35 000, 95 из 100", found, scan, "перебор rapidfuzz", goal)]
