"""A made-up population: families, names, passports, and what registries make of them. Nobody in it exists."""

from ogoh.synthetic.demo import demo_travellers
from ogoh.synthetic.errors import kinds
from ogoh.synthetic.listing import COLUMNS, list_rows, russian_headings
from ogoh.synthetic.pairs import PAIR_COLUMNS, pair_rows
from ogoh.synthetic.people import people
from ogoh.synthetic.person import Passport, Person
from ogoh.synthetic.register import REGISTER_COLUMNS, register_rows
from ogoh.synthetic.spelling import spellings
from ogoh.synthetic.tables import frequencies
from ogoh.synthetic.travelling import TRAVELLER_COLUMNS, traveller_row, traveller_rows

__all__ = [
    "COLUMNS",
    "PAIR_COLUMNS",
    "REGISTER_COLUMNS",
    "TRAVELLER_COLUMNS",
    "Passport",
    "Person",
    "demo_travellers",
    "frequencies",
    "kinds",
    "list_rows",
    "pair_rows",
    "people",
    "register_rows",
    "russian_headings",
    "spellings",
    "traveller_row",
    "traveller_rows",
]
