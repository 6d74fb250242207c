"""Whoever changes a row by hand is found, and the row is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from ogoh.web.audit.ageing import forget_old
from ogoh.web.audit.events import Act, Happening, Header, details_of, digest_of
from ogoh.web.audit.keys import seal, seal_of_head, verifier
from ogoh.web.audit.looks import DAMAGED, looks_at
from ogoh.web.audit.models import Event, Head, Mention, SignedCheckpoint
from ogoh.web.audit.notes import opened
from ogoh.web.audit.services import checkpoint, record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.audit.tree import peaks_from
from ogoh.web.audit.verifying import verified
from tests.web.audit.conftest import FARRUKH, ZEBO, Written, look

SIZE = 12


@pytest.fixture
def log(written: Written) -> None:
    """A dozen events with a checkpoint in the middle and one at the end."""
    written(*[look() for _ in range(SIZE // 2)])
    with transaction.atomic():
        checkpoint()
    written(Happening(Act.IMPORT, "bob", told={"source": "bans"}), *[look(ZEBO) for _ in range(SIZE // 2 - 1)])
    with transaction.atomic():
        checkpoint()


def faults() -> list[str]:
    return [str(one) for one in verified().faults]


def change(event: int, **values: object) -> None:
    Event.objects.filter(pk=event).update(**values)


@pytest.mark.usefixtures("log")
def test_a_log_that_nobody_touched_is_what_was_recorded() -> None:
    found = verified()
    assert (found.size, found.checkpoints, found.forgotten, found.faults) == (SIZE, 2, 0, ())


def swap() -> None:
    """Two rows in each other's place."""
    Mention.objects.all().delete()
    for old, new in ((3, 999), (4, 3), (999, 4)):
        change(old, number=new)


def forge() -> None:
    """A row of one's own, with all hashes made anew, but for the seal: its key is not in the database."""
    details = details_of(look(ZEBO, actor="mallory"))
    row = Event.objects.get(pk=4)
    row.details, row.digest = details, digest_of(details)
    change(4, details=details, digest=row.digest, leaf=row.header.leaf())


ALTERED: dict[str, tuple[Callable[[], object], str]] = {
    "details": (
        lambda: change(4, details=Event.objects.get(pk=4).details.replace("alice", "carol")),
        "Event 4 has other details than were recorded.",
    ),
    "no details": (lambda: change(4, details=""), "Event 4 lost its details, and not by the rule of ageing."),
    "kept details": (lambda: change(6, details=""), "Event 6 lost its details, which a import keeps."),
    "office": (lambda: change(4, office="khujand"), "Event 4 was changed"),
    "act": (lambda: change(4, act="sign_in"), "Event 4 was changed"),
    "time": (lambda: change(4, at=timezone.now() - timedelta(hours=1)), "Event 4 was changed"),
    "hash": (lambda: change(4, leaf=bytes(32)), "Event 4 was not written by this installation"),
    "seal": (lambda: change(4, seal=bytes(32)), "Event 4 was not written by this installation"),
    "forged": (forge, "Event 4 was not written by this installation"),
    "order": (swap, "Event 3 stands in another's place: it was recorded as event 4."),
    "removed": (lambda: Event.objects.filter(pk=4).delete(), "Event 4 is missing."),
    "removed, several": (
        lambda: Event.objects.filter(pk__in=(4, 5, 6)).delete(),
        "Event 4 and all others up to 6 are missing.",
    ),
    "removed at the end": (lambda: Event.objects.filter(pk=SIZE - 1).delete(), f"Event {SIZE - 1} is missing."),
    "hidden from a person": (
        lambda: Mention.objects.filter(event=4).first().delete(),  # type: ignore[union-attr]
        "Event 4 is not found under all whom it is about, or under others.",
    ),
    "head": (lambda: Head.objects.update(peaks=bytes(64)), "The end of the log does not fit its events."),
    "checkpoint": (
        lambda: SignedCheckpoint.objects.filter(pk=6).update(note="nothing"),
        "The checkpoint of 6 events is not the one signed",
    ),
}


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("how", ALTERED)
def test_what_was_changed_by_hand_is_named(how: str) -> None:
    alter, said = ALTERED[how]
    alter()
    assert any(fault.startswith(said) for fault in faults()), faults()


UNREADABLE = {
    "details": ("x'ff00fe'", "Event 4 cannot be read: no text found as its details."),
    "act": ("cast(x'ff00fe' as text)", "Event 4 cannot be read: no text found as its act."),
    "at": ("'yesterday'", "Event 4 cannot be read: its time is no time."),
    "digest": ("'abc'", "Event 4 cannot be read: its digest has 3 bytes, and 32 are expected."),
    "leaf": ("'abc'", "Event 4 cannot be read: its hash has 3 bytes, and 32 are expected."),
    "seal": ("7", "Event 4 cannot be read: its seal has 1 bytes, and 32 are expected."),
    "number": ("4.5", "Event 4 cannot be read: its number is no whole number."),
}


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("column", ["details", "act", "at"])
def test_a_person_is_told_of_a_look_that_was_damaged(column: str) -> None:
    value, _ = UNREADABLE[column]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_event SET {column} = {value} WHERE number = 4")  # noqa: S608  # our own table above
    assert [one.purpose for one in looks_at(FARRUKH) if one.number == 4] == [DAMAGED]


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("column", UNREADABLE)
def test_a_row_that_cannot_be_read_is_named_and_hides_no_other_fault(column: str) -> None:
    value, said = UNREADABLE[column]
    Mention.objects.filter(event=4).delete()
    change(9, office="khujand")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_event SET {column} = {value} WHERE number = 4")  # noqa: S608  # our own table above
    found = faults()
    assert said in found
    assert any(one.startswith("Event 9 was changed") for one in found)


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("audit_head", "size", "The end of the log is missing"),
        ("audit_head", "peaks", "The end of the log is not sealed"),
        ("audit_signedcheckpoint", "note", "The checkpoint of 6 events is not the one signed"),
        ("audit_signedcheckpoint", "at", ""),
        ("audit_mention", "digest", "Event 0 is not found under all whom it is about"),
    ],
)
def test_whatever_lies_in_the_other_tables_is_told_in_words(table: str, column: str, said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = cast(x'ff00fe' || rowid as text)")  # noqa: S608  # listed above
    assert not said or any(one.startswith(said) for one in faults()), faults()


@pytest.mark.usefixtures("log")
def test_rows_in_each_others_place_are_both_named() -> None:
    swap()
    found = [one for one in faults() if "another's place" in one]
    assert found == [
        "Event 3 stands in another's place: it was recorded as event 4.",
        "Event 4 stands in another's place: it was recorded as event 3.",
    ]


def cut_off(size: int) -> None:
    """The events from here on are gone, and the end is made anew, all but its seal: the key is not in the database."""
    Event.objects.filter(pk__gte=size).delete()
    peaks = peaks_from(0, b"")
    for row in Event.objects.order_by("number"):
        peaks = peaks.grown(bytes(row.leaf))
    Head.objects.update(size=size, peaks=peaks.as_bytes())


UNSEALED = "The end of the log is not sealed by this installation: events that stood behind it may be gone."


@pytest.mark.usefixtures("log")
def test_an_end_that_was_cut_off_with_its_head_is_told_by_the_seal_and_the_checkpoint() -> None:
    cut_off(8)
    unsealed, checkpointed = faults()
    assert unsealed == UNSEALED
    assert checkpointed.startswith("The log ends after 8 events, and a checkpoint of 12 was signed")


@pytest.mark.usefixtures("log")
def test_an_end_that_was_cut_off_with_its_checkpoint_is_told_by_the_seal() -> None:
    cut_off(8)
    SignedCheckpoint.objects.filter(size__gt=8).delete()
    assert faults() == [UNSEALED]


@pytest.mark.usefixtures("log")
def test_what_is_recorded_behind_an_end_that_was_cut_off_does_not_seal_it(written: Written) -> None:
    cut_off(8)
    SignedCheckpoint.objects.filter(size__gt=8).delete()
    written(look(), look())
    assert (faults(), verified().size) == ([UNSEALED], 10)


def empty() -> None:
    for table in (Mention, Event, SignedCheckpoint, Head):
        table.objects.all().delete()


@pytest.mark.usefixtures("log")
def test_a_log_that_was_emptied_is_told_and_stays_so_when_it_goes_on(written: Written) -> None:
    empty()
    assert faults() == ["The end of the log is missing: somebody emptied the log, or cut it off."]
    written(look())
    assert faults() == [UNSEALED]


def test_a_log_without_an_event_yet_is_whole(db: None) -> None:
    assert (verified().size, faults()) == (0, [])


@pytest.mark.usefixtures("log")
def test_who_has_the_key_too_cannot_deceive_a_witness() -> None:
    kept = opened(SignedCheckpoint.objects.get(pk=SIZE).note, verifier())
    SignedCheckpoint.objects.all().delete()
    details = details_of(look(ZEBO, actor="mallory"))
    row = Event.objects.get(pk=SIZE - 1)
    row.details, row.digest = details, digest_of(details)
    leaf = row.header.leaf()
    change(SIZE - 1, details=details, digest=row.digest, leaf=leaf, seal=seal(SIZE - 1, leaf))
    peaks = peaks_from(0, b"")
    for one in Event.objects.all():
        peaks = peaks.grown(bytes(one.leaf))
    Head.objects.update(peaks=peaks.as_bytes(), seal=seal_of_head(SIZE, peaks.as_bytes()))
    assert faults() == []
    assert [str(one) for one in verified([kept]).faults] == [
        f"The first {SIZE} events are not those of the checkpoint kept outside."
    ]


def with_another_key(patch: pytest.MonkeyPatch) -> None:
    """The key file was lost, and another one was made."""
    patch.setattr("ogoh.web.audit.keys._seed", lambda *_: bytes(32))


@pytest.mark.usefixtures("log")
def test_a_lost_key_is_told_once_and_not_of_every_event(monkeypatch: pytest.MonkeyPatch) -> None:
    with_another_key(monkeypatch)
    said = [one for one in faults() if "seal" in one]
    assert len(said) == 1
    assert said[0].startswith("No event bears the seal of this key")


@pytest.mark.usefixtures("log")
def test_with_a_lost_key_each_event_is_hashed_and_sealed_as_often_as_with_the_right_one(
    monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    hashed: list[int] = []
    real = Header.leaf

    def counted(header: Header, number: int | None = None) -> bytes:
        hashed.append(header.number)
        return real(header, number)

    monkeypatch.setattr(Header, "leaf", counted)
    written(look())
    for change_key in (lambda _: None, with_another_key):
        change_key(monkeypatch)
        hashed.clear()
        verified()
        assert len(hashed) == SIZE + 1


@pytest.mark.usefixtures("log")
def test_places_are_tried_so_many_times_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    swap()
    monkeypatch.setattr("ogoh.web.audit.verifying.PLACES_TRIED", 2)
    assert [one for one in faults() if "another's place" in one or "not written" in one] == [
        "Event 3 stands in another's place: it was recorded as event 4.",
        "Event 4 was not written by this installation, or its hash was changed.",
    ]


class TestAgeing:
    def old(self, days: int) -> None:
        """Looks of long ago, as they were recorded then."""
        then = timezone.now() - timedelta(days=days)
        with pytest.MonkeyPatch.context() as patch, transaction.atomic():
            patch.setattr("ogoh.web.audit.services.timezone.now", lambda: then)
            record(look(), Happening(Act.SIGN_IN, "alice"), look(ZEBO))

    def test_old_looks_forget_whom_they_were_about_and_the_tree_stays(self, written: Written) -> None:
        self.old(days=91)
        written(look())
        before = verified()
        assert forget_old(by="carol") == 2
        assert [one.number for one in looks_at(FARRUKH)] == [3]
        after = verified()
        assert (after.size, after.forgotten, after.faults) == (5, 2, ())
        assert before.size == 4
        assert Event.objects.get(pk=1).details

    def test_what_was_told_and_certified_of_somebody_forgets_whom_too(self, written: Written) -> None:
        then = timezone.now() - timedelta(days=91)
        about = subject_digests(FARRUKH)
        with pytest.MonkeyPatch.context() as patch, transaction.atomic():
            patch.setattr("ogoh.web.audit.services.timezone.now", lambda: then)
            record(
                Happening(Act.EXPORT, "alice", purpose="told who looked", subjects=about),
                Happening(Act.CERTIFICATE, "alice", purpose="issued", subjects=about),
                Happening(Act.EXPORT, "carol", purpose="training"),
                Happening(Act.DECISION, "bob", purpose="not the same", subjects=about),
            )
        assert forget_old() == 2
        assert [bool(one.details) for one in Event.objects.all()] == [False, False, True, True, True]
        assert [one.act for one in looks_at(FARRUKH)] == ["decision"]
        assert verified().faults == ()

    def test_the_installation_says_after_how_many_days(self, db: None, settings: Settings) -> None:
        self.old(days=30)
        assert forget_old() == 0
        settings.AUDIT_DAYS = 20
        assert forget_old() == 2
        assert verified().faults == ()

    def test_young_looks_are_remembered(self, written: Written) -> None:
        self.old(days=89)
        assert forget_old() == 0
        assert Event.objects.count() == 3

    def test_what_was_forgotten_too_early_is_named(self, written: Written) -> None:
        self.old(days=30)
        forget_old(days=20)
        assert [str(one) for one in verified().faults] == [
            "Event 0 lost its details, and not by the rule of ageing.",
            "Event 2 lost its details, and not by the rule of ageing.",
        ]
        assert verified(days=20).faults == ()

    def test_details_that_went_without_an_event_of_ageing_are_named(self, written: Written) -> None:
        self.old(days=91)
        change(0, details="")
        Mention.objects.filter(event=0).delete()
        assert [one.number for one in verified().faults] == [0]


def test_a_person_is_told_who_looked_them_up(written: Written) -> None:
    written(look(), look(ZEBO), look(actor="bob"))
    found = list(looks_at(FARRUKH))
    assert [(one.actor, one.office, one.purpose) for one in found] == [
        ("alice", "dushanbe", "the person is present"),
        ("bob", "dushanbe", "the person is present"),
    ]
