"""Spellings: every registry writes every name, and writes it as that registry would."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.synthetic import frequencies
from ogoh.synthetic.dice import Dice, Stream
from ogoh.synthetic.naming import with_form
from ogoh.synthetic.spelling import spell, spellings
from ogoh.synthetic.tables import population, read_rows

COUNTRIES = sorted(population()["citizenship"])
FORMS = sorted({row["form"] for row in read_rows("endings.csv")})
LATIN = ("passport", "press", "french", "gost", "uzbek_latin", "uzbek_ascii", "uzbek_bare")
NAMES = sorted({name for draw in frequencies()["given"].values() for name in draw.values})


def dice(number: int = 0) -> Dice:
    return Dice(3, Stream.LIST, number)


def likeliest(text: str, spelling: str, country: str = "TJ") -> str:
    written = [spell(text, spelling, country, dice(number)) for number in range(60)]
    return max(set(written), key=written.count)


@pytest.mark.parametrize(
    ("text", "spelling", "country", "expected"),
    [
        ("Ҷамшед", "russian", "TJ", "Джамшед"),
        ("Ҷамшед", "plain_cyrillic", "TJ", "Чамшед"),
        ("Қурбон", "passport", "TJ", "Qurbon"),
        ("Шуҳрат", "french", "TJ", "Chouhrat"),
        ("Холиқ", "gost", "TJ", "Kholik"),
        ("Ўткир", "uzbek_latin", "UZ", "Oʻtkir"),
        ("Ўткир", "uzbek_ascii", "UZ", "O'tkir"),
        ("Ўткир", "uzbek_bare", "UZ", "Otkir"),
        ("Жасур", "uzbek_latin", "UZ", "Jasur"),
        ("Раҳимов Баҳодир ўғли", "russian", "UZ", "Рахимов Баходир угли"),
        ("Төлөгөн", "russian", "KG", "Тологон"),
        ("Жээнбек", "passport", "KG", "Zheenbek"),
        ("Әлијев", "passport", "AZ", "Aliyev"),
        ("Әлијев", "russian", "AZ", "Алиев"),
        ("Нұрлан", "russian", "KZ", "Нурлан"),
        ("Муҳаммад", "persian", "TJ", "محمد"),
        ("Каримиён", "uzbek_cyrillic", "TJ", "Каримиён"),
    ],
)
def test_a_registry_writes_a_name_its_own_way(text: str, spelling: str, country: str, expected: str) -> None:
    assert likeliest(text, spelling, country) == expected


@settings(max_examples=200, deadline=None)
@given(
    st.text("абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюяцщыьўөүңәіұһҹҝј -'", min_size=1).map(str.strip).filter(bool),
    st.sampled_from(spellings()),
    st.sampled_from(COUNTRIES),
    st.integers(0, 1000),
)
def test_no_name_is_spelled_away(text: str, spelling: str, country: str, number: int) -> None:
    assert spell(text, spelling, country, dice(number)).strip()


@settings(max_examples=100, deadline=None)
@given(st.text(), st.sampled_from(spellings()), st.sampled_from(COUNTRIES))
def test_no_text_stops_the_speller(text: str, spelling: str, country: str) -> None:
    assert isinstance(spell(text, spelling, country, dice()), str)


@pytest.mark.parametrize("spelling", LATIN)
def test_a_latin_spelling_leaves_no_other_letters(spelling: str) -> None:
    for country in COUNTRIES:
        names = " ".join(
            name for (where, _), draw in frequencies()["given"].items() if where == country for name in draw.values
        )
        written = spell(names, spelling, country, dice())
        strange = {sign for sign in written if sign.isalpha() and "LATIN" not in unicodedata.name(sign)}
        assert strange <= {"ʻ", "ʼ"}


def test_the_persian_spelling_leaves_no_other_letters() -> None:
    written = spell(" ".join(NAMES), "persian", "TJ", dice())
    assert {unicodedata.name(sign).split()[0] for sign in written if sign.isalpha()} == {"ARABIC"}


@pytest.mark.parametrize("letter", "ғӣқӯҳҷўөүңәіұһҹҝј")
def test_a_russian_registry_has_none_of_our_own_letters(letter: str) -> None:
    assert all(letter not in spell(name, "russian", country, dice()).lower() for name in NAMES for country in COUNTRIES)


def test_capitals_stay_and_little_words_stay_little() -> None:
    assert spell("Асан уулу", "passport", "KG", dice()) == "Asan uulu"


def test_an_unknown_spelling_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        spell("Карим", "klingon", "TJ", dice())


@pytest.mark.parametrize(
    ("stem", "form", "sex", "expected"),
    [
        ("Раҳим", "ov", "M", "Раҳимов"),
        ("Шералӣ", "ov", "F", "Шералиева"),
        ("Валӣ", "zoda", "M", "Вализода"),
        ("Валӣ", "i", "M", "Валӣ"),
        ("Карим", "i", "F", "Каримӣ"),
        ("Мирзо", "iyon", "M", "Мирзоён"),
        ("Ҷумъа", "ovich", "F", "Ҷумъаевна"),
        ("Карим", "dukht", "F", "Каримдухт"),
        ("Асан", "uulu", "M", "Асан уулу"),
        ("Баҳодир", "ogli", "F", "Баҳодир қизи"),
        ("Әли", "yev", "M", "Әлијев"),
        ("Карим", "none", "M", ""),
    ],
)
def test_a_stem_takes_its_ending(stem: str, form: str, sex: str, expected: str) -> None:
    assert with_form(stem, form, sex) == expected


@given(st.sampled_from(NAMES), st.sampled_from(FORMS), st.sampled_from("MF"))
def test_every_name_takes_every_form(stem: str, form: str, sex: str) -> None:
    assert with_form(stem, form, sex)


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(KeyError, match="no ending for the form 'son'"):
        with_form("Карим", "son", "M")
