"""Two people at one moment: one is done, the other is told what stands now; nobody overwrites what they did not see."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from ogoh.web.accounts.models import Role, User
from ogoh.web.registry import amnesty, deciding, ruling
from ogoh.web.registry.amnesty_rule import Rule
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import AmnestyStep, Decision, Ruling, Version
from ogoh.web.registry.refusal import ReasonWanted, RegistryRefused
from ogoh.web.registry.standing import Status, state_at
from tests.web.accounts.people import person
from tests.web.registry.agencies import BANS, BECAUSE, alice, bob, in_force, typed

pytestmark = pytest.mark.django_db(transaction=True)
Said = RegistryRefused | ReasonWanted | Version | Ruling | AmnestyStep


@pytest.fixture
def author(transactional_db: None) -> User:
    return alice()


@pytest.fixture
def second(author: User) -> User:
    return bob()


@pytest.fixture
def third(author: User) -> User:
    return person("dilbar", [Role.REGISTRAR])


def at_once(*works: Callable[[], Said]) -> list[Said]:
    """Do it all in as many threads, begun at one moment; what each gave, or how it was refused."""
    together = Barrier(len(works))

    def done(work: Callable[[], Said]) -> Said:
        try:
            together.wait(30)
            return work()
        except (RegistryRefused, ReasonWanted) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(done, works))


def refusals(results: list[Said]) -> list[str]:
    return [str(one.words) for one in results if isinstance(one, RegistryRefused)]


def test_two_who_confirm_one_version_confirm_it_once(author: User, second: User, third: User) -> None:
    reference = deciding.record(author, BANS, typed(), BECAUSE).decision.reference
    results = at_once(*[lambda one=one: ruling.confirm(one, reference, "1") for one in (second, third)])
    (words,) = refusals(results)
    assert "faster" in words
    assert Ruling.objects.get().confirmed


def test_of_one_who_confirms_and_one_who_declines_one_is_heard(author: User, second: User, third: User) -> None:
    reference = deciding.record(author, BANS, typed(), BECAUSE).decision.reference
    results = at_once(
        lambda: ruling.confirm(second, reference, "1"), lambda: ruling.decline(third, reference, "Another number", "1")
    )
    (words,) = refusals(results)
    assert "faster" in words
    stands = state_at(Decision.objects.get(), timezone.now()).status
    assert stands is (Status.IN_FORCE if Ruling.objects.get().confirmed else Status.DECLINED)


def test_two_changes_of_one_decision_leave_one_that_waits(author: User, second: User) -> None:
    decision = in_force(author, second)
    results = at_once(
        lambda: deciding.lift(author, decision.reference, BECAUSE),
        lambda: deciding.annul(second, decision.reference, BECAUSE),
    )
    (words,) = refusals(results)
    assert "waits" in words
    assert decision.versions.filter(ruling=None).count() == 1


def test_of_two_who_write_one_person_down_the_second_is_shown_the_first(author: User, second: User) -> None:
    results = at_once(*[lambda one=one: deciding.record(one, BANS, typed(), BECAUSE) for one in (author, second)])
    (wanted,) = [one for one in results if isinstance(one, ReasonWanted)]
    assert [one.reference for one in wanted.alike] == [Decision.objects.get().reference]


def test_of_two_names_of_one_person_through_two_decisions_one_is_overtaken(
    author: User, second: User, third: User
) -> None:
    first = in_force(author, second)
    again = in_force(author, second, typed(number="9"), why=Why("From paper", same_as=first.reference))
    deciding.name(author, first.reference, {"document_number": "402000001"}, BECAUSE)
    deciding.name(author, again.reference, {"document_number": "402000002"}, BECAUSE)
    results = at_once(lambda: ruling.confirm(second, first.reference), lambda: ruling.confirm(third, again.reference))
    (words,) = refusals(results)
    assert "Decline it" in words


def test_an_amnesty_and_a_lifting_at_one_moment_end_a_decision_once(author: User, second: User) -> None:
    decision = in_force(author, second)
    heads = [person(f"head{number}", [Role.SUPERVISOR]) for number in range(3)]
    one = amnesty.try_out(heads[0], BANS, "Spring", Rule(citizenships=("TJ",)), "By treaty")
    for head in heads[1:]:
        amnesty.approve(head, one.pk)
    deciding.lift(author, decision.reference, BECAUSE)
    results = at_once(lambda: amnesty.apply(heads[0], one.pk), lambda: ruling.confirm(second, decision.reference))
    (step,) = [said for said in results if isinstance(said, AmnestyStep)]
    lifted = Version.objects.filter(act="lift", ruling__confirmed=True)
    assert lifted.count() == 1
    assert step.decisions == lifted.filter(amnesty=one).count()
    assert len(refusals(results)) == step.decisions
