"""What goes out with the program: its mark and the licences of everything inside."""

from __future__ import annotations

import csv

import pytest
from PIL import Image, ImageChops, ImageStat
from PIL.IcoImagePlugin import IcoImageFile

from tests.house import icon, tree
from tests.house.test_locks import lock

LICENSES = tree.ROOT / "resources" / "licenses"


def libraries() -> list[dict[str, str]]:
    """Rows of libraries.csv, which «О программе» shows."""
    text = (LICENSES / "libraries.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def test_every_library_names_its_licence() -> None:
    """The list holds exactly the locked libraries of the program in their locked versions.

    The extra is among them: the installer is built with it.
    """
    listed = {row["library"]: row["version"] for row in libraries() if row["version"]}
    locked = {
        **lock("requirements.lock"),
        "sqlcipher3": lock("requirements-dev.lock")["sqlcipher3"],
    }
    assert listed == {name: version for name, (version, _) in locked.items()}
    assert all(row["license"] and row["purpose"] for row in libraries())


@pytest.mark.parametrize("name", ["PSF-2.0", "LGPL-3.0", "GPL-3.0", "OFL-1.1"])
def test_licence_texts_are_whole(name: str) -> None:
    """The texts that must travel with Python, Qt and the fonts are there, not just their names."""
    assert len((LICENSES / f"{name}.txt").read_text("utf-8")) > 4_000


@pytest.mark.usefixtures("qapp")
def test_the_mark_is_drawn_from_its_source() -> None:
    """rayshtab.png and rayshtab.ico show what rayshtab.svg draws now, in every size."""
    with Image.open(icon.FOLDER / "rayshtab.ico") as file:
        assert isinstance(file, IcoImageFile)
        shown = {size: file.ico.getimage((size, size)).convert("RGBA") for size in icon.SIZES}
    for size, picture in shown.items():
        difference = ImageStat.Stat(ImageChops.difference(icon.drawn(size), picture))
        assert max(high for _, high in difference.extrema) < 40, size
    with Image.open(icon.FOLDER / "rayshtab.png") as file:
        assert file.size == (256, 256)
