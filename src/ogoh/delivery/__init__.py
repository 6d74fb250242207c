"""A list as it travels: formats, account of every row, difference between two deliveries."""

from ogoh.delivery.account import Account, Tally
from ogoh.delivery.column_map import load_columns
from ogoh.delivery.columns import ColumnMap
from ogoh.delivery.difference import Difference, difference
from ogoh.delivery.digest import content_digest, is_made, person_digest
from ogoh.delivery.entry import Entry, Rejected
from ogoh.delivery.grounds import OTHER_GROUND
from ogoh.delivery.opened import OpenDelivery
from ogoh.delivery.opening import open_delivery
from ogoh.delivery.reading import read_single
from ogoh.delivery.refusal import (
    LIST,
    REGISTER,
    DeliveryRefused,
    FileOptions,
    refuse_empty,
    refuse_older,
    refuse_shrunken,
    refuse_spoiled,
)
from ogoh.delivery.rejects import write_rejects

__all__ = [
    "LIST",
    "OTHER_GROUND",
    "REGISTER",
    "Account",
    "ColumnMap",
    "DeliveryRefused",
    "Difference",
    "Entry",
    "FileOptions",
    "OpenDelivery",
    "Rejected",
    "Tally",
    "content_digest",
    "difference",
    "is_made",
    "load_columns",
    "open_delivery",
    "person_digest",
    "read_single",
    "refuse_empty",
    "refuse_older",
    "refuse_shrunken",
    "refuse_spoiled",
    "write_rejects",
]
