"""A model file that somebody edited by hand says where it is wrong, before anything is weighed by it."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from ogoh.matching.model import usable_model_of
from ogoh.matching.model_faults import faults_in

SHIPPED = (resources.files("ogoh.matching") / "data" / "model.yaml").read_text(encoding="utf-8")


def edited(place: str, value: object) -> object:
    """The shipped model with one figure changed; ``None`` takes it out."""
    told = yaml.safe_load(SHIPPED)
    *path, last = place.split()
    below = told
    for name in path:
        below = below[name]
    if value is None:
        del below[last]
    else:
        below[last] = value
    return told


def test_the_shipped_model_has_no_fault() -> None:
    assert list(faults_in(yaml.safe_load(SHIPPED))) == []


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("name given equal", None, "name given equal: found nothing"),
        ("name given equal spread", None, "name given equal spread: found nothing"),
        ("name given eqal", {"m": 0.5, "u": 0.1}, "name given eqal: no model has this"),
        ("colour", {"equal": {"m": 0.5, "u": 0.1}}, "colour: no model has this"),
        ("birth equal u", 0, "birth equal u: found 0, expected a share above 0, at most 1"),
        ("birth equal m", 7.77, "birth equal m: found 7.77, expected a share above 0, at most 1"),
        ("birth equal m", "often", "birth equal m: found often, expected a share"),
        ("birth equal m", True, "birth equal m: found True, expected a share"),
        ("birth equal m", float("nan"), "birth equal m: found nan, expected a share"),
        ("birth", 3, "birth: found 3, expected equal, equal_placeholder"),
        ("calibration slope", -1, "calibration slope: found -1, expected a number above 0, at most 10"),
        ("decision cost_of_miss", -1, "decision cost_of_miss: found -1, expected a cost above 0"),
        ("decision second_identifier birth", ["nonsense"], "found nonsense, expected levels of birth"),
        ("decision second_identifier birth", "equal", "found equal, expected levels of birth"),
        ("relatives_one_in", 0, "relatives_one_in: found 0, expected a number of at least 1"),
        ("name weak", 50, "name weak: found 50, expected a share"),
        ("name reach near", 0.9, "name reach: found distances that do not rise"),
        ("name missing given", -1000, "name missing given: found -1000, expected bits"),
        ("citizenship shares TJ", 55, "citizenship shares TJ: found 55, expected a share"),
        ("document equal", {"m": 0.0001, "u": 0.9}, "document equal would give -13.14 bits"),
    ],
)
def test_an_edit_that_cannot_be_used_is_named_with_what_was_expected(place: str, value: object, said: str) -> None:
    assert said in "; ".join(faults_in(edited(place, value)))


def test_states_of_ones_own_may_be_added() -> None:
    assert list(faults_in(edited("citizenship shares AF", 0.2))) == []


@pytest.mark.parametrize("text", ["", "[]", "3", "[" * 100_000, "a: b", SHIPPED[:2000]])
def test_what_is_no_model_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"found|YAML"):
        usable_model_of(text)
