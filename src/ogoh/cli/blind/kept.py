"""What an asker keeps while questions are on their way: a seed, by which they can be read, and no person's data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ogoh.blind import NotWhatItSays
from ogoh.blind.asking import SEED_BYTES
from ogoh.delivery.tables.writing import OWNER_ALONE, replaced_when_whole


@dataclass(frozen=True, slots=True)
class Kept:
    """The key and the digest of the questions that were sent, and the seed of their blinds."""

    key: str
    seed: bytes
    questions: str

    @staticmethod
    def beside(questions: Path) -> Path:
        """Where it lies."""
        return questions.with_name(f"{questions.name}.kept")

    def write(self, path: Path) -> None:
        """Raises TableNotWritten."""
        told = {"key": self.key, "seed": self.seed.hex(), "questions": self.questions}
        with replaced_when_whole(path, OWNER_ALONE) as beside:
            beside.write_text(json.dumps(told) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises `NotWhatItSays` and OSError."""
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            kept = cls(str(told["key"]), bytes.fromhex(told["seed"]), str(told["questions"]))
            if len(kept.seed) == SEED_BYTES:
                return kept
        except (ValueError, KeyError, TypeError):
            pass
        raise NotWhatItSays(f"{path}", "what cannot be read", "what ogoh blind ask --questions kept")
