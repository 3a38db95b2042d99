"""Who sits down at the desk: a name from the office's list, with a password where one is set."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.records.reference import Clerk
from desktop_app.ui.pages.picked_record import PickedRecord
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row


class ClerkSheet:
    """Asks who works; `on_sat(Clerk)` once the name (and its password) was accepted.

    With `on_stranger` there is a way out for one who is not in the list.
    """

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        clerks: Sequence[Clerk],
        proposed: int | None,
        on_sat: Callable[[Clerk], None],
        on_stranger: Callable[[], None] | None = None,
    ) -> None:
        """Propose a clerk: Enter accepts."""
        self._tools, self._on_sat = tools, on_sat
        self._clerks = {clerk.id: clerk for clerk in clerks}
        self._who = Combo("Кто работает", [(clerk.id, clerk.name) for clerk in clerks])
        self._who.set_value(proposed)
        self._word = QLineEdit()
        self._word.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = FormField("&Пароль", self._word)
        fields = {"clerk": FormField("&Кто работает", self._who), "password": self._field}
        self.sheet = FormSheet(parent, "Кто садится за работу", "Начать работу", fields)
        self.sheet.short = True
        self.sheet.lay(*fields.values(), *self._way_out(on_stranger))
        self._who.picked.connect(lambda _value: self._ask_password())
        self._ask_password()
        open_sheet(self.sheet, self._word if self._needs() else self._who, self._submit)

    def _way_out(self, on_stranger: Callable[[], None] | None) -> list[QLayout]:
        if on_stranger is None:
            return []
        button = Button("&Меня нет в списке", Rank.LINK)

        def introduce() -> None:
            self.sheet.close_saved()
            on_stranger()

        button.clicked.connect(introduce)
        return [row(button, None)]

    def _chosen(self) -> Clerk | None:
        value = self._who.value()
        return self._clerks.get(value) if isinstance(value, int) else None

    def _needs(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and chosen.has_password

    def _ask_password(self) -> None:
        self._field.setVisible(self._needs())

    def _submit(self) -> None:
        chosen, clerks, word = self._chosen(), self._tools.office.clerks, self._word.text()
        if chosen is not None:
            save_sheet(
                self._tools,
                self.sheet,
                lambda: clerks.sit(chosen.id, word),
                lambda _changes: self._on_sat(chosen),
            )


class ClerkChangeSheet:
    """Corrects a name or a post, or takes one who works here no more out of the choice."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        clerks: Sequence[Clerk],
        current: int,
        on_done: Callable[[Clerk], None],
    ) -> None:
        """Begin with the one at the desk."""
        self._tools, self._on_done = tools, on_done
        self._clerks = {clerk.id: clerk for clerk in clerks}
        self._who = Combo("Сотрудник", [(clerk.id, clerk.name) for clerk in clerks])
        self._who.set_value(current)
        self._name, self._post = QLineEdit(), QLineEdit()
        self._active = Combo("Работает", [(True, "работает"), (False, "больше не работает")])
        fields = {
            "clerk": FormField("&Сотрудник", self._who),
            "name": FormField("&Фамилия, имя, отчество", self._name),
            "post": FormField("&Должность", self._post),
            "is_active": FormField("&Работает", self._active),
        }
        self.sheet = FormSheet(parent, "Изменить сотрудника", "Записать", fields)
        self.sheet.lay(*fields.values())
        names = ("name", "post", "is_active")
        self._record = PickedRecord(tools.dialogs, self.sheet, self._who, names)
        self._who.picked.connect(
            lambda _value: self._record.turn(lambda: self._record.fill(self._fill))
        )
        self._record.fill(self._fill)
        open_sheet(self.sheet, self._name, self._submit)

    def _chosen(self) -> Clerk:
        return self._clerks[int(str(self._who.value()))]

    def _fill(self) -> None:
        self._name.setText(self._chosen().name)
        self._post.setText(self._chosen().post)
        self._active.set_value(value=True)

    def _submit(self) -> None:
        clerks, chosen = self._tools.office.clerks, self._chosen().id
        name, post, active = self._name.text(), self._post.text(), bool(self._active.value())
        save_sheet(
            self._tools,
            self.sheet,
            lambda: clerks.change(chosen, name, post, is_active=active),
            self._on_done,
        )


class PasswordSheet:
    """Sets, changes or removes a clerk's own password."""

    def __init__(
        self, tools: Tools, parent: QWidget, clerk: Clerk, on_done: Callable[[Changes], None]
    ) -> None:
        """Ask for the old one only where there is one."""
        self._tools, self._clerk, self._on_done = tools, clerk, on_done
        self._old, self._new = QLineEdit(), QLineEdit()
        for line in (self._old, self._new):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        fields = {
            "old": FormField("&Прежний пароль", self._old),
            "new": FormField("&Новый пароль", self._new, "пусто — без пароля"),
        }
        self.sheet = FormSheet(parent, f"Пароль: {clerk.name}", "Записать", fields)
        self.sheet.lay(*fields.values())
        fields["old"].setVisible(clerk.has_password)
        open_sheet(self.sheet, self._old if clerk.has_password else self._new, self._submit)

    def _submit(self) -> None:
        clerks, old, new = self._tools.office.clerks, self._old.text(), self._new.text()
        save_sheet(
            self._tools,
            self.sheet,
            lambda: clerks.set_password(self._clerk.id, old, new),
            self._on_done,
        )
