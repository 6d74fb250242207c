"""In which language the command says why."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from ogoh.cli.telling import refuse
from ogoh.matching import Comparison, Translate, explain, settling
from ogoh.matching.explain import sentence
from ogoh.matching.settling import HEADING


class Language(StrEnum):
    """The languages of the catalogues, by the codes that stand in addresses too."""

    TAJIK = "tg"
    RUSSIAN = "ru"
    UZBEK = "uz"
    UZBEK_CYRILLIC = "uz-cyrl"
    KYRGYZ = "ky"
    ENGLISH = "en"


_TAGS = {Language.UZBEK: "uz-Latn", Language.UZBEK_CYRILLIC: "uz-Cyrl"}
_CATALOGUES = {Language.UZBEK_CYRILLIC: "uz_Cyrl"}


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences about comparisons in one language; ``tag`` is its BCP 47 name."""

    translate: Translate
    tag: str

    @classmethod
    def of(cls, language: Language) -> Words:
        """The words of a language; English, which the sources speak, needs no catalogue."""
        tag = _TAGS.get(language, language.value)
        return cls(sentence if language is Language.ENGLISH else _catalogue(language), tag)

    def why(self, comparison: Comparison) -> tuple[str, ...]:
        """What agrees and what differs."""
        return explain(comparison, self.translate)

    def settling(self, comparison: Comparison) -> tuple[str, ...]:
        """What would settle it."""
        return settling(comparison, self.translate)

    def heading_of_settling(self) -> str:
        """What stands above the sentences of `settling`."""
        return self.translate(HEADING)


def _catalogue(language: Language) -> Translate:
    folder = resources.files("ogoh") / "locale"
    name = _CATALOGUES.get(language, language.value)
    try:
        return gettext.translation("django", str(folder), [name]).gettext
    except FileNotFoundError:
        refuse(f"The catalogue of {language.value} is not compiled. Run script/setup or script/catalogues.")
