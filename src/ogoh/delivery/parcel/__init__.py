"""The parcel: a list, or anything else that two installations send each other, signed by one and sealed for the other.

The format is open and described in docs/reference/parcel.md; what is below this room is `age`, Ed25519 and Zstandard.
"""

from ogoh.delivery.parcel import refusal
from ogoh.delivery.parcel.card import Card, card_from_json, read_card
from ogoh.delivery.parcel.header import RELEASE, Base, Content, Header, Label
from ogoh.delivery.parcel.key_folder import KeyFolder
from ogoh.delivery.parcel.keys import SigningKey, VerifyingKey
from ogoh.delivery.parcel.limits import LIMITS, Limits
from ogoh.delivery.parcel.list_digest import ListDigest
from ogoh.delivery.parcel.opening import OpenParcel, Reading, opened
from ogoh.delivery.parcel.outside import Outside, outside_of
from ogoh.delivery.parcel.refusal import ParcelRefused
from ogoh.delivery.parcel.row_reading import RowRead, read_row, read_stored
from ogoh.delivery.parcel.rows import in_order, reference_of, removal_of, row_of, row_of_listing
from ogoh.delivery.parcel.sealing import ENDING, seal
from ogoh.delivery.parcel.turn import MOST_MISSING, NOTHING, LastTaken, refuse_out_of_turn

__all__ = [
    "ENDING",
    "LIMITS",
    "MOST_MISSING",
    "NOTHING",
    "RELEASE",
    "Base",
    "Card",
    "Content",
    "Header",
    "KeyFolder",
    "Label",
    "LastTaken",
    "Limits",
    "ListDigest",
    "OpenParcel",
    "Outside",
    "ParcelRefused",
    "Reading",
    "RowRead",
    "SigningKey",
    "VerifyingKey",
    "card_from_json",
    "in_order",
    "opened",
    "outside_of",
    "read_card",
    "read_row",
    "read_stored",
    "reference_of",
    "refusal",
    "refuse_out_of_turn",
    "removal_of",
    "row_of",
    "row_of_listing",
    "seal",
]
