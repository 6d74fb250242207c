"""The layout of the United Nations' list, with invented people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ogoh.delivery import DeliveryRefused, Entry, Rejected, open_delivery, write_rejects
from ogoh.identity import PartialDate, Sex
from ogoh.names import WrittenName

TODAY = date(2026, 3, 1)
WriteXml = Callable[..., Path]

WHOLE = """
<FIRST_NAME>KARIM</FIRST_NAME><SECOND_NAME>INVENTED</SECOND_NAME><THIRD_NAME>RAHIMOV</THIRD_NAME>
<UN_LIST_TYPE>Invented regime</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
<LISTED_ON>2016-02-29</LISTED_ON><GENDER>Male</GENDER>
<NAME_ORIGINAL_SCRIPT>Карим  Инвентед
   Раҳимов</NAME_ORIGINAL_SCRIPT><COMMENTS1>Suffers from an illness.</COMMENTS1>
<NATIONALITY><VALUE>Tajikistan</VALUE><VALUE>Russian Federation</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><DATE_OF_BIRTH>1976-05-14</DATE_OF_BIRTH>
  <ALIAS_NAME>Carim Rahimov; Karim Rakhimov (original script: Карим Рахимов)</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>“The Tailor” (combat name)</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1975-05-14</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1974</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1973</TO_YEAR>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>30-35 years old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Varzob</CITY><COUNTRY>Tajikistan</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
  <NUMBER>Tajik passport number SE 012820 (expired 2014)</NUMBER><ISSUING_COUNTRY>Tajikistan</ISSUING_COUNTRY>
</INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>
  <TYPE_OF_DOCUMENT2>Ration card no.</TYPE_OF_DOCUMENT2><NUMBER>778899</NUMBER></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT/>
"""
SECOND = "<FIRST_NAME>ANNA LEE</FIRST_NAME><REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER>"


@pytest.fixture
def xml_list(tmp_path: Path) -> WriteXml:
    def write(*individuals: str, entities: int = 0) -> Path:
        path = tmp_path / "consolidated.xml"
        people = "".join(f"<INDIVIDUAL>{individual}</INDIVIDUAL>" for individual in individuals)
        bodies = "<ENTITY><FIRST_NAME>Invented Firm</FIRST_NAME></ENTITY>" * entities
        path.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">'
            f"<INDIVIDUALS>{people}</INDIVIDUALS><ENTITIES>{bodies}</ENTITIES></CONSOLIDATED_LIST>",
            encoding="utf-8",
        )
        return path

    return write


def entries(path: Path) -> list[Entry]:
    return [found for found in open_delivery(path, today=TODAY).rows() if isinstance(found, Entry)]


def test_the_list_says_its_date_and_its_entities_are_counted_apart(xml_list: WriteXml) -> None:
    delivery = open_delivery(xml_list(WHOLE, SECOND, entities=3), today=TODAY)
    assert [found.row for found in delivery.rows()] == [1, 2]
    assert delivery.dated == date(2026, 2, 27)
    assert "3 entities" in delivery.notes[-1]


def test_names_original_script_and_aliases_are_kept_with_their_quality(xml_list: WriteXml) -> None:
    assert entries(xml_list(WHOLE))[0].subject.names == (
        WrittenName("KARIM INVENTED RAHIMOV"),
        WrittenName("Карим Инвентед Раҳимов"),
        WrittenName("Carim Rahimov"),
        WrittenName("Karim Rakhimov"),
        WrittenName("Карим Рахимов"),
        WrittenName("The Tailor", weak=True),
    )


def test_every_date_of_birth_is_kept_and_the_unreadable_one_is_noted(xml_list: WriteXml) -> None:
    delivery = open_delivery(xml_list(WHOLE), today=TODAY)
    (found,) = delivery.rows()
    assert isinstance(found, Entry)
    assert found.subject.births == (
        PartialDate(1975, 5, 14),
        PartialDate(1974, approximate=True),
        PartialDate(1968, last_year=1973),
        PartialDate(1958, 9),
        PartialDate(1976, 5, 14),
    )
    assert any("30-35 years old" in note and "XXi.001" in note for note in delivery.notes)


def test_document_numbers_are_taken_out_of_their_story(xml_list: WriteXml) -> None:
    documents = entries(xml_list(WHOLE))[0].subject.documents
    assert [(document.folded, document.kind, document.country) for document in documents] == [
        ("SE012820", "passport", "TJ"),
        ("778899", "other", ""),
    ]


def test_the_rest_of_a_listing_is_kept_and_the_comments_are_not(xml_list: WriteXml) -> None:
    (found,) = entries(xml_list(WHOLE))
    assert (found.reference, found.grounds, found.agency) == (
        "XXi.001",
        "Invented regime",
        "United Nations Security Council",
    )
    assert found.decided_on == date(2016, 2, 29)
    assert found.subject.sex is Sex.MALE
    assert found.subject.citizenships == ("TJ", "RU")
    assert found.subject.birthplace == "Varzob, Tajikistan"
    assert "illness" not in repr(found)


def test_an_unreadable_nationality_loses_neither_the_person_nor_the_word(xml_list: WriteXml) -> None:
    delivery = open_delivery(xml_list(SECOND + "<NATIONALITY><VALUE>Atlantis</VALUE></NATIONALITY>"), today=TODAY)
    (found,) = delivery.rows()
    assert isinstance(found, Entry)
    assert found.subject.citizenships == ()
    assert "Atlantis" in delivery.notes[0]


@pytest.mark.parametrize(
    ("individual", "field"),
    [
        ("<REFERENCE_NUMBER>XXi.9</REFERENCE_NUMBER>", "FIRST_NAME"),
        ("<FIRST_NAME>K</FIRST_NAME><REFERENCE_NUMBER>XXi.9</REFERENCE_NUMBER>", "FIRST_NAME"),
        ("<FIRST_NAME>KARIM</FIRST_NAME>", "REFERENCE_NUMBER"),
        (SECOND, "REFERENCE_NUMBER"),
    ],
)
def test_without_a_name_or_a_reference_of_its_own_an_individual_is_rejected(
    xml_list: WriteXml, individual: str, field: str
) -> None:
    first, second = open_delivery(xml_list(SECOND, individual), today=TODAY).rows()
    assert isinstance(first, Entry)
    assert isinstance(second, Rejected)
    assert (second.row, second.field) == (2, field)


def test_a_rejected_individual_can_be_mended_as_a_table(xml_list: WriteXml, tmp_path: Path) -> None:
    delivery = open_delivery(xml_list("<FIRST_NAME>KARIM RAHIMOV</FIRST_NAME>"), today=TODAY)
    rejected = [found for found in delivery.rows() if isinstance(found, Rejected)]
    path = tmp_path / "rejects.csv"
    write_rejects(path, delivery.headings, rejected)
    (mended,) = entries(path)
    assert mended.subject.names[0].whole == "KARIM RAHIMOV"


def test_rows_may_be_walked_twice(xml_list: WriteXml) -> None:
    delivery = open_delivery(xml_list(WHOLE, entities=1), today=TODAY)
    assert list(delivery.rows()) == list(delivery.rows())
    assert len(delivery.notes) == 2


def test_a_list_that_breaks_off_is_refused_with_its_line(xml_list: WriteXml) -> None:
    path = xml_list(WHOLE, SECOND)
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(DeliveryRefused, match="breaks off"):
        list(open_delivery(path, today=TODAY).rows())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>", "never has"),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><CONSOLIDATED_LIST/>", "never has"),
        ("<rss><channel/></rss>", "'rss'"),
        ("id;name\n1;Karim\n", "a text file"),
        ("<CONSOLIDATED_LIST", "breaks off"),
        ("", "empty file"),
    ],
)
def test_other_xml_and_what_is_none_is_refused(tmp_path: Path, content: str, kind: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DeliveryRefused, match=kind):
        open_delivery(path, today=TODAY)
