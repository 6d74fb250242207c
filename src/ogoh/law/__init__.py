"""The law as dated data: grounds of entry bans and of the registry of controlled persons. Pure; not legal advice."""

from ogoh.law.agencies import KnownAgency, known_agencies
from ogoh.law.controlled_persons import ControlledPersons, controlled_persons
from ogoh.law.dates import InForce, Precision
from ogoh.law.grounds import Confidence, Force, Ground, Register, ground, grounds, grounds_on
from ogoh.law.reading import UnusableLaw
from ogoh.law.terms import Doubt, Term, doubts_of_term, estimated_end

__all__ = [
    "Confidence",
    "ControlledPersons",
    "Doubt",
    "Force",
    "Ground",
    "InForce",
    "KnownAgency",
    "Precision",
    "Register",
    "Term",
    "UnusableLaw",
    "controlled_persons",
    "doubts_of_term",
    "estimated_end",
    "ground",
    "grounds",
    "grounds_on",
    "known_agencies",
]
