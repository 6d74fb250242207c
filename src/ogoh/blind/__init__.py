"""Asking a list without showing whom, and answering without showing the list (RFC 9497). Pure: no Django, no network.

Inputs are bytes; what stands for a person is made by `ogoh.matching.strong_keys`.
"""

from ogoh.blind.answering import MOST_IN_A_BATCH, answer
from ogoh.blind.asking import ask, finish, new_seed
from ogoh.blind.keyed_list import About, KeyedList, name_of_key, read, written
from ogoh.blind.messages import Answers, Questions
from ogoh.blind.oprf import Key, key_at_random, output
from ogoh.blind.proof import ProofRefusedError
from ogoh.blind.refusal import BadPoint, BlindRefused, NotWhatItSays
from ogoh.blind.sodium import NoPointError, NoSodiumError
from ogoh.blind.unfinished import Unfinished, unfinished

__all__ = [
    "MOST_IN_A_BATCH",
    "About",
    "Answers",
    "BadPoint",
    "BlindRefused",
    "Key",
    "KeyedList",
    "NoPointError",
    "NoSodiumError",
    "NotWhatItSays",
    "ProofRefusedError",
    "Questions",
    "Unfinished",
    "answer",
    "ask",
    "finish",
    "key_at_random",
    "name_of_key",
    "new_seed",
    "output",
    "read",
    "unfinished",
    "written",
]
