"""Other figures in the model file: its comments, costs and everything else stay."""

from __future__ import annotations

import re
from importlib import resources

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching.model import model, model_of
from ogoh.matching.model_text import figures_of, with_calibration, with_estimate
from ogoh.matching.training import Calibration, Estimate, Place
from ogoh.names import Role

pytestmark = pytest.mark.slow

TEXT = (resources.files("ogoh.matching") / "data" / "model.yaml").read_text(encoding="utf-8")
NOTHING = Estimate({}, {}, 0.5)


def comments(text: str) -> list[str]:
    return re.findall(r"#.*", text)


def test_the_shipped_file_is_the_shipped_model() -> None:
    assert model_of(TEXT) == model()


def test_an_estimate_of_nothing_changes_the_version_alone() -> None:
    assert with_estimate(TEXT, NOTHING, model().version) == TEXT
    assert model_of(with_estimate(TEXT, NOTHING, "other")).version == "other"


def test_estimated_shares_become_bits_and_comments_stay() -> None:
    found = Estimate({("birth", "equal"): 0.5, ("document", "equal"): 0.25}, {("birth", "equal"): 0.125}, 0.5)
    text = with_estimate(TEXT, found, "2027.1")
    changed = model_of(text)
    assert changed.birth["equal"] == 2.0
    assert yaml.safe_load(text)["document"]["equal"]["m"] == 0.25
    assert comments(text) == comments(TEXT)
    assert (changed.decision, changed.sex, changed.names) == (model().decision, model().sex, model().names)


def test_agreement_on_a_name_gets_a_spread_of_those_who_bear_it() -> None:
    shares = {"equal": 0.01, "near": 0.04, "spelling": 0.001, "different": 0.9}
    u: dict[Place, float] = {("name", "given", level): share for level, share in shares.items()}
    told = yaml.safe_load(with_estimate(TEXT, Estimate({}, u, 0.5), "2027.1"))["name"]["given"]
    assert (told["near"]["spread"], told["spelling"]["spread"], told["different"]["u"]) == (4, 0.1, 0.9)


@given(st.floats(1e-9, 1.0), st.floats(1e-9, 1.0))
def test_what_is_written_is_what_is_read(m: float, u: float) -> None:
    place: Place = ("document", "one_apart")
    text = with_estimate(TEXT, Estimate({place: m}, {place: u}), "2027.1")
    found = figures_of(text)
    assert found.m[place] == pytest.approx(m, rel=0.01)
    assert found.u[place] == pytest.approx(u, rel=0.01)
    assert {one: found.m[one] for one in found.m if one != place} == {
        one: share for one, share in figures_of(TEXT).m.items() if one != place
    }


def test_every_figure_of_the_file_has_its_place() -> None:
    found = figures_of(TEXT)
    assert found.m.keys() >= found.u.keys() | found.spread.keys()
    assert (found.m["sex", "equal_M"], found.spread["name", "given", "equal"]) == (0.85, 1)
    assert not found.u.keys() & found.spread.keys()


def test_the_roles_of_names_are_told_apart() -> None:
    found = Estimate({("name", "family", "equal"): 0.5}, {}, 0.5)
    changed = model_of(with_estimate(TEXT, found, "2027.1"))
    assert changed.names[Role.FAMILY].shared["equal"] == -1.0
    assert changed.names[Role.GIVEN] == model().names[Role.GIVEN]


def test_a_calibration_moves_probabilities_and_keeps_comments() -> None:
    text = with_calibration(TEXT, Calibration(0.5, -1.0))
    changed = model_of(text)
    assert (changed.slope, changed.shift) == (0.5, -1.0)
    assert changed.probability(2.0) == 0.5
    assert changed.birth == model().birth
    assert comments(text) == comments(TEXT)


def test_a_weight_and_its_probability_lead_to_each_other() -> None:
    changed = model_of(with_calibration(TEXT, Calibration(0.75, -1.5)))
    assert changed.weight_of(changed.probability(3.0)) == pytest.approx(3.0)
    assert changed.probability(changed.decision.possible_weight) == pytest.approx(changed.decision.possible_from)


@pytest.mark.parametrize("text", ["", "a: b", TEXT.replace("birth:", "born:"), TEXT.replace("prior_one_in", "prior")])
def test_a_text_that_is_no_model_is_refused(text: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        model_of(text)
