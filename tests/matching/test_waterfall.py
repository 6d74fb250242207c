"""The picture: bars that add up, in a document that any reader of XML takes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.cli.words import Language, Words
from ogoh.matching import Comparison, Evidence, waterfall
from ogoh.matching.waterfall import steps
from tests.matching.levels import ALL_LEVELS, comparison, piece

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
BITS = st.integers(-64 * 1024, 64 * 1024).map(lambda number: number / 1024)
NAMES = st.text(max_size=60) | st.sampled_from(
    ("رحیموف", "<&\">'", "\u202eabc\u2066", "\x00\ud800", "{left}", "Ғ" * 500)
)


@st.composite
def pieces(draw: st.DrawFn) -> Evidence:
    attribute, level = draw(st.sampled_from(ALL_LEVELS))
    return piece(
        attribute, level, draw(BITS), left=draw(NAMES), right=draw(NAMES), one_in=str(draw(st.integers(1, 10**6)))
    )


COMPARISONS = st.builds(lambda found, prior: comparison(*found, prior=prior), st.lists(pieces(), max_size=12), BITS)


def drawn(found: Comparison, language: Language = Language.ENGLISH) -> ET.Element:
    return ET.fromstring(Words.of(language).picture(found))


def texts(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def bars(picture: ET.Element) -> list[tuple[float, float, str]]:
    """Left end, right end and ink of every bar: the rectangles that are not paper."""
    found = [one.attrib for one in picture.iter(f"{SVG}rect") if one.attrib["fill"] != "#fbfaf6"]
    return [(float(one["x"]), float(one["x"]) + float(one["width"]), one["fill"]) for one in found]


@given(COMPARISONS)
def test_contributions_add_up_to_the_total_exactly(found: Comparison) -> None:
    taken = steps(found)
    assert sum((step.bits for step in taken), 0.0) == taken[-1].after == found.weight
    assert sum((step.bits for step in reversed(taken)), 0.0) == found.weight
    assert found.prior + sum(one.bits for one in found.evidence) == found.weight


@given(COMPARISONS)
def test_every_bar_begins_where_the_last_ended(found: Comparison) -> None:
    taken = steps(found)
    assert (taken[0].before, taken[0].bits, len(taken)) == (0.0, found.prior, len(found.evidence) + 1)
    assert all(one.after == other.before for one, other in pairwise(taken))


@given(COMPARISONS)
def test_whatever_the_names_hold_the_picture_is_well_formed(found: Comparison) -> None:
    picture = drawn(found)
    assert picture.tag == f"{SVG}svg"
    assert {one.tag for one in picture.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "path", "text")
    }


@given(COMPARISONS)
def test_nothing_is_drawn_beyond_the_sheet(found: Comparison) -> None:
    picture = drawn(found)
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    assert all(0 <= left <= right <= width for left, right, _ in bars(picture))
    assert all(0 < float(one.attrib["y"]) < height for one in picture.iter(f"{SVG}text"))


@given(COMPARISONS)
def test_the_same_comparison_is_the_same_picture(found: Comparison) -> None:
    assert waterfall(found) == waterfall(
        Comparison(found.evidence, found.weight, found.probability, False, found.prior)
    )


@pytest.mark.parametrize("count", range(13))
def test_there_is_a_bar_for_the_start_for_each_piece_and_for_the_total(count: int) -> None:
    picture = drawn(comparison(*[piece("birth", "equal", 1.5)] * count))
    assert len(bars(picture)) == count + 2
    assert texts(picture).count("+1.5") == count


def test_bars_have_the_ink_and_the_sign_of_what_they_say() -> None:
    picture = drawn(comparison(piece("birth", "equal", 13.5), piece("document", "different", -3.0)))
    assert [ink for *_, ink in bars(picture)] == ["#55606a", "#0b5a6b", "#8c1d18", "#1d2327"]
    figures = [text for text in texts(picture) if text[0] in "+−"]
    assert figures == ["−20.0", "+13.5", "−3.0", "−9.5"]


def test_lengths_are_as_the_bits() -> None:
    picture = drawn(comparison(piece("birth", "equal", 10.0), piece("document", "equal", 5.0)))
    start, birth, document, total = (right - left for left, right, _ in bars(picture))
    assert [round(one / total) for one in (start, birth, document)] == [4, 2, 1]


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.00000003, "< 0.1\xa0%"),
        (0.00195, "0.2\xa0%"),
        (0.5, "50\xa0%"),
        (0.8, "80\xa0%"),
        (0.9961, "99.6\xa0%"),
        (0.99999997, "> 99.9\xa0%"),
    ],
)
def test_the_chance_stands_at_the_end_and_is_never_certainty(probability: float, said: str) -> None:
    found = comparison(prior=1.0)._replace(probability=probability)
    assert said in " ".join(texts(drawn(found)))


@pytest.mark.parametrize("language", Language)
def test_every_language_has_its_own_picture(language: Language) -> None:
    words = Words.of(language)
    picture = drawn(comparison(piece("birth", "equal", 13.5)), language)
    assert picture.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == words.tag
    assert ("+13.5" if language is Language.ENGLISH else "+13,5") in texts(picture)
    assert ("All together" in texts(picture)) == (language is Language.ENGLISH)


def test_readers_of_the_screen_get_everything_in_words() -> None:
    title, description = list(drawn(comparison(piece("family", "near", 7.25), piece("sex", "equal", 0.5))))[:2]
    assert (title.tag, title.text) == (f"{SVG}title", "What speaks for and against")
    assert description.text is not None
    assert description.text.splitlines() == [
        "At the start: hardly anybody on a list is the person asked for. −20.0",
        "The names Раҳимов and Рахимов are close. +7.2",
        "The sex is the same. +0.5",
        "All together: −12.2",
        "Chance, by this calculation, that both are one person: < 0.1\xa0%",
        "The number does not decide. A person does, with the passport in hand.",
        "Each +1 nearly doubles the odds that both are one person, each −1 nearly halves them.",
    ]


def test_a_long_name_ends_in_an_ellipsis() -> None:
    said = " ".join(texts(drawn(comparison(piece("given", "missing", left="Абдул" * 30)))))
    assert "The name АбдулАбдулАбдул" in said
    assert "… is given on one side only." in said


def test_a_name_cannot_turn_the_direction_of_what_stands_beside_it() -> None:
    picture = waterfall(comparison(piece("given", "near", left="\u202eабв", right="رحیم")))
    assert "\u202e" not in picture
    assert "\u2068رحیم\u2069" in picture


def test_the_picture_loads_and_runs_nothing() -> None:
    picture = waterfall(comparison(piece("given", "near", left="<script>", right='" onload="')))
    assert not any(word in picture for word in ("<script", 'onload="', "href", "url(", "style"))
