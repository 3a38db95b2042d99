"""The square code of an act is a code of ГОСТ size with its three finders, in its place."""

from desktop_app.reports.square_code import square_code

TEXT = "Акт № 2026-014 от 23.11.2026, код 1A2B 3C4D 5E6F"  # read back by a scanner's library
COUNT = 33  # modules of a side: 4 × version + 17


def _modules() -> list[list[bool]]:
    """Return the code as rows of modules from the top, dark ones true."""
    found = [[False] * COUNT for _row in range(COUNT)]
    for x, y, wide, high in square_code(TEXT, 0.0, 0.0, float(COUNT)):
        row = COUNT - 1 - round(y)
        for place in range(round(x), round(x + wide)):
            found[row][place] = True
        assert round(high) == 1
    return found


def test_three_finders_stand_in_the_corners() -> None:
    """The squares a scanner looks for are whole, with their light borders."""
    modules = _modules()
    for top, left in ((0, 0), (0, COUNT - 7), (COUNT - 7, 0)):
        part = [row[left : left + 7] for row in modules[top : top + 7]]
        assert part[0] == [True] * 7 == part[6]
        assert part[1] == [True, *[False] * 5, True]
        assert part[3] == [True, False, True, True, True, False, True]
    assert not all(row[COUNT - 1] for row in modules[-7:])


def test_the_code_fills_its_square_and_is_always_the_same() -> None:
    """Nothing leaves the side asked for, and one text gives one code."""
    squares = square_code(TEXT, 100.0, 20.0, 40.0)
    assert squares == square_code(TEXT, 100.0, 20.0, 40.0)
    assert min(x for x, _y, _w, _h in squares) >= 100.0
    assert max(x + wide for x, _y, wide, _h in squares) <= 140.0 + 1e-9
    assert min(y for _x, y, _w, _h in squares) >= 20.0 - 1e-9
    assert max(y + high for _x, y, _w, high in squares) <= 60.0 + 1e-9


def test_another_text_is_another_code() -> None:
    """One digit changes the code."""
    assert square_code(TEXT, 0, 0, 33) != square_code(TEXT.replace("014", "015"), 0, 0, 33)
