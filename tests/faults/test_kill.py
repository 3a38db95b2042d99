"""Promise 1: whatever was acknowledged outlives a kill −9, and nothing is left half done."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop_app.services.office import Office
from tests.conftest import ROOT
from tests.faults import work
from tests.faults.work import Ack

Promise = Callable[[str, object, object], None]
CAN_FORK = hasattr(os, "fork")
KILLS = 300 if CAN_FORK else 15
LONG_KILLS = 5_000 if CAN_FORK else 100
ROUND = 50  # kills of one file, so that looking at it stays quick
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_pause = threading.Event().wait


class Killer:
    """Starts workers and kills them at a random moment of their work."""

    def __init__(self, dice: random.Random) -> None:
        """Take a source of moments."""
        self._dice = dice
        self._server = _victim("serve") if CAN_FORK else None

    def kill_one(self, path: Path, seed: object) -> list[Ack]:
        """Let one worker work and kill it; return what it acknowledged."""
        if self._server is None:
            with _victim("work", str(path), str(seed)) as victim:
                return self._watch(_out(victim), lambda: victim.pid)
        _in(self._server).write(f"{path}\t{seed}\n".encode())
        _in(self._server).flush()
        pid = int(_out(self._server).readline().split()[1])
        return self._watch(_out(self._server), lambda: pid)

    def close(self) -> None:
        """End the server of workers."""
        if self._server is not None:
            _in(self._server).close()
            self._server.wait(10)
            _out(self._server).close()

    def _watch(self, told: IO[bytes], pid: Callable[[], int]) -> list[Ack]:
        acks: list[Ack] = []
        before = self._dice.randint(1, 7)
        while (line := told.readline()) and line != b"dead\n":
            _, entry, mark = line.decode().split()
            acks.append(Ack(int(entry), mark))
            if len(acks) == before:
                _pause(self._dice.random() * 0.012)
                os.kill(pid(), KILL)
        return acks


def _victim(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.victim", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )


def _in(process: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert process.stdin is not None
    return process.stdin


def _out(process: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout


@contextmanager
def _killer(dice: random.Random) -> Iterator[Killer]:
    killer = Killer(dice)
    try:
        yield killer
    finally:
        killer.close()


def test_a_kill_loses_nothing(tmp_path: Path, promise: Promise, is_long: bool) -> None:
    """After every kill the chain holds the last acknowledged change and no table holds a half."""
    kills = LONG_KILLS if is_long else KILLS
    acknowledged = lost = halves = mended = 0
    with _killer(random.Random("kill")) as killer:
        for number in range(kills):
            path = tmp_path / f"office-{number // ROUND}.sqlite"
            if number % ROUND == 0:
                office = Office.open(path, now=work.clock())
                work.new_office(office)
                office.close()
            acks = killer.kill_one(path, number)
            journal = path.with_name(f"{path.name}-journal")
            mended += journal.exists() and journal.stat().st_size > 0
            office = Office.open(path, now=work.clock())
            acknowledged += len(acks)
            lost += work.lost(office, acks[-1])
            halves += bool(work.halves(office))
            office.close()
    tried = f"{kills} убийств, {acknowledged} записей, {mended} прервано посреди записи"
    promise("1. kill −9 во время записи", tried, f"потеряно {lost}, половин {halves}")
    assert acknowledged >= kills
    assert mended > 0, "no kill met a transaction half way: the test proves nothing"
    assert (lost, halves) == (0, 0)
