"""What happens to a ticket after the call: who gets it, when it is done, what the caller says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from desktop_app.services.demo.companies import MANAGEMENT
from desktop_app.services.demo.life import Life
from desktop_app.services.demo.moments import DAY, HOUR, MINUTE
from desktop_app.services.demo.subjects import Subject
from desktop_app.services.demo.town import House
from desktop_app.services.demo.words import SILENCE, Phrase, phrase

_Option = TypeVar("_Option")

_OPENS, _CLOSES = 8 * HOUR, 20 * HOUR
_CHANNELS = ("phone",) * 6 + ("system",) * 3 + ("email", "registry", "messenger")
_CANCELLED = ("duplicate", "duplicate", "withdrawn", "mistake", "not_ours")
_HELD = ("no_access", "no_access", "parts", "season", "other")
_ATTEMPTS = 3
_PAUSE, _LATEST, _MORNING = 3 * HOUR, 20 * HOUR, 9 * HOUR  # as in core.call_times
_MOST_CYCLES = 3
_RELEASED = phrase("срок отсрочки прошёл")  # the words of TodayBoard.release_held
_SPREAD = 1024

# 84 % «решено» to 16 % back to work over decisive calls: figures of the control department of Ufa.
SOLVED_SHARE = 0.84
_UNREACHED_SHARE = 0.14
_LATER_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part: clerks by shift, the dispatchers' names, the general dispatch service."""

    clerks: Sequence[int]
    dispatchers: Sequence[Phrase]
    dispatch: int

    def clerk(self, second: int) -> int:
        """Return who sits at the desk at a moment: two at a time, changing every eight hours."""
        shift = second // (8 * HOUR)
        return self.clerks[(shift * 2 + second // MINUTE % 2) % len(self.clerks)]


class Fate:
    """Decides; nothing that lies after the end of the demo happens."""

    def __init__(self, rng: Random, cast: Cast, until: int) -> None:
        """Prepare how long works take against their average: mostly quick, some endless."""
        self._cast, self._until = cast, until
        self._random: Callable[[], float] = rng.random
        self._spread = [
            rng.lognormvariate(-0.7, 1.0) * (6 if rng.random() < 0.09 else 1)
            for _ in range(_SPREAD)
        ]

    def live(self, life: Life, subject: Subject, house: House) -> None:
        """Carry a registered ticket through its cycles."""
        begins: int | None = life.call.second
        if life.call.explained is not None or self._cancelled(life):
            return
        while begins is not None:
            begins = self._cycle(life, subject, house, begins)

    def _cycle(self, life: Life, subject: Subject, house: House, begins: int) -> int | None:
        """Carry through one cycle; return when the next one begins, or None."""
        done = self._work(life, subject, house, begins)
        if done is None:
            return None
        return self._calls(life, subject, done)

    def _cancelled(self, life: Life) -> bool:
        if self._random() >= 0.025:
            return False
        at = self._office(life.call.second + self._between(10 * MINUTE, 5 * HOUR))
        if at <= self._until:
            life.cancel(at, self._cast.clerk(at), self._pick(_CANCELLED))
        return True

    def _work(self, life: Life, subject: Subject, house: House, begins: int) -> int | None:
        """Let somebody do the work; return when it was done, or None when it was not yet."""
        at = self._soon(begins, urgent=subject.is_emergency)
        if at > self._until:
            return None
        works = max(subject.hours, 4) * HOUR * self._spread[int(self._random() * _SPREAD)]
        executor = self._executor(subject, house)
        if self._random() < 0.07 or executor is None:
            life.begin(at, self._cast.clerk(at))
            return self._finish(life, subject, at + int(works))
        sent: int | None = at
        self._send(life, at, executor, works)
        if not subject.is_billing and self._random() < 0.05:
            sent = self._returned(life, subject, house, at)
        elif self._random() < 0.05:
            sent = self._meanwhile(life, subject, at)
        if sent is None:
            return None
        return self._answered(life, subject, sent + int(works))

    def _executor(self, subject: Subject, house: House) -> int | None:
        service = MANAGEMENT if subject.by_manager else subject.service
        return house.executors.get(service) or house.executors.get(MANAGEMENT)

    def _send(self, life: Life, at: int, organization_id: int, works: float) -> None:
        promised = at + (int(works) // (2 * HOUR) + 1) * 2 * HOUR if self._random() < 0.6 else None
        accepted = self._pick(self._cast.dispatchers) if self._random() < 0.7 else SILENCE
        their = f"{int(self._random() * 90_000) + 10_000}" if self._random() < 0.4 else ""
        told = (self._pick(_CHANNELS), accepted, their, promised)
        life.hand_over(at, self._cast.clerk(at), organization_id, told)

    def _returned(self, life: Life, subject: Subject, house: House, sent: int) -> int | None:
        """Let the organisation send it back; another one gets it."""
        at = self._office(sent + self._between(2 * HOUR, 20 * HOUR))
        if at > self._until:
            return None
        text = self._pick(subject.returned)
        life.answer(at, self._cast.clerk(at), text, at, done=False)
        again = at + self._between(5 * MINUTE, HOUR)
        if again > self._until:
            return None
        manager = house.executors.get(MANAGEMENT, self._cast.dispatch)
        self._send(life, again, manager, subject.hours * HOUR)
        return again

    def _meanwhile(self, life: Life, subject: Subject, sent: int) -> int | None:
        """Let another get it, the caller ring again, or the work wait; return when it goes on."""
        at = self._office(sent + self._between(HOUR, 12 * HOUR))
        if at > self._until:
            return None
        clerk, drawn = self._cast.clerk(at), self._random()
        if drawn < 0.1:
            self._send(life, at, self._cast.dispatch, subject.hours * HOUR)
            return at
        if drawn < 0.7:
            life.add_call(at, clerk, self._pick(subject.notes))
            return at
        days = 1 + int(self._random() * 4)
        until = (at // DAY + days) * DAY + 9 * HOUR
        life.put_off(at, clerk, until, self._pick(_HELD))
        released = until + self._between(0, 20 * MINUTE)
        if released > self._until:
            return None
        life.release(until, self._cast.clerk(released), at, _RELEASED, released)
        return released

    def _answered(self, life: Life, subject: Subject, at: int) -> int | None:
        """Let the organisation say it is done; the clerk may type that only hours later."""
        if at > self._until:
            return None
        typed = self._office(at + self._between(HOUR, 15 * HOUR)) if self._random() < 0.06 else at
        if typed > self._until:
            return None
        life.answer(at, self._cast.clerk(typed), self._pick(subject.done), typed, done=True)
        return typed

    def _finish(self, life: Life, subject: Subject, at: int) -> int | None:
        if at > self._until:
            return None
        life.finish(at, self._cast.clerk(at), self._pick(subject.done))
        return at

    def _calls(self, life: Life, subject: Subject, done: int) -> int | None:
        """Call the applicant back until something is decided; return when a new cycle begins."""
        at = self._office(done + self._between(2 * HOUR, 48 * HOUR))
        missed = 0
        while at <= self._until:
            drawn, clerk = self._random(), self._cast.clerk(at)
            if drawn < _UNREACHED_SHARE:
                missed += 1
                if missed == _ATTEMPTS:
                    life.call_back(at, clerk, "unreached", result="unreached")
                    return None
                at = self._again(life, at, clerk, "unreached")
            elif drawn < _UNREACHED_SHARE + _LATER_SHARE:
                at = self._again(life, at, clerk, "later")
            else:
                return self._decided(life, subject, at)
        return None

    def _again(self, life: Life, at: int, clerk: int, outcome: str) -> int:
        """Agree on the next call; return when it is made."""
        again = at - at % MINUTE + _PAUSE
        if again % DAY > _LATEST:
            again = (again // DAY + 1) * DAY + _MORNING
        life.call_back(at, clerk, outcome, again=again)
        return self._office(again + self._between(0, 2 * HOUR))

    def _decided(self, life: Life, subject: Subject, at: int) -> int | None:
        clerk = self._cast.clerk(at)
        if self._random() >= SOLVED_SHARE and len(life.cycles) < _MOST_CYCLES:
            life.call_back(at, clerk, "rework", self._pick(subject.rework))
            return at
        life.call_back(at, clerk, "solved", result="confirmed")
        if self._random() >= 0.006 or len(life.cycles) == _MOST_CYCLES:
            return None
        back = self._office(at + self._between(DAY, 9 * DAY))
        if back > self._until:
            return None
        life.reopen(back, self._cast.clerk(back), self._pick(subject.rework))
        return back

    # Small draws

    def _soon(self, second: int, *, urgent: bool) -> int:
        """Return when somebody gets to it: urgent things at any hour."""
        at = second + self._between(2 * MINUTE, 12 * MINUTE if urgent else 90 * MINUTE)
        return at if urgent else self._office(at)

    def _office(self, second: int) -> int:
        """Return the moment itself, or one soon after the office opens."""
        time = second % DAY
        if _OPENS <= time < _CLOSES:
            return second
        day = second // DAY + (time >= _CLOSES)
        return day * DAY + _OPENS + self._between(0, 100 * MINUTE)

    def _between(self, low: int, high: int) -> int:
        return low + int(self._random() * (high - low))

    def _pick(self, options: Sequence[_Option]) -> _Option:
        return options[int(self._random() * len(options))]
