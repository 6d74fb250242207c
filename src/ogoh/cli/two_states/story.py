"""What happens between the two: a decision, its way to the traveller, a mistake, its mending, and the end."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable
from pathlib import Path

from ogoh.cli.browsing import Browsing, Got
from ogoh.cli.telling import refuse, say
from ogoh.cli.two_states.state import State

THEIR_LIST, OUR_NAME_OF_IT, OFFICE = "bans", "ru-bans", "demo-desk"
PERSON = {"family_name": "Зарринкамар", "given_name": "Хуршед", "patronymic": "Бобоҷонович"}
SOMEBODY_ELSE = ({"family_name": "Сомонзода", "given_name": "Далер", "patronymic": ""}, "03.02.1985", "401999777")
BORN, PASSPORT, WRONG_PASSPORT = "09.08.1991", "402468013", "402468899"
_SECONDS_PAST = 6
_VERDICT = re.compile(r'<p class="verdict[^>]*>.*?<strong>(.*?)</strong>', re.DOTALL)
_FINGERPRINT = re.compile(r"[0-9a-f]{4}(?: [0-9a-f]{4}){7}")
_ERROR = re.compile(r'class="error"[^>]*>([^<]*)<')
_ASKED = re.compile(r'href="(/cases/asked/\d+/)"')
_EDITION = re.compile(r'name="edition" value="(\d+)"')
_HIDDEN = re.compile(r'name="(sender|source)" value="([^"]*)"')


Look = Callable[[State], str]
"""The traveller looks at the public page of an installation: what it answers of each list."""


def tell_story(there: State, here: State, look: Look | None = None) -> None:
    """Play every step; each is a command, or a page as its reader sees it."""
    look = look or looked
    _chapter("The two meet")
    _meet(there, here)
    _chapter("A decision is recorded there, confirmed by a second person, and given out")
    reference = _decide(there, PERSON, BORN, WRONG_PASSPORT)
    _decide(there, *SOMEBODY_ELSE)
    _release(there, here)
    _chapter("The traveller looks before the journey")
    _look(here, look)
    _chapter("It is another passport: the desk asks the owner, with the traveller's consent")
    _ask(there, here, reference)
    _chapter("The decision is corrected there, and the traveller looks again")
    _correct(there, reference)
    _release(there, here)
    _look(here, look)
    _chapter("It is lifted, and the traveller's answer changes")
    _end(there, reference)
    _release(there, here)
    _look(here, look)
    _chapter("Both logs are whole")
    for one in (there, here):
        one.ogoh("audit", "verify")


def _chapter(title: str) -> None:
    say(f"\n== {title}")


def _meet(there: State, here: State) -> None:
    for one, name in ((there, "Ministry of the Interior"), (here, "Migration service")):
        one.ogoh("parcel", "keys", "new", "--code", one.code, "--name", name)
    for one, other in ((there, here), (here, there)):
        card = one.home / f"{one.code}.json"
        other.ogoh("peer", "add", str(card), "--fingerprint", _card(one, card))
    there.ogoh("source", "add", THEIR_LIST, "--name", "Entry bans", "--kind", "entry_ban")
    there.ogoh("release", "keep", THEIR_LIST)
    there.ogoh("peer", "send", here.code, THEIR_LIST)
    there.ogoh("cases", "addressee", THEIR_LIST, "--answers-here", OFFICE)
    here.ogoh("source", "add", OUR_NAME_OF_IT, "--name", "Ministry of the Interior", "--kind", "entry_ban")
    here.ogoh("peer", "take", there.code, THEIR_LIST, "--source", OUR_NAME_OF_IT)
    for one, other in ((there, here), (here, there)):
        token = one.ogoh("peer", "token", other.code, shown=False).split()[0]
        other.ogoh("peer", "reach", one.code, "--address", one.address, "--token", token, shown=False)
        say(f"{other.code} knows where {one.code} answers, and its token.")


def _card(one: State, path: Path) -> str:
    """Write a card; give the fingerprint that its owner reads out."""
    one.ogoh("parcel", "keys", "show", "--card", str(path), shown=False)
    found = _FINGERPRINT.search(one.ogoh("parcel", "keys", "show", shown=False))
    if found is None:
        refuse(f"{one.code}: no fingerprint was told.")
    return found.group()


def _decide(there: State, person: dict[str, str], born: str, passport: str) -> str:
    words = ["registry", "record", "--by", "registrar", "--why", "Decision on paper", "--kind", "entry_ban"]
    words += ["--ground", "RU-114-26-8", "--number", "17/2026", "--decided-on", "01.02.2026", "--until", "31.01.2029"]
    words += ["--family", person["family_name"], "--given", person["given_name"], "--patronymic", person["patronymic"]]
    reference = there.ogoh(*words, "--born", born, "--document", passport, "--citizenship", "TJ").split()[-1]
    there.ogoh("registry", "confirm", reference, "--by", "registrar-2")
    return reference


def _release(there: State, here: State) -> None:
    # A release carries what was confirmed some seconds before, so that nothing is still being written.
    time.sleep(_SECONDS_PAST)
    there.ogoh("release", "make", THEIR_LIST)
    here.ogoh("peer", "sync", there.code)
    there.ogoh("release", "show")


def looked(here: State) -> str:
    """The answer of the public page, without a browser."""
    page = Browsing(here.port).post("/en/check/", **PERSON, birth=BORN, document=PASSPORT).page
    return ", ".join(html.unescape(one).strip() for one in _VERDICT.findall(page))


def _look(here: State, look: Look) -> None:
    say(f"{here.address}en/check/ answers: {look(here)}")


def _ask(there: State, here: State, reference: str) -> None:
    officer = here.signed_in("officer")
    officer.get("/cases/open/")
    asked = {**PERSON, "birth": BORN, "document": PASSPORT, "listing": reference, "source": OUR_NAME_OF_IT}
    _done(officer.post("/cases/open/", **asked, question="document", language="tg", consent="on"))
    say(f"{here.address}cases/open/: an officer opens a request, the traveller agrees.")
    here.ogoh("cases", "send", "--source", OUR_NAME_OF_IT, "--office", OFFICE, "--parcel")
    there.ogoh("peer", "sync", here.code)
    _answer(there, reference)
    here.ogoh("peer", "sync", there.code)
    here.ogoh("cases", "list")


def _answer(there: State, reference: str) -> None:
    reviewer, supervisor = there.signed_in("reviewer"), there.signed_in("supervisor")
    found = _ASKED.search(reviewer.get("/cases/asked/").page)
    if found is None:
        refuse(f"{there.code}: no request came.")
    seen = _EDITION.search(reviewer.get(found.group(1)).page)
    answer = {"outcome": "corrected", "listing": reference, "corrected_document": PASSPORT}
    answer |= {"edition": seen.group(1)} if seen else {}
    _done(reviewer.post(found.group(1), **answer, explanation="Another passport"))
    hidden = dict(_HIDDEN.findall(supervisor.get("/cases/asked/").page))
    _done(supervisor.post("/cases/asked/back/", **hidden))
    say(f"{there.address}cases/asked/: a reviewer answers, a supervisor sends the answer back.")


def _done(got: Got) -> None:
    if got.status != 302:
        said = ", ".join(html.unescape(one) for one in _ERROR.findall(got.page))
        refuse(f"A page answered with {got.status} where a step should have been done: {said}")


def _correct(there: State, reference: str) -> None:
    words = ("--by", "registrar", "--why", "The passport was another one", "--document", PASSPORT)
    there.ogoh("registry", "correct", reference, *words)
    there.ogoh("registry", "confirm", reference, "--by", "registrar-2")


def _end(there: State, reference: str) -> None:
    there.ogoh("registry", "lift", reference, "--by", "registrar", "--why", "Family in the country")
    there.ogoh("registry", "confirm", reference, "--by", "registrar-2")
