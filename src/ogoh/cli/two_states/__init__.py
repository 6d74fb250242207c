"""``ogoh demo --two-states``: an authority and an office of another state, each with an Ogoh of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ogoh.cli.database import open_database
from ogoh.cli.telling import refuse, say, tell
from ogoh.cli.two_states.state import State
from ogoh.cli.two_states.story import tell_story

_LAST_PORT = 65535
_MARK = ".two-states"


def play(home: Path, port: int, *, until_ended: bool) -> None:
    """Make both installations anew, play the story once, and serve them until they are ended.

    There it is ``port``, here the next one. The folder is made anew only where an earlier story made it.
    """
    if port == _LAST_PORT:
        refuse(f"The other state needs the port after {port}, and there is none. Choose a smaller one: --port")
    there, here = State("ru-mvd", home / "there", port), State("tj-ms", home / "here", port + 1)
    for one in (there, here):
        # It would be taken for the installation that is yet to start.
        if one.answers:
            refuse(f"Something answers on {one.address} already. End it, or choose two other ports: --port")
    _make_anew(home)
    with there.served(), here.served():
        os.environ["OGOH_HOME"] = str(there.home.absolute())
        os.environ.pop("DATABASE_URL", None)
        open_database()
        tell_story(there, here)
        if until_ended:
            for one in (there, here):
                say(f"{one.code}: {one.address}en/ · staff: {one.address}demo/people/")
            tell("Both answer until you end them with Ctrl-C.")
            there.wait()


def _make_anew(home: Path) -> None:
    if home.exists() and any(home.iterdir()) and not (home / _MARK).exists():
        refuse(f"{home} holds something else. Name an empty folder: --home FOLDER.")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / _MARK).touch()
