"""A decision written down, changed and ended: what counts, what is refused, and what the log says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.utils import timezone

from ogoh.web.accounts.models import HeldRole, Role, User
from ogoh.web.audit.models import Event
from ogoh.web.registry import deciding, ruling
from ogoh.web.registry.attaching import LARGEST
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import Agency, AgencyOffice, Decision, NeverChanged, Version
from ogoh.web.registry.refusal import ReasonWanted, RegistryRefused
from ogoh.web.registry.standing import Status, state_at
from tests.web.accounts.people import office, person
from tests.web.registry.agencies import (
    BANS,
    BECAUSE,
    CONTROLLED,
    CONTROLLED_STAY,
    FARRUKH,
    OVERSTAY,
    ZEBO,
    agency,
    events,
    in_force,
    typed,
)

PDF = b"%PDF-1.7 a paper"


def status(decision: Decision) -> Status:
    return state_at(decision, timezone.now()).status


def refused_with(doing: Callable[[], object], field: str | None = None) -> str:
    """The sentence with which something was refused; there is an event of it, and nothing else was left behind."""
    before = Version.objects.count(), Decision.objects.count(), Event.objects.filter(act="refused").count()
    with pytest.raises(RegistryRefused) as refused:
        doing()
    assert (Version.objects.count(), Decision.objects.count()) == before[:2]
    assert Event.objects.filter(act="refused").count() == before[2] + 1
    assert field is None or refused.value.field == field
    return str(refused.value.words)


def test_a_decision_of_today_is_taken_from_midnight_on_by_the_clocks_of_the_staff(
    author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = datetime(2026, 11, 27, 20, 30, tzinfo=UTC)  # half past one of the 28th in Dushanbe
    monkeypatch.setattr(timezone, "now", lambda: night)
    said = typed(decided_on="28.11.2026", until="27.11.2029")
    assert deciding.record(author, BANS, said, BECAUSE).decided_on == date(2026, 11, 28)
    refused_with(lambda: deciding.record(author, BANS, replace(said, decided_on="29.11.2026"), BECAUSE), "decided_on")


def test_a_decision_counts_only_once_a_second_person_confirmed_it(author: User, second: User) -> None:
    version = deciding.record(author, BANS, typed(), BECAUSE)
    assert status(version.decision) is Status.WAITING
    ruling.confirm(second, version.decision.reference)
    assert status(version.decision) is Status.IN_FORCE
    assert events() == [("alice", "registry: record"), ("bob", "registry: record confirmed")]


def test_a_declined_decision_never_counts(author: User, second: User) -> None:
    reference = deciding.record(author, BANS, typed(), BECAUSE).decision.reference
    ruling.decline(second, reference, "The number is another one")
    assert status(Decision.objects.get()) is Status.DECLINED
    assert "never confirmed" in refused_with(lambda: deciding.lift(author, reference, BECAUSE))


def test_nobody_confirms_what_they_wrote(author: User) -> None:
    reference = deciding.record(author, BANS, typed(), BECAUSE).decision.reference
    assert "second person" in refused_with(lambda: ruling.confirm(author, reference))
    assert "second person" in refused_with(lambda: ruling.decline(author, reference, "Wrong"))


def test_what_was_confirmed_is_not_confirmed_twice(author: User, second: User) -> None:
    decision = in_force(author, second)
    assert "faster" in refused_with(lambda: ruling.confirm(second, decision.reference))


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"ground": ""}, "ground", "without a ground"),
        ({"ground": "RU-1"}, "ground", "not known"),
        ({"ground": "RU-RKL-border"}, "ground", "never mixed"),
        ({"number": " "}, "number", "number"),
        ({"decided_on": ""}, "decided_on", "day of the decision"),
        ({"decided_on": "31.02.2026"}, "decided_on", "day of the decision"),
        ({"decided_on": "01.01.2031"}, "decided_on", "future"),
        ({"until": "31.01.2026"}, "until", "before the day of the decision"),
        ({"until": "soon"}, "until", "last day"),
        ({"starts_on": "soon"}, "starts_on", "runs"),
        ({"legal_basis": "диагноз: туберкулёз"}, "legal_basis", "Nothing of that is stored"),
        ({"legal_basis": "x" * 1001}, "legal_basis", "too long"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_a_sentence(
    author: User, changed: dict[str, str], field: str, words: str
) -> None:
    said = replace(OVERSTAY, **changed)  # type: ignore[arg-type]
    assert words in refused_with(lambda: deciding.record(author, BANS, said, BECAUSE), field)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"family_name": "", "given_name": "", "patronymic": ""}, "family_name"),
        ({"family_name": "=1+1"}, "family_name"),
        ({"family_name": "Р", "given_name": "", "patronymic": ""}, "family_name"),
        ({"family_name": "Раҳимов; Каримов"}, "family_name"),
        ({"family_name": "Раҳимов\0"}, None),
        ({"alias": "12345"}, "alias"),
        ({"dob": "31.02.1990"}, "dob"),
        ({"sex": "Q"}, "sex"),
        ({"citizenship": "Atlantis"}, "citizenship"),
        ({"document_number": "нет номера!"}, "document_number"),
        ({"document_number": "40" * 5000}, "document_number"),
    ],
)
def test_a_person_who_cannot_be_read_is_refused_at_the_field(
    author: User, changed: dict[str, str], field: str | None
) -> None:
    said = typed({**FARRUKH, **changed})
    if field is None:
        assert deciding.record(author, BANS, said, BECAUSE).sequence == 1
    else:
        refused_with(lambda: deciding.record(author, BANS, said, BECAUSE), field)


@pytest.mark.parametrize("why", ["", " \n", "\0"])
def test_nothing_is_done_without_a_reason(author: User, second: User, why: str) -> None:
    decision = in_force(author, second)
    refused_with(lambda: deciding.lift(author, decision.reference, Why(why)), "reason")


def test_a_term_that_the_ground_does_not_allow_is_warned_of_and_recorded_for_a_reason(author: User) -> None:
    said = typed(until="2036-01-31")
    with pytest.raises(ReasonWanted) as wanted:
        deciding.record(author, BANS, said, BECAUSE)
    assert wanted.value.doubts == ("longer_than_the_law",)
    assert not Decision.objects.exists()
    version = deciding.record(author, BANS, said, Why("From paper", despite="So it stands in the decision"))
    assert (version.doubts, version.despite) == (["longer_than_the_law"], "So it stands in the decision")


def test_an_agency_that_was_gone_by_then_is_warned_of(db: None) -> None:
    one = agency("fskn", "dushanbe")
    with pytest.raises(ReasonWanted) as wanted:
        deciding.record(person("alice", [Role.REGISTRAR]), BANS, typed(), BECAUSE)
    assert wanted.value.doubts == ("agency_not_entitled",)
    assert one.code == "fskn"


def test_somebody_whom_the_register_knows_is_shown_before_anything_is_written(author: User, stranger: User) -> None:
    first = deciding.record(author, BANS, typed(), BECAUSE).decision
    other_hand = {**FARRUKH, "family_name": "Rahimov", "given_name": "Farrukh", "patronymic": ""}
    with pytest.raises(ReasonWanted) as wanted:
        deciding.record(stranger, BANS, typed(other_hand, number="9"), BECAUSE)
    (alike,) = wanted.value.alike
    assert (alike.reference, alike.certain) == (first.reference, True)
    assert Decision.objects.count() == 1
    assert events("look") == [("charlie", "registry: look-alikes")]


def test_the_other_register_does_not_know_the_person(author: User, second: User) -> None:
    in_force(author, second)
    assert deciding.record(author, CONTROLLED, CONTROLLED_STAY, BECAUSE).doubts == []


def test_another_person_who_is_alike_is_recorded_for_a_reason(author: User, second: User) -> None:
    first = in_force(author, second)
    said = typed({**FARRUKH, "document_number": "401111111"}, number="9")
    version = deciding.record(author, BANS, said, Why("From paper", despite="A twin: another face, another number"))
    assert version.doubts == ["looks_alike"]
    assert version.decision.subject_id != first.subject_id


def test_the_same_person_has_one_subject_with_all_names_and_documents(author: User, stranger: User) -> None:
    second = person("bob", [Role.REGISTRAR])
    first = in_force(author, second)
    third = person("dilbar", [Role.REGISTRAR], where="khujand")
    said = typed({**FARRUKH, "family_name": "Раҳимзода", "document_number": "402000001"}, number="9")
    again = in_force(stranger, third, said, why=Why("From paper", same_as=first.reference))
    assert again.subject_id == first.subject_id
    subject = state_at(first, timezone.now()).subject
    assert subject is not None
    assert [name.family for name in subject.names] == ["Раҳимов", "Раҳимзода"]
    assert [paper.folded for paper in subject.documents] == ["400123451", "402000001"]


@pytest.mark.parametrize("same_as", ["eb-999999999", "cp-000000001", "x"])
def test_the_same_as_nobody_is_refused(author: User, second: User, same_as: str) -> None:
    in_force(author, second, CONTROLLED_STAY, CONTROLLED)
    refused_with(lambda: deciding.record(author, BANS, typed(), Why("From paper", same_as=same_as)), "same_as")


def test_a_changed_name_is_found_under_both(author: User, second: User) -> None:
    decision = in_force(author, second)
    said = {"family_name": "Раҳимзода", "given_name": "Фаррух", "document_number": "402000001"}
    deciding.name(author, decision.reference, said, Why("New passport"))
    ruling.confirm(second, decision.reference)
    for whom in (FARRUKH, {"family_name": "Rahimzoda", "given_name": "Farrukh", "document_number": "402000001"}):
        with pytest.raises(ReasonWanted) as wanted:
            deciding.record(author, BANS, typed(whom, number="9"), BECAUSE)
        assert [one.reference for one in wanted.value.alike] == [decision.reference]


def test_a_document_alone_leaves_the_name_as_it_is(author: User, second: User) -> None:
    decision = in_force(author, second)
    deciding.name(author, decision.reference, {"document_number": "402000001"}, Why("New passport"))
    ruling.confirm(second, decision.reference)
    subject = state_at(decision, timezone.now()).subject
    assert subject is not None
    assert len(subject.names) == 1
    assert [paper.folded for paper in subject.documents] == ["402000001", "400123451"]


def test_a_correction_replaces_what_was_wrong_and_the_history_keeps_it(author: User, second: User) -> None:
    decision = in_force(author, second)
    deciding.correct(author, decision.reference, {"dob": "13.05.1990", "number": "18/2026"}, Why("Misread"))
    ruling.confirm(second, decision.reference)
    state = state_at(decision, timezone.now())
    assert state.version is not None
    assert state.subject is not None
    assert (state.version.number, [birth.text for birth in state.subject.births]) == ("18/2026", ["1990-05-13"])
    assert [one.number for one in decision.versions.all()] == ["17/2026", "18/2026"]


def test_a_correction_of_a_day_leaves_the_person_untouched(author: User, second: User) -> None:
    decision = in_force(author, second)
    version = deciding.correct(author, decision.reference, {"until": "2028-12-31"}, Why("Misread"))
    assert (version.particulars, version.until) == ("", date(2028, 12, 31))


def test_an_act_that_changes_nothing_is_refused(author: User, second: User) -> None:
    decision = in_force(author, second)
    assert "changes nothing" in refused_with(lambda: deciding.correct(author, decision.reference, {}, BECAUSE))
    same = {"document_number": "400123451"}
    assert "changes nothing" in refused_with(lambda: deciding.name(author, decision.reference, same, BECAUSE))


@pytest.mark.parametrize("until", ["2029-01-31", "2028-01-01", "", "soon"])
def test_an_extension_ends_later(author: User, second: User, until: str) -> None:
    decision = in_force(author, second)
    refused_with(lambda: deciding.extend(author, decision.reference, until, BECAUSE), "until")


def test_an_extension_counts_once_it_is_confirmed(author: User, second: User) -> None:
    decision = in_force(author, second)
    deciding.extend(author, decision.reference, "2030-01-31", Why("Extended", despite="By a second decision"))
    state = state_at(decision, timezone.now())
    assert state.version is not None
    assert state.version.until == date(2029, 1, 31)
    ruling.confirm(second, decision.reference)
    state = state_at(decision, timezone.now())
    assert state.version is not None
    assert state.version.until == date(2030, 1, 31)


def test_what_was_lifted_or_annulled_is_changed_no_more(author: User, second: User) -> None:
    for end, stands in ((deciding.lift, Status.LIFTED), (deciding.annul, Status.ANNULLED)):
        whom = FARRUKH if end is deciding.lift else ZEBO
        decision = in_force(author, second, typed(whom))
        end(author, decision.reference, Why("Won in court"))
        assert status(decision) is Status.IN_FORCE
        ruling.confirm(second, decision.reference)
        assert status(decision) is stands
        assert "Record a new one" in refused_with(partial(deciding.lift, author, decision.reference, BECAUSE))


def test_one_change_waits_at_a_time(author: User, second: User) -> None:
    decision = in_force(author, second)
    deciding.lift(author, decision.reference, BECAUSE)
    assert "waits for confirmation" in refused_with(lambda: deciding.annul(second, decision.reference, BECAUSE))


def test_a_change_of_the_person_that_another_overtook_is_declined_and_written_anew(author: User, second: User) -> None:
    first = in_force(author, second)
    again = in_force(author, second, typed(number="9"), why=Why("From paper", same_as=first.reference))
    deciding.name(author, first.reference, {"family_name": "Раҳимзода"}, Why("New name"))
    deciding.name(author, again.reference, {"family_name": "Rahimov"}, Why("Latin"))
    ruling.confirm(second, again.reference)
    assert "Decline it" in refused_with(lambda: ruling.confirm(second, first.reference))
    ruling.decline(second, first.reference, "Overtaken")


def test_an_agency_acts_on_its_own_decisions_only(author: User, second: User, stranger: User) -> None:
    decision = in_force(author, second)
    deciding.lift(author, decision.reference, BECAUSE)
    mended = {"number": "1"}
    doings: tuple[Callable[[], object], ...] = (
        lambda: deciding.annul(stranger, decision.reference, BECAUSE),
        lambda: deciding.extend(stranger, decision.reference, "2030-01-31", BECAUSE),
        lambda: deciding.correct(stranger, decision.reference, mended, BECAUSE),
        lambda: deciding.name(stranger, decision.reference, ZEBO, BECAUSE),
        lambda: ruling.confirm(stranger, decision.reference),
        lambda: ruling.decline(stranger, decision.reference, "No"),
    )
    for doing in doings:
        assert "another agency" in refused_with(doing)


@pytest.mark.parametrize("reference", ["", "eb-1", "cp-000000001", "eb-000000999", "'; DROP", "eb-００００００００１"])
def test_an_unknown_reference_is_refused(author: User, second: User, reference: str) -> None:
    in_force(author, second)
    assert "no such decision" in refused_with(lambda: deciding.lift(author, reference, BECAUSE))


def test_a_role_that_was_taken_away_is_worth_nothing_at_once(author: User, second: User) -> None:
    decision = in_force(author, second)
    assert author.holds([Role.REGISTRAR])
    HeldRole.objects.filter(user=author).delete()
    assert "roles" in refused_with(lambda: deciding.lift(author, decision.reference, BECAUSE))
    User.objects.filter(pk=second.pk).update(is_active=False)
    assert "roles" in refused_with(lambda: deciding.lift(second, decision.reference, BECAUSE))


def test_whoever_belongs_to_no_agency_keeps_no_decisions(db: None) -> None:
    one = person("alice", [Role.REGISTRAR], where="khorog")
    assert "no agency" in refused_with(lambda: deciding.record(one, BANS, typed(), BECAUSE))


def test_an_office_that_changes_its_agency_leaves_its_decisions_behind(author: User, second: User) -> None:
    decision = in_force(author, second)
    other = Agency.objects.create(code="fsb", name="FSB")
    AgencyOffice.objects.filter(office=office("dushanbe")).update(agency=other)
    assert "another agency" in refused_with(lambda: deciding.lift(author, decision.reference, BECAUSE))


def test_no_row_of_the_registry_is_ever_changed_or_taken_away(author: User, second: User) -> None:
    decision = in_force(author, second)
    version = decision.versions.get()
    version.reason = "Another reason"
    for doing in (version.save, version.delete, version.ruling.save, decision.delete):
        with pytest.raises(NeverChanged):
            doing()


def test_papers_are_known_by_their_content(author: User) -> None:
    papers = [PDF, b"\x89PNG\r\n\x1a\nx", b"\xff\xd8\xff\xe0x"]
    version = deciding.record(author, BANS, typed(), Why("From paper", papers=papers))
    assert [one.kind for one in version.attachments.order_by("pk")] == ["application/pdf", "image/png", "image/jpeg"]
    assert [bytes(one.content) for one in version.attachments.order_by("pk")] == papers


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        ([b"PK\x03\x04 a zip"], "PDF"),
        ([b""], "PDF"),
        ([b"<html>%PDF-"], "PDF"),
        ([PDF + bytes(LARGEST)], "megabytes"),
        ([PDF] * 6, "Five"),
    ],
)
def test_other_papers_are_refused(author: User, papers: list[bytes], words: str) -> None:
    why = Why("From paper", papers=papers)
    assert words in refused_with(lambda: deciding.record(author, BANS, typed(), why), "papers")


def test_no_paper_lies_beside_a_ground_that_is_kept_apart(author: User) -> None:
    said = typed(ground="RU-114-27-1-apart", until="")
    why = Why("From paper", papers=[PDF])
    assert "never stored" in refused_with(lambda: deciding.record(author, BANS, said, why), "papers")


def test_the_log_holds_no_name_date_or_number(author: User, second: User, stranger: User) -> None:
    decision = in_force(author, second)
    deciding.name(author, decision.reference, {"family_name": "Раҳимзода"}, Why("New passport"))
    refused_with(lambda: deciding.lift(stranger, decision.reference, BECAUSE))
    with pytest.raises(ReasonWanted):
        deciding.record(stranger, BANS, typed(number="9"), BECAUSE)
    told = "".join(json.dumps(json.loads(one.details), ensure_ascii=False) for one in Event.objects.all())
    for said in ("Раҳим", "Фаррух", "400123451", "1990", "17/2026", "New passport"):
        assert said not in told
