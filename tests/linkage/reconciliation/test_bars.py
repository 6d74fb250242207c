"""Pictures of bars: whole as XML, to scale, and silent about what is withheld."""

from __future__ import annotations

import re

from defusedxml.ElementTree import fromstring

from ogoh.linkage.reconciliation.bars import Bar, Plot, bars_as_svg, filled

SVG = "{http://www.w3.org/2000/svg}"


def lengths(picture: str, ink: str) -> list[float]:
    return [float(found) for found in re.findall(rf'width="([\d.]+)" height="13" fill="{ink}"', picture)]


def test_a_picture_is_xml_with_a_title_and_everything_in_words() -> None:
    picture = bars_as_svg(Plot("A <title>", (Bar("Nobody & all", 12),), "Source."), language="en")
    tree = fromstring(picture)
    assert tree.findtext(f"{SVG}title") == "A <title>"
    assert tree.findtext(f"{SVG}desc") == "Nobody & all: 12\nSource."


def test_bars_begin_at_zero_and_are_to_scale() -> None:
    one, other = lengths(bars_as_svg(Plot("", (Bar("a", 50), Bar("b", 100)), "")), "#0b5a6b")
    assert abs(2 * one - other) < 0.2


def test_a_part_lies_on_its_whole() -> None:
    picture = bars_as_svg(Plot("", (Bar("a", 25, 100),), ""))
    assert abs(4 * lengths(picture, "#0b5a6b")[0] - lengths(picture, "#d9d5cb")[0]) < 0.3
    assert "25 of 100" in picture


def test_what_is_withheld_has_no_bar_and_says_why() -> None:
    picture = bars_as_svg(Plot("", (Bar("a", None), Bar("b", 0)), ""))
    assert lengths(picture, "#0b5a6b") == []
    assert "not shown" in picture
    assert "fewer than ten" in picture


def test_long_and_odd_labels_stay_on_the_sheet() -> None:
    fromstring(bars_as_svg(Plot("", (Bar("ж" * 500 + "\x00\u202e", 3),), "", is_narrow=True)))


def test_bars_of_nothing_are_not_worth_a_picture() -> None:
    assert not filled((Bar("a", 0),))
    assert filled((Bar("a", None),))
