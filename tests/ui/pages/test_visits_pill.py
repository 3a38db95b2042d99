"""The pill above the measurements: how many violate, and what cannot be judged yet."""

from desktop_app.core.norms import judge
from desktop_app.core.records.inspections import Measurement
from desktop_app.ui.pages.visits.columns import Measured, violation_pill
from desktop_app.ui.theme import Tone

_NIGHT = "+4 °C; ночью −3 °C"


def test_an_unjudged_figure_is_not_told_as_no_violation() -> None:
    """Cold that only the night allows waits for its hour: the pill says so, and is not green."""
    rows = [
        Measurement("air", "Зал", "Воздух", "°C", 16.5, norm_min=18.0, tolerance=_NIGHT),
        Measurement("air", "Спальня", "Воздух", "°C", 21.0, norm_min=18.0, tolerance=_NIGHT),
    ]
    lines = [Measured(place, row, judge(row)) for place, row in enumerate(rows)]
    pill = violation_pill(lines)
    assert pill is not None
    assert (pill.text, pill.tone) == ("нужно время замера: 1", Tone.WARNING)
    fine = violation_pill(lines[1:])
    assert fine is not None
    assert (fine.text, fine.tone) == ("нарушений нет", Tone.GOOD)
