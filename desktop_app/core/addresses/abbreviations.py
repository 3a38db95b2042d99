"""Words that name the kind of a place: regions, districts, settlements, areas and streets.

Canonical short forms follow the order of the Ministry of Finance № 171н of 05.11.2015 as kept in
the state address register (ГАР); the other spellings are what people and older files write.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Level(IntEnum):
    """Where a kind of place stands in an address, from the widest to the narrowest."""

    REGION = 1
    DISTRICT = 2
    SETTLEMENT = 3
    AREA = 4
    STREET = 5


@dataclass(frozen=True, slots=True)
class PlaceType:
    """One kind of place: its short form of 171н, its full name and its level."""

    short: str
    full: str
    level: Level


# level | short form of 171н | full word | other spellings without dots, separated by spaces
_TABLE: Final = """
REGION|респ.|республика|респ
REGION|край|край|
REGION|обл.|область|обл
REGION|а.обл.|автономная область|аобл а.обл
REGION|а.окр.|автономный округ|ао аокр а.окр
DISTRICT|м.р-н|муниципальный район|м.р-н мр
DISTRICT|м.о.|муниципальный округ|м.о
DISTRICT|г.о.|городской округ|г.о го
DISTRICT|с.п.|сельское поселение|с.п с/п
DISTRICT|вн.тер.г.|внутригородская территория|вн.тер.г вн.тер
DISTRICT|вн.р-н|внутригородской район|вн.р-н
DISTRICT|р-н|район|р-н р-он
DISTRICT|округ|округ|окр
DISTRICT|с/с|сельсовет|с/с
DISTRICT|пос.|поселение|
SETTLEMENT|г.|город|г гор
SETTLEMENT|пгт.|посёлок городского типа|пгт п.г.т
SETTLEMENT|рп.|рабочий посёлок|рп р.п
SETTLEMENT|кп.|курортный посёлок|кп к.п
SETTLEMENT|дп.|дачный посёлок|дп д.п
SETTLEMENT|гп.|городской посёлок|гп г.п
SETTLEMENT|п.|посёлок|п пос
SETTLEMENT|с.|село|с
SETTLEMENT|д.|деревня|д дер
SETTLEMENT|ст-ца|станица|ст-ца
SETTLEMENT|ст.|станция|ст ст-я
SETTLEMENT|х.|хутор|х хут
SETTLEMENT|сл.|слобода|сл слоб
SETTLEMENT|аул|аул|
SETTLEMENT|ж/д ст.|железнодорожная станция|ж/д_ст ж/д ст
SETTLEMENT|ж/д рзд.|железнодорожный разъезд|ж/д_рзд ж/д рзд
SETTLEMENT|рзд.|разъезд|рзд
SETTLEMENT|в-ки|выселки|в-ки высел
SETTLEMENT|п-к|починок|п-к
SETTLEMENT|нп.|населённый пункт|нп н.п
AREA|мкр.|микрорайон|мкр мкр-н мкрн микр м-н м/р
AREA|кв-л|квартал|кв-л кварт
AREA|ж/р|жилой район|ж/р жилрайон
AREA|тер.|территория|тер
AREA|тер. СНТ|территория СНТ|снт
AREA|тер. ДНТ|территория ДНТ|днт
AREA|тер. ГСК|территория ГСК|гск
AREA|тер. ТСН|территория ТСН|тсн
AREA|местность|местность|м-ть
AREA|зона|зона|
AREA|массив|массив|
AREA|г-к|городок|г-к
AREA|в/г|военный городок|в/г
AREA|парк|парк|
AREA|порт|порт|
AREA|ост-в|остров|ост-в о-в
AREA|уч-к|участок|уч-к
STREET|ул.|улица|ул
STREET|пр-кт|проспект|пр-кт пр-т просп прт
STREET|пер.|переулок|пер пер-к переул
STREET|б-р|бульвар|б-р бул бульв бр
STREET|ш.|шоссе|ш шос
STREET|наб.|набережная|наб набер
STREET|пл.|площадь|пл площ
STREET|пр-д|проезд|пр-д прз прд пр-зд
STREET|туп.|тупик|туп
STREET|тракт|тракт|тр
STREET|ал.|аллея|ал
STREET|взд.|въезд|взд
STREET|взв.|взвоз|взв
STREET|ззд.|заезд|ззд
STREET|сзд.|съезд|сзд
STREET|с-к|спуск|с-к
STREET|дор.|дорога|дор
STREET|мгстр.|магистраль|мгстр
STREET|лн.|линия|лн лин
STREET|к-цо|кольцо|к-цо
STREET|км|километр|км
STREET|пер-д|переезд|пер-д
STREET|проул.|проулок|проул
STREET|пр-ка|просека|пр-ка
STREET|пр-к|просек|пр-к
STREET|пр-лок|просёлок|пр-лок
STREET|ряд|ряд|ряды
STREET|с-р|сквер|с-р
"""

AMBIGUOUS_STREET: Final = "пр."
"""Street type as written when «пр.» may be проспект or проезд; nobody guesses which."""

_AMBIGUOUS_WORD: Final = "пр"


def _fold(word: str) -> str:
    return word.replace("ё", "е").casefold()


def _rows() -> Iterator[tuple[PlaceType, tuple[str, ...]]]:
    for line in _TABLE.strip().splitlines():
        level, short, full, variants = line.split("|")
        words = (full, *variants.replace("ж/д ", "ж/д_").split())
        yield PlaceType(short, full, Level[level]), tuple(_fold(word) for word in words)


_ROWS: Final = tuple(_rows())

PLACE_TYPES: Final[dict[str, PlaceType]] = {kind.short: kind for kind, _ in _ROWS}
"""Every kind of place by its canonical short form."""

SPELLINGS: Final[dict[str, PlaceType]] = {
    word: kind for kind, words in reversed(_ROWS) for word in words
}
"""Kind of place by any folded spelling without outer dots («пр-кт», «проспект», «п.г.т»)."""

_TELLING_LETTERS: Final = 4
_STREET_WORDS: Final = tuple(
    (_fold(kind.full), kind.short) for kind, _ in _ROWS if kind.level == Level.STREET
)

POSELOK_KINDS: Final = frozenset({"п.", "пгт.", "рп.", "кп.", "дп.", "гп.", "пос."})
"""Kinds people call plainly «посёлок»; an address with another of them is the same place."""


def street_types(word: str) -> tuple[str, ...]:
    """Return canonical short street or area types a folded word may stand for, without dots.

    «пр» stands for two of them; a word that is no street type gives an empty tuple.
    """
    if word == _AMBIGUOUS_WORD:
        return ("пр-кт", "пр-д")
    kind = SPELLINGS.get(word)
    return (kind.short,) if kind and kind.level >= Level.AREA else ()


def begun_street_types(beginning: str) -> tuple[str, ...]:
    """Return street types whose full word begins so («просп», «набереж»), from four letters."""
    if len(beginning) < _TELLING_LETTERS:
        return ()
    return tuple(short for full, short in _STREET_WORDS if full.startswith(beginning))


def type_options(short: str) -> tuple[str, ...]:
    """Return the canonical types meant by a parsed street type: two for «пр.», else itself."""
    return street_types(_AMBIGUOUS_WORD) if short == AMBIGUOUS_STREET else (short,)


def place_types(word: str) -> tuple[str, ...]:
    """Return canonical short settlement types a folded word without dots may stand for."""
    kind = SPELLINGS.get(word)
    return (kind.short,) if kind and kind.level == Level.SETTLEMENT else ()
