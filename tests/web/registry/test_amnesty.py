"""An amnesty frees those who were looked at, when two people have approved, and can be taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.models import Event, Mention
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import amnesty, amnesty_views, deciding, recording, ruling
from ogoh.web.registry.amnesty_rule import Rule, read_rule
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import Act, Amnesty, Decision, Step
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.rows import rows_in_force
from ogoh.web.registry.standing import Status, state_at
from tests.web.accounts.people import person, signed_in
from tests.web.registry.agencies import BANS, BECAUSE, CONTROLLED, FARRUKH, ZEBO, events, in_force, typed

TJ = Rule(citizenships=("TJ",))
PEOPLE = [
    {**FARRUKH, "family_name": family, "document_number": f"40012345{number}", "dob": f"1{number}.05.19{60 + number}"}
    for number, family in enumerate(("Раҳимов", "Каримов", "Шарипов", "Назаров"))
]


@pytest.fixture
def heads(author: User, second: User) -> list[User]:
    """Four supervisors of the agency."""
    return [person(f"head{number}", [Role.SUPERVISOR]) for number in range(4)]


@pytest.fixture
def decisions(author: User, second: User) -> list[Decision]:
    """Four people: an overstay, an expulsion by a court, one for a crime, and an Uzbek citizen."""
    overstay = typed(PEOPLE[0])
    expelled = typed(PEOPLE[1], ground="RU-114-27-2", until="2031-01-31", by_court=True)
    criminal = typed(PEOPLE[2], ground="RU-114-27-3", until="", criminal=True)
    other = typed({**PEOPLE[3], "citizenship": "UZ"}, decided_on="2025-05-05", until="2028-05-04")
    return [in_force(author, second, said) for said in (overstay, expelled, criminal, other)]


def freed(rule: Rule, head: User, register: SourceKind = BANS) -> list[str]:
    """Whom a rule would free."""
    return [row.id for row in amnesty.rows_of(amnesty.try_out(head, register, "Spring", rule, "By treaty"))]


def references() -> list[str]:
    return [row.id for row in rows_in_force(BANS, timezone.now())]


def approved(rule: Rule, heads: list[User]) -> Amnesty:
    one = amnesty.try_out(heads[0], BANS, "Spring", rule, "By treaty")
    for head in heads[1:3]:
        amnesty.approve(head, one.pk)
    return one


@pytest.mark.parametrize(
    ("rule", "whom"),
    [
        (Rule(citizenships=("TJ",)), [0, 1, 2]),
        (Rule(citizenships=("TJ", "UZ")), [0, 1, 2, 3]),
        (Rule(citizenships=("KG",)), []),
        (Rule(citizenships=("TJ",), by_court=False), [0, 2]),
        (Rule(citizenships=("TJ",), by_court=False, criminal=False), [0]),
        (Rule(by_court=True), [1]),
        (Rule(grounds=("RU-114-26-8",)), [0, 3]),
        (Rule(agencies=("mvd",)), [0, 1, 2, 3]),
        (Rule(decided_to=datetime(2025, 12, 31).date()), [3]),  # noqa: DTZ001  # a day
        (Rule(decided_from=datetime(2026, 2, 1).date(), criminal=True), [2]),  # noqa: DTZ001  # a day
    ],
)
def test_a_rule_fits_whom_it_says(heads: list[User], decisions: list[Decision], rule: Rule, whom: list[int]) -> None:
    assert freed(rule, heads[0]) == [decisions[number].reference for number in whom]


def test_trying_frees_nobody_and_counts(heads: list[User], decisions: list[Decision]) -> None:
    one = amnesty.try_out(heads[0], BANS, "Spring", TJ, "By treaty")
    counts = amnesty.counts_of(one)
    assert (counts.decisions, counts.people) == (3, 3)
    assert counts.by_citizenship == (("TJ", 3),)
    assert counts.by_agency == (("mvd", 3),)
    assert dict(counts.by_ground) == {"RU-114-26-8": 1, "RU-114-27-2": 1, "RU-114-27-3": 1}
    assert len(references()) == 4


def test_two_others_approve_then_it_is_applied_and_in_the_next_release(
    heads: list[User], decisions: list[Decision]
) -> None:
    before = timezone.now()
    one = approved(TJ, heads)
    step = amnesty.apply(heads[0], one.pk)
    assert step.decisions == 3
    assert references() == [decisions[3].reference]
    assert len(list(rows_in_force(BANS, before))) == 4
    lifted = decisions[0].versions.last()
    assert lifted is not None
    assert (lifted.act, lifted.amnesty_id, lifted.author, lifted.reason) == (Act.LIFT, one.pk, heads[0], "By treaty")
    assert lifted.ruling.by != lifted.author
    assert [purpose for _, purpose in events() if "amnesty" in purpose] == [
        "registry: amnesty tried",
        "registry: amnesty approved to be applied",
        "registry: amnesty approved to be applied",
        "registry: amnesty applied",
    ]


def test_it_is_undone_by_two_others_and_those_whom_it_freed_are_barred_again(
    heads: list[User], decisions: list[Decision]
) -> None:
    one = approved(TJ, heads)
    amnesty.apply(heads[0], one.pk)
    for head in heads[1:3]:
        amnesty.approve(head, one.pk, Step.UNDONE)
    assert amnesty.undo(heads[3], one.pk, "Struck down by the court").decisions == 3
    assert len(references()) == 4
    again = decisions[0].versions.last()
    assert again is not None
    assert (again.act, again.reason, again.ruling.confirmed) == (Act.REINSTATE, "Struck down by the court", True)


def test_a_decision_in_force_again_can_be_changed_again(
    heads: list[User], decisions: list[Decision], author: User, second: User
) -> None:
    one = approved(TJ, heads)
    amnesty.apply(heads[0], one.pk)
    for head in heads[1:3]:
        amnesty.approve(head, one.pk, Step.UNDONE)
    amnesty.undo(heads[3], one.pk, "Struck down")
    deciding.lift(author, decisions[0].reference, BECAUSE)
    ruling.confirm(second, decisions[0].reference)
    assert state_at(decisions[0], timezone.now()).status is Status.LIFTED


def test_only_those_who_were_looked_at_and_fit_still_are_freed(
    heads: list[User], decisions: list[Decision], author: User, second: User
) -> None:
    one = approved(TJ, heads)
    deciding.correct(author, decisions[1].reference, {"citizenship": "RU"}, Why("Misread"))
    ruling.confirm(second, decisions[1].reference)
    later = in_force(author, second, typed({**ZEBO, "citizenship": "TJ"}, number="99"))
    assert amnesty.apply(heads[0], one.pk).decisions == 2
    assert references() == [decisions[1].reference, decisions[3].reference, later.reference]


def test_what_waited_when_it_was_applied_cannot_be_confirmed_any_more(
    heads: list[User], decisions: list[Decision], author: User, second: User
) -> None:
    deciding.extend(author, decisions[0].reference, "2031-01-31", Why("Extended", despite="By a second decision"))
    amnesty.apply(heads[0], approved(TJ, heads).pk)
    with pytest.raises(RegistryRefused, match="Decline it"):
        ruling.confirm(second, decisions[0].reference)
    ruling.decline(second, decisions[0].reference, "Freed by an amnesty")
    assert state_at(decisions[0], timezone.now()).status is Status.LIFTED


def refusals(heads: list[User], one: Amnesty) -> Iterator[tuple[str, object]]:
    yield "Two people", lambda: amnesty.apply(heads[0], one.pk)
    yield "two other people", lambda: amnesty.approve(heads[0], one.pk)
    yield "not applied", lambda: amnesty.approve(heads[1], one.pk, Step.UNDONE)
    yield "not applied", lambda: amnesty.undo(heads[1], one.pk, "No")
    yield "no such amnesty", lambda: amnesty.approve(heads[1], one.pk + 1)


@pytest.mark.parametrize("number", range(5))
def test_out_of_turn_it_is_refused_in_a_sentence(heads: list[User], decisions: list[Decision], number: int) -> None:
    one = amnesty.try_out(heads[0], BANS, "Spring", TJ, "By treaty")
    words, doing = list(refusals(heads, one))[number]
    assert callable(doing)
    with pytest.raises(RegistryRefused, match=words):
        doing()
    assert events("refused")[-1][1].startswith("registry: ")
    assert len(references()) == 4


def test_nobody_approves_twice_and_nothing_is_applied_twice(heads: list[User], decisions: list[Decision]) -> None:
    one = amnesty.try_out(heads[0], BANS, "Spring", TJ, "By treaty")
    amnesty.approve(heads[1], one.pk)
    with pytest.raises(RegistryRefused, match="another person"):
        amnesty.approve(heads[1], one.pk)
    with pytest.raises(RegistryRefused, match="Two people"):
        amnesty.apply(heads[0], one.pk)
    amnesty.approve(heads[2], one.pk)
    amnesty.apply(heads[1], one.pk)
    with pytest.raises(RegistryRefused, match="already"):
        amnesty.apply(heads[1], one.pk)


def test_before_the_day_of_review_nothing_is_lifted(heads: list[User], decisions: list[Decision]) -> None:
    tomorrow = (timezone.now() + timedelta(days=2)).date()
    one = approved(Rule(citizenships=("TJ",), review_from=tomorrow), heads)
    with pytest.raises(RegistryRefused, match="not come yet"):
        amnesty.apply(heads[0], one.pk)


def test_the_other_register_is_not_touched(heads: list[User], decisions: list[Decision]) -> None:
    assert freed(TJ, heads[0], CONTROLLED) == []


def test_a_registrar_frees_nobody(author: User, decisions: list[Decision]) -> None:
    with pytest.raises(RegistryRefused, match="roles"):
        amnesty.try_out(author, BANS, "Spring", TJ, "By treaty")


@pytest.mark.parametrize(
    ("typed_in", "words"),
    [
        ({}, "asks nothing"),
        ({"review_from": "2026-01-01"}, "asks nothing"),
        ({"citizenships": ["Atlantis"]}, "country"),
        ({"chosen_grounds": ["X"]}, "not known"),
        ({"chosen_grounds": ["RU-RKL-border"]}, "never mixed"),
        ({"agencies": ["cia"]}, "not known"),
        ({"decided_from": "2026-02-01", "decided_to": "2026-01-01"}, "before the first"),
        ({"decided_from": "soon"}, "14.05.2024"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(db: None, typed_in: dict[str, object], words: str) -> None:
    with pytest.raises(RegistryRefused, match=words):
        read_rule(BANS, **typed_in)  # type: ignore[arg-type]


def test_a_rule_is_kept_as_it_was_read(author: User) -> None:
    rule = read_rule(
        BANS,
        citizenships=["Таджикистан", "uz"],
        chosen_grounds=["RU-114-26-8"],
        agencies=["mvd"],
        by_court=False,
        decided_from="01.02.2025",
        review_from="2026-01-01",
    )
    assert rule.citizenships == ("TJ", "UZ")
    assert Rule.from_json(rule.as_json()) == rule


def test_each_of_those_whom_it_frees_can_be_told(heads: list[User], decisions: list[Decision]) -> None:
    one = approved(TJ, heads)
    amnesty.apply(heads[0], one.pk)
    freed = state_at(decisions[0], timezone.now()).subject
    other = state_at(decisions[3], timezone.now()).subject
    assert freed is not None
    assert other is not None
    (event,) = Event.objects.filter(details__contains="amnesty applied")
    mentioned = set(Mention.objects.filter(event=event).values_list("digest", flat=True))
    assert subject_digests(freed) <= mentioned
    assert mentioned.isdisjoint(subject_digests(other))


def test_many_whom_it_frees_are_told_in_several_events(
    heads: list[User], decisions: list[Decision], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_PEOPLE", 2)
    monkeypatch.setattr(amnesty, "_BATCH", 2)
    one = approved(TJ, heads)
    assert amnesty.apply(heads[0], one.pk).decisions == 3
    assert [purpose for _, purpose in events()].count("registry: amnesty applied") == 2


def test_one_that_frees_nobody_is_in_the_log_too(heads: list[User]) -> None:
    amnesty.apply(heads[0], approved(TJ, heads).pk)
    assert events()[-1] == ("head0", "registry: amnesty applied")


def test_its_counts_are_those_of_the_trial_whatever_comes_after(
    heads: list[User], decisions: list[Decision], author: User, second: User
) -> None:
    one = approved(TJ, heads)
    counts = amnesty.counts_of(one)
    amnesty.apply(heads[0], one.pk)
    assert amnesty.counts_of(Amnesty.objects.get(pk=one.pk)) == counts
    Amnesty.objects.filter(pk=one.pk).update(counts=None)  # as it was written before counts were kept
    assert amnesty.counts_of(Amnesty.objects.get(pk=one.pk)) == counts


def test_the_page_of_all_asks_as_often_however_many_there_are(heads: list[User], decisions: list[Decision]) -> None:
    browser = signed_in(heads[0])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/registry/amnesties/").status_code == 200
        return len(queries)

    approved(TJ, heads)
    few = asked()
    for _ in range(3):
        amnesty.apply(heads[0], approved(TJ, heads).pk)
    assert asked() == few


def test_the_page_of_one_reads_no_more_decisions_than_it_shows(
    heads: list[User], decisions: list[Decision], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amnesty_views, "MOST_LISTED", 2)
    one = approved(TJ, heads)
    shown = signed_in(heads[0]).get(f"/registry/amnesties/{one.pk}/?language=en").content.decode()
    assert [decision.reference in shown for decision in decisions] == [True, True, False, False]
    assert "More that are not shown here: 1" in shown
    assert "1 February 2026" in shown
