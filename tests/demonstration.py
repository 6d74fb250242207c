"""The demonstration as a process of its own, with all that it starts to serve."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 240


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What answers on ``port``."""

    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it and all it started, at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


@contextmanager
def demonstration(home: Path, size: int) -> Iterator[Demonstration]:
    """Served from ``home`` until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "ogoh", "demo", "--size", str(size), "--home", str(home), "--port", str(port)]
    home.mkdir(exist_ok=True)
    with (home / "said").open("w") as said:
        settings = {**os.environ, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, stdout=said, stderr=said, env=settings, start_new_session=True)
        try:
            _wait_for(port, process, home / "said")
            yield Demonstration(port, process)
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(2 * PATIENCE):
        if process.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=30):
            return
        time.sleep(0.5)
    raise AssertionError(said.read_text())
