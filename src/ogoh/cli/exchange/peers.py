"""``ogoh peer``: take in a card, say what goes where, how the peer is reached, end it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refusing, say, tell

Code = Annotated[str, typer.Argument(help="The code of the peer, as its card gives it.")]


def add(
    card: Annotated[Path, typer.Argument(help="The card that the peer has given.")],
    fingerprint: Annotated[str, typer.Option(prompt=True, help="The fingerprint, as its owner has read it out.")],
) -> None:
    """Take in the card of another installation, or its newer one."""
    open_database()
    from ogoh.delivery.parcel import read_card
    from ogoh.web.exchange.peers import add_peer

    with refusing():
        peer = add_peer(read_card(card), fingerprint, operator())
    tell(f"{peer.code}, {peer.name}: its card is taken in.")


def show() -> None:
    """Print every peer: keys, lists that go there and come from there."""
    open_database()
    from ogoh.web.exchange.models import Peer
    from ogoh.web.exchange.peers import keys_of

    for peer in Peer.objects.all():
        ended = f"  ended {peer.ended_at:%Y-%m-%d}" if peer.ended_at else ""
        say(f"{peer.code}  {peer.name}  {peer.address or 'no address'}{ended}")
        for key in keys_of(peer.code):
            withdrawn = f", withdrawn from {key.withdrawn_from:%Y-%m-%d %H:%M}" if key.withdrawn_from else ""
            say(f"  key {key.key_id} from {key.counts_from:%Y-%m-%d %H:%M} UTC{withdrawn}")
        for going in peer.subscriptions.select_related("source"):
            say(f"  gets {going.source.code}" + (", in full next time" if going.wants_full else ""))
        for feed in peer.feeds.select_related("source"):
            say(f"  gives {feed.name} into {feed.source.code}, taken up to release {feed.number}")


def send(
    code: Code,
    source: Annotated[str, typer.Argument(help="The code of our list.")],
) -> None:
    """From the next release on, a list goes to a peer too."""
    open_database()
    from ogoh.web.exchange.peers import subscribe

    with refusing():
        subscribe(code, source, operator())
    tell(f"The next release of {source} goes to {code} in full. Make it with: ogoh release make {source}")


def unsend(
    code: Code,
    source: Annotated[str, typer.Argument(help="The code of our list.")],
) -> None:
    """Send a list to a peer no more; what was sealed for it before can still be fetched."""
    open_database()
    from ogoh.web.exchange.peers import unsubscribe

    with refusing():
        unsubscribe(code, source, operator())
    tell(f"{source} goes to {code} no more.")


def take(
    code: Code,
    name: Annotated[str, typer.Argument(help="The code of the list there.")],
    source: Annotated[str, typer.Option(help="The code of the source that it becomes here.")],
) -> None:
    """Let a list of a peer become a list here."""
    open_database()
    from ogoh.web.exchange.peers import take_from

    with refusing():
        take_from(code, name, source, operator())
    tell(f"Releases of {name} from {code} are taken into {source}.")


def untake(
    code: Code,
    name: Annotated[str, typer.Argument(help="The code of the list there.")],
) -> None:
    """Take a list of a peer no more; what came of it stays here as it is, with its date."""
    open_database()
    from ogoh.web.exchange.peers import take_no_more

    with refusing():
        take_no_more(code, name, operator())
    tell(f"{name} of {code} is taken no more. What came of it stays on the list here.")


def token(code: Code) -> None:
    """Make a token with which a peer fetches what is for it, and print it, once."""
    open_database()
    from ogoh.web.exchange.peers import give_token

    with refusing():
        say(give_token(code, operator()))
    tell("Give it to the peer by a way of its own: it is not shown again, and the one before is worth nothing.")


def reach(
    code: Code,
    address: Annotated[str, typer.Option(help="Where the peer's Ogoh answers, beginning with https://")],
    secret: Annotated[str, typer.Option("--token", prompt=True, hide_input=True, help="The token that it gave us.")],
) -> None:
    """Say where a peer is called, and with which token."""
    open_database()
    from ogoh.web.exchange.peers import reach as remember

    with refusing():
        remember(code, address, secret, operator())
    tell(f"Call it with: ogoh peer sync {code}")


def end(code: Code) -> None:
    """Exchange nothing more with a peer."""
    open_database()
    from ogoh.web.exchange.peers import end_peer

    with refusing():
        end_peer(code, operator())
    tell(f"{code} is ended: its parcels are refused, its token is worth nothing.")
