"""The office's own words for a callback, and whether its calls are recorded."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core.call_script import NAMES
from desktop_app.core.changes import Changes
from desktop_app.core.records.callbacks import ScriptDraft
from desktop_app.services.merging_save import Opened
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.check import Check
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.text import Paragraph


class ScriptSheet:
    """The form and its one write; `on_done(changes)` after the words were kept."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        opened: Opened[ScriptDraft],
        on_done: Callable[[Changes], None],
    ) -> None:
        """Start with the words in force."""
        self._tools, self._on_done = tools, on_done
        self._save = tools.office.callbacks.merging_script(opened)
        self._text = TextArea("Слова разговора", least=120, most=220)
        self._text.setPlainText(opened.draft.script)
        self._recorded = Check("&Разговоры записываются, об этом предупреждают")
        self._recorded.setChecked(opened.draft.recorded)
        fields = {"script": FormField("&Слова разговора", self._text)}
        self.sheet = FormSheet(parent, "Слова разговора", "Записать", fields)
        names = ", ".join(f"{{{name}}}" for name in NAMES)
        hint = f"Подстановки: {names}. Пустой текст вернёт исходные слова."
        self.sheet.lay(
            fields["script"], Paragraph(hint, Type.CELL, Tone.MUTED, columns=80), self._recorded
        )
        open_sheet(self.sheet, self._text, self._submit)

    def _submit(self) -> None:
        typed = ScriptDraft(self._text.toPlainText(), self._recorded.isChecked())
        save_sheet(self._tools, self.sheet, lambda: self._save(typed), self._on_done)
