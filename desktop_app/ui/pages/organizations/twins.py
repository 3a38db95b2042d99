"""Doubles of organisations: where they are looked for and how two are compared."""

from desktop_app.core.records.merging import Twins
from desktop_app.core.records.organizations import OrganizationCard
from desktop_app.core.text import number
from desktop_app.services.office import Office
from desktop_app.ui.pages.merge_sheet import Side
from desktop_app.ui.pages.twins_screen import TwinsSpec
from desktop_app.ui.widgets.facts import Fact

_WORDS = (
    "Дома, обращения, передачи и люди второй организации перейдут к первой, пустые поля "
    "заполнятся, второе название запомнится: по нему её найдут и загрузки. Это можно отменить."
)


def organization_twins(office: Office) -> TwinsSpec:
    """Return what the screen of doubles does with organisations."""

    def sides(pair: Twins) -> tuple[Side, Side]:
        cards = [office.organizations.card(one) for one in (pair.first, pair.second)]
        return _side(cards[0]), _side(cards[1])

    merging = office.merging
    return TwinsSpec(
        "organization-twins",
        "Организации",
        "Домов, дел",
        _WORDS,
        merging.organization_twins,
        sides,
        merging.merge_organizations,
        merging.undo,
    )


def _side(card: OrganizationCard) -> Side:
    draft = card.draft
    facts = [
        Fact("Кто это", draft.kind.title_ru),
        Fact("Коротко", draft.short_name),
        Fact("ИНН", draft.inn),
        Fact("КПП", draft.kpp),
        Fact("ОГРН", draft.ogrn),
        Fact("Диспетчер", draft.dispatcher_phone),
        Fact("Телефон", draft.phone),
        Fact("Почта", draft.email),
        Fact("Адрес", draft.address),
        Fact("Люди", ", ".join(person.name for person in draft.people)),
        Fact("Домов", number(sum(houses for _, houses in card.services))),
        Fact("Открыто обращений", number(card.open_tickets)),
        Fact("Заметка", draft.note),
    ]
    return Side(card.id, draft.name, facts)
