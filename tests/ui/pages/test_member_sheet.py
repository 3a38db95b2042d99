"""A member of the commission: a known person brings a post, what was typed is not written over."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.records.inspections import Member
from desktop_app.ui.pages.visits.member_sheet import MemberSheet

pytestmark = pytest.mark.gui
_KNOWN = (
    Member("Иванова А. А.", "инженер", "УК «Уют»"),
    Member("Петров П. П.", "мастер", "Теплосеть"),
)


def test_a_chosen_person_leaves_what_was_typed(qtbot: QtBot) -> None:
    """The post brought goes with the person who brought it; a typed organisation stays."""
    window, given = QWidget(), list[Member]()
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    form = MemberSheet(window, None, _KNOWN, given.append)
    form._name.setText(_KNOWN[0].name)
    form._name.picked.emit(0)
    assert (form._post.text(), form._organization.text()) == ("инженер", "УК «Уют»")
    form._organization.setText("Администрация")
    form._name.setText(_KNOWN[1].name)
    form._name.picked.emit(1)
    assert (form._post.text(), form._organization.text()) == ("мастер", "Администрация")
