"""What others make of the same pairs: RapidFuzz alone, and nomenklatura where it is installed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec

from rapidfuzz import fuzz

from ogoh.cli.compare import score_pairs
from ogoh.cli.evaluate import nomenklatura_peer
from ogoh.cli.evaluate.kept import today
from ogoh.cli.evaluate.pairs import Pairs, PairsResult, Scorer, Scores, standing
from ogoh.cli.pair_file import FIELDS
from ogoh.cli.telling import refuse
from ogoh.identity import Unreadable, read_birth

OGOH = "Ogoh"
NOMENKLATURA = "nomenklatura"
_NAMES = [FIELDS.index("left_name"), FIELDS.index("right_name")]


def ogoh(pairs: Pairs) -> Scores:
    """Our own weights; the work of ``ogoh compare``, from reading the cells on."""
    # Tables are read on first use.
    list(score_pairs(pairs.headings, pairs.rows[:1]))
    started = time.process_time()
    found = [one.comparison for one in score_pairs(pairs.headings, pairs.rows)]
    seconds = time.process_time() - started
    return Scores(OGOH, tuple(one.weight if one else None for one in found), seconds)


@dataclass(frozen=True, slots=True)
class RapidFuzz:
    """``fuzz.token_sort_ratio`` on the two whole names, folded in one way; dates and numbers are not looked at."""

    system: str
    fold: Callable[[str], str]

    def __call__(self, pairs: Pairs) -> Scores:
        texts = [(one[_NAMES[0]], one[_NAMES[1]]) for one in pairs.texts()]
        started = time.process_time()
        weights = tuple(fuzz.token_sort_ratio(self.fold(left), self.fold(right)) for left, right in texts)
        return Scores(self.system, weights, time.process_time() - started)


def lowered(text: str) -> str:
    """A text in small letters of one form (Unicode NFKC, case folding)."""
    return unicodedata.normalize("NFKC", text).casefold()


def latin(text: str) -> str:
    """The same in Latin letters without marks, Cyrillic spelled by ``data/cyrillic.csv``; other scripts stay."""
    spelled = lowered(text).translate(_cyrillic())
    return "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))


@cache
def _cyrillic() -> dict[int, str]:
    with (resources.files(__package__) / "data" / "cyrillic.csv").open(encoding="utf-8") as file:
        return {ord(row["letter"]): row["latin"] for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class Nomenklatura:
    """logic-v2 of nomenklatura (OpenSanctions), run by a Python that has it; told names, birth dates and numbers."""

    python: str

    def __call__(self, pairs: Pairs) -> Scores:
        told = json.dumps([[_side(one[:3]), _side(one[3:])] for one in pairs.texts()], ensure_ascii=False)
        command = [self.python, str(nomenklatura_peer.__file__)]
        try:
            ran = subprocess.run(command, input=told, capture_output=True, text=True, check=False)  # noqa: S603
        except OSError as fault:
            refuse(f"{self.python} cannot be run: {fault.strerror}. Give with --nomenklatura a Python that has it.")
        if ran.returncode:
            refuse(f"{self.python} could not run nomenklatura: {' '.join(ran.stderr.split())[-300:]}")
        answer = json.loads(ran.stdout)
        return Scores(f"{NOMENKLATURA} {answer['version']} logic-v2", tuple(answer["scores"]), answer["seconds"])


def _side(texts: Sequence[str]) -> dict[str, list[str]]:
    """A person as nomenklatura takes one; a birth date as ISO 8601, left out where nobody can read it."""
    name, birth, document = texts
    told = {"name": name, "birthDate": _iso(birth), "passportNumber": document}
    return {field: [text] for field, text in told.items() if text}


def _iso(birth: str) -> str:
    try:
        found = read_birth(birth)
    except Unreadable:
        return ""
    return "" if found.last_year or found.approximate else found.text


def scorers(nomenklatura: str) -> list[Scorer]:
    """Ourselves and every peer that is there; ``nomenklatura`` names a Python that has it, or is empty."""
    here = sys.executable if find_spec(NOMENKLATURA) else ""
    found = [Nomenklatura(python) for python in (nomenklatura or here,) if python]
    return [ogoh, RapidFuzz("RapidFuzz", lowered), RapidFuzz("RapidFuzz, Cyrillic spelled in Latin", latin), *found]


def measure(pairs: Pairs, nomenklatura: str, command: str) -> PairsResult:
    """Let every scorer rank the pairs."""
    standings = tuple(standing(pairs, scorer(pairs)) for scorer in scorers(nomenklatura))
    absent = () if any(NOMENKLATURA in one.system for one in standings) else (NOMENKLATURA,)
    return PairsResult(
        pairs.name, len(pairs.rows), sum(pairs.labels), pairs.unread, standings, absent, command, today()
    )
