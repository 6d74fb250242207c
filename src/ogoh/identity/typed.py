"""A subject from what a person typed into fields, on a page, in a command or in a row."""

from __future__ import annotations

from ogoh.identity.birth import read_birth
from ogoh.identity.citizenship import read_citizenship
from ogoh.identity.document import read_document
from ogoh.identity.sex import read_sex
from ogoh.identity.subject import Subject
from ogoh.identity.unreadable import Unreadable
from ogoh.names import WrittenName, can_be_read


def subject_as_typed(
    name: WrittenName, *, born: str = "", document: str = "", sex: str = "", citizenship: str = ""
) -> Subject:
    """A subject from fields, each of which but the name may be empty.

    Raises Unreadable where a field cannot be read, or the name holds no letter of a script that Ogoh reads.
    """
    if not can_be_read(name.text):
        raise Unreadable(name.text, "a name in Cyrillic, Latin or Persian letters")
    return Subject(
        names=(name,),
        births=(read_birth(born),) if born.strip() else (),
        sex=read_sex(sex),
        citizenships=(read_citizenship(citizenship),) if citizenship.strip() else (),
        documents=(read_document(document),) if document.strip() else (),
    )
