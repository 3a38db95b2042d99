"""Doubles of houses: where they are looked for and how two are compared."""

from desktop_app.core.records.buildings import BuildingCard
from desktop_app.core.records.merging import Twins
from desktop_app.core.text import number
from desktop_app.services.office import Office
from desktop_app.ui.pages.buildings.facts import passport_facts
from desktop_app.ui.pages.merge_sheet import Side
from desktop_app.ui.pages.twins_screen import TwinsSpec
from desktop_app.ui.widgets.facts import Fact

_WORDS = (
    "Обращения, выезды, отключения, договоры и площадки второго дома перейдут к первому, пустые "
    "поля паспорта заполнятся, второй адрес останется ещё одним названием. Это можно отменить."
)


def house_twins(office: Office) -> TwinsSpec:
    """Return what the screen of doubles does with houses."""

    def sides(pair: Twins) -> tuple[Side, Side]:
        cards = [office.buildings.card(one) for one in (pair.first, pair.second)]
        return _side(cards[0]), _side(cards[1])

    merging = office.merging
    return TwinsSpec(
        "house-twins",
        "Дома",
        "Обращений",
        _WORDS,
        merging.house_twins,
        sides,
        merging.merge_houses,
        merging.undo,
    )


def _side(card: BuildingCard) -> Side:
    served = ", ".join(dict.fromkeys(item.organization for item in card.served_by))
    facts = [
        Fact("Населённый пункт", card.settlement),
        *passport_facts(card.passport),
        Fact("Обслуживают", served),
        Fact("Обращений за сезон", number(card.tickets_season)),
        Fact("Подъездов описано", number(len(card.entrances)) if card.entrances else None),
        Fact("Заметка", card.passport.note),
    ]
    return Side(card.id, card.address, facts)
