"""The published vectors of RFC 9497 (appendix A.1) come out byte for byte, proofs too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tests.blind.asked  # noqa: F401  # left out where there is no libsodium
from ogoh.blind import oprf, proof
from ogoh.blind.suite import OPRF, VOPRF, Mode

_GROUPS = json.loads((Path(__file__).parent / "rfc9497_ristretto255_sha512.json").read_text())
VECTORS = [(group, vector) for group in _GROUPS for vector in group["vectors"]]
of_both_modes = pytest.mark.parametrize(("group", "vector"), VECTORS, ids=lambda one: str(one.get("mode", "")))


def bytes_of(text: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in text.split(",")]


def mode_of(group: dict[str, Any]) -> Mode:
    return {0: OPRF, 1: VOPRF}[group["mode"]]


def test_no_vector_of_these_modes_is_left_out() -> None:
    assert [(group["mode"], len(group["vectors"])) for group in _GROUPS] == [(0, 2), (1, 3)]


@pytest.mark.parametrize("group", _GROUPS, ids=lambda one: str(one["mode"]))
def test_a_seed_makes_the_key_of_the_vectors(group: dict[str, Any]) -> None:
    key = oprf.key_of_seed(bytes.fromhex(group["seed"]), bytes.fromhex(group["keyInfo"]), mode_of(group))
    assert key.secret.hex() == group["skSm"]
    assert key.public.hex() == group.get("pkSm", key.public.hex())


@of_both_modes
def test_blinding_evaluating_and_finishing_give_the_bytes_of_the_vectors(
    group: dict[str, Any], vector: dict[str, Any]
) -> None:
    mode, key = mode_of(group), oprf.Key(bytes.fromhex(group["skSm"]))
    inputs, blinds, outputs = (bytes_of(vector[name]) for name in ("Input", "Blind", "Output"))
    asked = [oprf.blinded(one, blind, mode) for one, blind in zip(inputs, blinds, strict=True)]
    answered = [oprf.evaluated(key, one) for one in asked]
    assert asked == bytes_of(vector["BlindedElement"])
    assert answered == bytes_of(vector["EvaluationElement"])
    assert [oprf.finished(*one, mode) for one in zip(inputs, blinds, answered, strict=True)] == outputs
    assert [oprf.output(key, one, mode) for one in inputs] == outputs


@pytest.mark.parametrize("vector", [vector for group, vector in VECTORS if group["mode"] == VOPRF.number])
def test_proofs_are_the_bytes_of_the_vectors_and_fit(vector: dict[str, Any]) -> None:
    key = oprf.Key(bytes.fromhex(next(group["skSm"] for group in _GROUPS if group["mode"] == VOPRF.number)))
    asked, answered = bytes_of(vector["BlindedElement"]), bytes_of(vector["EvaluationElement"])
    made = proof.prove(key, asked, answered, chance=lambda: bytes.fromhex(vector["Proof"]["r"]))
    assert made.hex() == vector["Proof"]["proof"]
    proof.verify(key.public, asked, answered, made)
