"""Citizenship as forms, passports and lists write it, brought to ISO 3166-1 alpha-2."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import iso3166

from ogoh.identity.tables import read_table
from ogoh.identity.unreadable import Unreadable
from ogoh.identity.visible import visible_text

STATELESS = "XA"
"""Stateless under the 1954 Convention: ICAO's XXA. A user-assigned code, which ISO 3166-1 will never give a state."""

WITHOUT_STATE = frozenset({STATELESS, "XB", "XC", "XX"})
"""Stateless, refugee, other refugee, not stated (ICAO XXA, XXB, XXC, XXX): no evidence for or against any state."""

_LANGUAGES = ("ru", "tg", "uz", "uz_Cyrl", "ky", "kk", "fa", "en")
_LONGEST = 200
_DROPPED = str.maketrans(dict.fromkeys("'`´ʻʼʹ‘’′", "") | {"ي": "ی", "ك": "ک", "&": " and "})


def read_citizenship(text: str) -> str:
    """Bring a citizenship to two letters: ISO 3166-1 alpha-2, former states by their last code (SU).

    Reads alpha-2, alpha-3, numeric and ICAO codes, and names in Russian, Tajik, Uzbek (both scripts), Kyrgyz,
    Kazakh, Persian and English (Unicode CLDR), with the official spellings of a table. Persons without a
    state get the codes of `WITHOUT_STATE`. Raises `Unreadable` for what is no state.
    """
    code = _codes().get(text)
    return code or _read_name(text[: _LONGEST + 1])


def state_code(alpha2: str) -> str:
    """Give the three letters (Germany: one) that a machine-readable zone bears for a state. Raises `Unreadable`."""
    code = _written_codes().get(alpha2)
    if code is None:
        raise Unreadable(alpha2, "a state by its two capital letters")
    return code


@lru_cache(maxsize=4_096)
def _read_name(text: str) -> str:
    name = fold_country_name(text) if len(text) <= _LONGEST else ""
    found = _look_up(name)
    while not found and (rest := _without_prefix(name)) != name:
        name = rest
        found = _look_up(name)
    if not found:
        raise Unreadable(text, "a state: its two or three letters (TJ, TJK), or its name")
    return found


def _look_up(name: str) -> str:
    spellings = _spellings()
    if name in spellings:
        return spellings[name]
    return _codes().get(name.upper()) or _territories().get(name, "")


def _without_prefix(name: str) -> str:
    for prefix in _prefixes():
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def fold_country_name(text: str) -> str:
    """Fold a name to small letters without marks, apostrophes and punctuation, one blank between words."""
    apart = unicodedata.normalize("NFKD", visible_text(text).translate(_DROPPED)).casefold()
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign)).split()
    )


@cache
def _codes() -> dict[str, str]:
    codes = {row["icao"]: row["alpha2"] for row in read_table("icao_states.csv")}
    codes |= {alpha2: alpha2 for alpha2 in codes.values()}
    for country in iso3166.countries:
        codes |= dict.fromkeys((country.alpha2, country.alpha3, country.numeric), country.alpha2)
    return codes


@cache
def _written_codes() -> dict[str, str]:
    written = {row["alpha2"]: row["icao"] for row in read_table("icao_states.csv") if row["written"]}
    return {country.alpha2: country.alpha3 for country in iso3166.countries} | written


@cache
def _spellings() -> dict[str, str]:
    """Names that need no CLDR: our own table first, then ISO's English names, also turned round at the comma."""
    spellings: dict[str, str] = {}
    for country in iso3166.countries:
        for name in (country.name, country.apolitical_name):
            spellings |= dict.fromkeys(map(fold_country_name, _both_ways(name)), country.alpha2)
    table = read_table("country_names.csv")
    return spellings | {fold_country_name(row["name"]): row["alpha2"] for row in table if row["alpha2"] != "*"}


def _both_ways(name: str) -> Iterator[str]:
    yield name
    first, comma, rest = name.partition(", ")
    if comma:
        yield f"{rest} {first}"


@cache
def _prefixes() -> tuple[str, ...]:
    names = (fold_country_name(row["name"]) for row in read_table("country_names.csv") if row["alpha2"] == "*")
    return tuple(sorted((f"{name} " for name in names), key=len, reverse=True))


@cache
def _territories() -> dict[str, str]:
    """Names of the states after CLDR, read only when a name needs them: it takes a tenth of a second."""
    from babel import Locale

    known = {country.alpha2 for country in iso3166.countries}
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        territories = Locale.parse(language).territories
        names |= {fold_country_name(name): code for code, name in territories.items() if code in known}
    return names
