"""A person's name, in any script, made comparable. Pure; imports nothing of Ogoh."""

from ogoh.names.distance import sound_distance
from ogoh.names.letters import can_be_read
from ogoh.names.parts import Name, Part, Role
from ogoh.names.reading import joined_part, may_be_one_name, read_name
from ogoh.names.tables import TABLES_DIGEST
from ogoh.names.words import frame_of, read_word, skeleton_of, without_particle
from ogoh.names.written import WrittenName

__all__ = [
    "TABLES_DIGEST",
    "Name",
    "Part",
    "Role",
    "WrittenName",
    "can_be_read",
    "frame_of",
    "joined_part",
    "may_be_one_name",
    "read_name",
    "read_word",
    "skeleton_of",
    "sound_distance",
    "without_particle",
]
