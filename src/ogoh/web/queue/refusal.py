"""What cannot be done in the queue, told as a sentence."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class QueueRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """Something that the queue does not allow now; ``words`` say what to do instead."""

    def __init__(self, words: Promise) -> None:
        self.words = words
        super().__init__(str(words))


NO_ROLE = _("Your roles do not open the counter. Ask an administrator of your office.")
NOT_SEATED = _("You sit at no counter. Say first at which one you sit.")
SEAT_TAKEN = _("Somebody else sits at this counter. Choose another one.")
NO_SUCH_COUNTER = _("Write the number of the counter, from 1 to 99.")
STILL_SERVING = _("You have a number at the counter. End it first.")
NOBODY_CALLED = _("You have called nobody.")
ANOTHER_NUMBER = _("Another number is at your counter by now. Nothing was changed: look once more.")
NO_SUCH_TICKET = _("There is no such number in the queue of today.")
NOT_GONE = _("This number is not marked as not there. Nothing was changed.")
