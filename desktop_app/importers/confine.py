"""Limits a reading process puts upon itself before it touches a stranger's file."""

import ctypes
import importlib
import os
from typing import Final

_JOB_LIMITS_CLASS: Final = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY: Final = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def confine_memory(size: int) -> bool:
    """Forbid this process to take more than `size` bytes; tell whether the system agreed.

    POSIX limits the address space, Windows the committed memory of a job object.
    """
    return _join_job(size) if os.name == "nt" else _set_limits(size)


def _set_limits(size: int) -> bool:
    resource = importlib.import_module("resource")  # POSIX only
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a refused allocation aborts: no dump
    return True


def _join_job(size: int) -> bool:
    kernel = ctypes.CDLL("kernel32")
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = _ExtendedLimits()
    limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY
    limits.ProcessMemoryLimit = size
    accepted = kernel.SetInformationJobObject(
        job, _JOB_LIMITS_CLASS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    current = ctypes.c_void_p(kernel.GetCurrentProcess())
    return bool(accepted and kernel.AssignProcessToJobObject(job, current))
