"""Error words, keys, the memory of the workstation, the hub, commands."""

import inspect
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import errors as core_errors
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.ui import keys
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.errors import summary_title, words_of
from desktop_app.ui.keys import KEYS, Place
from desktop_app.ui.shell.commands import Command, matching
from desktop_app.ui.state import BODY_PT, LAST_PAGE, WINDOW_GEOMETRY, State, list_layout
from desktop_app.ui.theme import Tone
from tests.ui.keyboard import CTRL, press

ERRORS = [
    kind
    for _, kind in inspect.getmembers(core_errors, inspect.isclass)
    if issubclass(kind, OfficeError)
]


def _raised(kind: type[OfficeError]) -> OfficeError:
    if kind is core_errors.Cancelled:
        return core_errors.Cancelled()
    if kind is InvalidDraft:
        return InvalidDraft({"topic": "выберите тему"})
    if kind is core_errors.Clash:
        return core_errors.Clash({"phone": ("1", "2")}, "Иванова", lambda _asked, _mine: None)
    return kind("Запись изменил другой сотрудник")


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_class_has_words(kind: type[OfficeError]) -> None:
    """Each class gives a title and full sentences, even when raised with a bare cause."""
    words = words_of(_raised(kind))
    assert words.title
    assert not words.title.endswith(".")
    for sentence in filter(None, words.text.split(". ")):
        assert sentence[0].isupper() or kind in (InvalidDraft, core_errors.Cancelled)


def test_the_error_s_own_words_win() -> None:
    """Safety and remedy said by the raiser are not replaced by general ones."""
    words = words_of(core_errors.DatabaseLocked("База занята", "форма цела", "закройте копию"))
    assert words.text == "Форма цела. Закройте копию."
    assert words.tone is Tone.DANGER


def test_only_damage_is_modal() -> None:
    """A box in the way is kept for data at risk."""
    modal = [kind.__name__ for kind in ERRORS if words_of(_raised(kind)).modal]
    assert modal == ["DatabaseDamaged"]


def test_the_summary_counts_fields() -> None:
    """Endings are right for any number."""
    assert [summary_title(count)[-6:].split()[-1] for count in (1, 2, 5, 21)] == [
        "поле",
        "поля",
        "полей",
        "поле",
    ]


def test_no_key_means_two_things_in_one_place() -> None:
    """In every place, together with what acts everywhere, a key stands once."""
    everywhere = [key.sequence for key in KEYS.values() if key.place is Place.WINDOW]
    for place in Place:
        here = [key.sequence for key in KEYS.values() if key.place is place]
        both = here if place is Place.WINDOW else here + everywhere
        assert [key for key, times in Counter(both).items() if times > 1] == []


def test_every_key_is_known_to_qt_and_has_words() -> None:
    """Portable names are understood; captions are short and plain."""
    for name, key in KEYS.items():
        assert key.words, name
        if "…" not in key.sequence:
            assert QKeySequence(key.sequence).toString() != "", name
        assert key.cap
    assert keys.cap("save_close") == "Ctrl+Enter"
    assert [heading for heading, _ in keys.help_lines()] == [str(place) for place in Place]


def test_a_bound_key_acts_in_its_place(qtbot: QtBot) -> None:
    """A key of a form acts while the focus is in the form, and not outside."""
    whole = QWidget()
    form, inside, outside = QWidget(), QLineEdit(), QLineEdit()
    QVBoxLayout(form).addWidget(inside)
    layout = QVBoxLayout(whole)
    layout.addWidget(form)
    layout.addWidget(outside)
    qtbot.addWidget(whole)
    acted: list[str] = []
    keys.bind("save", form, lambda: acted.append("записано"))
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    outside.setFocus()
    press(outside, Qt.Key.Key_S, CTRL)
    assert acted == []
    inside.setFocus()
    press(inside, Qt.Key.Key_S, CTRL)
    assert acted == ["записано"]


def test_memory_gives_back_what_it_was_given(tmp_path: Path) -> None:
    """Values of every type survive the file; another State reads them."""
    path = tmp_path / "window.ini"
    first = State.at(path)
    first.set(BODY_PT, 12.0)
    first.set(LAST_PAGE, "дома")
    first.set(list_layout("register"), {"order": ["адрес"], "widths": {"адрес": 120}})
    first.set_bytes(WINDOW_GEOMETRY, QByteArray(b"\x00\x01\xff"))
    first.flush()
    again = State.at(path)
    assert again.get(BODY_PT) == 12.0
    assert again.get(LAST_PAGE) == "дома"
    assert again.get(list_layout("register"))["widths"] == {"адрес": 120}
    assert again.get_bytes(WINDOW_GEOMETRY).data() == b"\x00\x01\xff"


@given(st.text() | st.from_regex(r'[a-z+/="\\\\]{0,6}', fullmatch=True))
def test_memory_keeps_any_words(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    """Quotes, marks and signs nobody sees come back as they were, by the short way or the long."""
    path = tmp_path_factory.mktemp("memory") / "window.ini"
    State.at(path).set(LAST_PAGE, words)
    assert State.at(path).get(LAST_PAGE) == words


@pytest.mark.parametrize("raw", ["не число", "[1, 2]", "null", "{", '"11"', ""])
def test_a_spoilt_memory_reads_as_the_default(tmp_path: Path, raw: str) -> None:
    """Whatever was written by hand, the window opens."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    for setting in (BODY_PT, LAST_PAGE, WINDOW_GEOMETRY):
        settings.setValue(setting.name, raw)
    state = State(settings)
    assert state.get(BODY_PT) == 10.5
    assert isinstance(state.get(LAST_PAGE), str)
    assert isinstance(state.get_bytes(WINDOW_GEOMETRY), QByteArray)


def test_changes_are_announced_once_and_only_real_ones() -> None:
    """No change is not announced; a change reaches every listener once."""
    hub, heard = ChangesHub(), list[Changes]()
    hub.announced.connect(heard.append)
    hub.announce(Changes())
    hub.announce(Changes.of(Kind.TICKET, 7))
    assert [changes.touches(Kind.TICKET) for changes in heard] == [True]


def test_commands_are_found_by_beginnings_of_words() -> None:
    """Case, ё and order of words do not matter; every typed word must be found."""
    commands = [
        Command("Принять звонок", int),
        Command("Журнал в Excel", int),
        Command("Перейти: Отчёты", int),
    ]
    assert [c.title for c in matching(commands, "ЗВО при")] == ["Принять звонок"]
    assert [c.title for c in matching(commands, "отче")] == ["Перейти: Отчёты"]
    assert matching(commands, "журнал pdf") == []
    assert len(matching(commands, "")) == 3
