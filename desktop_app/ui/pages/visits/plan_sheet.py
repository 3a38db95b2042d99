"""«Назначить выезд»: the house, when, and on what grounds."""

import dataclasses
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.enums import ActKind
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.inspections import InspectionDraft, SavedInspection
from desktop_app.ui.pages.address_edit import AddressEdit
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.kind_sheet import kind_combo
from desktop_app.ui.pages.visits.sheet_parts import check_days
from desktop_app.ui.widgets.fields import MomentEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row

_AREA_HEIGHT = 64


class PlanSheet:
    """Plans a visit; `on_done(saved)` when it has its number.

    A visit resting on tickets keeps their house; a house given beforehand may be changed.
    """

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        on_done: Callable[[SavedInspection], object],
        draft: InspectionDraft | None = None,
        address: str = "",
    ) -> None:
        """Start empty, or with a proposed draft and the address of its house."""
        self._tools, self._draft, self._on_done = tools, draft, on_done
        self._house = AddressEdit(tools)
        self._premise, self._at = QLineEdit(), MomentEdit("Когда")
        self._kind = kind_combo(draft.kind if draft is not None else ActKind.COOLANT)
        self._basis = TextArea("Основание", least=_AREA_HEIGHT, most=_AREA_HEIGHT)
        if draft is not None:
            self._house.set_house(draft.building_id, address)
            self._house.setReadOnly(bool(draft.ticket_ids))
            self._premise.setText(draft.premise)
            self._basis.setPlainText(draft.basis)
        fields = {
            "building": FormField("&Адрес", self._house),
            "planned_at": FormField("&Когда", self._at, "завтра 10:00"),
            "premise": FormField("Кварти&ра, помещение", self._premise),
            "kind": FormField("&Вид акта", self._kind),
            "basis": FormField("&Основание", self._basis),
        }
        self.sheet = FormSheet(parent, "Назначить выезд", "Назначить", fields)
        self.sheet.lay(
            fields["building"],
            row(fields["planned_at"], fields["premise"]),
            fields["basis"],
            fields["kind"],
        )
        open_sheet(self.sheet, self._house if draft is None else self._at, self._submit)

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        check_days({"planned_at": self._at}, problems)
        house = self._house.house
        if house is None:
            problems["building"] = "выберите дом из списка"
        if problems or house is None:
            self.sheet.show_error(InvalidDraft(problems))
            return
        inspections, known = self._tools.office.inspections, self._draft
        premise, basis = self._premise.text().strip(), self._basis.text().strip()
        planned_at, chosen = self._at.value(), self._kind.value()
        kind = chosen if isinstance(chosen, ActKind) else ActKind.COOLANT

        def plan() -> SavedInspection:
            draft = known if known is not None and known.building_id == house else None
            draft = inspections.with_kind(draft or inspections.draft_for(house), kind)
            typed = dataclasses.replace(draft, premise=premise, basis=basis, planned_at=planned_at)
            return inspections.plan(typed)

        save_sheet(self._tools, self.sheet, plan, self._on_done)
