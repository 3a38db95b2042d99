"""Tooltips: read letter by letter, and never past the edge of the screen."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.tips import plain_tip

pytestmark = pytest.mark.gui
_SENTENCE = "С понедельника в угловой комнате и на кухне холодные батареи. "


@pytest.mark.parametrize("times", [1, 3, 80])
def test_a_long_tip_stays_on_the_screen(qapp: QApplication, qtbot: QtBot, times: int) -> None:
    """Five thousand letters of a caller's words made a tip 1230 pixels high, its top cut off."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QToolTip.showText(widget.mapToGlobal(QPoint(5, 5)), plain_tip(_SENTENCE * times), widget)
    found = [
        w for w in qapp.topLevelWidgets() if isinstance(w, QLabel) and w.isVisible() and w.text()
    ]
    assert len(found) == 1
    room = widget.screen().availableGeometry()
    assert found[0].width() <= room.width()
    assert found[0].height() <= room.height()
    QToolTip.hideText()


def test_signs_of_markup_are_shown() -> None:
    """Short words stay as they are; what looks like a tag is told from one."""
    assert plain_tip("УК «Уют» & сын") == "УК «Уют» & сын"
    assert plain_tip("<b>дом & двор</b>") == "<span>&lt;b&gt;дом &amp; двор&lt;/b&gt;</span>"
    assert plain_tip("одна\nдве") == "одна\nдве"
    assert plain_tip("") == ""
