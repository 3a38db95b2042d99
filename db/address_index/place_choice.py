"""In which settlement an address stands, when it says so and when it does not."""

from dataclasses import replace

from db.address_index import reasons
from db.address_index.places import Place, around_of
from db.address_index.records import Verdict
from db.address_index.street_choice import StreetChoice
from db.address_index.streets import Street
from desktop_app.core.addresses import ParsedAddress


def in_place(choice: StreetChoice, parsed: ParsedAddress, home: Place | None) -> StreetChoice:
    """Return only the streets of the settlement meant; the verdict falls where it is assumed."""
    if parsed.settlement:
        return _settled(_in_settlement(choice, parsed))
    places = {street.place for street in choice.streets}
    if len(places) < 2:
        return _settled(_in_only_place(choice, home))
    at_home = tuple(street for street in choice.streets if street.place is home)
    if at_home:
        return _settled(_weaker(choice, at_home, Verdict.SURE, reasons.HOME_ASSUMED))
    return _weaker(choice, choice.streets, Verdict.DOUBTFUL, reasons.SETTLEMENT_NEEDED)


def _in_settlement(choice: StreetChoice, parsed: ParsedAddress) -> StreetChoice:
    own = tuple(street for street in choice.streets if street.place.is_named(parsed))
    closest = tuple(street for street in own if street.place.around == around_of(parsed))
    if own:
        return replace(choice, streets=closest or own)
    inside = tuple(street for street in choice.streets if street.place.is_inside(parsed.settlement))
    if len({street.place for street in inside}) == 1:
        return _weaker(choice, inside, Verdict.SURE, reasons.INNER_SETTLEMENT)
    return _weaker(choice, inside, Verdict.DOUBTFUL, reasons.SETTLEMENT_NEEDED)


def _in_only_place(choice: StreetChoice, home: Place | None) -> StreetChoice:
    """Judge a street known in one settlement only while none is written."""
    if not choice.streets or home is None:
        return choice
    place = choice.streets[0].place
    if place is home:
        return choice
    if set(home.key) <= place.around:
        return _weaker(choice, choice.streets, Verdict.SURE, reasons.INNER_SETTLEMENT)
    return _weaker(choice, choice.streets, Verdict.DOUBTFUL, reasons.OTHER_SETTLEMENT)


def _settled(choice: StreetChoice) -> StreetChoice:
    """Doubt where several streets are left: of several kinds, or of several settlements."""
    if len({(street.kind, street.key) for street in choice.streets}) > 1:
        return _weaker(choice, choice.streets, Verdict.DOUBTFUL, reasons.KIND_NEEDED)
    places = [street.place for street in choice.streets]
    if all(place.same_as(places[0]) for place in places):
        return choice
    return _weaker(choice, choice.streets, Verdict.DOUBTFUL, reasons.SETTLEMENT_NEEDED)


def _weaker(
    choice: StreetChoice, streets: tuple[Street, ...], verdict: Verdict, reason: str
) -> StreetChoice:
    if verdict.at_most(choice.verdict) is choice.verdict:
        return replace(choice, streets=streets)
    return StreetChoice(streets, verdict, reason)
