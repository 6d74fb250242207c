"""What stateful models of the exchange share: two states, parcels on their way, and a database as it was before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from ogoh.delivery.parcel import ParcelRefused, refusal
from ogoh.web.audit.keys import make_key
from ogoh.web.exchange.models import Feed
from tests.web.exchange.states import States, on_the_list


class AnyOrder(RuleBasedStateMachine):
    """Moscow's releases and what Dushanbe holds; ``said`` is the list that each release tells, by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name) / "home"
        home.mkdir()
        self.elsewhere = override_settings(HOME=home)
        self.elsewhere.enable()
        make_key()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.states = States(Path(self.folder.name))
        self.said: dict[int, object] = {0: {}}
        self.made: list[Path] = []

    def release(self, *, full: bool = False) -> None:
        """Make the next release."""
        self.made.append(self.states.release_file(full=full))
        self.said[len(self.made)] = on_the_list("bans")

    def arrives(self, parcel: Path) -> bool:
        """A parcel comes to Dushanbe: whether it is taken; if not, nothing changes and what is missing is named."""
        before, held = on_the_list("barred"), Feed.objects.get().number
        number = self.made.index(parcel) + 1
        why = self._refused(parcel)
        if isinstance(why, refusal.Gap):
            assert why.missing == tuple(range(held + 1, number)), "every number between is named"
        else:
            assert (number <= held) is (why is not None)
        if why is not None:
            assert on_the_list("barred") == before, "nothing changes where a parcel is refused"
        return why is None

    def _refused(self, parcel: Path) -> ParcelRefused | None:
        try:
            self.states.takes(parcel)
        except ParcelRefused as why:
            return why
        return None

    def end(self) -> None:
        """Leave the database and the settings as they were."""
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)
        self.elsewhere.disable()
        self.folder.cleanup()


def run(machine: type[AnyOrder], examples: int, steps: int) -> None:
    """Try so many orders of at most so many steps."""
    few = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=few)
