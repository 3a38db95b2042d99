"""Looks into a frozen Windows folder on any system and tells whether people may be given it.

`python tests/windows/kit/check_bundle.py FOLDER` prints what is wrong and ends with 1, or 0.
Every imported DLL must be in the folder or be a known part of Windows 10, every program file be
x86-64, nothing of Wine or of the test prefix be inside, and what Qt needs be there.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pefile

# Libraries of Windows 10 itself.
WINDOWS = """
    advapi32 authz avrt bcrypt bcryptprimitives cfgmgr32 combase comctl32 comdlg32 crypt32 d2d1
    d3d9 d3d11 d3d12 dcomp dnsapi dwmapi dwrite dxgi gdi32 gdiplus icuuc imm32 iphlpapi kernel32
    mpr mscms msimg32 ncrypt netapi32 normaliz ntdll ole32 oleaut32 opengl32 pathcch powrprof
    propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore user32
    userenv usp10 uxtheme version wintrust wlanapi winmm winspool ws2_32 wtsapi32
"""
NEEDED = (
    "qwindows.dll", "qoffscreen.dll", "qmodernwindowsstyle.dll", "qsvg.dll", "vcruntime140.dll",
    "msvcp140.dll", "sqlite3.dll", "qtbase_ru.qm",
)  # fmt: skip
FOREIGN = ("icuuc.dll", "mscms.dll", "bcryptprimitives.dll", "ucrtbase.dll")
AMD64 = 0x8664
WINE = (b"Wine builtin DLL", b"Wine placeholder DLL")


def imports(file: Path) -> tuple[int, list[str]]:
    """Machine number and names of the DLLs a program file asks for, lower case."""
    image = pefile.PE(str(file), fast_load=True)
    kinds = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
    image.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in kinds])
    entries = [
        *getattr(image, "DIRECTORY_ENTRY_IMPORT", []),
        *getattr(image, "DIRECTORY_ENTRY_DELAY_IMPORT", []),
    ]
    names = [entry.dll.decode().lower() for entry in entries]
    machine = int(image.FILE_HEADER.Machine)
    image.close()
    return machine, names


def file_problems(file: Path, inside: frozenset[str]) -> list[str]:
    """What is wrong with one program file; nothing for files of another kind."""
    with file.open("rb") as opened:
        head = opened.read(4096)
    if not head.startswith(b"MZ"):
        return []
    machine, names = imports(file)
    problems = [f"from Wine: {file.name}"] if any(mark in head for mark in WINE) else []
    problems += [f"not x86-64: {file.name}"] if machine != AMD64 else []
    for name in names:
        known = name in inside or re.match(r"(api|ext)-ms-", name)
        if not known and name.rsplit(".", 1)[0] not in WINDOWS.split():
            problems.append(f"{file.name} asks for {name}, which is nowhere")
    return problems


def folder_problems(folder: Path) -> list[str]:
    """Everything wrong with a frozen folder, in words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    inside = frozenset(path.name.lower() for path in files)
    problems = [f"missing: {name}" for name in NEEDED if name not in inside]
    problems += [f"must not ship: {name}" for name in FOREIGN if name in inside]
    return problems + [problem for file in files for problem in file_problems(file, inside)]


def main(folder: Path) -> int:
    """Prints the problems and the size; returns 1 when there is any problem."""
    problems = folder_problems(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    lines = [*problems, f"{size / 2**20:.0f} MiB, {len(problems)} problems"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
