"""A share whose locks lie: every lock is granted to everybody, as some network disks do.

A small library laid under a program answers its `fcntl` calls; Linux with a C compiler only.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>

static int lies(int command) {
    return command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK;
}

static int answer(const char *name, int file, int command, void *argument) {
    if (lies(command)) return 0;
    if (command == F_GETLK) {
        ((struct flock *)argument)->l_type = F_UNLCK;
        return 0;
    }
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, name);
    return real(file, command, argument);
}

#define TAKE(name) \
    int name(int file, int command, ...) { \
        va_list more; va_start(more, command); \
        void *argument = va_arg(more, void *); va_end(more); \
        return answer(#name, file, command, argument); \
    }

TAKE(fcntl)
TAKE(fcntl64)
"""


def library(folder: Path) -> Path | None:
    """Build the library in a folder; None where it cannot be built."""
    compiler = shutil.which("cc")
    if not sys.platform.startswith("linux") or compiler is None:
        return None
    source, built = folder / "lame.c", folder / "lame.so"
    source.write_text(_SHIM, encoding="utf-8")
    command = [compiler, "-shared", "-fPIC", "-o", str(built), str(source), "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    return built if done.returncode == 0 else None


def over(lame: Path) -> dict[str, str]:
    """Return the environment of a program whose files lie on such a share."""
    return {**os.environ, "LD_PRELOAD": str(lame)}
