"""The answer as the page lays it out: four parts, and in each a block per source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogoh.matching import Verdict
from ogoh.web.languages import Language, date_in_words
from ogoh.web.selfcheck.guidance import (
    FOUND,
    GUIDANCE,
    KIND_WORDS,
    VERDICT_WORDS,
    Guidance,
    Text,
)
from ogoh.web.selfcheck.services import PublicAnswer


@dataclass(frozen=True, slots=True)
class Block:
    """One source's answer in words; ``shape`` names the sign that stands beside the word."""

    kind: Text
    source_name: str
    as_of: str
    verdict: Verdict
    shape: str
    word: Text
    found: Text
    guidance: Guidance


SHAPES = {Verdict.RECORDED: "octagon", Verdict.POSSIBLE: "triangle", Verdict.NO_RECORD: "circle"}


def blocks(answers: Sequence[PublicAnswer], language: Language) -> tuple[Block, ...]:
    """One block for each answer, in the same order."""
    return tuple(
        Block(
            kind=KIND_WORDS[answer.source_kind],
            source_name=answer.source_name,
            as_of=date_in_words(answer.as_of, language),
            verdict=answer.verdict,
            shape=SHAPES[answer.verdict],
            word=VERDICT_WORDS[answer.verdict],
            found=FOUND[answer.verdict],
            guidance=GUIDANCE[answer.source_kind, answer.verdict],
        )
        for answer in answers
    )
