"""What an office may change in a norm: its bounds, what is tolerated, its source and edition."""

from dataclasses import dataclass, replace

from desktop_app.core.norm_rows import Norm
from desktop_app.core.norms import plain
from desktop_app.core.tolerances import Limit, parse_tolerance


@dataclass(frozen=True, slots=True)
class NormEdit:
    """The figures and the source of a norm; `below` of nothing and of zero are one and the same."""

    low: float | None
    high: float | None
    below: float | None
    above: float | None
    night_below: float | None
    basis: str
    edition: str

    @property
    def figures(self) -> tuple[float | None, ...]:
        """All but the words, to be compared."""
        return self.low, self.high, self.below, self.above, self.night_below

    def applied(self, norm: Norm) -> Norm:
        """Return a norm with these figures and this source."""
        return replace(
            norm,
            low=self.low,
            high=self.high,
            below=self.below,
            above=self.above,
            night_below=self.night_below,
            basis=self.basis,
            edition=self.edition,
        )


def edit_of(norm: Norm) -> NormEdit:
    """Return what may be changed in a norm, as it stands."""
    below, night = norm.below or None, norm.night_below
    return NormEdit(norm.low, norm.high, below, norm.above, night, norm.basis, norm.edition)


def tolerance_words(norm: Norm) -> str:
    """Return what a norm tolerates as acts write it: «+4 °C; ночью −3 °C»."""
    parts = [f"+{plain(norm.above)} {norm.unit}"] if norm.above is not None else []
    parts += [f"−{plain(norm.below)} {norm.unit}"] if norm.below else []
    night = norm.night_below
    parts += [f"ночью −{plain(night)} {norm.unit}"] if night is not None else []
    return "; ".join(parts)


def tolerated(words: str, unit: str) -> tuple[float | None, float | None, float | None]:
    """Return below, above and below at night; ValueError, worded for the clerk, for other words."""
    tolerance = parse_tolerance(words, unit)
    day, night = tolerance.day, tolerance.night
    limits = (day.below, day.above, night.below, night.above)
    if any(limit is not None and limit.is_percent for limit in limits):
        raise ValueError("допуск нормы пишут в её единицах, без процентов")
    if night.above != day.above:
        raise ValueError("ночью иным бывает только допуск вниз: «ночью −3»")
    by_night = None if night.below == day.below else _amount(night.below)
    return _amount(day.below) or None, _amount(day.above), by_night


def _amount(limit: Limit | None) -> float | None:
    return None if limit is None else float(limit.amount)
