"""The command in a process of its own, on the database of the tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.db import connection

RUN = "from ogoh.cli import main; main()"

_STOPS = """
import django, sys, time
from datetime import date
from pathlib import Path
django.setup()
from ogoh.web.lists import bulk
from ogoh.web.lists.services import import_delivery
def stop(read=3000):
    if read >= 3000:
        print("stopped", flush=True)
        time.sleep(600)
"""
_TAKES = """
if __name__ == "__main__":
    import_delivery(Path(sys.argv[1]), "bans", date.fromisoformat(sys.argv[2]){how})
"""

# Both say that they have stopped, and wait to be killed: with three thousand rows read and helpers at work, and with
# all listings written but no key.
STOPS_READING = _STOPS + _TAKES.format(how=", progress=stop")
STOPS_WRITING = _STOPS + "bulk.KeyRows.insert = lambda rows, first: stop()\n" + _TAKES.format(how="")


def start(program: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Start a program as the leader of a group of its own."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    environment = {**os.environ, "DATABASE_URL": _url(), "DJANGO_SETTINGS_MODULE": "ogoh.web.settings"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def kill(process: subprocess.Popen[str]) -> None:
    """End it at once, as when the power fails: nothing of it runs any more."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def group_is_gone(leader: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    return False


def _url() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}@{quote(told['HOST'], safe='')}/{told['NAME']}"
