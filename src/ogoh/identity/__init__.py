"""Who somebody says they are: names, birth date, documents, machine-readable zone."""

from ogoh.identity.birth import PartialDate, read_birth
from ogoh.identity.citizenship import STATELESS, WITHOUT_STATE, read_citizenship
from ogoh.identity.document import Document, read_document
from ogoh.identity.mrz import CheckDigitFault, MachineReadableZone, read_mrz
from ogoh.identity.mrz_writing import write_mrz
from ogoh.identity.partial_date import APPROXIMATE_YEARS
from ogoh.identity.sex import Sex, read_sex
from ogoh.identity.stored import subject_from_json, subject_to_json
from ogoh.identity.subject import Subject
from ogoh.identity.typed import LONGEST_NAME, READABLE, fault_of_name, subject_as_typed
from ogoh.identity.unreadable import Unreadable

__all__ = [
    "APPROXIMATE_YEARS",
    "LONGEST_NAME",
    "READABLE",
    "STATELESS",
    "WITHOUT_STATE",
    "CheckDigitFault",
    "Document",
    "MachineReadableZone",
    "PartialDate",
    "Sex",
    "Subject",
    "Unreadable",
    "fault_of_name",
    "read_birth",
    "read_citizenship",
    "read_document",
    "read_mrz",
    "read_sex",
    "subject_as_typed",
    "subject_from_json",
    "subject_to_json",
    "write_mrz",
]
