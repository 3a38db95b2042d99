"""What the palette does from any section: files to load, the look of the window."""

import pytest

from desktop_app.core.records.imports import ImportKind
from desktop_app.ui.state import BODY_PT, THEME
from desktop_app.ui.theme import THEMES, look
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _offered(clerk: ClerkAtKeys, words: str) -> list[str]:
    """Return what the palette offers for these words."""
    clerk.press(Key.Key_K, CTRL)
    clerk.type(words)
    titles = clerk.window.palette_box.titles
    clerk.press(Key.Key_Escape)
    return titles


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("загрузить обращения", ImportKind.TICKETS),
        ("журнал прошлых", ImportKind.TICKETS),
        ("загрузить орган", ImportKind.ORGANIZATIONS),
        ("загрузить дом", ImportKind.HOUSES),
    ],
)
def test_a_file_is_asked_for_from_any_section(
    clerk: ClerkAtKeys, words: str, kind: ImportKind
) -> None:
    """The same question as the button of the settings asks, and the file goes there."""
    dialogs = clerk.workplace.tools.dialogs
    dialogs.answer_next(None)
    clerk.command(words)
    assert clerk.window.current_key == "settings"
    assert dialogs.asked[-1].title == kind.title_ru
    page = clerk.settings
    assert page.imports.isVisible()


def test_the_look_changes_where_the_clerk_is(clerk: ClerkAtKeys) -> None:
    """Theme and type size change at once, are remembered, and the settings show them."""
    state, size = clerk.workplace.tools.state, look().metrics.scale
    clerk.command("темное")
    assert look().theme is THEMES["dark"]
    assert state.get(THEME) == "dark"
    clerk.command("контраст")
    assert look().theme is THEMES["contrast"]
    clerk.command("буквы крупнее")
    assert look().metrics.scale > size
    assert state.get(BODY_PT) == 12.0
    for _ in range(6):
        clerk.command("мельче")
    assert state.get(BODY_PT) == 9.0
    assert clerk.window.current_key == "tickets"
    page = clerk.settings
    assert (page.look.theme.value(), page.look.points.value()) == ("contrast", 9.0)
    clerk.command("тема светл")
    assert look().theme is THEMES["light"]


def test_nothing_is_offered_twice(clerk: ClerkAtKeys) -> None:
    """A section's own command stands for that of the settings; in the settings none is doubled."""
    for section in ("buildings", "settings", "waste"):
        clerk.window.show_page(section)
        clerk.wait()
        for words in ("загрузить", "вид", "буквы"):
            titles = _offered(clerk, words)
            assert len(titles) == len(set(titles)), (section, titles)
