from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from xml.etree.ElementTree import Element

import iso3166
import pytest
from babel import Locale
from defusedxml.ElementTree import parse
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import STATELESS, WITHOUT_STATE, Unreadable, read_citizenship
from ogoh.identity.citizenship import fold_country_name, state_code
from ogoh.identity.tables import read_table

STATES = [country.alpha2 for country in iso3166.countries]


@pytest.mark.parametrize(
    "written",
    [
        "TJ",
        "tj",
        "TJK",
        "762",
        "Tajikistan",
        "Таджикистан",
        "ТАДЖИКИСТАН",
        "Республика Таджикистан",
        "Тадж. Респ.",
        "Тадж.Респ",
        "Гражданин Республики Таджикистан",
        "гр. Таджикистан",
        "гр-н Таджикистана",
        "Тоҷикистон",
        "Ҷумҳурии Тоҷикистон",
        "Tojikiston",
        "Тожикистон",
        "Тажикстан",
        "Тәжікстан",
        "تاجیکستان",
        "Republic of Tajikistan",
        " Таджи\u200bкистан ",
    ],
)
def test_tajikistan_in_every_spelling(written: str) -> None:
    assert read_citizenship(written) == "TJ"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("РФ", "RU"),
        ("Россия", "RU"),
        ("Russian Federation", "RU"),
        ("O'zbekiston", "UZ"),
        ("Oʻzbekiston", "UZ"),
        ("Ўзбекистон", "UZ"),
        ("Кыргызская Республика", "KG"),
        ("Киргизия", "KG"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Islamic Republic of Iran", "IR"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Republic of Korea", "KR"),
        ("Республика Корея", "KR"),
        ("Viet Nam", "VN"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Congo", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of China", "TW"),
        ("USSR", "SU"),
        ("former Soviet Union", "SU"),
        ("D", "DE"),
        ("RKS", "XK"),
        ("GBN", "GB"),
        ("UTO", "XU"),
    ],
)
def test_states_and_former_states_are_read(written: str, code: str) -> None:
    assert read_citizenship(written) == code


@pytest.mark.parametrize(
    "written", ["XXA", "Лицо без гражданства", "ЛБГ", "stateless", "Шахси бешаҳрванд", "fuqaroligi yo'q shaxs"]
)
def test_stateless_people_have_a_code_of_their_own(written: str) -> None:
    assert read_citizenship(written) == STATELESS


def test_no_state_bears_a_code_for_being_without_one() -> None:
    assert WITHOUT_STATE.isdisjoint(STATES)


@pytest.mark.parametrize(
    "written",
    ["", "-", "na", "no", "нет", "РТ", "КР", "РК", "Корея", "Нарния", "T", "ZZZ", "000", "x" * 1_000_000, "Республика"],
)
def test_what_is_no_state_or_may_be_two_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="a state"):
        read_citizenship(written)


def test_namibia_is_read_from_capitals_alone() -> None:
    assert read_citizenship("NA") == "NA"


@given(st.sampled_from(list(iso3166.countries)))
def test_every_state_is_read_from_every_code_and_its_english_names(country: iso3166.Country) -> None:
    written = (country.alpha2, country.alpha3, country.numeric, country.name, country.apolitical_name)
    assert {read_citizenship(name) for name in written} == {country.alpha2}


@pytest.mark.parametrize("language", ["ru", "tg", "uz", "uz_Cyrl", "ky", "kk", "fa", "en"])
def test_every_state_is_read_in_our_languages(language: str) -> None:
    names = {code: name for code, name in Locale.parse(language).territories.items() if code in STATES}
    misread = {(code, name) for code, name in names.items() if read_citizenship(name) != code}
    # Kazakh calls both states Конго; Russian, the United Nations and our table give the bare name to Brazzaville.
    assert misread <= {("CD", "Конго")}


@given(st.sampled_from([row for row in read_table("country_names.csv") if len(row["alpha2"]) == 2]))
def test_every_spelling_of_the_table_is_read(row: dict[str, str]) -> None:
    assert read_citizenship(row["name"]) == row["alpha2"]


def test_no_spelling_of_the_table_says_two_things() -> None:
    said: dict[str, set[str]] = {}
    for row in read_table("country_names.csv"):
        said.setdefault(fold_country_name(row["name"]), set()).add(row["alpha2"])
    assert {name: codes for name, codes in said.items() if len(codes) > 1} == {}


@given(st.sampled_from(STATES))
def test_the_code_in_a_passport_leads_back_to_the_state(alpha2: str) -> None:
    assert read_citizenship(state_code(alpha2)) == alpha2


def test_no_passport_bears_a_code_that_is_no_state() -> None:
    with pytest.raises(Unreadable):
        state_code("QQ")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert len(read_citizenship(text)) == 2


def _consolidated_list() -> Element:
    shared = Path(os.environ.get("OGOH_SHARED", Path(__file__).parents[3] / "shared"))
    path = shared / "data" / "un_consolidated.xml"
    if not path.is_file():
        pytest.skip(f"the United Nations' consolidated list is not at {path}; OGOH_SHARED names its folder")
    root = parse(path).getroot()
    assert root is not None
    return root


def test_every_nationality_of_the_united_nations_list_is_read_or_is_no_state() -> None:
    written = {value.text or "" for value in _consolidated_list().iterfind(".//INDIVIDUAL/NATIONALITY/VALUE")}
    unread = set()
    for name in written:
        try:
            read_citizenship(name)
        except Unreadable:
            unread.add(name)
    assert len(written) > 50
    assert unread == {"na"}


def test_codes_and_common_names_are_read_without_loading_babel() -> None:
    asked = "import sys, ogoh.identity as i; i.read_citizenship('TJK'), i.read_citizenship('Таджикистан')"
    loaded = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"{asked}; print('babel' in sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert loaded.stdout.strip() == "False"
