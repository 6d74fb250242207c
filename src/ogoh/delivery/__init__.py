"""A list as it travels: formats, account of every row, difference between two deliveries."""

from ogoh.delivery.entry import Entry, Rejected

__all__ = ["Entry", "Rejected"]
