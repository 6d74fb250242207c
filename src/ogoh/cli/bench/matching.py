"""Recall of the keys and of the answers on the made-up error channel, and the speed of comparison."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

from ogoh.cli.bench.measuring import Figure
from ogoh.cli.bench.population import Traveller, listings, travellers
from ogoh.cli.compare import score_pairs
from ogoh.cli.pair_file import FIELDS
from ogoh.identity import Subject
from ogoh.matching import Verdict, asked_keys, judge, prepare, stored_keys
from ogoh.matching.commonness import bearers_of, borne_by, commonness_on, names_counted
from ogoh.matching.keys import asked_apart
from ogoh.matching.nearest import nearest
from ogoh.synthetic import pair_rows

_SEED = 1
_RECALLS = (("with a birth date", True, 0.997), ("without a birth date", False, 0.985))
_PAIRS_A_SECOND = 15_000


def recall(size: int) -> list[Figure]:
    """How many listed travellers share a key with their own listing, and what all travellers are told."""
    held = dict(listings(size, _SEED))
    keys = {reference: frozenset(stored_keys(prepare(one))) for reference, one in held.items()}
    people = list(travellers(2 * size, _SEED, size))
    command = f"ogoh bench recall --size {size}"
    figures = []
    for form, birth, bar in _RECALLS:
        asked = [(_asked(one, birth=birth), one.listed_as) for one in people if one.listed_as in held]
        asked = [(one, listed_as) for one, listed_as in asked if one.births or not birth]
        found = sum(not keys[listed_as].isdisjoint(asked_keys(prepare(one))) for one, listed_as in asked)
        share = found / len(asked)
        figures.append(
            Figure(
                f"candidate recall {form}, names only besides",
                f"{share:.4f}",
                f"at least {bar}",
                share >= bar,
                command,
                f"{len(asked):,} travellers",
            )
        )
    return [*figures, *_answers(held, keys, people, command)]


def _asked(traveller: Traveller, *, birth: bool) -> Subject:
    whole = traveller.subject
    return replace(whole, documents=(), births=whole.births if birth else ())


def _answers(
    held: dict[str, Subject], keys: dict[str, frozenset[int]], people: list[Traveller], command: str
) -> list[Figure]:
    """What travellers are told with all they know: those on the list, and those who are not (namesakes among them)."""
    references = list(held)
    index: dict[int, list[int]] = {}
    for place, reference in enumerate(references):
        for key in keys[reference]:
            index.setdefault(key, []).append(place)
    names = borne_by(names_counted(map(prepare, held.values())))
    commonness = commonness_on(bearers_of(names), "list")
    told: dict[bool, Counter[Verdict]] = {True: Counter(), False: Counter()}
    for one in people:
        question = prepare(one.subject)
        places = nearest(asked_apart(question), lambda key: index.get(key, ()))
        verdict = judge(question, ((place, held[references[place]]) for place in places), commonness).verdict
        told[one.listed_as in held][verdict] += 1
    return [
        _told("listed travellers told no record (missed)", told[True], Verdict.NO_RECORD, command),
        _told("listed travellers told recorded", told[True], Verdict.RECORDED, command),
        _told("other travellers told possible (a visit in vain)", told[False], Verdict.POSSIBLE, command),
        _told("other travellers told recorded (wrongly alarmed)", told[False], Verdict.RECORDED, command),
    ]


def _told(name: str, counts: Counter[Verdict], verdict: Verdict, command: str) -> Figure:
    whole = counts.total()
    return Figure(name, f"{100 * counts[verdict] / whole:.2f} %", "–", None, command, f"{counts[verdict]} of {whole:,}")


def compare_pairs(size: int) -> list[Figure]:
    """Pairs a CPU second on one core, reading of names and dates included, from empty caches."""
    rows = [(number, tuple(row[field] for field in FIELDS)) for number, row in enumerate(pair_rows(size, _SEED), 2)]
    started = time.process_time()
    compared = sum(one.comparison is not None for one in score_pairs(FIELDS, rows))
    speed = compared / (time.process_time() - started)
    name, command = "pairs compared a CPU second, one core", f"ogoh bench compare --size {size}"
    beside = "preparation included, from empty caches"
    return [Figure(name, f"{speed:,.0f}", f"at least {_PAIRS_A_SECOND:,}", speed >= _PAIRS_A_SECOND, command, beside)]
