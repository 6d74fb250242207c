"""How far a linkage has come: a line a step, with the time that is left as far as it can be told."""

from __future__ import annotations

import time

from rich.progress import Progress, TaskID

_WORDS = {
    "read list": "Reading the list",
    "read register": "Reading the register",
    "subjects": "Putting rows together that say the same",
    "asked": "Keys of the list",
    "stored": "Keys of the register",
    "candidates": "Joining",
    "scores": "Scoring pairs",
    "groups": "Grouping",
    "written": "Writing",
}


class Steps:
    """Shows one step at a time on a progress bar; a step without a known size turns round."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._step = ""
        self._task: TaskID | None = None
        self.seconds: dict[str, float] = {}
        self._began = time.perf_counter()

    def __call__(self, step: str, done: int, whole: int) -> None:
        """Say how much of a step is done; ``whole`` is 0 where that is not known."""
        name = step if step in _WORDS else step.split(" ")[0]
        if name != self._step:
            self._end()
            self._step, self._began = name, time.perf_counter()
            self._task = self._bar.add_task(_WORDS.get(name, name), total=whole or None)
        if self._task is not None and whole:
            self._bar.update(self._task, completed=done, total=whole)

    def ended(self) -> dict[str, float]:
        """End the step that is under way; the seconds that each step took."""
        self._end()
        self._step, self._task = "", None
        return self.seconds

    def _end(self) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
        if self._step:
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + time.perf_counter() - self._began
