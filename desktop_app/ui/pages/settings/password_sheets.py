"""Small forms of the base's password: the first one, another one, a proof that it is known."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.file_key import password_problem, password_strength
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.password_edit import PasswordEdit, shows
from desktop_app.ui.widgets.text import Paragraph

_NOT_IT = "не тот пароль"
_WARNING = (
    "Без пароля или листа восстановления базу не откроет никто, в том числе составители программы. "
    "Лист предложат записать сразу после шифрования: напечатайте его и положите в сейф."
)
_ROUND = (
    "Окно закроется, база перепишется (обычно меньше минуты) и откроется снова. Другие окна "
    "«Райштаба» с этой базой сначала закройте. Прежний файл останется рядом."
)
_FORMER = "Копии, сделанные раньше, откроются только прежним паролем: не забывайте его."


class SetPasswordSheet:
    """Asks for the first password twice; `on_wanted(password)` once both are the same."""

    title, verb = "Зашифровать базу паролем", "Зашифровать"

    def __init__(
        self, tools: Tools, parent: QWidget, on_wanted: Callable[[str | None], object]
    ) -> None:
        """Say what it means before anything is typed."""
        self._tools, self._on_wanted = tools, on_wanted
        self.new, self.again = PasswordEdit(), PasswordEdit()
        self.hint = Paragraph("", Type.CELL, Tone.MUTED, columns=70)
        fields = self._fields()
        self.sheet = FormSheet(parent, self.title, self.verb, fields)
        self.sheet.lay(
            *(Paragraph(words, Type.CELL, columns=70) for words in self.words()),
            *fields.values(),
            self.hint,
            row(shows(*self._edits()), None),
        )
        self.new.textEdited.connect(lambda text: self.hint.set_text(password_strength(text)))
        open_sheet(self.sheet, self._edits()[0], self._submit)

    def words(self) -> tuple[str, ...]:
        """Return what is said above the fields."""
        return _WARNING, _ROUND

    def _edits(self) -> tuple[PasswordEdit, ...]:
        return self.new, self.again

    def _fields(self) -> dict[str, FormField]:
        return {
            "password": FormField("&Пароль", self.new, "не короче 8 знаков"),
            "again": FormField("&Ещё раз", self.again),
        }

    def _submit(self) -> None:
        problem = password_problem(self.new.text())
        if problem:
            self.sheet.show_error(InvalidDraft({"password": problem}))
        elif self.new.text() != self.again.text():
            self.sheet.show_error(InvalidDraft({"again": "не такой, как в первый раз"}))
        else:
            self._accept()

    def _accept(self) -> None:
        self.sheet.close_saved()
        self._on_wanted(self.new.text())


class ChangePasswordSheet(SetPasswordSheet):
    """Asks for the present password and twice for the new one."""

    title, verb = "Сменить пароль базы", "Сменить пароль"

    def words(self) -> tuple[str, ...]:
        """Return what is said above the fields."""
        return _FORMER, _ROUND

    def _edits(self) -> tuple[PasswordEdit, ...]:
        return self.old, self.new, self.again

    def _fields(self) -> dict[str, FormField]:
        self.old = PasswordEdit()
        old = FormField("П&режний пароль или ключ с листа", self.old)
        return {"old": old, **super()._fields()}

    def _accept(self) -> None:
        _prove(self._tools, self.sheet, self.old, super()._accept)


class ProofSheet:
    """Asks for the present password before `act`."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        title: str,
        verb: str,
        words: str,
        act: Callable[[], object],
    ) -> None:
        """Show the form."""
        self._tools, self._act = tools, act
        self.old = PasswordEdit()
        field = FormField("&Пароль базы или ключ с листа", self.old)
        self.sheet = FormSheet(parent, title, verb, {"old": field})
        self.sheet.short = True
        words_above = Paragraph(words, Type.CELL, columns=70)
        self.sheet.lay(words_above, field, row(shows(self.old), None))
        open_sheet(self.sheet, self.old, self._submit)

    def _submit(self) -> None:
        _prove(self._tools, self.sheet, self.old, self._accept)

    def _accept(self) -> None:
        self.sheet.close_saved()
        self._act()


def _prove(tools: Tools, sheet: FormSheet, edit: PasswordEdit, then: Callable[[], object]) -> None:
    """Go on only when the present password was typed."""
    key, typed = tools.office.key, edit.text()

    def answered(is_known: bool) -> None:
        if is_known:
            then()
        else:
            sheet.show_error(InvalidDraft({"old": _NOT_IT}))

    tools.jobs.read(
        lambda: key is None or key.is_from(typed), answered, sheet.show_error, owner=sheet
    )
