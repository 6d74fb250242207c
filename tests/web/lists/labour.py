"""What helpers are given to do; they import it, and nothing of Django is ready where they work."""

from __future__ import annotations

import os
import signal


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def refused_at_three(number: int) -> bytes:
    if number == 3:
        raise ValueError("three")
    return b"x" * 1_000_000


def ended_at_three(number: int) -> bytes:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"x" * 1_000_000
