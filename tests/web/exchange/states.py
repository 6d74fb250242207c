"""Two authorities in one database, each with keys and a list of its own: Moscow's becomes Dushanbe's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import override_settings

from ogoh.web.exchange.models import Peer, Sent
from ogoh.web.exchange.outbox import path_of
from ogoh.web.exchange.peers import add_peer, own_keys, subscribe, take_from
from ogoh.web.exchange.receiving import Came, receive
from ogoh.web.exchange.releasing import Made, make_release
from ogoh.web.lists.models import Listing
from ogoh.web.lists.services import Allowances, add_source, import_delivery

MOSCOW, DUSHANBE = "moscow", "dushanbe"
JANUARY = date(2026, 1, 10)

People = Mapping[str, str]
"""Name by reference."""

FARRUKH, MALIKA, ZAFAR = ("1", "Раҳимов Фаррух"), ("2", "Каримова Малика"), ("3", "Зафаров Зафар")


@contextmanager
def at(place: str) -> Iterator[None]:
    """Be one of the two: sign and open with its keys."""
    with override_settings(PARCEL_KEYS=settings.HOME / f"keys-{place}"):
        yield


class States:
    """What both do; lists are ``bans`` in Moscow and ``barred`` in Dushanbe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        cards = {}
        for place in (MOSCOW, DUSHANBE):
            with at(place):
                from django.utils import timezone

                cards[place] = own_keys().make(place, place.capitalize(), timezone.now())
        for place, other in ((MOSCOW, DUSHANBE), (DUSHANBE, MOSCOW)):
            with at(place):
                add_peer(cards[other], cards[other].fingerprint)
        add_source("bans", "Invented ministry", "entry_ban")
        add_source("barred", "Invented ministry, as it sends", "entry_ban")
        subscribe(DUSHANBE, "bans")
        take_from(MOSCOW, "bans", "barred")

    def keeps(self, people: People, *, source: str = "bans", **how: Any) -> None:
        """Moscow's list is this from now on."""
        path = self.folder / "list.csv"
        rows = "".join(f"{reference},{name},ст. 26\n" for reference, name in people.items())
        path.write_text("id,name,grounds\n" + rows, encoding="utf-8")
        import_delivery(path, source, JANUARY, allow=Allowances(smaller=True), **how)

    def releases(self, **how: Any) -> Made:
        with at(MOSCOW):
            return make_release("bans", "alice", **{"allow_smaller": True, **how})

    def release_file(self, **how: Any) -> Path:
        (sent,) = self.releases(**how).sent
        return path_of(sent)

    def takes(self, parcel: Path) -> Came:
        with at(DUSHANBE):
            return receive(parcel, "bob")

    def answers(self) -> Path:
        """The last receipt of Dushanbe's."""
        return path_of(Sent.objects.filter(peer__code=MOSCOW, kind="receipt").order_by("-number")[0])

    def hears(self, receipt: Path) -> Came:
        with at(MOSCOW):
            return receive(receipt, "alice")


def on_the_list(source: str) -> dict[str, tuple[str, str]]:
    alive = Listing.objects.filter(source__code=source, closed_by=None)
    return {
        reference: (subject, grounds)
        for reference, subject, grounds in alive.values_list("reference", "subject", "grounds")
    }


def equal() -> bool:
    return on_the_list("bans") == on_the_list("barred")


def dushanbe() -> Peer:
    return Peer.objects.get(code=DUSHANBE)
