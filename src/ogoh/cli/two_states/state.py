"""One of the two installations: its folder, its commands, its pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ogoh.cli.browsing import Browsing
from ogoh.cli.telling import refuse, say, tell

_SIZE = 1000
_PATIENCE = 240.0
_OGOH = (sys.executable, "-m", "ogoh")


@dataclass(slots=True)
class State:
    """An installation that peers know by ``code``, served on ``port`` of this machine from ``home``."""

    code: str
    home: Path
    port: int
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def address(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def answers(self) -> bool:
        """Whether anything answers on its port, also before it is made."""
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
            return True
        return False

    @property
    def _settings(self) -> dict[str, str]:
        without = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
        return {**without, "OGOH_HOME": str(self.home.absolute())}

    @contextmanager
    def served(self) -> Iterator[None]:
        """A demonstration of its own, with made-up staff, until the end."""
        self.home.mkdir(parents=True, exist_ok=True)
        command = [*_OGOH, "demo", "--home", str(self.home), "--size", str(_SIZE), "--port", str(self.port)]
        with (self.home / "said").open("w") as said:
            self._process = subprocess.Popen(command, stdout=said, stderr=said, env=self._settings)  # noqa: S603
            try:
                self._wait_until_it_answers(self._process)
                yield
            finally:
                self._process.terminate()
                self._process.wait()

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        tell(f"{self.code} is being made on {self.address} …")
        until = time.monotonic() + _PATIENCE
        while process.poll() is None and time.monotonic() < until:
            if self.answers:
                return
            time.sleep(0.3)
        refuse(f"{self.code} did not start. What it said is in {self.home / 'said'}.")

    def wait(self) -> None:
        """Come back when it ends."""
        if self._process:
            with suppress(KeyboardInterrupt):
                self._process.wait()

    def ogoh(self, *words: str, shown: bool = True) -> str:
        """Give a command as its operator does, show it with its answer, and give the answer back."""
        if shown:
            say(f"{self.code}$ ogoh {' '.join(_quoted(word) for word in words)}")
        ran = subprocess.run([*_OGOH, *words], env=self._settings, capture_output=True, text=True, check=False)  # noqa: S603
        if ran.returncode:
            refuse(f"{self.code}: ogoh {' '.join(words[:3])} ended with {ran.returncode}: {ran.stderr.strip()}")
        if shown and (answer := (ran.stdout + ran.stderr).strip()):
            say("    " + answer.replace("\n", "\n    "))
        return ran.stdout.strip()

    def signed_in(self, role: str) -> Browsing:
        """A browser in which the made-up person of a role is signed in."""
        from ogoh.web.accounts import second_factor
        from ogoh.web.accounts.demo import MadeUp
        from ogoh.web.accounts.models import Role

        one, browsing = MadeUp(Role(role)), Browsing(self.port)
        browsing.get("/staff/sign-in/")
        browsing.post("/staff/sign-in/", login=one.username, password=one.password)
        browsing.get("/staff/code/")
        if browsing.post("/staff/code/", code=second_factor.code_now(one.secret, time.time())).status != 302:
            refuse(f"{self.code}: {one.username} could not sign in.")
        return browsing


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word or not word else word
