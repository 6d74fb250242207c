"""A list straight from a file, searched in memory: for many checks without a database."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from ogoh.delivery import Rejected, open_delivery, refuse_empty
from ogoh.identity import Subject
from ogoh.matching import Comparison, Verdict, judge, prepare, stored_keys
from ogoh.matching.commonness import Borne, Commonness, bearers_of, borne_by, commonness_on, names_counted
from ogoh.matching.keys import asked_apart
from ogoh.matching.nearest import nearest


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What the list says of one traveller; ``reference`` is the list's own."""

    verdict: Verdict
    source: str
    as_of: date
    reference: str = ""
    comparison: Comparison | None = None


@dataclass(slots=True)
class FileList:
    """A list held in memory with its keys: about 3 kB a listing."""

    source: str
    as_of: date
    references: list[str] = field(default_factory=list)
    listings: list[Subject] = field(default_factory=list)
    index: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: Counter[Borne] = field(default_factory=Counter)
    rejected: int = 0
    _commonness: Commonness | None = None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a list file; its day is the one it gives, else that of the file. Raises DeliveryRefused."""
        opened = open_delivery(path)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        held = cls(path.name, opened.dated or changed)
        for outcome in opened.rows():
            if isinstance(outcome, Rejected):
                held.rejected += 1
            else:
                held.add(outcome.reference, outcome.subject)
        refuse_empty(held.rejected + len(held.listings), len(held.listings))
        return held

    def add(self, reference: str, subject: Subject) -> None:
        """Take one listing in."""
        prepared = prepare(subject)
        self.names.update(borne_by(names_counted([prepared])))
        self._commonness = None
        for key in stored_keys(prepared):
            self.index[key].append(len(self.listings))
        self.references.append(reference)
        self.listings.append(subject)

    @property
    def commonness(self) -> Commonness:
        """How common names are on this list, counted once when it is first asked."""
        if self._commonness is None:
            self._commonness = commonness_on(bearers_of(self.names), self.source)
        return self._commonness

    def check(self, subject: Subject) -> tuple[FileAnswer, ...]:
        """The one answer of this list for one traveller."""
        question = prepare(subject)
        found = nearest(asked_apart(question), lambda key: self.index.get(key, ()))
        finding = judge(question, ((number, self.listings[number]) for number in found), self.commonness)
        reference = "" if finding.best is None else self.references[finding.best]
        return (FileAnswer(finding.verdict, self.source, self.as_of, reference, finding.comparison),)
