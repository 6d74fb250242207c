"""Blind questions: what an answer costs, how long a list takes to build, how large it is, and whom its keys find."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from ogoh.blind import About, answer, ask, finish, key_at_random, new_seed, written
from ogoh.blind.oprf import evaluated
from ogoh.cli.bench.measuring import Figure
from ogoh.cli.bench.population import listings, travellers
from ogoh.identity import subject_to_json
from ogoh.matching import prepare
from ogoh.matching.strong_keys import STRONG_KEYS_VERSION, asked_strong_keys, listed_strong_keys

_SEED = 1
_PEOPLE, _KEYS = 700_000, 4
_EVALUATIONS, _CORE_MINUTES, _MEGABYTES = 10_000, 6.0, 12.5

Made = TypeVar("Made")


def measure(home: Path, size: int, questions: int) -> list[Figure]:
    """All of it: with a list of ``size`` people, twice as many travellers, and so many questions."""
    command = f"ogoh bench blind --size {size} --questions {questions}"
    return [*_questions(questions, command), *_build(home, size, command), _file(command), *_found(size, command)]


def _questions(number: int, command: str) -> list[Figure]:
    """CPU seconds of each side, on one core."""
    key, seed, texts = key_at_random(), new_seed(), [b"%d" % one for one in range(number)]
    asking, asked = _cpu(lambda: ask("0123456789abcdef", texts, seed))
    evaluating, _ = _cpu(lambda: [evaluated(key, one) for one in asked.points])
    answering, answered = _cpu(lambda: answer(key, asked))
    finishing, _ = _cpu(lambda: finish(texts, seed, asked, answered, key.public))
    rate = number / evaluating
    bar = f"at least {_EVALUATIONS:,}"
    told = (
        ("answers with their proofs", number / answering),
        ("questions made, and their answers verified and finished,", number / (asking + finishing)),
    )
    return [
        Figure("blind evaluations a CPU second, one core", f"{rate:,.0f}", bar, rate >= _EVALUATIONS, command),
        *(Figure(f"blind {name} a CPU second, one core", f"{one:,.0f}", "–", None, command) for name, one in told),
    ]


def _build(home: Path, size: int, command: str) -> list[Figure]:
    """A list of made-up people, on all cores."""
    os.environ["OGOH_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    home.mkdir(parents=True, exist_ok=True)
    from ogoh.cli.database import open_database

    open_database()
    from ogoh.web.blind.building import Listed, build
    from ogoh.web.blind.keys import ListedAs, end_key, new_key
    from ogoh.web.exchange.peers import own_keys

    subjects = [subject_to_json(one) for _, one in listings(size, _SEED)]
    now = datetime.now(UTC)
    if not own_keys().has_keys:
        own_keys().make("bench", "Made up", now)
    key = new_key(ListedAs(f"bench-{now:%Y%m%d%H%M%S}", "Made up", "entry_ban", 1, now.date()))
    before, started = _cpu_of_all(), time.perf_counter()
    built = build(key.name, Listed(iter(subjects), key.name), home / "list.blind")
    wall, cpu = time.perf_counter() - started, _cpu_of_all() - before
    end_key(key.name)
    minutes = cpu / built.people * _PEOPLE / 60
    beside = f"{os.cpu_count()} cores, {cpu:.0f} CPU s, {built.held.entries:,} entries"
    whole = f"worked out from {built.people:,} people; {wall / built.people * _PEOPLE / 60:.1f} minutes of waiting"
    return [
        Figure(f"blind list of {built.people:,} people built", f"{wall:.0f} s", "–", None, command, beside),
        Figure(
            f"blind list of {_PEOPLE:,} people built",
            f"{minutes:.1f} core-minutes",
            f"at most {_CORE_MINUTES:.0f}",
            minutes <= _CORE_MINUTES,
            command,
            whole,
        ),
    ]


def _file(command: str) -> Figure:
    """A file of as many outputs as a list of 700,000 has; chance makes outputs that look like any."""
    import numpy as np
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key, now = key_at_random(), datetime.now(UTC)
    about = About(
        "list", "Made up", "entry_ban", 1, now.date(), key.public, STRONG_KEYS_VERSION, now, now + timedelta(30)
    )
    outputs = np.random.default_rng(_SEED).integers(0, 2**64, _PEOPLE * _KEYS, np.uint64)
    size = len(written(about, outputs, key, Ed25519PrivateKey.generate())) / 1e6
    name = f"blind list of {_PEOPLE:,} people with {_KEYS} keys: size"
    return Figure(name, f"{size:.1f} MB", f"at most {_MEGABYTES} MB", size <= _MEGABYTES, command)


def _found(size: int, command: str) -> list[Figure]:
    """Whom the strong keys find of travellers with all they know, and how many keys a person has."""
    held = {one.text for _, person in listings(size, _SEED) for one in listed_strong_keys(prepare(person))}
    met: dict[bool, list[bool]] = {True: [], False: []}
    asked = 0
    for one in travellers(2 * size, _SEED, size):
        keys = asked_strong_keys(prepare(one.subject))
        asked += len(keys)
        met[bool(one.listed_as)].append(not held.isdisjoint(key.text for key in keys))
    each = f"{len(held) / size:.1f} keys a listing, {asked / (2 * size):.1f} a question"
    return [
        _share("listed travellers whom a blind question misses", [not one for one in met[True]], command, each),
        _share("other travellers whom a blind question calls possible", met[False], command),
    ]


def _share(name: str, those: Sequence[bool], command: str, beside: str = "") -> Figure:
    of = f"{sum(those):,} of {len(those):,}"
    share = f"{100 * sum(those) / len(those):.2f} %"
    return Figure(name, share, "–", None, command, f"{of}; {beside}" if beside else of)


def _cpu(work: Callable[[], Made]) -> tuple[float, Made]:
    started = time.process_time()
    made = work()
    return time.process_time() - started, made


def _cpu_of_all() -> float:
    """CPU seconds of this process and of those helpers that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)
