"""``ogoh blind fetch`` and ``ask``: the owner's list, and questions over the network or into a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.blind import KeyedList, new_seed, read
from ogoh.cli.blind.files import (
    ListFile,
    PeerCode,
    Travellers,
    keyed_list,
    read_travellers,
    refusing_blind,
    write_answers,
)
from ogoh.cli.blind.kept import Kept
from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import progress, refuse, tell
from ogoh.delivery.tables.writing import replaced_when_whole
from ogoh.web.stretches import stretches

if TYPE_CHECKING:
    from ogoh.web.blind.asking import BlindAnswer, Traveller

_TOGETHER = 400
"""Travellers whose looks are recorded in one transaction."""


def fetch(
    peer: PeerCode,
    out: Annotated[Path, typer.Option(help="Where the list goes.")],
    code: Annotated[str, typer.Option("--list", help="Which list, where the owner has several.")] = "",
) -> None:
    """Fetch a peer's newest list of keyed outputs, and check that it is the peer's."""
    open_database()
    from ogoh.web.blind.remote import keys_that_count, owner_called

    with refusing_blind():
        there = owner_called(peer)
        offered = [one for one in there.offer().keys if one.has_file and code in ("", one.code)]
        if len({one.code for one in offered}) != 1:
            named = ", ".join(sorted({one.code for one in offered})) or "none"
            refuse(f"The lists that {peer} offers: {named}. Name one of them with --list.")
        data = there.file(offered[-1])
        about = read(data, keys_that_count(peer)).about
        _write(out, data)
    tell(f"{about.code} no. {about.delivery} of {about.dated}, good until {about.expires:%Y-%m-%d %H:%M} UTC: {out}.")


def ask(
    travellers: Travellers,
    file: ListFile,
    peer: PeerCode,
    out: Annotated[Path | None, typer.Option(help="Ask over the network; where the answers go.")] = None,
    questions: Annotated[
        Path | None, typer.Option(help="Write the questions into this file instead, for ogoh blind answer there.")
    ] = None,
) -> None:
    """Ask whether travellers are on a peer's list. The owner learns how many questions, not about whom."""
    if (out is None) == (questions is None):
        refuse("Give --out to ask over the network, or --questions to ask by a file.")
    open_database()
    with refusing_blind():
        held = keyed_list(file, peer)
        found = read_travellers(travellers)
        if questions is not None:
            _write_questions(held, found.travellers, questions)
        elif out is not None:
            write_answers(out, held, _asked(held, peer, found.travellers), found.unread)


def _asked(held: KeyedList, peer: str, travellers: Sequence[Traveller]) -> list[BlindAnswer]:
    from ogoh.web.blind.asking import AskedBy, ask_owner, texts_of
    from ogoh.web.blind.remote import owner_called

    there = owner_called(peer)
    offer, number = there.offer(), len(texts_of(travellers))
    if number > offer.left_today:
        refuse(f"{number:,} questions, and {offer.left_today:,} are left today. Ask fewer people, or tomorrow.")
    by, answers = AskedBy(operator(), "blind question over the network"), []
    with progress() as bar:
        task = bar.add_task("travellers", total=len(travellers))
        for stretch in stretches(travellers, _TOGETHER):
            answers += ask_owner(there, held, stretch, offer.in_a_request, by)
            bar.advance(task, len(stretch))
    return answers


def _write_questions(held: KeyedList, travellers: Sequence[Traveller], out: Path) -> None:
    from ogoh.web.blind.asking import AskedBy, questions_for, record_looks

    seed = new_seed()
    asked = questions_for(held, travellers, seed)
    record_looks(held, travellers, AskedBy(operator(), "blind question by a file"))
    kept = Kept(asked.key, seed, asked.digest)
    kept.write(Kept.beside(out))
    _write(out, asked.to_bytes())
    tell(f"{len(asked.points):,} questions written to {out}: send it to the owner. Keep {Kept.beside(out)} here.")


def _write(out: Path, data: bytes) -> None:
    with replaced_when_whole(out) as beside:
        beside.write_bytes(data)
