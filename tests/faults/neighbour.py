"""One of several processes that change the same rows; what it did goes to its output as JSON.

`python -m tests.faults.neighbour FILE SECONDS SEED`; it says when it is ready and waits for a line.
"""

import contextlib
import dataclasses
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from desktop_app.core.errors import Conflict, NotAllowed, OfficeError
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from tests.faults import work

TICKET, ORGANIZATION = 1, 1
_SHARE, _SHARE_SECONDS = 3, 60.0


class Neighbour:
    """Adds one to figures kept in texts of shared rows, and does all other work between."""

    def __init__(self, path: Path, seed: str) -> None:
        """Open the shared file."""
        self.office = Office.open(path, now=work.clock())
        self.worker = work.Worker(self.office, seed)
        self.done: Counter[str] = Counter()
        self.errors: list[str] = []

    def go_on(self, seconds: float) -> None:
        """Work for a while; whatever would have been shown as a failure is kept in words.

        On a busy computer a moment is nothing: everybody goes on until he has done his share.
        """
        until = time.monotonic() + seconds
        last = until + _SHARE_SECONDS
        while (now := time.monotonic()) < until or (self.done["ticket"] < _SHARE and now < last):
            try:
                self._once()
            except Conflict:
                self.done["conflicts"] += 1
            except OfficeError as error:
                self.errors.append(f"{type(error).__name__}: {error}")

    def _once(self) -> None:
        choice = self.worker.dice.random()
        if choice < 0.3:
            add_to_ticket(self.office)
            self.done["ticket"] += 1
        elif choice < 0.5:
            add_to_organization(self.office)
            self.done["organization"] += 1
        elif choice < 0.65:
            self._call()
        else:
            self.done["others"] += self.worker.step()

    def _call(self) -> None:
        try:
            self.office.tickets.add_call(TICKET, "звонят снова")
        except NotAllowed:  # a neighbour has closed the ticket meanwhile
            self.done["conflicts"] += 1
        else:
            self.done["calls"] += 1


def begin(path: Path) -> None:
    """Make a shared file whose first ticket and organisation hold a figure of nought."""
    office = Office.open(path, now=work.clock())
    work.new_office(office)
    card = office.tickets.card(TICKET)
    draft = TicketDraft(
        card.topic_id, "нет тепла", address_text="ул. Лесная, д. 3", entrance="0", no_phone=True
    )
    office.tickets.edit(TICKET, card.version, draft)
    organization = office.organizations.card(ORGANIZATION)
    zero = dataclasses.replace(organization.draft, note="0")
    office.organizations.save(ORGANIZATION, organization.version, zero)
    office.close()


def let_go(running: Iterable["subprocess.Popen[bytes]"]) -> None:
    """Begin all at one moment, however long each took to start: so they meet."""
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    for process in running:
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # one that fell says so by its code
            process.stdin.write(b"\n")
            process.stdin.flush()


def add_to_ticket(office: Office) -> None:
    """Read the figure in a ticket's field and write it one greater, guarded by the version."""
    card = office.tickets.card(TICKET)
    draft = TicketDraft(
        card.topic_id,
        card.details,
        address_text="ул. Лесная, д. 3",
        entrance=str(int(card.entrance) + 1),
        applicant_name="Соколова",
        no_phone=True,
    )
    office.tickets.edit(TICKET, card.version, draft)


def add_to_organization(office: Office) -> None:
    """Read the figure in an organisation's note and write it one greater."""
    card = office.organizations.card(ORGANIZATION)
    draft = dataclasses.replace(card.draft, note=str(int(card.draft.note) + 1))
    office.organizations.save(ORGANIZATION, card.version, draft)


if __name__ == "__main__":
    neighbour = Neighbour(Path(sys.argv[1]), sys.argv[3])
    print("ready", flush=True)  # noqa: T201  whoever started us waits for all
    sys.stdin.readline()
    neighbour.go_on(float(sys.argv[2]))
    print(json.dumps({"done": neighbour.done, "errors": neighbour.errors}))  # noqa: T201  the answer of the process
