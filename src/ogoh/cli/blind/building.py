"""``ogoh blind build`` and ``inspect``: a list as keyed outputs, and what such a file or message is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.blind import Answers, KeyedList, Questions, read
from ogoh.blind.framing import opened
from ogoh.cli.blind.files import refusing_blind
from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import REJECTED, progress, refuse, say, tell
from ogoh.delivery import Rejected, open_delivery

if TYPE_CHECKING:
    from ogoh.web.blind.building import Built, Listed
    from ogoh.web.blind.models import BlindKey


def build(
    listed: Annotated[Path | None, typer.Argument(metavar="LIST", help="A list file, in place of --source.")] = None,
    source: Annotated[str, typer.Option(help="The source whose newest list is built.")] = "",
    key: Annotated[str, typer.Option(help="The key of the list in the file, as ogoh blind key new printed it.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where it goes; else to where askers fetch it.")] = None,
) -> None:
    """Turn a list into keyed outputs. A build that was broken off goes on; the same list gives the same bytes.

    A source whose newest delivery has no key gets one.
    """
    if (listed is None) == (not source) or (listed is None) == bool(key):
        refuse("Give either --source, or a list file with --key.")
    open_database()
    rejected: list[Rejected] = []
    with refusing_blind():
        row, whom = _of_source(source) if listed is None else _of_file(listed, key, rejected)
        built = _build(row, whom, out)
    _say_built(built, rejected)


def _of_source(code: str) -> tuple[BlindKey, Listed]:
    from ogoh.web.blind.keys import keys_in_force, new_key
    from ogoh.web.blind.listed import listed_as, listed_in, newest_of

    newest = newest_of(code)
    held = keys_in_force().filter(code=code, delivery=newest.number).first()
    return held or new_key(listed_as(newest), by=operator()), listed_in(newest)


def _of_file(path: Path, key: str, rejected: list[Rejected]) -> tuple[BlindKey, Listed]:
    from ogoh.web.blind.keys import key_in_force
    from ogoh.web.blind.listed import listed_in_file

    return key_in_force(key)[0], listed_in_file(path, open_delivery(path), rejected)


def _build(row: BlindKey, whom: Listed, out: Path | None) -> Built:
    from ogoh.web.blind.building import build as build_list
    from ogoh.web.blind.places import offered

    with progress() as bar:
        task = bar.add_task("people", total=None)
        return build_list(
            row.name, whom, out or offered(row.name), operator(), lambda people: bar.update(task, completed=people)
        )


def _say_built(built: Built, rejected: list[Rejected]) -> None:
    if built.there_already:
        tell(f"Gone on with: {built.there_already:,} people were there already.")
    tell(f"{built.people:,} people, {_in_words(built.held)} Written to {built.path}.")
    for one in rejected:
        tell(f"Row {one.row}, {one.field}: expected {one.expected}.")
    if rejected:
        tell(f"{len(rejected)} rows could not be read and are not in it.")
        raise typer.Exit(REJECTED)


def _in_words(held: KeyedList) -> str:
    return f"{held.entries:,} entries; a key that is not listed meets once in {held.false_match_one_in:,.0f} times."


def inspect(
    file: Annotated[Path, typer.Argument(help="A list of keyed outputs, questions or answers.")],
    peer: Annotated[str, typer.Option(help="The owner's code among our peers; a list is checked by its keys.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Say what a file of this group is, whole or not: whose list, which key, until when."""
    if peer:
        open_database()
    with refusing_blind():
        told = _told(file.read_bytes(), peer)
    if as_json:
        say(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        say(f"{name}\t{value}")


def _told(data: bytes, peer: str) -> dict[str, str | int]:
    if data.startswith(b"ogoh blind questions "):
        asked = Questions.from_bytes(data)
        return {"what": "questions", "key": asked.key, "questions": len(asked.points)}
    if data.startswith(b"ogoh blind answers "):
        answered = Answers.from_bytes(data)
        return {"what": "answers", "key": answered.key, "questions": len(answered.points), "of": answered.of}
    if not peer:
        return {"what": "a list whose signature was not looked at", **opened("list", data)[0]}
    from ogoh.web.blind.remote import keys_that_count

    held = read(data, keys_that_count(peer))
    seldom = f"once in {held.false_match_one_in:,.0f} times"
    return {"what": "list", "key": held.about.key, **held.about.header(), "entries": held.entries, "by chance": seldom}
