"""A box of few values gives back the very values it was given."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import HandoverChannel
from desktop_app.ui.widgets.combo import Combo
from tests.ui.keyboard import press


def test_members_of_our_enums_stay_themselves(qtbot: QtBot) -> None:
    """What is chosen is the member, not its text; an unknown value shows the first."""
    box = Combo("Как передано", [(channel, channel.title_ru) for channel in HandoverChannel])
    qtbot.addWidget(box)
    picked: list[object] = []
    box.picked.connect(picked.append)
    assert box.value() is HandoverChannel.PHONE
    box.set_value(HandoverChannel.LETTER)
    assert box.value() is HandoverChannel.LETTER
    press(box, Qt.Key.Key_Up)
    assert box.value() is HandoverChannel.MESSENGER
    assert picked == [HandoverChannel.MESSENGER]
    box.set_value("сова")
    assert box.value() is HandoverChannel.PHONE


def test_other_choices_keep_the_value_they_still_have(qtbot: QtBot) -> None:
    """The value stays while it is offered; an empty box has none."""
    box = Combo("Цифра", [(1, "один"), (2, "два")])
    qtbot.addWidget(box)
    box.set_value(2)
    box.set_choices([(2, "два"), (3, "три")])
    assert box.value() == 2
    box.set_choices([])
    assert box.value() is None


def test_a_kind_is_shown_whole(qtbot: QtBot) -> None:
    """A box that shows its words whole is never narrower than the longest of them."""
    words = "Ресурсоснабжающая организация"
    box = Combo("Кто это", [(1, "УК"), (2, words)])
    qtbot.addWidget(box)
    box.show_whole()
    need = box.fontMetrics().horizontalAdvance(words)
    assert box.minimumSizeHint().width() >= need + 20


def test_words_too_long_are_cut_with_a_sign(qtbot: QtBot) -> None:
    """A narrow box ends in «…», the tooltip tells the whole: the style cut inside a letter."""
    words = "№ площадки · Адрес · График вывоза · Контейнеры, шт"
    box = Combo("Строка заголовков", [(1, words)])
    qtbot.addWidget(box)
    box.resize(150, box.sizeHint().height())
    narrow = box.grab().toImage()
    assert box.toolTip() == words
    box.set_choices([(1, words + words)])
    assert box.grab().toImage() == narrow
    box.resize(box.fontMetrics().horizontalAdvance(words) + 400, box.height())
    box.grab()
    assert box.toolTip() == ""
