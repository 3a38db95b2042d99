"""A member of the commission: who, in what role, whether they signed."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.core.enums import MemberRole, SignatureState
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.inspections import Member
from desktop_app.ui.pages.visits.sheet_parts import Brought, text_line
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit


class MemberSheet:
    """Adds a member or changes one; known people bring post, organisation and role with them."""

    def __init__(
        self,
        parent: QWidget,
        member: Member | None,
        known: Sequence[Member],
        on_done: Callable[[Member], object],
    ) -> None:
        """Show a member, or an empty one."""
        self._on_done, self._known = on_done, list(known)
        self._member = member or Member("")
        choices = [
            Choice(place, person.name, _about(person)) for place, person in enumerate(self._known)
        ]
        self._name = LookupEdit("Фамилия, имя, отчество", choices, takes_words=True)
        self._name.setText(self._member.name)
        self._post = text_line(self._member.post)
        self._organization = text_line(self._member.organization)
        self._brought = Brought({"post": self._post, "organization": self._organization})
        self._role = Combo("В качестве кого", [(r, r.title_ru) for r in MemberRole])
        self._role.set_value(self._member.role)
        self._signature = Combo("Подпись", [(s, s.title_ru) for s in SignatureState])
        self._signature.set_value(self._member.signature)
        self._remark = text_line(self._member.remark)
        self._name.changed.connect(self._bring)
        self.sheet = self._built(parent, is_new=member is None)
        open_sheet(self.sheet, self._signature if member else self._name, self._submit)

    def _built(self, parent: QWidget, *, is_new: bool) -> FormSheet:
        fields = {
            "name": FormField("&Фамилия, имя, отчество", self._name),
            "post": FormField("&Должность", self._post),
            "organization": FormField("&Организация", self._organization),
            "role": FormField("&В качестве кого", self._role),
            "signature": FormField("Под&пись", self._signature),
            "remark": FormField("О&тметка", self._remark, "почему отказ, замечание"),
        }
        standing = row(fields["role"], fields["signature"])
        standing.setStretch(0, 3)
        standing.setStretch(1, 2)
        verb = "Добавить" if is_new else "Записать"
        title = "Новый участник" if is_new else "Участник"
        sheet = FormSheet(parent, title, verb, fields)
        sheet.lay(
            fields["name"],
            row(fields["post"], fields["organization"]),
            standing,
            fields["remark"],
        )
        return sheet

    def _bring(self, place: object) -> None:
        if isinstance(place, int):
            person = self._known[place]
            self._brought.put({"post": person.post, "organization": person.organization})
            self._role.set_value(person.role)

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        role = MemberRole(str(self._role.value()))
        signature = SignatureState(str(self._signature.value()))
        if not self._name.text().strip():
            problems["name"] = "впишите фамилию"
        if signature is SignatureState.REFUSED and not self._remark.text().strip():
            problems["remark"] = "почему отказ?"
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        made = dataclasses.replace(
            self._member,
            name=self._name.text().strip(),
            post=self._post.text().strip(),
            organization=self._organization.text().strip(),
            role=role,
            signature=signature,
            remark=self._remark.text().strip(),
        )
        self.sheet.close_saved()
        self._on_done(made)


def _about(person: Member) -> str:
    return ", ".join(part for part in (person.post, person.organization) if part)
