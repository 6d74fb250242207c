"""``ogoh blind fetch`` and ``ask``: the owner's list, and questions over the network or into a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.blind import KeyedList, new_seed, read
from ogoh.cli.blind.files import (
    Address,
    ListFile,
    OwnerKey,
    Token,
    Travellers,
    keyed_list,
    owner_key,
    read_travellers,
    refusing_blind,
    token_in,
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
    address: Address,
    token: Token,
    owner: OwnerKey,
    out: Annotated[Path, typer.Option(help="Where the list goes.")],
    code: Annotated[str, typer.Option("--list", help="Which list, where the owner has several.")] = "",
) -> None:
    """Fetch the owner's newest list of keyed outputs, and check that it is the owner's."""
    from ogoh.web.blind.remote import Owner

    with refusing_blind():
        there = Owner(address, token_in(token))
        offered = [one for one in there.offer().keys if one.file and code in ("", one.code)]
        if len({one.code for one in offered}) != 1:
            named = ", ".join(sorted({one.code for one in offered})) or "none"
            refuse(f"The lists that the owner offers: {named}. Name one of them with --list.")
        data = there.file(offered[-1])
        held = read(data, owner_key(owner))
        _write(out, data)
    about = held.about
    tell(f"{about.code} no. {about.delivery} of {about.dated}, good until {about.expires:%Y-%m-%d %H:%M} UTC: {out}.")


def ask(
    travellers: Travellers,
    file: ListFile,
    owner: OwnerKey,
    address: Annotated[str, typer.Option("--at", help="The owner's address, such as https://lists.example")] = "",
    token: Annotated[Path | None, typer.Option(help="A file with the token that the owner gave.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers go.")] = None,
    questions: Annotated[
        Path | None, typer.Option(help="Write the questions into this file instead, for ogoh blind answer there.")
    ] = None,
) -> None:
    """Ask whether travellers are on the owner's list. The owner learns how many questions, not about whom."""
    over_network = bool(address and token and out and not questions)
    if not over_network and (address or token or out or not questions):
        refuse("Give --at, --token and --out to ask over the network, or --questions to ask by a file.")
    open_database()
    with refusing_blind():
        held = keyed_list(file, owner)
        found = read_travellers(travellers)
        if questions is not None:
            _write_questions(held, found.travellers, questions)
            return
        assert token is not None and out is not None  # noqa: S101, PT018  # said above
        write_answers(out, held, _asked(held, address, token, found.travellers), found.unread)


def _asked(held: KeyedList, address: str, token: Path, travellers: Sequence[Traveller]) -> list[BlindAnswer]:
    from ogoh.web.blind.asking import AskedBy, ask_owner, texts_of
    from ogoh.web.blind.remote import Owner

    there = Owner(address, token_in(token))
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
