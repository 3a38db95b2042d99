"""The bench still measures the program that is there: what it starts as text no tool checks."""

from pathlib import Path

import pytest

from bench import start
from desktop_app.services.demo.build import DemoOrder, make_demo

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("way", [start.EMPTY, start.FRAME, start.LIST])
def test_the_start_is_measured_from_the_front_door(way: str, tmp_path: Path) -> None:
    """An empty window, ours, and ours with its rows each come to their mark.

    A process that ends otherwise, or never paints, raises instead of giving a time.
    """
    small, big = tmp_path / "empty.sqlite", tmp_path / "big.sqlite"
    make_demo(big, DemoOrder(houses=50, tickets=200))
    assert start.ways(small, big, tmp_path)[way]() > 0
