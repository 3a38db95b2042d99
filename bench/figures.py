"""What a measurement says, and how it is taken: ours beside a yardstick of the same run."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from desktop_app.services.office import Office


@dataclass(frozen=True, slots=True)
class Goal:
    """What holds a line: at most so many times the yardstick, and so much by itself.

    `most` is in the unit of the figure (milliseconds unless the line says otherwise).
    """

    ratio: float | None = None
    most: float | None = None

    def holds(self, figure: float, yardstick: float) -> bool:
        """Tell whether a figure beside its yardstick meets the goal."""
        is_near = self.ratio is None or figure <= self.ratio * yardstick
        return is_near and (self.most is None or figure <= self.most)

    def words(self, unit: str) -> str:
        """Return the goal as the table prints it."""
        ratio = f"≤ {self.ratio:g}×" if self.ratio is not None else ""
        most = f"≤ {self.most:g} {unit}" if self.most is not None else ""
        return " и ".join(filter(None, (ratio, most)))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, in `unit`, beside its yardstick (0: has none)."""

    operation: str
    ours: float
    yardstick: float
    beside: str
    goal: Goal
    unit: str = "мс"

    @property
    def is_held(self) -> bool:
        """Tell whether the goal is met."""
        return self.goal.holds(self.ours, self.yardstick)


@dataclass(frozen=True, slots=True)
class District:
    """An invented district in a file, and what making it took."""

    path: Path
    folder: Path
    tickets: int
    office: Office
    made_seconds: float
    rewritten_seconds: float


Measure = Callable[[District], Sequence[Figure]]


def spent(work: Callable[..., object], *arguments: object) -> float:
    """Return the milliseconds one piece of work takes by the clock."""
    start = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - start) * 1000


def worked(work: Callable[..., object], *arguments: object) -> float:
    """Return the milliseconds of processor one piece of reading takes: neighbours do not count."""
    start = time.thread_time()
    work(*arguments)
    return (time.thread_time() - start) * 1000


def typical(work: Callable[[], object], rounds: int = 9) -> float:
    """Return the median milliseconds of reading that was done once before, garbage set aside."""
    work()
    gc.collect()
    return median(worked(work) for _ in range(rounds))


def side_by_side(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 9
) -> tuple[float, float]:
    """Return the median milliseconds of two ways of reading that take turns.

    They wait for nothing but the processor, so its time is told: neighbours' is left out.
    """
    ours()
    theirs()
    gc.collect()
    pairs = [(worked(ours), worked(theirs)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def worst_twentieth(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20)[18]
