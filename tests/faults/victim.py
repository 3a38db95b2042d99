"""A process that works at the office until it is killed, telling every acknowledged change.

`python -m tests.faults.victim work FILE SEED` works; `… serve` forks such a process for each line
«FILE<TAB>SEED» of its input, so that three hundred of them need not import the program anew.
"""

import importlib
import os
import pkgutil
import sys
from pathlib import Path

from desktop_app import services
from desktop_app.services.office import Office
from tests.faults import work


def toil(path: str, seed: str) -> None:
    """Work without end; each acknowledged change is one line «entry hash»."""
    worker = work.Worker(Office.open(Path(path), now=work.clock()), seed)
    while True:
        if worker.step():
            ack = worker.ack()
            os.write(1, f"ack {ack.entry} {ack.hash}\n".encode())


def serve() -> None:
    """Fork a worker for each line of the input and tell when it is dead."""
    for module in pkgutil.iter_modules(services.__path__, f"{services.__name__}."):
        importlib.import_module(module.name)  # else each worker would load them anew
    while line := sys.stdin.buffer.readline():
        path, seed = line.decode().rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            toil(path, seed)
        os.write(1, f"pid {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        toil(sys.argv[2], sys.argv[3])
