"""Every address names who may call it; a new one is not open to anybody until it stands here.

Each is walked as nobody, as every role, as the stranger of another office, with and without a second factor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from ogoh.identity import subject_to_json
from ogoh.matching import KEYS_VERSION
from ogoh.web.accounts.access import Who, access_of
from ogoh.web.accounts.models import Role, User
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.models import Asked, Batch, Case
from ogoh.web.cases.opening import Wish, open_case
from ogoh.web.cases.sending import send
from ogoh.web.desk import services
from ogoh.web.desk.models import OpenReview, Question
from ogoh.web.lists.models import Source
from ogoh.web.registry.amnesty_rule import Rule
from ogoh.web.registry.models import Agency, AgencyOffice, Amnesty, Attachment, Decision, KnownSubject, Version
from tests.web.accounts.people import alice, bob, charlie, person, signed_in
from tests.web.checks.travellers import traveller

PERSON = traveller("Раҳимов Фаррух", "12.05.1990", "400123451")

PUBLIC, TOKEN, SIGNING_IN, SETTING_UP, ANY_STAFF = "public", "token", "signing in", "setting up", "any staff"


@dataclass(frozen=True, slots=True)
class Granted:
    """Open to staff with one of these roles; ``beyond_office``: also where the object is another office's."""

    roles: frozenset[Role]
    beyond_office: bool = False


OFFICER, SUPERVISOR = (Granted(frozenset({role})) for role in (Role.OFFICER, Role.SUPERVISOR))
AT_THE_QUEUE = Granted(frozenset({Role.OFFICER, Role.SUPERVISOR}))
ADMINISTRATOR = Granted(frozenset({Role.ADMINISTRATOR}), beyond_office=True)

CHECKING = Granted(frozenset({Role.OFFICER, Role.SUPERVISOR}))
REVIEWING = Granted(frozenset({Role.REVIEWER, Role.SUPERVISOR}))
KEEPING = Granted(frozenset({Role.REGISTRAR}))
AGREEING = Granted(frozenset({Role.SUPERVISOR, Role.LIST_MANAGER}), beyond_office=True)
BOTH = Granted(CHECKING.roles | REVIEWING.roles)

WHO_MAY_CALL: dict[str, str | Granted] = {
    "": PUBLIC,
    "<language:language>/": PUBLIC,
    "<language:language>/check/": PUBLIC,
    "api/": PUBLIC,
    "api/v1/docs": PUBLIC,
    "api/v1/openapi.json": PUBLIC,
    "api/v1/check": TOKEN,
    "blind/asked/": Granted(frozenset({Role.AUDITOR, Role.LIST_MANAGER}), beyond_office=True),
    "blind/v1/keys": TOKEN,
    "blind/v1/lists/<str:name>": TOKEN,
    "blind/v1/questions": TOKEN,
    "cases/": BOTH,
    "cases/find/": BOTH,
    "cases/open/": CHECKING,
    "cases/consent/": CHECKING,
    "cases/batches/": SUPERVISOR,
    "cases/batches/<batch:number>/": SUPERVISOR,
    "cases/batches/<batch:number>/parcel/": SUPERVISOR,
    "cases/batches/<batch:number>/table/": SUPERVISOR,
    "cases/batches/<batch:number>/letter/": SUPERVISOR,
    "cases/addressees/": AGREEING,
    "cases/addressees/<source:code>/": AGREEING,
    "cases/answers/": Granted(frozenset({Role.SUPERVISOR, Role.LIST_MANAGER})),
    "cases/asked/": REVIEWING,
    "cases/asked/take/": REVIEWING,
    "cases/asked/back/": SUPERVISOR,
    "cases/asked/back/table/": SUPERVISOR,
    "cases/asked/back/letter/": SUPERVISOR,
    "cases/asked/<asked:number>/": REVIEWING,
    "cases/<case:number>/": BOTH,
    "cases/<case:number>/note/": CHECKING,
    "cases/<case:number>/told/": CHECKING,
    "cases/<case:number>/withdraw/": CHECKING,
    "cases/<case:number>/brought/": CHECKING,
    "cases/<case:number>/taken-up/": SUPERVISOR,
    "cases/<case:number>/settle/": REVIEWING,
    "demo/people/": PUBLIC,
    "desk/": CHECKING,
    "desk/card/<uuid:number>/": BOTH,
    "desk/card/<uuid:number>/again/": CHECKING,
    "desk/card/<uuid:number>/print/": BOTH,
    "desk/card/<uuid:number>/certificate/": CHECKING,
    "desk/reviews/": REVIEWING,
    "desk/reviews/<review:number>/": REVIEWING,
    "desk/reviews/<review:number>/note/": BOTH,
    "desk/looks/": CHECKING,
    "desk/picture/": CHECKING,
    "desk/patterns/": Granted(frozenset({Role.SUPERVISOR, Role.AUDITOR})),
    "exchange/": Granted(frozenset({Role.LIST_MANAGER, Role.AUDITOR})),
    "exchange/v1/parcels/": TOKEN,
    "exchange/v1/parcels/<int:number>/": TOKEN,
    "queue/counter/": OFFICER,
    "queue/today/": SUPERVISOR,
    "queue/ticket/": AT_THE_QUEUE,
    "queue/<office:office>/ticket/": AT_THE_QUEUE,
    "queue/<office:office>/ticket/<int:number>/": AT_THE_QUEUE,
    "queue/<office:office>/wall/": PUBLIC,
    "registry/": KEEPING,
    "registry/record/<register:register>/": KEEPING,
    "registry/papers/<paper:number>/": KEEPING,
    "registry/<reference:reference>/": KEEPING,
    "registry/<reference:reference>/confirm/": KEEPING,
    "registry/<reference:reference>/<act:act>/": KEEPING,
    "registry/amnesties/": SUPERVISOR,
    "registry/amnesties/<amnesty:number>/": SUPERVISOR,
    "staff/": ANY_STAFF,
    "staff/people/": ADMINISTRATOR,
    "staff/people/add/": ADMINISTRATOR,
    "staff/people/<int:number>/": ADMINISTRATOR,
    "staff/offices/": ADMINISTRATOR,
    "staff/sign-in/": SIGNING_IN,
    "staff/sign-out/": SIGNING_IN,
    "staff/code/": SIGNING_IN,
    "staff/code/again/": SETTING_UP,
    "staff/password/": SETTING_UP,
    "staff/second-factor/": SETTING_UP,
    "staff/second-factor/there/": ANY_STAFF,
    "staff/second-factor/done/": ANY_STAFF,
    "staff/recovery-codes/": ANY_STAFF,
    "staff/recovery-codes/new/": ANY_STAFF,
}

OBJECTS: dict[str, Callable[[], str]] = {
    "<language:language>": lambda: "tg",
    "<office:office>": lambda: User.objects.get(username="alice").office.code,
    # Of Alice's office: whoever is walked as the stranger comes from another.
    "<int:number>": lambda: str(User.objects.get(username="alice").pk),
    "<uuid:number>": lambda: str(question_of("alice").pk),
    "<review:number>": lambda: doubtful_of("alice").number,
    "<register:register>": lambda: decision_of("alice").decision.subject.register,
    "<reference:reference>": lambda: decision_of("alice").decision.reference,
    "<act:act>": lambda: "lift",
    "<paper:number>": lambda: str(decision_of("alice").attachments.get().pk),
    "<amnesty:number>": lambda: str(amnesty_of("alice").pk),
    "<str:name>": lambda: "0123456789abcdef",
    "<case:number>": lambda: case_of("alice").number,
    "<batch:number>": lambda: str(batch_of("alice").pk),
    "<source:code>": lambda: case_of("alice").source.code,
    "<asked:number>": lambda: str(asked_of("alice").pk),
}
"""What stands in an address for each of its parts; the object is one of Alice's office."""


def question_of(name: str) -> Question:
    """A question that somebody asked at a desk."""
    asker = User.objects.get(username=name)
    subject = subject_to_json(PERSON)
    return Question.objects.create(
        office=asker.office, asked_by=asker, asked_at=timezone.now(), presence="present", subject=subject, answers=[]
    )


def doubtful_of(name: str) -> OpenReview:
    """A doubtful match of such a question, decided as not the same, so that there is a note."""
    source, _ = Source.objects.get_or_create(code="bans", defaults={"name": "Bans", "kind": "entry_ban"})
    question = question_of(name)
    told = {"source": "bans", "name": "Bans", "kind": "entry_ban", "verdict": "possible", "as_of": "2026-01-10"}
    Question.objects.filter(pk=question.pk).update(answers=[told])
    return OpenReview.objects.create(
        question=question,
        source=source,
        reference="1",
        number=services._new_number(),
        decided_by=question.asked_by,
        decided_at=timezone.now(),
        verdict="not_same",
    )


def decision_of(name: str) -> Version:
    """A decision that somebody's agency recorded, with a paper."""
    author = User.objects.get(username=name)
    agency, _ = Agency.objects.get_or_create(code="mvd", defaults={"name": "Agency"})
    AgencyOffice.objects.get_or_create(office=author.office, defaults={"agency": agency})
    subject = KnownSubject.objects.create(register="entry_ban", keys_version=KEYS_VERSION)
    version = Version.objects.create(
        decision=Decision.objects.create(subject=subject, agency=agency),
        sequence=1,
        act="record",
        ground="RU-114-26-8",
        number="1",
        decided_on=timezone.localdate(),
        particulars=subject_to_json(traveller("Раҳимов Фаррух", "12.05.1990", "400123451")),
        reason="From paper",
        author=author,
        written_at=timezone.now(),
    )
    Attachment.objects.create(version=version, kind="application/pdf", size=1, digest="0" * 64, content=b"x")
    return version


def amnesty_of(name: str) -> Amnesty:
    """An amnesty that somebody tried."""
    author = decision_of(name).author
    return Amnesty.objects.create(
        register="entry_ban", title="Spring", rule=Rule().as_json(), reason="x", author=author, tried_at=timezone.now()
    )


def case_of(name: str) -> Case:
    """A request that somebody opened at a desk."""
    source, _ = Source.objects.get_or_create(code="bans", defaults={"name": "Bans", "kind": "entry_ban"})
    return open_case(User.objects.get(username=name), Wish(source, "listed", PERSON, "tg"))


def batch_of(name: str) -> Batch:
    """A letter with such a request."""
    case = case_of(name)
    return send(Actor.of(case.opened_by), case.office, case.source)


def asked_of(name: str) -> Asked:
    """A request of another office to that of somebody."""
    source, _ = Source.objects.get_or_create(code="bans", defaults={"name": "Bans", "kind": "entry_ban"})
    day = timezone.localdate()
    return Asked.objects.create(
        office=User.objects.get(username=name).office,
        sender="Khujand",
        number="7",
        source=source,
        question="listed",
        subject=subject_to_json(PERSON),
        digest="",
        asked_on=day,
        received_on=day,
        due_on=day,
    )


of_staff = {route: who for route, who in WHO_MAY_CALL.items() if who == ANY_STAFF or isinstance(who, Granted)}
with_object = {route: who for route, who in of_staff.items() if "<" in route}
methods = pytest.mark.parametrize("method", ["get", "post"])


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every route that the service answers on, as it is written."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def every_route() -> list[str]:
    return list(routes(get_resolver().url_patterns))


def address_of(route: str) -> str:
    for part, made in OBJECTS.items():
        if part in route:
            route = route.replace(part, made())
    assert "<" not in route, f"say in OBJECTS what stands in {route}"
    return "/" + route


def asked(browser: Client, route: str, method: str) -> HttpResponse:
    answer: HttpResponse = getattr(browser, method)(address_of(route))
    return answer


def leads_to(answer: HttpResponse, page: str) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].partition("?")[0] == page


def is_let_in(answer: HttpResponse) -> bool:
    """Past the gate: the view itself may still want another method or another form."""
    ways = ("/staff/sign-in/", "/staff/code/again/", "/staff/second-factor/", "/staff/password/")
    return answer.status_code not in (401, 403) and not any(leads_to(answer, way) for way in ways)


@pytest.fixture
def of_alice(db: None) -> User:
    """Whose object it is."""
    return alice(Role.OFFICER)


def test_every_address_says_who_may_call_it() -> None:
    undecided = sorted(set(every_route()) ^ set(WHO_MAY_CALL))
    assert not undecided, f"say in WHO_MAY_CALL who may call these, or take them out: {undecided}"


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "who"), WHO_MAY_CALL.items())
def test_the_view_declares_what_the_table_says(route: str, who: str | Granted, of_alice: User) -> None:
    declared = access_of(get_resolver().resolve(address_of(route)))
    assert declared is not None
    if isinstance(who, Granted):
        assert declared.roles == who.roles
    else:
        kinds = {
            PUBLIC: Who.EVERYBODY,
            TOKEN: Who.TOKEN,
            SIGNING_IN: Who.SIGNING_IN,
            SETTING_UP: Who.SETTING_UP,
            ANY_STAFF: Who.STAFF,
        }
        assert (declared.who, declared.roles) == (kinds[who], frozenset())


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "who"), WHO_MAY_CALL.items())
@methods
def test_nobody_in_particular_is_let_in_where_the_table_says_public_and_nowhere_else(
    client: Client, route: str, who: str | Granted, method: str, of_alice: User
) -> None:
    answer = asked(client, route, method)
    if who in (PUBLIC, SIGNING_IN):
        assert answer.status_code not in {401, 403}
        return
    assert answer.status_code in {401, 403, 405} or leads_to(answer, "/staff/sign-in/")
    assert not is_let_in(answer) or answer.status_code == 405


@pytest.mark.parametrize(("route", "who"), of_staff.items())
@pytest.mark.parametrize("role", Role)
@methods
def test_each_role_is_let_in_where_the_table_grants_it_and_nowhere_else(
    route: str, who: str | Granted, role: Role, method: str, of_alice: User
) -> None:
    answer = asked(signed_in(bob(role)), route, method)
    granted = not isinstance(who, Granted) or role in who.roles
    assert is_let_in(answer) == granted
    assert granted or answer.status_code == 403


@pytest.mark.parametrize(("route", "who"), of_staff.items())
@methods
def test_whoever_has_no_second_factor_is_taken_to_set_it_up_and_reaches_nothing_else(
    route: str, who: str | Granted, method: str, of_alice: User
) -> None:
    everything = person("bob", Role, protected=False)
    assert leads_to(asked(signed_in(everything, code_given=None), route, method), "/staff/second-factor/")


@pytest.mark.parametrize(("route", "who"), of_staff.items())
@methods
def test_a_session_in_which_no_code_was_given_reaches_nothing(
    route: str, who: str | Granted, method: str, of_alice: User
) -> None:
    assert leads_to(asked(signed_in(bob(*Role), code_given=None), route, method), "/staff/code/again/")


@pytest.mark.parametrize(("route", "who"), of_staff.items())
@methods
def test_a_password_that_somebody_else_chose_opens_nothing(
    route: str, who: str | Granted, method: str, of_alice: User
) -> None:
    new = bob(*Role)
    User.objects.filter(pk=new.pk).update(must_change_password=True)
    assert leads_to(asked(signed_in(new), route, method), "/staff/password/")


@pytest.mark.parametrize(("route", "who"), with_object.items())
@pytest.mark.parametrize("role", Role)
@methods
def test_the_stranger_reaches_nothing_of_another_office(
    route: str, who: str | Granted, role: Role, method: str, of_alice: User
) -> None:
    stranger = signed_in(charlie(role))
    granted = not isinstance(who, Granted) or (role in who.roles and who.beyond_office)
    answer = asked(stranger, route, method)
    if granted:
        assert is_let_in(answer)
    else:
        # What is another office's is told like what is not there.
        assert answer.status_code in (403, 404, 405)
