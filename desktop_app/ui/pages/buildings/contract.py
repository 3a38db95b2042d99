"""Who serves a house: a service, an organisation, since when."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.core.enums import Service
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import ContractsSaved
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_SERVICES = (
    Service.MANAGEMENT,
    Service.HEATING,
    Service.HOT_WATER,
    Service.COLD_WATER,
    Service.SEWERAGE,
    Service.WASTE,
)


class ContractForm:
    """Sets who serves houses since a day, or that nobody does; the former ends the day before."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        building_ids: Sequence[int],
        choices: Sequence[Choice],
        on_saved: Callable[[ContractsSaved], None],
    ) -> None:
        """Ask for service, organisation and day."""
        self._tools, self._ids, self._on_saved = tools, list(building_ids), on_saved
        self._service = Combo("Услуга", [(s, s.title_ru) for s in _SERVICES])
        self._organization = LookupEdit("Организация", choices)
        self._since = DateEdit("С какого дня")
        fields = {
            "service": FormField("&Услуга", self._service),
            "organization": FormField(
                "&Организация", self._organization, "пусто — с этого дня никто"
            ),
            "since": FormField("&С какого дня", self._since, "пусто — с давних пор"),
        }
        self.sheet = FormSheet(parent, "Кто обслуживает дом", "Записать", fields)
        self.sheet.lay(row(fields["service"], fields["since"]), fields["organization"])
        open_sheet(self.sheet, self._organization, self._submit)

    def _submit(self) -> None:
        organization, since = self._organization.value(), self._since.value()
        if self._since.problem():
            self.sheet.show_error(InvalidDraft({"since": self._since.problem()}))
        elif organization is not None:
            self._save(lambda: self._begin(organization, since))
        elif since is not None and not self._organization.text().strip():
            self._save(lambda: self._end(since))
        else:
            self.sheet.show_error(InvalidDraft({"organization": "выберите из справочника"}))

    def _save(self, work: Callable[[], ContractsSaved]) -> None:
        save_sheet(self._tools, self.sheet, work, self._on_saved)

    def _begin(self, organization: int, since: dt.date | None) -> ContractsSaved:
        buildings = self._tools.office.buildings
        return buildings.set_contract(self._ids, self._chosen(), organization, since)

    def _end(self, since: dt.date) -> ContractsSaved:
        """End what is in force the day before; InvalidDraft when nothing is."""
        last = since - dt.timedelta(days=1)
        ended = self._tools.office.buildings.end_contract(self._ids, self._chosen(), last)
        if not ended.changed:
            words = "с этого дня и так никто не обслуживает, проверьте услугу и день"
            raise InvalidDraft({"organization": words})
        return ended

    def _chosen(self) -> Service:
        return Service(str(self._service.value()))
