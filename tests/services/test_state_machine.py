"""The state machine runs in every CI run, and finds a fault seeded into the rules."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from db.queries.ticket_edit import TicketEdit
from desktop_app.services import ticket_status
from desktop_app.services.reference import Reference
from tests.services.ticket_machine import TicketMachine, make_template

EXAMPLES = 200
_PROFILE = settings(
    max_examples=EXAMPLES,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True)
def _template(tmp_path: Path) -> None:
    TicketMachine.template = tmp_path / "template.sqlite"
    make_template(TicketMachine.template)


def test_anything_a_clerk_does_keeps_the_promises(figure: Callable[[str, object], None]) -> None:
    """200 random working days: numbers, history, counts, cycles, lateness and undo hold."""
    run_state_machine_as_test(TicketMachine, settings=_PROFILE)
    figure("конечный автомат обращений, примеров", EXAMPLES)


def test_a_seeded_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """If reopening forgot to close the cycle before it, the machine would notice."""
    original = ticket_status._open_cycle

    def forgetful(edit: TicketEdit, at: dt.datetime, reason: str, reference: Reference) -> None:
        old = edit.cycle()["id"]
        original(edit, at, reason, reference)
        edit.change("cycle", old, closed_at=None)

    monkeypatch.setattr(ticket_status, "_open_cycle", forgetful)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            TicketMachine, settings=settings(_PROFILE, phases=[Phase.generate])
        )
