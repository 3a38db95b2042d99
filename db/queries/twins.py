"""Records of the book that may be one and the same, and past merges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from db.connection import Row, Store
from desktop_app.core.addresses import HouseNumber
from desktop_app.core.company_names import bare_name
from desktop_app.core.records.merging import TwinReason, Twins

_HOUSES = """
SELECT b.id, b.address, b.settlement_id, b.street_id, t.type, t.folded, b.house_kind,
    b.house_number, b.house_letter, b.house_fraction, b.house_corpus, b.house_structure,
    b.house_litera, b.cadastral, b.year, b.flats, s.type || ' ' || s.name
FROM building AS b JOIN street AS t ON t.id = b.street_id
JOIN settlement AS s ON s.id = b.settlement_id ORDER BY b.id
"""
_ORGANIZATIONS = "SELECT id, name, inn, kpp, ogrn, name_key FROM organization ORDER BY id"
_TICKETS = "SELECT {column}, count(*) FROM ticket WHERE {column} IN ({marks}) GROUP BY {column}"
_CONTRACTS = """
SELECT organization_id, count(DISTINCT building_id) FROM service_contract
WHERE organization_id IN ({marks}) GROUP BY organization_id
"""
_MERGES = """
SELECT h.action, h.at, coalesce(c.name, ''), h.entity_id, h.changes,
    EXISTS (SELECT 1 FROM history AS u WHERE u.entity = h.entity AND u.entity_id = h.entity_id
        AND u.operation = 'undone' AND u.note = CAST(h.action AS TEXT))
FROM history AS h LEFT JOIN clerk AS c ON c.id = h.clerk_id
WHERE h.entity = ? AND h.operation = 'merged' AND instr(h.changes, '"snapshot"') > 0
ORDER BY h.id DESC LIMIT ?
"""
_MOST = 1_000
_CROWD = 8  # so many alike are a pattern of the list, not doubles


@dataclass(frozen=True, slots=True)
class _House:
    id: int
    address: str
    settlement: int
    street: int
    street_type: str
    street_key: str
    number: HouseNumber
    cadastral: str
    facts: tuple[int | None, int | None]
    town: str


Pair = tuple[int, int]


def houses(store: Store) -> list[Twins]:
    """Return pairs of houses that may be one, the surest reasons first; see TwinReason."""
    known = [_house(row) for row in store.rows(_HOUSES)]
    pairs: dict[Pair, TwinReason] = {}
    for reason, groups in _house_groups(known):
        _add(pairs, reason, groups)
    titles = {house.id: f"{house.town.strip()}, {house.address}" for house in known}
    return _twins(store, pairs, titles, "building_id")


def organizations(store: Store) -> list[Twins]:
    """Return pairs of organisations that may be one, the surest reasons first."""
    rows = store.rows(_ORGANIZATIONS)
    inns: dict[object, list[int]] = defaultdict(list)
    ogrns: dict[object, list[int]] = defaultdict(list)
    names: dict[object, list[int]] = defaultdict(list)
    bare: dict[object, list[tuple[int, str]]] = defaultdict(list)
    numbers = {row[0]: row[2] for row in rows}
    for number, _, inn, kpp, ogrn, key in rows:
        if inn:
            inns[inn, kpp].append(number)
        if ogrn:
            ogrns[ogrn].append(number)
        names[key].append(number)
        bare[bare_name(key)].append((number, key))
    formless = [
        [bare_one, formed]
        for core, group in bare.items()
        for bare_one, key in group
        if key == core
        for formed, other in group
        if other != core
    ]
    pairs: dict[Pair, TwinReason] = {}
    _add(pairs, TwinReason.INN, inns.values())
    _add(pairs, TwinReason.OGRN, ogrns.values())
    _add(pairs, TwinReason.NAME, names.values())
    _add(pairs, TwinReason.FORM, formless)
    sound = {
        pair: reason
        for pair, reason in pairs.items()
        if reason in (TwinReason.INN, TwinReason.OGRN) or not _differ(numbers, pair)
    }
    return _twins(store, sound, {row[0]: row[1] for row in rows}, "organization_id")


def merges(store: Store, entity: str, limit: int) -> list[Row]:
    """Return merges, newest first: action, moment, clerk, kept id, changes, whether undone."""
    return store.rows(_MERGES, (entity, limit))


def is_undone(store: Store, entity: str, entity_id: int, action: int) -> bool:
    """Tell whether a merge was undone."""
    sql = """
        SELECT 1 FROM history WHERE entity = ? AND entity_id = ? AND operation = 'undone'
            AND note = ?
    """
    return store.row(sql, (entity, entity_id, str(action))) is not None


def _house(row: Row) -> _House:
    number = HouseNumber(*row[6:13])
    return _House(
        id=row[0],
        address=row[1],
        settlement=row[2],
        street=row[3],
        street_type=row[4],
        street_key=row[5],
        number=number,
        cadastral=row[13],
        facts=(row[14], row[15]),
        town=row[16],
    )


def _house_groups(known: Iterable[_House]) -> Iterator[tuple[TwinReason, list[list[int]]]]:
    cadastral: dict[object, list[int]] = defaultdict(list)
    loose: dict[object, list[_House]] = defaultdict(list)
    streets: dict[object, list[_House]] = defaultdict(list)
    for house in known:
        if house.cadastral:
            cadastral[house.cadastral, house.number.number].append(house.id)
        loose[house.street, house.number.loose_key].append(house)
        if house.street_key:
            streets[house.settlement, house.street_key, house.number.key].append(house)
    same = [group for group in loose.values() if len(group) > 1]
    yield TwinReason.CADASTRAL, list(cadastral.values())
    yield TwinReason.LETTER, [_ids(group) for group in same if _is_letter(group)]
    yield (
        TwinReason.STREET,
        [
            _ids(group)
            for group in streets.values()
            if len(group) > 1 and any(not house.street_type for house in group)
        ],
    )
    yield TwinReason.NUMBER, [_ids(group) for group in same if _are_alike(group)]


def _is_letter(group: list[_House]) -> bool:
    """Tell whether the numbers differ only in how one letter is written: «15а», «15, корп. А»."""
    return any(char.isalpha() for char in group[0].number.loose_key)


def _are_alike(group: list[_House]) -> bool:
    facts = {house.facts for house in group}
    return len(facts) == 1 and None not in group[0].facts


def _ids(group: Iterable[_House]) -> list[int]:
    return [house.id for house in group]


def _add(pairs: dict[Pair, TwinReason], reason: TwinReason, groups: Iterable[list[int]]) -> None:
    for group in groups:
        if len(group) <= _CROWD:
            for one, other in combinations(sorted(group), 2):
                pairs.setdefault((one, other), reason)


def _differ(numbers: dict[int, str], pair: Pair) -> bool:
    """Tell whether both have an ИНН and they differ: then they are two."""
    one, other = numbers[pair[0]], numbers[pair[1]]
    return bool(one and other and one != other)


def _twins(
    store: Store, pairs: dict[Pair, TwinReason], titles: dict[int, str], column: str
) -> list[Twins]:
    order = list(TwinReason)
    chosen = sorted(pairs.items(), key=lambda item: (order.index(item[1]), titles[item[0][0]]))
    chosen = chosen[:_MOST]
    uses = _uses(store, {number for pair, _ in chosen for number in pair}, column)
    found = []
    for place, ((one, other), reason) in enumerate(chosen):
        first, second = (one, other) if uses[one] >= uses[other] else (other, one)
        found.append(
            Twins(
                place,
                first,
                titles[first],
                second,
                titles[second],
                reason.value,
                uses[first],
                uses[second],
            )
        )
    return found


def _uses(store: Store, numbers: set[int], column: str) -> dict[int, int]:
    """Return how many tickets (and houses served) hang on each record."""
    found = dict.fromkeys(numbers, 0)
    listed = sorted(numbers)
    for start in range(0, len(listed), 500):
        block = listed[start : start + 500]
        marks = ",".join("?" * len(block))
        queries = [_TICKETS.format(column=column, marks=marks)]
        if column == "organization_id":
            queries.append(_CONTRACTS.format(marks=marks))
        for sql in queries:
            for number, amount in store.rows(sql, tuple(block)):
                found[number] += amount
    return found
