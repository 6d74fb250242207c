"""What the registry does not do, told as a sentence; and what it does only for a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.identity import Subject

Text = str | Promise


class RegistryRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """Something that is not done; ``words`` say what to do instead, ``field`` names the one thing to mend."""

    def __init__(self, words: Text, field: str = "") -> None:
        self.words = words
        self.field = field
        super().__init__(str(words))


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody the register knows who may be the same person; ``certain`` as far as names, dates and numbers go."""

    reference: str
    agency: str
    subject: Subject
    certain: bool


class ReasonWanted(Exception):  # noqa: N818  # as above
    """Nothing was written yet: something does not fit, and it is done only if somebody says why.

    ``doubts`` are codes of `ogoh.web.registry.words.DOUBTS`; ``alike`` are people who may be the same as ``subject``.
    """

    def __init__(self, doubts: Sequence[str], alike: Sequence[Alike], subject: Subject) -> None:
        self.doubts = tuple(doubts)
        self.alike = tuple(alike)
        self.subject = subject
        super().__init__(", ".join((*self.doubts, *(one.reference for one in self.alike))))


NO_ROLE = _("Your roles do not open the registry. Ask an administrator of your office.")
NO_AGENCY = _("Your office belongs to no agency, so it keeps no decisions. Ask whoever runs this installation.")
NO_SUCH_DECISION = _("Your agency has no such decision.")
ANOTHER_AGENCY = _("This is a decision of another agency. Only that agency may change it.")
NO_GROUND = _("Say on which ground. A decision without a ground is not recorded.")
UNKNOWN_GROUND = _("This ground is not known here. Choose one of the list.")
OTHER_REGISTER = _("This is a ground of the other register. Entry bans and controlled persons are never mixed.")
NO_NUMBER = _("Write the number that the decision bears.")
NO_REASON = _("Write the reason: whoever meets this later must know.")
NEVER_STORED = _("This tells of health, ethnicity, religion or politics. Nothing of that is stored: leave it out.")
TOO_LONG = _("This is too long.")
NOT_ONESELF = _("You wrote this yourself: a second person of your agency confirms or declines it.")
NOTHING_WAITS = _("Nothing waits for confirmation here: a colleague was faster. Look once more.")
WAITS = _("An earlier change of this decision waits for confirmation. Let a colleague confirm or decline it first.")
OVERTAKEN = _("The decision or the person was changed since this was written. Decline it and write it anew.")
CHANGED_SINCE = _("This was changed since you opened it, so nothing was done. Open it once more and look at it.")
NOT_CONFIRMED_YET = _("This decision was never confirmed, so there is nothing to change.")
ENDED = _("This decision was lifted or annulled. Record a new one if there is one.")
NOT_IN_FORCE = _("This decision is not in force now. Record a new one if there is one.")
NOT_LATER = _("An extension ends later than the decision does now.")
NO_END_TO_EXTEND = _("This decision has no last day, so it cannot be extended.")
UNKNOWN_SAME = _("There is no such decision in this register, so nobody of whom to say that it is the same person.")
SAME_NOT_CONFIRMED = _("That decision about the same person is not confirmed yet. Let that be done first.")
NOT_ALIKE = _(
    "What you wrote does not fit the person of that decision. If it is the same person, write the name or the number "
    "that stands there too; else leave it at another person."
)
STALE_KEYS = _(
    "The registry cannot tell now whether it knows this person: its keys are of an older version. "
    "Ask whoever runs this installation to make them anew."
)
BUSY = _("Somebody else is writing for too long, or there is no room. Nothing was changed: try again in some minutes.")
NO_CHANGE = _("This changes nothing.")

OFFICE_OF_ANOTHER = _("This office belongs to another agency.")
NO_TITLE = _("Give the amnesty a name by which everybody knows it.")
NO_SUCH_AMNESTY = _("There is no such amnesty.")
RULE_OF_NOBODY = _("Say whom the amnesty frees: a rule that asks nothing would free everybody.")
WINDOW_BACKWARDS = _("The last day of the decisions lies before the first.")
UNKNOWN_AGENCY = _("This agency is not known here.")
AMNESTY_OF_ONESELF = _("You wrote this amnesty: two other people approve it.")
APPROVED_ALREADY = _("You have approved this already: another person is needed.")
NOT_APPROVED = _("Two people have to approve this first.")
BEFORE_REVIEW = _("The day from which decisions are reviewed has not come yet.")
APPLIED_ALREADY = _("This amnesty was applied already.")
NOT_TO_UNDO = _("This amnesty was not applied, or was undone already.")

NAME_DIVIDED = _("A name holds no semicolon. Write other names into the field for them.")
A_DAY = _("Write the day as 14.05.2024.")
UNREADABLE_CELLS: dict[str, Promise] = {
    "family_name": _("Write the name of the person in Cyrillic, Latin or Persian letters."),
    "alias": _("Write other names in letters, divided by semicolons."),
    "dob": _("We cannot read this birth date. Write it as 12.05.1990, or the year alone."),
    "sex": _("Write M or F, or leave it empty."),
    "citizenship": _("We do not know this country. Write its code or its name."),
    "document_number": _("We cannot read this number. Write the letters and digits of the passport number."),
    "national_id": _("We cannot read this number. Write its letters and digits."),
    "decided_on": _("Write the day of the decision as 14.05.2024. It cannot lie in the future."),
    "until": _("Write the last day as 14.05.2027. It cannot lie before the day of the decision."),
    "on": A_DAY,
    "decided_from": A_DAY,
    "decided_to": A_DAY,
    "review_from": A_DAY,
    "starts_on": _("Write the day from which the term runs as 14.05.2024."),
}
