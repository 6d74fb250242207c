"""Whatever is decided there, in any order, and however releases travel: a release says what the registry says, the
receiver holds what some release said or is told what is missing, and in the end both are equal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
)

from ogoh.web.accounts.models import Role, User
from ogoh.web.exchange import own_lists
from ogoh.web.exchange.models import Feed
from ogoh.web.exchange.own_lists import keep_from_registry
from ogoh.web.registry import amnesty, deciding, ruling
from ogoh.web.registry.amnesty_rule import Rule
from ogoh.web.registry.models import AmnestyMember, Step
from ogoh.web.registry.refusal import RegistryRefused
from tests.web.accounts.people import person
from tests.web.exchange.any_order import AnyOrder, run
from tests.web.exchange.states import equal, on_the_list
from tests.web.registry.agencies import BANS, BECAUSE, FARRUKH, alice, bob, typed

FAMILIES = ("Раҳимов", "Каримов", "Шарипов", "Назаров")
PEOPLE = [
    {**FARRUKH, "family_name": family, "document_number": f"40012345{number}", "dob": f"1{number}.05.19{60 + number}"}
    for number, family in enumerate(FAMILIES)
]
LONGER = replace(BECAUSE, despite="By treaty")
LATER = ("2030-01-31", "2031-01-31", "2032-01-31")


@dataclass
class Expected:
    """What a reader of the paper files would say of one decision: its last confirmed state, and what waits.

    What waited when an amnesty came or went was written without knowing of it: ``overtaken``.
    """

    in_force: bool = False
    waits: str = ""
    freed: bool = False
    overtaken: bool = False

    def touched_by_amnesty(self, *, freed: bool) -> None:
        self.in_force, self.freed, self.overtaken = not freed, freed, bool(self.waits)


class Authorities(AnyOrder):
    """Moscow's registry with its second person and its supervisors, and what Dushanbe holds."""

    def __init__(self) -> None:
        super().__init__()
        # What was confirmed this moment counts: nobody else writes here.
        self.at_once = patch.object(own_lists, "_PAST", timedelta())
        self.at_once.start()
        keep_from_registry("bans")
        self.author, self.second = alice(), bob()
        self.heads: list[User] = [person(f"head{number}", [Role.SUPERVISOR]) for number in range(3)]
        self.decisions: dict[str, Expected] = {}
        self.amnesties: list[int] = []

    def _some(self, **like: object) -> list[str]:
        return [
            reference
            for reference, one in self.decisions.items()
            if all(getattr(one, name) == value for name, value in like.items())
        ]

    @precondition(lambda self: len(self.decisions) < len(PEOPLE))
    @rule()
    def somebody_is_barred(self) -> None:
        said = typed(PEOPLE[len(self.decisions)], number=f"{len(self.decisions)}/2026")
        reference = deciding.record(self.author, BANS, said, BECAUSE).decision.reference
        self.decisions[reference] = Expected(waits="in force")

    @precondition(lambda self: self._some(in_force=True, waits=""))
    @rule(data=st.data(), until=st.sampled_from(LATER))
    def a_ban_is_extended(self, data: st.DataObject, until: str) -> None:
        reference = data.draw(st.sampled_from(self._some(in_force=True, waits="")))
        try:
            deciding.extend(self.author, reference, until, LONGER)
        except RegistryRefused:
            return
        self.decisions[reference].waits = "in force"

    @precondition(lambda self: self._some(in_force=True, waits=""))
    @rule(data=st.data(), given=st.sampled_from(["Фаррух", "Фирӯз", "Умед"]))
    def a_name_is_corrected(self, data: st.DataObject, given: str) -> None:
        reference = data.draw(st.sampled_from(self._some(in_force=True, waits="")))
        try:
            deciding.correct(self.author, reference, {"given_name": given}, LONGER)
        except RegistryRefused:
            return
        self.decisions[reference].waits = "in force"

    @precondition(lambda self: self._some(in_force=True, waits=""))
    @rule(data=st.data(), act=st.sampled_from([deciding.lift, deciding.annul]))
    def a_ban_is_ended(self, data: st.DataObject, act: object) -> None:
        reference = data.draw(st.sampled_from(self._some(in_force=True, waits="")))
        act(self.author, reference, BECAUSE)  # type: ignore[operator]
        self.decisions[reference].waits = "ended"

    def _waiting(self) -> list[str]:
        return [reference for reference, one in self.decisions.items() if one.waits]

    @precondition(lambda self: self._waiting())
    @rule(data=st.data(), confirmed=st.booleans())
    def a_second_person_looks(self, data: st.DataObject, confirmed: bool) -> None:
        reference = data.draw(st.sampled_from(self._waiting()))
        one = self.decisions[reference]
        if confirmed and one.overtaken:
            with pytest.raises(RegistryRefused):
                ruling.confirm(self.second, reference)
            return
        if confirmed:
            ruling.confirm(self.second, reference)
            one.in_force, one.freed = one.waits == "in force", False
        else:
            ruling.decline(self.second, reference, "Not as on paper")
        one.waits, one.overtaken = "", False

    @rule()
    def an_amnesty_is_applied(self) -> None:
        """Of those in force now, whatever waits for a second person."""
        tried = amnesty.try_out(self.heads[0], BANS, "Spring", Rule(citizenships=("TJ",)), "By treaty")
        for head in self.heads[1:]:
            amnesty.approve(head, tried.pk)
        step = amnesty.apply(self.heads[0], tried.pk)
        barred = self._some(in_force=True)
        assert step.decisions == len(barred)
        for reference in barred:
            self.decisions[reference].touched_by_amnesty(freed=True)
        self.amnesties.append(tried.pk)

    @precondition(lambda self: self.amnesties)
    @rule()
    def the_last_amnesty_is_undone(self) -> None:
        number = self.amnesties.pop()
        for head in self.heads[1:]:
            amnesty.approve(head, number, Step.UNDONE)
        amnesty.undo(self.heads[0], number, "By treaty")
        for reference in amnesty_members(number):
            if self.decisions[reference].freed:
                self.decisions[reference].touched_by_amnesty(freed=False)

    @rule(full=st.booleans())
    def a_release_is_made(self, full: bool) -> None:
        self.release(full=full)
        assert set(on_the_list("bans")) == set(self._some(in_force=True)), "a release says what the registry says"

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def a_parcel_arrives_perhaps_once_more(self, data: st.DataObject) -> None:
        self.arrives(data.draw(st.sampled_from(self.made)))

    @invariant()
    def the_receiver_holds_what_a_release_said(self) -> None:
        assert on_the_list("barred") == self.said[Feed.objects.get().number]

    def teardown(self) -> None:
        try:
            self.a_release_is_made(full=False)
            for parcel in self.made:
                self.arrives(parcel)
            assert equal()
        finally:
            self.at_once.stop()
            self.end()


def amnesty_members(number: int) -> list[str]:
    """The decisions of an amnesty, by their references."""

    members = AmnestyMember.objects.filter(amnesty=number).select_related("decision__subject")
    return [one.decision.reference for one in members]


@pytest.mark.django_db
def test_registry_and_receiver_end_equal_in_a_few_orders() -> None:
    run(Authorities, 3, 14)


@pytest.mark.slow
@pytest.mark.django_db
def test_registry_and_receiver_end_equal_in_any_order() -> None:
    run(Authorities, 40, 14)
