"""A subject from what a person typed into fields, on a page, in a command or in a row."""

from __future__ import annotations

from ogoh.identity.birth import read_birth
from ogoh.identity.citizenship import read_citizenship
from ogoh.identity.document import read_document
from ogoh.identity.sex import read_sex
from ogoh.identity.subject import Subject
from ogoh.identity.unreadable import Unreadable
from ogoh.names import WrittenName, can_be_read, read_name, read_word

LONGEST_NAME = 400
READABLE = "a name in Cyrillic, Latin or Persian letters"
OF_SOMEBODY = "a name of more than one letter, and not only words such as XXX, bek or оглы"
SHORTER = f"a name of at most {LONGEST_NAME} characters"
_LEAST_LETTERS = 2


def subject_as_typed(
    name: WrittenName, *, born: str = "", document: str = "", sex: str = "", citizenship: str = ""
) -> Subject:
    """A subject from fields, each of which but the name may be empty.

    Raises Unreadable where a field cannot be read, or the name is none that anybody could be found by.
    """
    if fault := fault_of_name(name):
        raise Unreadable(name.text, fault)
    return Subject(
        names=(name,),
        births=(read_birth(born),) if born.strip() else (),
        sex=read_sex(sex),
        citizenships=(read_citizenship(citizenship),) if citizenship.strip() else (),
        documents=(read_document(document),) if document.strip() else (),
    )


def fault_of_name(name: WrittenName) -> str:
    """What was expected of a name by which nobody can be found; empty where the name will do.

    Who asks with it would be told that there is no record, whoever is on the list.
    """
    if not can_be_read(name.text):
        return READABLE
    if len(name.text) > LONGEST_NAME:
        return SHORTER
    return "" if any(_may_be_name(part.text) for part in read_name(name).parts) else OF_SOMEBODY


def _may_be_name(text: str) -> bool:
    """Whether a part is more than a letter or a particle."""
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS and not read_word(text).use
