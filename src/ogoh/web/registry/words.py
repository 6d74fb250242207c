"""What the registry's codes are called where people read them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogoh.law import Force, Ground, Term, grounds
from ogoh.law import words as law_words
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry.deciding import AGENCY_NOT_ENTITLED, LOOKS_ALIKE
from ogoh.web.registry.models import Act
from ogoh.web.registry.standing import Status

STATUS_WORDS: dict[Status, Promise] = {
    Status.NOT_YET: _("Not recorded yet"),
    Status.WAITING: _("Waits for confirmation: does not count yet"),
    Status.DECLINED: _("Declined: never counted"),
    Status.IN_FORCE: _("In force"),
    Status.EXPIRED: _("Expired by itself"),
    Status.LIFTED: _("Lifted"),
    Status.ANNULLED: _("Annulled"),
}
ACT_WORDS: dict[Act, Promise] = {
    Act.RECORD: _("Decision recorded"),
    Act.CORRECT: _("Mistake corrected"),
    Act.NAME: _("Another name or document added"),
    Act.EXTEND: _("Term extended"),
    Act.LIFT: _("Decision lifted"),
    Act.ANNUL: _("Decision annulled"),
    Act.REINSTATE: _("In force again, for the amnesty was undone"),
}
REGISTER_WORDS: dict[SourceKind, Promise] = {
    SourceKind.ENTRY_BAN: _("Entry bans"),
    SourceKind.CONTROLLED_PERSONS: _("Registry of controlled persons"),
}
FORCE_WORDS: dict[Force, Promise] = {
    Force.DISCRETIONARY: _("entry may be refused"),
    Force.MANDATORY: _("entry shall be refused"),
}


def ground_words(code: str) -> str:
    """A ground in plain words, in the reader's language."""
    return gettext(law_words.GROUNDS[code])


def ground_choices(register: SourceKind) -> list[tuple[str, str]]:
    """The grounds of a register, also those that are law no more: decisions of that time are recorded too."""
    own = (one for one in grounds().values() if one.register.value == register.value)
    return [(one.code, _choice(one)) for one in own]


def term_words(term: Term) -> str:
    """How long a ground bars, in the reader's language."""
    if term.until is not None:
        return gettext(law_words.ENDS[term.until])
    if term.years is None or term.starts is None:
        return gettext("as long as the decision says")
    return gettext("{years} years from {start}").format(years=term.years, start=gettext(law_words.STARTS[term.starts]))


def doubt_words(code: str) -> str:
    """What does not fit, in the reader's language."""
    return gettext(_DOUBTS[code])


def _choice(one: Ground) -> str:
    article = "" if one.kept_apart else one.article
    return " — ".join(part for part in (ground_words(one.code), article) if part)


_LOOKS_ALIKE = law_words.sentence("The register holds somebody who may be the same person.")
_DOUBTS: dict[str, str] = {
    **{doubt.value: words for doubt, words in law_words.DOUBTS.items()},
    AGENCY_NOT_ENTITLED: law_words.AGENCY_NOTE,
    LOOKS_ALIKE: _LOOKS_ALIKE,
}
