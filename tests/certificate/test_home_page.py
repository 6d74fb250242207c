"""The page that a person takes home: one A4 page, two languages, nothing typed is markup, and the code can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import product

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ogoh.certificate import Answer, Kind, SigningKey, SourceAnswer, Statement, issue
from ogoh.certificate.home_page import HomePage, Tongue, page_as_html, page_as_pdf
from ogoh.certificate.home_page.content import columns_of
from ogoh.certificate.home_page.pdf import compiled
from ogoh.certificate.words import sentence
from ogoh.cli.words import Language, Words
from tests.certificate.people import ANSWERS, statement

KEY = SigningKey.new()
NASTY = '<script>alert(1)</script> #strong[x] $x$ `y` \\ "z" ]} {day} %(name)s </svg> <!-- * _ @'


def tongue(language: Language) -> Tongue:
    words = Words.of(language)
    return Tongue(words.tag, words.translate)


def home(certified: Statement, *languages: Language, name: str = "Раҳимов Фаррух") -> HomePage:
    tongues = tuple(map(tongue, languages)) or (Tongue("en", sentence),)
    sources = {"ru-mvd": "МВД России", "ru-rkl": "Реестр контролируемых лиц"}
    return HomePage(certified, issue(certified, KEY), tongues, name, sources, "+992 37 000-00-00")


def of_kinds(answer: Answer, grounds: str = "") -> Statement:
    given = tuple(
        SourceAnswer(f"ru-{kind[:5]}", kind, date(2026, 5, 11), answer, grounds if answer is Answer.RECORDED else "")
        for kind in Kind
    )
    return statement(answers=given)


class Text(HTMLParser):
    """The text of a page, and the names of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said, self.elements = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_each_answer_says_its_list_its_day_and_what_it_does_not_mean() -> None:
    said = Text(page_as_html(home(statement(), Language.TAJIK, Language.RUSSIAN))).said
    for words in (
        "Сабт ёфт нашуд", "МВД России, ҳолати 11 май 2026.", "Записи не найдено", "Запись есть",
        "по состоянию на 12 мая 2026 года", "7K4M2-Q9X1A", "Ройгон аст.", "Бесплатно.", "+992 37 000-00-00",
        "Ни один ответ здесь не разрешение на въезд.",
    ):  # fmt: skip
        assert words in said, words


def test_russian_beside_russian_is_said_once() -> None:
    assert len(columns_of(home(statement(), Language.RUSSIAN, Language.RUSSIAN))) == 1


def test_grounds_stand_there_only_if_they_were_asked_for() -> None:
    asked = replace(ANSWERS[1], grounds="ст. 27")
    assert "Основание: ст. 27" in page_as_html(home(statement(answers=(asked,)), Language.RUSSIAN))
    assert "Основание" not in page_as_html(home(statement(), Language.RUSSIAN))


def test_what_people_typed_is_no_markup_in_html() -> None:
    nasty = replace(statement(answers=(replace(ANSWERS[1], grounds=NASTY[:200]),)), office=NASTY[:60])
    plain = Text(page_as_html(home(statement())))
    read = Text(page_as_html(replace(home(nasty, name=NASTY), complaints_to=NASTY, source_names={"ru-rkl": NASTY})))
    assert read.elements - plain.elements == set()
    assert read.said.count(NASTY) >= 4


def test_what_people_typed_is_no_markup_in_typst() -> None:
    nasty = replace(statement(answers=(replace(ANSWERS[1], grounds=NASTY[:200]),)), office=NASTY[:60])
    made = page_as_pdf(replace(home(nasty, name=NASTY), complaints_to=NASTY, source_names={"ru-rkl": NASTY}))
    assert made.startswith(b"%PDF-")


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60))
def test_no_name_makes_either_page_fall_over(name: str) -> None:
    page = home(statement(answers=ANSWERS[:1]), name=name)
    assert page_as_pdf(page).startswith(b"%PDF-")
    assert Text(page_as_html(page)).elements


@pytest.mark.slow
@pytest.mark.parametrize(("language", "answer"), list(product(Language, Answer)), ids=str)
def test_two_sources_stand_on_one_page_in_every_language_and_the_code_is_read_from_it(
    language: Language, answer: Answer
) -> None:
    page = home(of_kinds(answer, "Часть 1 статьи 27 Федерального закона"), language, Language.RUSSIAN)
    picture = compiled(page, "png")
    assert isinstance(picture, bytes), "one page, one picture"
    codes = zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"))
    assert [code.text for code in codes] == [page.letters]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Щ" * 290, "Абдураҳмон" + "ӣ" * 100 + " Фаррух", "Раҳимов " * 36, "W" * 30])
def test_a_very_long_name_stays_beside_the_code_and_on_the_page(name: str) -> None:
    page = home(statement(), Language.TAJIK, Language.RUSSIAN, name=name)
    png = compiled(page, "png")
    assert isinstance(png, bytes), "one page, one picture"
    picture = Image.open(BytesIO(png)).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [page.letters]
    millimetre = picture.width / 210
    beside = picture.crop((int(142.5 * millimetre), 0, int(149.5 * millimetre), int(55 * millimetre)))
    right = picture.crop((int(196.5 * millimetre), 0, picture.width, picture.height))
    assert [part.getextrema() for part in (beside, right)] == [(255, 255), (255, 255)]


@pytest.mark.slow
def test_four_sources_stand_on_one_page_too() -> None:
    recorded = [(f"source-{at}", kind) for at, kind in enumerate((*Kind, *Kind))]
    answers = tuple(SourceAnswer(code, kind, date(2026, 5, 11), Answer.RECORDED, "ст. 27") for code, kind in recorded)
    assert isinstance(compiled(home(statement(answers=answers), Language.KYRGYZ, Language.RUSSIAN), "png"), bytes)
