"""Starts a program within limits: processor time, memory, size of what it writes; and it ends with whoever started it.

Run as a script, without Django: `python -I -S confined.py <parent> <cpu seconds> <memory bytes> <file bytes> <niceness> program …`.
"""

import ctypes
import os
import resource
import signal
import sys

ENDS_WITH_ITS_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main() -> None:
    parent, cpu, memory, size, calm = (int(said) for said in sys.argv[1:6])
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ENDS_WITH_ITS_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
    os.nice(calm)
    limits = {"CPU": cpu, "AS": memory, "FSIZE": size, "CORE": 0}
    for name, most in limits.items():
        _limit(getattr(resource, f"RLIMIT_{name}"), most)
    os.execv(sys.argv[6], sys.argv[6:])  # noqa: S606 (no shell is wanted)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (most, most))
    except (OSError, ValueError):  # a system that knows no such limit
        if sys.platform == "linux":
            raise


if __name__ == "__main__":
    main()
