"""Asked, answered and finished gives what the owner works out alone; whatever does not fit is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.blind import (
    Answers,
    BadPoint,
    NotWhatItSays,
    ProofRefusedError,
    Questions,
    answer,
    ask,
    finish,
    name_of_key,
    output,
)
from ogoh.blind.proof import prove, verify
from tests.blind.asked import KEY, OTHER_KEY

NAME = name_of_key(KEY.public)
SEED = b"s" * 32
NO_POINTS = {
    "not the one encoding": b"\xff" * 32,
    "the neutral one": bytes(32),
    "negative": bytes.fromhex("0100000000000000000000000000000000000000000000000000000000000000"),
}

inputs = st.lists(st.binary(max_size=60), min_size=1, max_size=7)
seeds = st.binary(min_size=32, max_size=32)


@given(inputs, seeds, st.integers(1, 4))
@settings(max_examples=30)
def test_finishing_gives_what_the_owner_works_out_alone(texts: list[bytes], seed: bytes, batch: int) -> None:
    asked = ask(NAME, texts, seed)
    answered = answer(KEY, asked, batch)
    assert finish(texts, seed, asked, answered, KEY.public) == [output(KEY, one) for one in texts]


@given(st.binary(max_size=60), seeds, seeds)
@settings(max_examples=20)
def test_the_same_input_is_another_question_each_time(text: bytes, seed: bytes, other: bytes) -> None:
    assert (ask(NAME, [text], seed).points == ask(NAME, [text], other).points) == (seed == other)
    assert len(set(ask(NAME, [text, text], seed).points)) == 2


@given(inputs, st.data())
@settings(max_examples=20)
def test_messages_are_read_back_as_they_were(texts: list[bytes], data: st.DataObject) -> None:
    asked = ask(NAME, texts, SEED)
    answered = answer(KEY, asked, data.draw(st.integers(1, 3)))
    assert Questions.from_bytes(asked.to_bytes()) == asked
    assert Answers.from_bytes(answered.to_bytes()) == answered


@given(st.data())
@settings(max_examples=30)
def test_a_message_that_was_changed_anywhere_never_passes(data: st.DataObject) -> None:
    texts = [b"one", b"two", b"three"]
    asked = ask(NAME, texts, SEED)
    message = bytearray(answer(KEY, asked, 2).to_bytes())
    message[data.draw(st.integers(0, len(message) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises((NotWhatItSays, ProofRefusedError)):
        finish(texts, SEED, asked, Answers.from_bytes(bytes(message)), KEY.public)


@given(st.binary(max_size=300))
def test_any_other_bytes_are_no_message(data: bytes) -> None:
    for read in (Questions.from_bytes, Answers.from_bytes):
        with pytest.raises(NotWhatItSays):
            read(data)
        with pytest.raises(NotWhatItSays):
            read(b"ogoh blind questions 1\n" + data)


def test_answers_made_with_another_key_are_refused() -> None:
    asked = ask(NAME, [b"one", b"two"], SEED)
    with pytest.raises(ProofRefusedError):
        finish([b"one", b"two"], SEED, asked, answer(OTHER_KEY, asked), KEY.public)


def test_one_answer_made_with_another_key_among_right_ones_is_refused() -> None:
    asked = ask(NAME, [b"one", b"two"], SEED)
    right, wrong = answer(KEY, asked), answer(OTHER_KEY, asked)
    mixed = replace(right, points=(right.points[0], wrong.points[1]))
    with pytest.raises(ProofRefusedError):
        finish([b"one", b"two"], SEED, asked, mixed, KEY.public)


def test_answers_in_another_order_are_refused() -> None:
    asked = ask(NAME, [b"one", b"two"], SEED)
    answered = answer(KEY, asked)
    with pytest.raises(ProofRefusedError):
        finish([b"one", b"two"], SEED, asked, replace(answered, points=answered.points[::-1]), KEY.public)


def test_answers_to_other_questions_are_refused() -> None:
    asked, other = ask(NAME, [b"one"], SEED), ask(NAME, [b"two"], SEED)
    with pytest.raises(NotWhatItSays, match="those to other questions"):
        finish([b"one"], SEED, asked, answer(KEY, other), KEY.public)


@pytest.mark.parametrize("wrong", NO_POINTS.values(), ids=NO_POINTS)
def test_a_question_that_is_no_point_is_refused_by_its_place(wrong: bytes) -> None:
    asked = ask(NAME, [b"one", b"two", b"three"], SEED)
    with pytest.raises(BadPoint, match=r"The question no\. 2") as refused:
        answer(KEY, replace(asked, points=(asked.points[0], wrong, asked.points[2])))
    assert refused.value.place == 2


@pytest.mark.parametrize("wrong", NO_POINTS.values(), ids=NO_POINTS)
def test_an_answer_that_is_no_point_is_refused(wrong: bytes) -> None:
    asked = ask(NAME, [b"one"], SEED)
    with pytest.raises(ProofRefusedError):
        finish([b"one"], SEED, asked, replace(answer(KEY, asked), points=(wrong,)), KEY.public)


@pytest.mark.parametrize("proof", [b"", bytes(64), b"\xff" * 64, b"\x01" + bytes(63)])
def test_a_proof_that_is_none_is_refused(proof: bytes) -> None:
    asked = ask(NAME, [b"one"], SEED)
    with pytest.raises(ProofRefusedError):
        verify(KEY.public, asked.points, answer(KEY, asked).points, proof)


def test_a_proof_of_nothing_and_one_of_more_than_can_be_counted_are_refused() -> None:
    point = ask(NAME, [b"one"], SEED).points
    for asked in ((), point * 65_536):
        with pytest.raises(ProofRefusedError):
            verify(KEY.public, asked, asked, prove(KEY, point, point))


def test_a_key_does_not_show_itself() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret)[2:-1] not in repr(KEY)
