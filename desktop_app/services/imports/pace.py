"""How far a long work is, told now and then, and whether somebody stopped it."""

from collections.abc import Callable
from typing import Final

from desktop_app.core.errors import Cancelled

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]

_EVERY: Final = 100


class Pace:
    """Counts steps; `tick` tells the progress and raises Cancelled when told to stop."""

    def __init__(self, progress: Progress | None, cancelled: IsCancelled | None) -> None:
        """Nobody need listen."""
        self._progress, self._cancelled = progress, cancelled
        self._done, self._total = 0, 1

    def expect(self, total: int) -> None:
        """Set how many steps there will be, roughly."""
        self._total = max(total, self._done, 1)
        self._tell()

    def tick(self) -> None:
        """Count one step."""
        self._done += 1
        if self._done % _EVERY == 0:
            self._tell()

    def is_cancelled(self) -> bool:
        """Tell whether somebody stopped the work."""
        return self._cancelled is not None and self._cancelled()

    def _tell(self) -> None:
        if self.is_cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)
