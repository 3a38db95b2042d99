"""The window for our own bugs: nothing is lost, and here is what to send."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.ui.jobs import CrashReport
from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_TEXT = (
    "Это ошибка в программе, а не в ваших действиях. Всё записанное цело: действие, на котором "
    "произошёл сбой, не сохранено. Можно продолжать работу. Скопируйте сведения и передайте их "
    "тому, кто сопровождает программу: имён, телефонов и текстов обращений в них нет."
)
_MARGIN = 20


class CrashWindow(QDialog):
    """Shows one report; not modal, so that what is typed elsewhere can still be saved."""

    def __init__(self, report: CrashReport, parent: QWidget | None = None) -> None:
        """Show what to send."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Сбой в программе")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._details = QPlainTextEdit(details_of(report))
        self._details.setReadOnly(True)
        self._details.setAccessibleName("Сведения о сбое")
        copy = Button("Скопировать сведения", Rank.PRIMARY, icon_name="copy")
        copy.clicked.connect(self._copy)
        away = Button("Продолжить работу")
        away.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(12)
        column.addWidget(Paragraph("Программа споткнулась", Type.SUBJECT))
        column.addWidget(Paragraph(_TEXT))
        column.addWidget(self._details)
        column.addLayout(row(copy, away, None))
        px = look().metrics.px
        self.resize(px(640), px(420))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())


def details_of(report: CrashReport) -> str:
    """Return what is copied: versions and the traceback, without a single value of the office."""
    versions = (
        f"Райштаб {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}"
    )
    return f"{versions}\n{report.details}"
