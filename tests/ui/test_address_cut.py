"""Addresses and numbers too long for their column: what tells them apart stays."""

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from desktop_app.ui.widgets.cell_painter import cut_address, cut_number, cut_within

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("place", ["", ", Боровой"])
def test_half_a_house_number_is_never_shown(place: str) -> None:
    """From the least room for a street on, house and flat stay whole, and the words fit."""
    metrics = QFontMetricsF(QFont())
    numbers = ", 36, кв. 176"
    text = f"Комсомольская{numbers}{place}"
    least = int(metrics.horizontalAdvance(f"Ммм…{numbers}…")) + 1
    whole = int(metrics.horizontalAdvance(text))
    cuts = {room: cut_address(metrics, text, room) for room in range(least, whole)}
    assert all(numbers in cut and "…" in cut for cut in cuts.values())
    assert all(metrics.horizontalAdvance(cut) <= room for room, cut in cuts.items())


def test_words_without_numbers_lose_their_middle() -> None:
    """A name without a house keeps its beginning and its end."""
    metrics = QFontMetricsF(QFont())
    text = "протокол общего собрания собственников.pdf"
    cut = cut_address(metrics, text, int(metrics.horizontalAdvance(text) / 2))
    assert cut.startswith("про")
    assert cut.endswith(".pdf")


def test_a_long_flat_goes_before_the_house() -> None:
    """Where house and flat do not both fit, the flat is left out and the ellipsis says so."""
    metrics = QFontMetricsF(QFont())
    text = "Кутузовский пр-кт, 26 корп. 1 стр. 2, кв. 46/2"
    room = int(metrics.horizontalAdvance("Кутузо…, 26 корп. 1 стр. 2…")) + 2
    cut = cut_address(metrics, text, room)
    assert cut.endswith(", 26 корп. 1 стр. 2…")
    assert cut.startswith("Куту")
    assert metrics.horizontalAdvance(cut) <= room


@pytest.mark.parametrize("number", ["00004000/21", "000000123/2025", "0000-00017"])
def test_zeros_before_a_number_go_first(number: str) -> None:
    """From the room of its own signs on, nothing that tells a number from its neighbour is cut."""
    metrics = QFontMetricsF(QFont())
    own = "…" + number.lstrip("0")
    least, whole = (int(metrics.horizontalAdvance(text)) for text in (own, number))
    cuts = {cut_number(metrics, number, room) for room in range(least + 1, whole)}
    assert cuts <= {own}


def test_a_number_longer_still_keeps_both_ends() -> None:
    """Neighbours of a long journal differ at the beginning or at the end, both are seen."""
    metrics = QFontMetricsF(QFont())
    text = "ЖКХ-77/2025-0000123456"
    cut = cut_number(metrics, text, int(metrics.horizontalAdvance("ЖКХ-77/20256")))
    assert cut.startswith("ЖКХ")
    assert cut.endswith("56")
    assert "…" in cut


def test_places_that_begin_alike_stay_different() -> None:
    """Points of one room are told apart by their end; the room itself stays too."""
    metrics = QFontMetricsF(QFont())
    places = ("Комната 1: 0,5 м от наружной стены", "Комната 1: 0,5 м от прибора отопления")
    room = round(metrics.horizontalAdvance(places[0]) * 0.6)
    cut = [cut_within(metrics, place, room) for place in places]
    assert len(set(cut)) == 2
    assert all(metrics.horizontalAdvance(words) <= room for words in cut)
    assert [words[:3] for words in cut] == ["Ком", "Ком"]
    assert [words[-4:] for words in cut] == ["тены", "ения"]
