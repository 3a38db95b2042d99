"""Matching written addresses for imports: a wrong house is worse than none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from db.address_index import reasons
from db.address_index.book import StreetBook
from db.address_index.house_choice import HouseChoice, choose_house
from db.address_index.place_choice import in_place
from db.address_index.places import Place, around_of
from db.address_index.records import Match, Verdict
from db.address_index.street_choice import StreetChoice, street_choices
from desktop_app.core.addresses import HouseNumber, ParsedAddress

_SCORES: Final = {
    Verdict.EXACT: 100.0,
    Verdict.SURE: 92.0,
    Verdict.DOUBTFUL: 60.0,
    Verdict.NONE: 0.0,
}


class Matcher:
    """Decides which house of the book a parsed address is."""

    def __init__(self, book: StreetBook, home: Callable[[], Place | None]) -> None:
        """Work over a book; `home` gives the settlement meant when none is written."""
        self._book = book
        self._home = home

    def match(self, parsed: ParsedAddress) -> Match:
        """Return the house, or why there is none for sure."""
        if parsed.house is None:
            return _none(reasons.BAD_NUMBER if parsed.rest else reasons.NO_NUMBER)
        if not parsed.street_name and not parsed.settlement:
            return _none(reasons.NO_STREET_GIVEN)
        streets = self._streets(parsed)
        if not streets.streets:
            return _none(streets.reason)
        return _answer(parsed, streets, parsed.house)

    def _streets(self, parsed: ParsedAddress) -> StreetChoice:
        """Return the streets the address may mean, by the surest way that finds any."""
        home = self._home()
        for choice in street_choices(self._book, parsed):
            located = in_place(choice, parsed, home)
            if located.streets:
                return located
        village = self._village(parsed, home)
        if village.streets:
            return village
        return StreetChoice((), Verdict.NONE, self._why_no_street(parsed))

    def _village(self, parsed: ParsedAddress, home: Place | None) -> StreetChoice:
        """Return the houses on no street of a settlement named without its kind: «Тукса, 27».

        With a region or a district before it the name can be no street; alone it may be one that
        the book does not know.
        """
        if parsed.settlement or parsed.street_type or not parsed.street_name:
            return StreetChoice(())
        meant = replace(parsed, settlement=parsed.street_name, street_name="")
        for choice in street_choices(self._book, meant):
            located = in_place(choice, meant, home)
            if located.streets:
                most = Verdict.SURE if around_of(parsed) else Verdict.DOUBTFUL
                verdict = most.at_most(located.verdict)
                return replace(located, verdict=verdict, reason=located.reason or reasons.NO_KIND)
        return StreetChoice(())

    def _why_no_street(self, parsed: ParsedAddress) -> str:
        if not parsed.settlement:
            return reasons.NO_STREET
        places = self._book.places.all()
        if any(place.is_named(parsed) or place.is_inside(parsed.settlement) for place in places):
            return reasons.NO_STREET if parsed.street_name else reasons.NO_STREET_GIVEN
        return reasons.NO_SETTLEMENT


def _answer(parsed: ParsedAddress, streets: StreetChoice, house: HouseNumber) -> Match:
    chosen = choose_house(streets.streets, house)
    verdict = chosen.verdict.at_most(streets.verdict)
    reason = _reason(streets, chosen)
    if parsed.rest and verdict.trusted:
        verdict, reason = Verdict.DOUBTFUL, reasons.NOT_READ_TO_END
    ids = tuple(record.building_id for record in chosen.records)
    if verdict.trusted:
        return Match(verdict, ids[0], _SCORES[verdict], reason)
    return Match(verdict, None, _SCORES[verdict], reason, ids)


def _reason(streets: StreetChoice, chosen: HouseChoice) -> str:
    """Return the weightier of two reasons: no such house, doubt of the street, of the house."""
    if chosen.verdict is Verdict.NONE or not streets.reason:
        return chosen.reason
    if chosen.verdict is Verdict.DOUBTFUL and streets.verdict.trusted:
        return chosen.reason
    return streets.reason


def _none(reason: str) -> Match:
    return Match(Verdict.NONE, None, _SCORES[Verdict.NONE], reason)
