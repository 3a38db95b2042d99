"""Drawn pictures are photographs to the program: dated, small, different for other values."""

import datetime as dt

from desktop_app.reports import drawn_photos, photo_files

TAKEN = dt.datetime(2026, 11, 23, 10, 41, 7)


def test_a_drawn_picture_tells_when_it_was_taken() -> None:
    """The reader of photographs finds the size and the moment, and no place."""
    for jpeg in (
        drawn_photos.manometer(5.5, 10.0, TAKEN),
        drawn_photos.radiator(7, 16.5, TAKEN),
        drawn_photos.worn_pipe(0.3, 0.5, TAKEN),
    ):
        facts = photo_files.facts(jpeg)
        assert (facts.width, facts.height) == (800, 600)
        assert facts.taken_at == TAKEN
        assert facts.latitude is None
        assert len(jpeg) < 60_000


def test_the_same_values_give_the_same_bytes_and_others_do_not() -> None:
    """The hand of a dial and the figures of a thermometer follow what was measured."""
    dial, same = (drawn_photos.manometer(5.5, 10.0, TAKEN) for _ in range(2))
    assert dial == same != drawn_photos.manometer(5.6, 10.0, TAKEN)
    shown = {drawn_photos.radiator(7, degrees / 10, TAKEN) for degrees in range(100, 110)}
    assert len(shown) == 10
