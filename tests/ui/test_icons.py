"""Icons: one set of one grid and one stroke, each drawn in any colour."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from desktop_app.core.assets import resources_root
from desktop_app.ui.icons import icon_pixmap

FILES = sorted((resources_root() / "icons").glob("*.svg"))


def test_the_set_is_there() -> None:
    """About forty icons are packed."""
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_grid_one_stroke_no_colour(path: Path) -> None:
    """Every file has the 20×20 grid, 1.5 px round strokes and names no colour."""
    text = (resources_root() / "icons" / f"{getattr(path, 'stem', '')}.svg").read_text(
        encoding="utf-8"
    )
    assert 'viewBox="0 0 20 20"' in text
    assert 'stroke-width="1.5"' in text
    assert 'stroke-linecap="round"' in text
    assert not re.search(r"#[0-9A-Fa-f]{3,6}", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_drawn_in_the_colour_asked_for(path: Path) -> None:
    """Each icon leaves marks of its colour, at one and at two pixels a point."""
    for ratio in (1.0, 2.0):
        image = icon_pixmap(path.stem, "#AF211A", 20, ratio).toImage()
        assert image.width() == 20 * ratio
        strong = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert any(pixel.red() > 120 and pixel.green() < 90 for pixel in strong)


def test_a_knock_out_takes_the_ground() -> None:
    """The «!» of the alert icon has the colour of what it stands on."""
    image = icon_pixmap("alert", "#000000", 40, 1.0, "#FFFF00").toImage()
    assert image.pixelColor(20, 15) == QColor("#FFFF00")


def test_an_unknown_icon_is_an_error() -> None:
    """A misspelt name is noticed at once."""
    with pytest.raises(FileNotFoundError):
        icon_pixmap("no-such-icon", "#000000", 16)
