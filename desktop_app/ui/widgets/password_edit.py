"""A line for a password: dots, and a button that shows what is typed."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.widgets.check import Check


class PasswordEdit(QLineEdit):
    """Never kept as a draft, shown or not; see `field_values.read_value`."""

    def __init__(self) -> None:
        """Begin with dots."""
        super().__init__()
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:
        """Show the letters or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer no menu over dots: nothing of it would help."""
        if self.echoMode() is QLineEdit.EchoMode.Normal:
            super().contextMenuEvent(event)


def shows(*edits: PasswordEdit) -> Check:
    """Return the mark «Показать пароль» of these lines."""
    check = Check("Показать пароль")
    for edit in edits:
        check.toggled.connect(edit.set_shown)
    return check
