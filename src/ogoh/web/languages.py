"""The languages the pages speak, and how each writes a date in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from ogoh.identity import PartialDate
from ogoh.web.days import local


@dataclass(frozen=True, slots=True)
class Language:
    """One language: ``code`` stands in addresses, ``tag`` in the HTML ``lang`` attribute (BCP 47).

    ``own_name`` is what its speakers call it. ``date`` is a CLDR pattern; CLDR's own long form is
    passed over where a reader of the language would not write it so (Tajik month names are capital
    there, Uzbek ends in a comma).
    """

    code: str
    tag: str
    locale: str
    own_name: str
    date: str
    months_in_small_letters: bool = False


LANGUAGES: tuple[Language, ...] = (
    Language("tg", "tg", "tg", "Тоҷикӣ", "d MMMM y", months_in_small_letters=True),
    Language("ru", "ru", "ru", "Русский", "d MMMM y 'года'"),
    Language("uz", "uz-Latn", "uz", "Oʻzbekcha", "y-'yil' d-MMMM"),
    Language("uz-cyrl", "uz-Cyrl", "uz_Cyrl", "Ўзбекча", "y 'йил' d MMMM"),
    Language("ky", "ky", "ky", "Кыргызча", "y-'жыл', d-MMMM"),
    Language("en", "en", "en", "English", "d MMMM y"),
)
BY_CODE = {language.code: language for language in LANGUAGES}
DEFAULT = LANGUAGES[0]
COOKIE = "ogoh_language"
"""What staff chose; the public pages have the language in the address and keep no cookie."""


def language_of_browser(request: HttpRequest) -> Language:
    """The first language of Accept-Language that we speak, else Tajik; looked up as RFC 4647, 3.4 says."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        subtags = wanted.split("-")
        for length in range(len(subtags), 0, -1):
            code = "-".join(subtags[:length])
            if code in BY_CODE:
                return BY_CODE[code]
    return DEFAULT


def language_of_request(request: HttpRequest) -> Language:
    """The language of the address, else the one chosen on the staff's pages, else the browser's."""
    first = request.path_info.strip("/").partition("/")[0]
    chosen = BY_CODE.get(first) or BY_CODE.get(request.COOKIES.get(COOKIE, ""))
    return chosen or language_of_browser(request)


def speaking(language: Language) -> Callable[[str], str]:
    """What translates into a language, whatever language the request speaks."""

    def said(text: str) -> str:
        with translation.override(language.code):
            return translation.gettext(text)

    return said


def date_in_words(day: date, language: Language) -> str:
    """A date as a sentence carries it, the month written out, in Western digits."""
    text = format_date(day, language.date, locale=language.locale)
    return text.lower() if language.months_in_small_letters else text


def moment_in_words(at: datetime, language: Language) -> str:
    """A day and the time of day, by the clocks of the staff."""
    here = local(at)
    return f"{date_in_words(here.date(), language)}, {here:%H:%M}"


def birth_in_words(birth: PartialDate, language: Language) -> str:
    """A date of birth: a whole one as any date, one of which a part is not known as it was written down."""
    whole = birth.precision == "day" and birth.month and birth.day and not birth.approximate
    return date_in_words(date(birth.year, birth.month or 1, birth.day or 1), language) if whole else birth.text
