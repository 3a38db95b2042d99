"""Finding a house among 35,000 while typing, beside a plain scan of all addresses.

`python -m bench.find_house [--houses N] [--queries N] [--scan N] [--seed S]` prints a table: for
each way of typing the times of our index and how often the house meant came first, then the times
of a linear rapidfuzz scan over the same addresses. The town is invented, the same for a seed.
"""

import argparse
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from db.address_index import AddressIndex, AddressRecord, record_of
from desktop_app.core.addresses import parse_address

GOAL_MS = 20.0

_ROOTS = (
    "Берёзов", "Вишнёв", "Горн", "Дубов", "Еловск", "Журавлин", "Заречн", "Ивов", "Камен", "Лугов",
    "Малинов", "Нагорн", "Озёрн", "Песчан", "Рябинов", "Сосновск", "Тополин", "Утрен", "Фабричн",
    "Хлебн", "Цветочн", "Черёмухов", "Шахтёрск", "Щучин", "Юбилейн", "Яблонев", "Вокзальн",
    "Гончарн", "Кирпичн", "Кузнечн", "Ледов", "Молочн", "Плотничн", "Северск", "Южноморск", "Ткацк",
    "Волжанск", "Уральск", "Алтайск", "Байкальск", "Вологодск", "Донск", "Киржачск", "Онежск",
)  # fmt: skip
_SURNAMES = (
    "Арефьев", "Белоусов", "Воронин", "Голубев", "Дроздов", "Ершов", "Жданов", "Зимин", "Ильин",
    "Корнилов", "Лазарев", "Медведев", "Никонов", "Орлов", "Потапов", "Рябов", "Соболев", "Тихонов",
    "Ушаков", "Филатов", "Харитонов", "Цветков", "Чернов", "Шубин", "Юдин", "Яшин",
)  # fmt: skip
_TITLES = ("", "", "", "Академика ", "Маршала ", "Генерала ", "Ивана ", "Петра ")
_DATES = ("1 Мая", "8 Марта", "9 Мая", "50 лет Октября", "40 лет Победы", "1905 года")
_KINDS = ("ул.", "ул.", "ул.", "ул.", "пер.", "пр-д", "пр-кт", "б-р", "ш.")
_SIZES = ("", "", "", "", "1-я ", "2-я ", "3-я ", "Большая ", "Малая ")
_KEYBOARD = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`")


@dataclass(frozen=True, slots=True)
class Way:
    """One way of typing a house: what it is called and how it is made of a record."""

    name: str
    typed: Callable[[AddressRecord, random.Random], str]


def town(houses: int, chance: random.Random) -> list[AddressRecord]:
    """Return about this many invented houses: a city with two thirds of them and villages."""
    places = ["г. Приозёрск-Дальний", *(f"с. {root}ое" for root in _ROOTS[:12])]
    records: list[AddressRecord] = []
    while len(records) < houses:
        place = places[0] if chance.random() < 0.66 else chance.choice(places[1:])
        records += _street(place, len(records), chance)
    return records[:houses]


def _street(place: str, first_id: int, chance: random.Random) -> list[AddressRecord]:
    kind, name = chance.choice(_KINDS), _name(chance)
    numbers = sorted(chance.sample(range(1, 90), chance.randint(4, 30)))
    records = []
    for place_in_street, number in enumerate(numbers):
        suffix = chance.choice(("",) * 12 + ("а", "б", "/2", ", корп. 1", ", корп. 2", ", стр. 1"))
        parsed = parse_address(f"{place}, {kind} {name}, д. {number}{suffix}")
        records.append(record_of(first_id + place_in_street, parsed))
    return records


def _name(chance: random.Random) -> str:
    roll = chance.random()
    if roll < 0.05:
        return chance.choice(_DATES)
    if roll < 0.45:
        surname = chance.choice(_SURNAMES)
        return f"{chance.choice(_TITLES)}{surname}{chance.choice(('а', 'а', 'ской'))}"
    second = chance.choice(("", "", "", *(f"{root.lower()}о-" for root in _ROOTS)))
    root = chance.choice(_ROOTS)
    stem = second.capitalize() + (root.lower() if second else root)
    return f"{chance.choice(_SIZES)}{stem}ая"


def _plain(record: AddressRecord, _: random.Random) -> str:
    return f"{record.street_name} {record.house.display()}"


def _beginning(record: AddressRecord, chance: random.Random) -> str:
    words = record.street_name.split()
    cut = " ".join(word[: chance.randint(4, 7)] for word in words)
    return f"{cut} {record.house.display()}"


def _reversed(record: AddressRecord, _: random.Random) -> str:
    return f"{record.house.number} {record.street_name.lower()}"


def _typo(record: AddressRecord, chance: random.Random) -> str:
    name = list(record.street_name.lower())
    spots = [at for at, char in enumerate(name) if char.isalpha() and at > 0]
    name[chance.choice(spots)] = chance.choice("аеионрст")
    return f"{''.join(name)} {record.house.display()}"


def _glued(record: AddressRecord, _: random.Random) -> str:
    return f"{record.street_name.lower()}{record.house.number}{record.house.letter}"


def _layout(record: AddressRecord, chance: random.Random) -> str:
    return _plain(record, chance).lower().translate(_KEYBOARD)


def _with_kind(record: AddressRecord, chance: random.Random) -> str:
    return f"{record.street_type.rstrip('.')} {_plain(record, chance).lower()}"


def _while_typing(record: AddressRecord, chance: random.Random) -> str:
    return record.street_name.lower()[: chance.randint(1, 5)]


WAYS = (
    Way("полностью", _plain),
    Way("с видом улицы", _with_kind),
    Way("начала слов", _beginning),
    Way("номер впереди", _reversed),
    Way("слитно", _glued),
    Way("опечатка", _typo),
    Way("чужая раскладка", _layout),
    Way("первые буквы", _while_typing),
)


def _times(find: Callable[[str], object], queries: list[str]) -> list[float]:
    """Return milliseconds of each query, warm."""
    for query in queries[:20]:
        find(query)
    times = []
    for query in queries:
        start = time.perf_counter()
        find(query)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _line(name: str, times: list[float], note: str) -> str:
    spread = statistics.quantiles(times, n=20)
    figures = (statistics.median(times), spread[18], max(times))
    return f"{name:<28}" + "".join(f"{figure:>10.2f}" for figure in figures) + f"   {note}"


def _first_place(index: AddressIndex, asked: list[tuple[str, AddressRecord]]) -> str:
    """Return how often the house, or another of the very same name and number, came first."""
    known = {record.building_id: record for _, record in asked}
    hits = 0
    for query, record in asked:
        found = index.find(query)
        best = known.get(found[0].building_id) if found else None
        alike = found and _plain(record, random.Random()) in found[0].address
        hits += bool(best is record or alike)
    return f"{100 * hits / len(asked):.0f} % первым"


def main() -> int:
    """Print the table; 0 whatever the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--houses", type=int, default=35_000)
    options.add_argument("--queries", type=int, default=300, help="of each way of typing")
    options.add_argument("--scan", type=int, default=15, help="queries of the plain scan")
    options.add_argument("--seed", type=int, default=20261122)
    given = options.parse_args()
    chance = random.Random(given.seed)
    records = town(given.houses, chance)
    gc.collect()
    start = time.perf_counter()
    index = AddressIndex(records)
    built = time.perf_counter() - start
    streets = len({(r.settlement, r.street_type, r.street_name) for r in records})
    out = sys.stdout
    print(f"домов {len(records)}, улиц {streets}, указатель построен за {built:.2f} с", file=out)
    print(f"{'мс на запрос':<28}{'медиана':>10}{'95 из 100':>10}{'худший':>10}", file=out)
    everything: list[float] = []
    for way in WAYS:
        asked = [
            (way.typed(record, chance), record) for record in chance.sample(records, given.queries)
        ]
        times = _times(index.find, [query for query, _ in asked])
        everything += times
        note = "" if way.typed is _while_typing else _first_place(index, asked)
        print(_line(way.name, times, note), file=out)
    print(_line("все вместе", everything, f"цель: 95 из 100 быстрее {GOAL_MS:.0f} мс"), file=out)
    addresses = [record.address for record in records]
    scanned = [_plain(record, chance) for record in chance.sample(records, given.scan)]
    scan = _times(lambda query: process.extract(query, addresses, scorer=fuzz.WRatio), scanned)
    print(_line("сплошной перебор rapidfuzz", scan, "для сравнения"), file=out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
