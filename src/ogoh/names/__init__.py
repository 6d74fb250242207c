"""A person's name, in any script, made comparable. Pure; imports nothing of Ogoh."""

from ogoh.names.written import WrittenName

__all__ = ["WrittenName"]
