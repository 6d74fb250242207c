"""What is written to the log, and when."""

from __future__ import annotations

import pytest
from django.db import transaction

from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.keys import verifier
from ogoh.web.audit.models import Event, Head, Mention, SignedCheckpoint
from ogoh.web.audit.notes import opened
from ogoh.web.audit.rows import leaves
from ogoh.web.audit.services import CHECKPOINT_EVERY, NotInATransaction, checkpoint, record
from ogoh.web.audit.tree import root_of
from ogoh.web.audit.verifying import verified
from tests.web.audit.conftest import FARRUKH, ZEBO, Written, look


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(NotInATransaction):
        record(look())
    with pytest.raises(NotInATransaction):
        checkpoint()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_was_never_recorded() -> None:
    with transaction.atomic():
        record(look())
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert verified().size == 0


def test_events_stand_in_their_order_without_a_gap(written: Written) -> None:
    written(look(), Happening(Act.SIGN_IN, "alice"), look(ZEBO))
    assert list(Event.objects.values_list("number", "act")) == [(0, "look"), (1, "sign_in"), (2, "look")]
    assert Head.objects.get().size == 3


def test_the_root_is_that_of_the_tree_over_all_events(written: Written) -> None:
    written(*[look()] * 5)
    with transaction.atomic():
        note = checkpoint()
    assert opened(note, verifier()).root == root_of(list(leaves(5))) == verified().root


def test_no_name_and_no_number_is_in_the_log(written: Written) -> None:
    written(look())
    row = str(Event.objects.values().get()) + str(list(Mention.objects.values()))
    assert not any(word in row for word in ("Раҳимов", "Фаррух", "400123451", "12.05.1990", "1990-05-12"))


def test_the_same_look_twice_is_two_texts_that_cannot_be_told_to_be_one(written: Written) -> None:
    written(look(), look())
    one, other = Event.objects.all()
    assert bytes(one.digest) != bytes(other.digest)


def test_a_checkpoint_is_signed_each_time_that_many_events_were_added(written: Written) -> None:
    many = [Happening(Act.QUEUE)] * (CHECKPOINT_EVERY + 10)
    with transaction.atomic():
        record(*many[:-11])
        assert not SignedCheckpoint.objects.exists()
        record(*many[-11:])
    (signed,) = SignedCheckpoint.objects.all()
    assert signed.size == CHECKPOINT_EVERY + 10
    assert verified().checkpoints == 1


def test_signed_twice_at_one_size_it_is_one_checkpoint(written: Written) -> None:
    written(look())
    with transaction.atomic():
        assert checkpoint() == checkpoint()
    assert SignedCheckpoint.objects.count() == 1


def test_a_person_is_found_by_number_and_by_name_with_birth_date() -> None:
    from ogoh.web.audit.subjects import subject_digests
    from tests.web.checks.travellers import traveller

    digests = subject_digests(FARRUKH)
    assert len(digests) == 2
    assert subject_digests(traveller("RAHIMOV FARRUKH", "1990-05-12")) <= digests
    assert subject_digests(traveller("Somebody Else", "", "400 123 451")) <= digests
    assert not subject_digests(traveller("Раҳимов Фаррух"))
