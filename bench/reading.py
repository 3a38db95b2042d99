"""The register at rest: pages, opening, sorting, filters, the dashboard, repeats and search."""

import datetime as dt
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial

from bench.figures import District, Figure, Goal, side_by_side, typical, worked, worst_twentieth
from db.queries import summary_counts, ticket_rows
from desktop_app.core import clock
from desktop_app.core.records.register import RegisterQuery, RegisterSort, RegisterView
from desktop_app.core.summary_periods import Span
from desktop_app.services.register import Register
from desktop_app.services.repeats import Repeats

PAGE = 200
_EVERYTHING = """
SELECT t.id, t.number, t.registered_at, b.address, t.premise, p.title, o.name, t.status,
    t.deadline_at, t.applicant_name, t.phone
FROM ticket AS t LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN topic AS p ON p.id = t.topic_id LEFT JOIN organization AS o ON o.id = t.organization_id
ORDER BY t.registered_at DESC
"""
_QUICK = Goal(1.5, 10)
_OVERDUE = """
SELECT id FROM ticket INDEXED BY ticket_open WHERE closed_at IS NULL AND deadline_at < ?
    AND status IN ('new', 'sent', 'in_progress', 'rework') ORDER BY registered_at DESC, id DESC
"""
_HOUSE = "SELECT id FROM ticket WHERE building_id = ? ORDER BY registered_at DESC, id DESC"
_STREET = """
SELECT id FROM ticket WHERE building_id IN (SELECT id FROM building WHERE street_id = ?)
ORDER BY registered_at DESC, id DESC
"""
_DONE = """
SELECT id FROM ticket WHERE closed_at IS NULL AND status = 'done'
ORDER BY registered_at DESC, id DESC
"""
_WITH_EXECUTOR = """
SELECT id FROM ticket INDEXED BY ticket_open WHERE closed_at IS NULL AND organization_id = ?
ORDER BY registered_at DESC, id DESC
"""
_VIEWS = """
SELECT count(*), sum(clerk_id = 1), sum(is_control), sum(status = 'done'),
    sum(deadline_at < ? AND status IN ('new', 'sent', 'in_progress', 'rework'))
FROM ticket WHERE closed_at IS NULL
"""
_LIKE = """
SELECT id FROM ticket WHERE details LIKE ? OR applicant_name LIKE ? OR phone LIKE ?
    OR number LIKE ?
"""
_GROUPED = """
SELECT date(registered_at, 'weekday 0', '-6 days'), topic_id, count(*), sum(is_repeat)
FROM ticket WHERE registered_at >= ? AND registered_at < ? GROUP BY 1, 2
"""
_ASKING = """
SELECT t.building_id, p.service, count(*) FROM ticket AS t JOIN topic AS p ON p.id = t.topic_id
WHERE t.registered_at >= ? AND p.is_billing = 0 AND t.incident_id IS NULL
    AND t.status <> 'cancelled' GROUP BY 1, 2 HAVING count(*) >= ?
"""


@contextmanager
def plain(district: District) -> Iterator[sqlite3.Connection]:
    """Open the file with the driver alone: the yardstick of every line here."""
    with closing(sqlite3.connect(district.path)) as connection:
        connection.execute("PRAGMA cache_size = -16000")
        yield connection


def pages(district: District) -> list[Figure]:
    """Measure a page of rows beside the same SQL in the plain driver, and pages far below."""
    register, ids = district.office.register, district.office.register.ids(RegisterQuery())
    first = ids[:PAGE]
    sql = ticket_rows._ROWS.format(marks=",".join("?" * len(first)))
    with plain(district) as driver:
        ours, bare = side_by_side(
            lambda: register.page(first), lambda: driver.execute(sql, first).fetchall(), rounds=41
        )
    spots = (len(ids) // 2, len(ids) * 9 // 10, max(len(ids) - PAGE, 0))
    pairs = [
        side_by_side(partial(register.page, ids[at : at + PAGE]), partial(register.page, first))
        for at in spots
    ]
    deep, top = max(pairs, key=lambda pair: pair[0] / pair[1])
    return [
        Figure("страница, 200 строк", ours, bare, "тот же SQL в sqlite3", Goal(1.5)),
        Figure("страница на любой глубине", deep, top, "первая страница", Goal(2.5)),
    ]


def opening(district: District) -> list[Figure]:
    """Measure the first screen and the whole order of every sort beside loading all rows."""
    with plain(district) as driver:
        loading = worked(lambda: [list(row) for row in driver.execute(_EVERYTHING)])
    register = district.office.register
    firsts, wholes = [], []
    for sort in RegisterSort:
        for descending in (True, False):
            query = RegisterQuery(sort=sort, descending=descending)
            firsts.append(typical(partial(_first_screen, register, query), rounds=5))
            wholes.append(typical(partial(register.ids, query), rounds=3))
    beside = "все строки в списки"
    return [
        Figure("открыть список", firsts[0], loading, beside, Goal(1 / 50)),
        Figure("сортировать, худшая из 14", max(firsts), loading, beside, Goal(1 / 50)),
        Figure("все номера, обычный порядок", wholes[0], loading, beside, Goal(1 / 10)),
        Figure("все номера, худшая из 14", max(wholes), loading, beside, Goal(1 / 2)),
    ]


def _first_screen(register: Register, query: RegisterQuery) -> object:
    return register.page(next(register.parts(query))[:PAGE])


def filters(district: District) -> list[Figure]:
    """Measure the questions of a working day beside the best plain SQL for each."""
    register = district.office.register
    now = clock.stamp(clock.now())
    with plain(district) as driver:
        house = driver.execute(
            "SELECT building_id FROM ticket WHERE building_id IS NOT NULL"
            " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 OFFSET 20"
        ).fetchone()[0]
        street = driver.execute("SELECT street_id FROM building WHERE id = ?", (house,)).fetchone()
        organization = driver.execute(
            "SELECT organization_id FROM ticket WHERE closed_at IS NULL AND organization_id > 0"
            " GROUP BY 1 ORDER BY count(*) LIMIT 1"
        ).fetchone()[0]
        asked: dict[str, tuple[RegisterQuery, str, Sequence[object]]] = {
            "просроченные": (RegisterQuery(view=RegisterView.OVERDUE), _OVERDUE, (now,)),
            "дом": (RegisterQuery(building_id=house), _HOUSE, (house,)),
            "улица": (RegisterQuery(street_id=street[0]), _STREET, street),
            "обзвонить": (RegisterQuery(view=RegisterView.CALLBACK), _DONE, ()),
            "открытые исполнителя": (
                RegisterQuery(view=RegisterView.OPEN, organization_ids=(organization,)),
                _WITH_EXECUTOR,
                (organization,),
            ),
        }
        lines = []
        for title, (query, sql, parameters) in asked.items():
            ours, bare = side_by_side(
                partial(register.ids, query), partial(_fetch, driver, sql, parameters), rounds=25
            )
            lines.append(Figure(f"фильтр «{title}»", ours, bare, "простой SQL", _QUICK))
        counted, plainly = side_by_side(register.counts, lambda: _views(driver, now))
    lines.append(Figure("счётчики вкладок", counted, plainly, "простой SQL", _QUICK))
    return lines


def _views(driver: sqlite3.Connection, now: str) -> None:
    """Count the five tabs over open tickets and all of them, as one would write it plainly."""
    driver.execute(_VIEWS, (now,)).fetchall()
    driver.execute("SELECT count(*) FROM ticket").fetchall()


def dashboard(district: District) -> list[Figure]:
    """Measure what a summary asks of 52 weeks and of their topics beside grouping the tickets."""
    today, store = clock.today(), district.office.desk.store
    since = today - dt.timedelta(days=today.weekday(), weeks=51)
    until = since + dt.timedelta(weeks=52)
    span = Span(since, until - dt.timedelta(days=1))

    def ask() -> None:
        summary_counts.weeks(store, since, until)
        summary_counts.of_topics(store, span)

    with plain(district) as driver:
        days = (since.isoformat(), until.isoformat())
        ours, bare = side_by_side(ask, partial(_fetch, driver, _GROUPED, days))
    return [Figure("сводка, 52 недели по темам", ours, bare, "простой GROUP BY", Goal(1 / 50))]


def repeats(district: District) -> list[Figure]:
    """Measure proposals of visits and the look at one house while typing."""
    office = district.office
    since = clock.stamp(clock.now() - dt.timedelta(days=30))

    def afresh() -> None:
        Repeats(office.desk, office.reference, office.settings).proposals()

    with plain(district) as driver:
        plainly = partial(_fetch, driver, _ASKING, (since, 3))
        first, bare = side_by_side(afresh, plainly)
        later, beside = side_by_side(office.repeats.proposals, plainly)
        houses = [row[0] for row in driver.execute("SELECT id FROM building LIMIT 200")]
        topic = driver.execute("SELECT topic_id FROM ticket LIMIT 1").fetchone()[0]
        look = [worked(office.repeats.similar, house, topic) for house in houses]
        again = [worked(_fetch, driver, _OF_HOUSE, (house, since)) for house in houses]
    return [
        Figure("повторы за 30 дней, впервые", first, bare, "простой GROUP BY", Goal(1.5)),
        Figure("повторы, дальше", later, beside, "простой GROUP BY", Goal(1, 10)),
        Figure(
            "повторы дома", sorted(look)[100], sorted(again)[100], "простой SQL", Goal(most=0.1)
        ),
    ]  # fmt: skip


_OF_HOUSE = "SELECT id, number, status FROM ticket WHERE building_id = ? AND registered_at >= ?"


def search(district: District) -> list[Figure]:
    """Measure search while typing beside LIKE over the same texts, and count what LIKE found."""
    chance = random.Random(7)
    with plain(district) as driver:
        typed = _typed(driver, chance)
        times = [worked(district.office.search.tickets, words) for words in typed]
        liked = [worked(_fetch, driver, _LIKE, (f"%{words}%",) * 4) for words in typed[:12]]
    lines = [
        Figure(
            "поиск при наборе, 95 из 100", worst_twentieth(times), sorted(liked)[6], "LIKE",
            Goal(1 / 50),
        )
    ]  # fmt: skip
    middle = sorted(times)[len(times) // 2]
    return [*lines, Figure("поиск, медиана", middle, sorted(liked)[6], "LIKE", Goal(1 / 50))]


def _typed(driver: sqlite3.Connection, chance: random.Random) -> list[str]:
    """Return what a clerk may type for tickets drawn by chance: each in four ways."""
    top = driver.execute("SELECT max(id) FROM ticket").fetchone()[0]
    ways: tuple[Callable[[tuple[str, ...]], str], ...] = (
        lambda row: " ".join(row[0].split()[:2]).strip(".,"),
        lambda row: row[1].split()[0] if row[1] else "",
        lambda row: row[2][-4:],
        lambda row: row[3],
    )
    typed = []
    for _ in range(50):
        row = driver.execute(
            "SELECT details, applicant_name, phone_digits, number FROM ticket WHERE id >= ?",
            (chance.randint(1, top),),
        ).fetchone()
        typed += [way(row) for way in ways]
    return [words for words in typed if len(words) >= 3]


def _fetch(driver: sqlite3.Connection, sql: str, parameters: Sequence[object]) -> object:
    return driver.execute(sql, parameters).fetchall()
