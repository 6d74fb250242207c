"""Runs inside a Python that has nomenklatura: pairs of people as JSON in, their logic-v2 scores as JSON out.

Imports nothing of Ogoh, for that Python need not have it.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

Person = dict[str, list[str]]


def main() -> None:
    """Score the pairs of standard input."""
    told: list[tuple[Person, Person]] = json.load(sys.stdin)
    # Tables are read on first use.
    for pair in told[:1]:
        score(pair, "first")
    started = time.process_time()
    scores = [score(pair, str(number)) for number, pair in enumerate(told)]
    seconds = time.process_time() - started
    json.dump({"version": version("nomenklatura"), "seconds": seconds, "scores": scores}, sys.stdout)


def score(pair: tuple[Person, Person], number: str) -> float:
    """The score of two people. It remembers what it read of an id: every person gets one of their own."""
    from followthemoney import EntityProxy
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    left, right = (
        EntityProxy.from_dict({"id": f"{side}-{number}", "schema": "Person", "properties": properties})
        for side, properties in zip(("left", "right"), pair, strict=True)
    )
    return float(algorithm.compare(left, right, algorithm.default_config()).score)


if __name__ == "__main__":
    main()
