"""What can go wrong with Spark, each as one sentence: nobody reads the stack of a Java machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ogoh.linkage.sides import EngineFailed

_MOST_WORDS = 200
_PYTHON_SAYS = re.compile(r"Traceback \(most recent call last\):\n(?: .*\n)*(\S.*)")


class SparkMissing(EngineFailed):
    """PySpark or Java is not there, or Spark did not start; says what to install."""


@contextmanager
def told_in_a_sentence(log: Path) -> Iterator[None]:
    """Raise what Spark raises as `EngineFailed`; its own words are in ``log``, if it was begun with one."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise EngineFailed(
            f"Spark failed ({_reason(str(error))}); the same command goes on from the last step that was complete"
            + (f", and what Spark itself says of it is in {log}." if log.exists() else ".")
        ) from None


def _reason(words: str) -> str:
    """The one line that tells what happened: what Python said in a worker, or else the beginning."""
    said = _PYTHON_SAYS.findall(words)
    line = said[0] if said else next(filter(str.strip, words.splitlines()), "it does not say why")
    return line.strip().rstrip(".")[:_MOST_WORDS]
