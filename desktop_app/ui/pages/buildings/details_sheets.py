"""Sheets of what hangs on a house: entrances with flats, other names."""

import re
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import (
    BuildingCard,
    BuildingSaved,
    Entrance,
    StreetAlias,
    StreetNamesSaved,
)
from desktop_app.ui.pages.save_sheet import save_draft, save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.text import Paragraph

_LINE = re.compile(
    r"(?:подъезд\s*)?(\d{1,3})\s*[:.)]?\s*(?:кв\.?\s*)?(\d{1,5})\s*[-–—]\s*(\d{1,5})"
    r"(?:\s*[,;]?\s*(?:этажей\s*)?(\d{1,3})(?:\s*эт\w*\.?)?)?(?:\s*[,;]?\s*код\s*(\S{1,20}))?",
    re.IGNORECASE,
)
_HEIGHT = 150
OnSaved = Callable[[BuildingSaved], None]


class EntrancesSheet:
    """Entrances as lines «1: 1–20, 5 эт., код 12К»; all of them are replaced at once."""

    def __init__(
        self, tools: Tools, parent: QWidget, card: BuildingCard, on_saved: OnSaved
    ) -> None:
        """Show the known ones."""
        self._tools, self._card, self._on_saved = tools, card, on_saved
        self._lines = TextArea("Подъезды")
        self._lines.setPlainText("\n".join(map(entrance_line, card.entrances)))
        self._lines.setFixedHeight(look().metrics.px(_HEIGHT))
        fields = {"entrance_list": FormField("&Подъезды, каждый с новой строки", self._lines)}
        words = (
            "Номер подъезда и квартиры: «1: 1–20». Можно добавить этажи и код двери: "
            "«2: 21–40, 5 эт., код 12К». По квартире из звонка подъезд и этаж встанут сами."
        )
        self.sheet = FormSheet(parent, f"Подъезды: {card.address}", "Записать", fields)
        self.sheet.lay(Paragraph(words, Type.CELL, Tone.MUTED, columns=80), fields["entrance_list"])
        open_sheet(self.sheet, self._lines, self._submit)

    def _submit(self) -> None:
        details, card = self._tools.office.buildings.details, self._card
        save_draft(
            self._tools,
            self.sheet,
            lambda: read_entrances(self._lines.toPlainText()),
            lambda read: details.set_entrances(card.id, card.version, read),
            self._on_saved,
        )


class NamesSheet:
    """Other names of a house, by which a caller may mean it: «дом быта», «башня у рынка»."""

    def __init__(
        self, tools: Tools, parent: QWidget, card: BuildingCard, on_saved: OnSaved
    ) -> None:
        """Show the known ones."""
        self._tools, self._card, self._on_saved = tools, card, on_saved
        self._names = TextArea("Другие названия")
        self._names.setPlainText("\n".join(card.aliases))
        self._names.setFixedHeight(look().metrics.px(_HEIGHT // 2))
        fields = {"aliases": FormField("&Другие названия, каждое с новой строки", self._names)}
        self.sheet = FormSheet(parent, f"Как ещё называют: {card.address}", "Записать", fields)
        self.sheet.lay(fields["aliases"])
        open_sheet(self.sheet, self._names, self._submit)

    def _submit(self) -> None:
        details, card = self._tools.office.buildings.details, self._card
        names = self._names.toPlainText().splitlines()
        save_sheet(
            self._tools,
            self.sheet,
            lambda: details.set_aliases(card.id, card.version, names),
            self._on_saved,
        )


class StreetNamesSheet:
    """Former names of a street and what people call it: by them all its houses are found."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        card: BuildingCard,
        on_saved: Callable[[StreetNamesSaved], object],
    ) -> None:
        """Show the known ones."""
        self._tools, self._card, self._on_saved = tools, card, on_saved
        self._former = _names_area("Прежние названия", card, is_former=True)
        self._spoken = _names_area("Так называют", card, is_former=False)
        fields = {
            "aliases": FormField("&Прежние названия, каждое с новой строки", self._former),
            "spoken": FormField("&Так называют в разговоре", self._spoken),
        }
        self.sheet = FormSheet(parent, f"Как ещё называют: {card.street}", "Записать", fields)
        words = (
            "По этим названиям находятся все дома улицы: в приёме звонка, в поиске и в "
            "загружаемых файлах. В документы идёт нынешнее."
        )
        self.sheet.lay(Paragraph(words, Type.CELL, Tone.MUTED, columns=80), *fields.values())
        open_sheet(self.sheet, self._former, self._submit)

    def _submit(self) -> None:
        details, card = self._tools.office.buildings.details, self._card
        names = [StreetAlias(name) for name in self._former.toPlainText().splitlines()]
        spoken = self._spoken.toPlainText().splitlines()
        names += [StreetAlias(name, is_former=False) for name in spoken]
        save_sheet(
            self._tools,
            self.sheet,
            lambda: details.set_street_aliases(card.street_id, names, card.street_aliases),
            self._on_saved,
        )


def _names_area(title: str, card: BuildingCard, *, is_former: bool) -> TextArea:
    area = TextArea(title)
    known = [alias.name for alias in card.street_aliases if alias.is_former is is_former]
    area.setPlainText("\n".join(known))
    area.setFixedHeight(look().metrics.px(_HEIGHT // 2))
    return area


def entrance_line(entrance: Entrance) -> str:
    """Return an entrance as a line the sheet reads back."""
    floors = f", {entrance.floors} эт." if entrance.floors else ""
    code = f", код {entrance.door_code}" if entrance.door_code else ""
    return f"{entrance.number}: {entrance.flat_from}–{entrance.flat_to}{floors}{code}"


def read_entrances(text: str) -> list[Entrance]:
    """Read lines of entrances; InvalidDraft names the first line that is not understood."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        read = _LINE.fullmatch(line.strip())
        if read is None:
            raise InvalidDraft({"entrance_list": f"не понято «{line.strip()}», пишите «1: 1–20»"})
        number, first, last, floors, code = read.groups()
        found.append(
            Entrance(
                int(number), int(first), int(last), int(floors) if floors else None, code or ""
            )
        )
    return found
