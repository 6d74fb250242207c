"""Who somebody says they are: names, birth date, documents, machine-readable zone."""

from ogoh.identity.birth import PartialDate
from ogoh.identity.document import Document
from ogoh.identity.sex import Sex
from ogoh.identity.subject import Subject

__all__ = ["Document", "PartialDate", "Sex", "Subject"]
