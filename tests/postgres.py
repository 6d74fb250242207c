"""A PostgreSQL of the tests' own: made in a temporary folder, reached by its socket alone, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

INSTALLED = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"
OWNER = "ogoh"
PATIENCE = 60.0

# The cluster is thrown away: nothing in it has to outlive a power cut.
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class NoPostgresError(Exception):
    """This machine cannot run a cluster; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster; ``folder`` holds its data and its socket."""

    folder: Path
    server: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """For ``DATABASE_URL``; the tests' databases are made beside the one it names."""
        return f"postgres://{OWNER}@{quote(str(self.folder), safe='')}/postgres"

    def stop(self) -> None:
        """End the server by its own number and take the folder away."""
        self.server.send_signal(signal.SIGINT)
        self.server.wait(PATIENCE)
        shutil.rmtree(self.folder)


def start_cluster() -> Cluster:
    """Make a cluster and start it. Raises NoPostgresError where a part of it is not installed."""
    binaries, account = _binaries(), _account()
    folder = Path(tempfile.mkdtemp(prefix="ogoh-pg-"))
    if account:
        shutil.chown(folder, account[0])
    data, log = folder / "data", folder / "log"
    making = ["--no-locale", "--encoding=UTF8", "--auth=trust", "--no-sync", f"--username={OWNER}"]
    subprocess.run(_as(account, binaries / "initdb", "-D", data, *making), check=True, capture_output=True, cwd=folder)
    options = [part for setting in ("listen_addresses=", *HASTE) for part in ("-c", setting)]
    with log.open("wb") as told:
        command = _as(account, binaries / "postgres", "-D", data, "-k", folder, *options)
        server = subprocess.Popen(command, stdout=told, stderr=told, cwd=folder)
    cluster = Cluster(folder, server)
    _wait_until_it_answers(cluster, binaries, log)
    return cluster


def _binaries() -> Path:
    """The folder of the server's programs: on the path, or the newest where Debian keeps them."""
    newest = sorted(INSTALLED.glob("*/bin"), key=lambda one: float(one.parent.name), reverse=True)
    found = shutil.which("initdb")
    for folder in ([Path(found).resolve().parent] if found else []) + newest:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresError(f"no initdb and postgres on the path or in {INSTALLED}/*/bin; install postgresql")


def _account() -> tuple[str, str] | None:
    """The account and group to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    if shutil.which("setpriv") is None:
        raise NoPostgresError("PostgreSQL does not run as root, and setpriv (util-linux) is not here to change that")
    try:
        group = pwd.getpwnam(ACCOUNT).pw_gid
    except KeyError:
        raise NoPostgresError(f"PostgreSQL does not run as root, and there is no account {ACCOUNT}") from None
    return ACCOUNT, str(group)


def _as(account: tuple[str, str] | None, *command: str | Path) -> list[str]:
    changed = ["setpriv", f"--reuid={account[0]}", f"--regid={account[1]}", "--clear-groups"] if account else []
    return [*changed, *map(str, command)]


def _wait_until_it_answers(cluster: Cluster, binaries: Path, log: Path) -> None:
    asking = _as(None, binaries / "pg_isready", "-q", "-h", cluster.folder)
    patience = time.monotonic() + PATIENCE
    while subprocess.run(asking, check=False).returncode != 0:
        if cluster.server.poll() is not None or time.monotonic() > patience:
            raise RuntimeError(f"PostgreSQL did not start; it said: {log.read_text(errors='replace')}")
        time.sleep(0.05)
