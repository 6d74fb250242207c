"""Numbers of documents, taken out of what is told around them."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import pytest

from ogoh.delivery.un.documents import kind_of, number_of, taken_from_story


@pytest.mark.parametrize(
    ("story", "number"),
    [
        ("AA1234567", "AA1234567"),
        ("A 123 456", "A 123 456"),
        ("Afghan passport number SE 012820", "SE 012820"),
        ("CAR diplomatic passport no. D00000898", "D00000898"),
        ("Russian passport number 8208 No. 555627", "8208 555627"),
        ("R00012098, South Sudan", "R00012098"),
        ("403062567 (US)", "403062567"),
        ("Tunisian passport number L 191609 issued on 28 Feb. 1996, expired on 27 Feb. 2001", "L 191609"),
        ("issued in 1993, under name Invented Person", ""),
        ("(Kandahar)", ""),
        ("", ""),
    ],
)
def test_the_number_stays_and_the_story_goes(story: str, number: str) -> None:
    assert taken_from_story(story) == number


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Passport", "", "passport"),
        ("Numéro de passeport", "", "passport"),
        ("Número de pasaporte", "", "passport"),
        ("National Identification Number", "", "national_id"),
        ("National Identification Number", "Ration card no.", "other"),
        ("National Identification Number", "Afghan national identification card (tazkira) number 1234", "national_id"),
        ("", "", "other"),
    ],
)
def test_the_freer_type_goes_before_the_first(first: str, second: str, kind: str) -> None:
    document = Element("INDIVIDUAL_DOCUMENT")
    SubElement(document, "TYPE_OF_DOCUMENT").text = first
    SubElement(document, "TYPE_OF_DOCUMENT2").text = second
    assert kind_of(document) == kind


def test_a_number_that_stands_in_the_type_is_found() -> None:
    document = Element("INDIVIDUAL_DOCUMENT")
    SubElement(document, "TYPE_OF_DOCUMENT2").text = "Afghan national identification card (tazkira) number 545167"
    SubElement(document, "NOTE").text = "issued in 1974"
    assert number_of(document) == "545167"
