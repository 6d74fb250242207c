"""In which language the command says why, and the picture of it."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path

from ogoh.cli.telling import refuse, tell
from ogoh.matching import Comparison, Translate, Verdict, explain, settling, waterfall
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
    """Sentences and pictures of comparisons in one language; ``tag`` is its BCP 47 name."""

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

    def picture(self, comparison: Comparison) -> str:
        """The way from the start to the total, as SVG."""
        return waterfall(comparison, self.translate, language=self.tag)


def _catalogue(language: Language) -> Translate:
    folder = resources.files("ogoh") / "locale"
    name = _CATALOGUES.get(language, language.value)
    try:
        return gettext.translation("django", str(folder), [name]).gettext
    except FileNotFoundError:
        refuse(f"The catalogue of {language.value} is not compiled. Run script/setup or script/catalogues.")


_RANK = {verdict: rank for rank, verdict in enumerate((Verdict.NO_RECORD, Verdict.POSSIBLE, Verdict.RECORDED))}


def draw_strongest(path: Path, answers: Sequence[tuple[Verdict, Comparison | None]], words: Words) -> None:
    """Write the picture of the strongest answer, by verdict and then by weight; say so where there is none."""
    drawn = [(_RANK[verdict], found.weight, found) for verdict, found in answers if found is not None]
    if not drawn:
        tell(f"Nobody on these lists comes near, so there is nothing to draw; {path} was not written.")
        return
    path.write_text(words.picture(max(drawn, key=lambda one: one[:2])[2]), encoding="utf-8")
    tell(f"Picture written to {path}.")
