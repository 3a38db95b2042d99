"""The same base under a password beside the plain one: a saved call, a page of the list."""

import shutil
from statistics import median

from bench.figures import District, Figure, Goal, side_by_side, spent
from bench.writing import call
from db import engine
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.encryption import Encryption
from desktop_app.services.office import Office

_CALLS, _PAGE, _WORDS = 40, 200, "три слова для замера"


def password(district: District) -> list[Figure]:
    """Measure both offices in turns; nothing is said where SQLCipher is not installed."""
    if not engine.can_encrypt():
        return []
    folder = district.folder / "под паролем"
    locked, plain = folder / "locked.sqlite", folder / "plain.sqlite"
    folder.mkdir()
    try:
        for copy in (locked, plain):
            shutil.copyfile(district.path, copy)
        work = Encryption(locked, [folder])
        took = spent(lambda: work.change(None, _WORDS))
        key = work.unlock(_WORDS).key
        ours, theirs = Office.open(locked, key=key), Office.open(plain)
        try:
            figures = [_saved(ours, theirs), _page(ours, theirs)]
        finally:
            ours.close()
            theirs.close()
    finally:
        shutil.rmtree(folder)
    goal = Goal(most=max(district.tickets / 1_000, 10))
    return [*figures, Figure("зашифровать базу", took / 1000, 0, "", goal, "с")]


def _saved(ours: Office, theirs: Office) -> Figure:
    times: tuple[list[float], list[float]] = ([], [])
    ways = theirs.desk.store.rows(
        "SELECT building_id, topic_id FROM ticket WHERE building_id IS NOT NULL LIMIT ?", (_CALLS,)
    )
    for office in (ours, theirs):
        office.clerks.sit(office.clerks.all()[0].id)
    for building, topic in ways:
        for office, taken in zip((ours, theirs), times, strict=True):
            taken.append(spent(call, office, building, topic))
    figure, yardstick = (median(taken[5:]) for taken in times)
    return Figure("сохранить под паролем", figure, yardstick, "без пароля", Goal(2, 60))


def _page(ours: Office, theirs: Office) -> Figure:
    ids = theirs.register.ids(RegisterQuery())
    middle = len(ids) // 2
    page = ids[middle : middle + _PAGE]
    figure, yardstick = side_by_side(
        lambda: ours.register.page(page), lambda: theirs.register.page(page), rounds=21
    )
    return Figure("страница под паролем", figure, yardstick, "без пароля", Goal(2, 60))
