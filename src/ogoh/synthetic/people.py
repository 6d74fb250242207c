"""The population as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count, islice

from ogoh.synthetic.kindred import LISTED, PEOPLE, kindred
from ogoh.synthetic.person import Person


def everybody(seed: int) -> Iterator[Person]:
    """The population of this seed, without end."""
    return chain.from_iterable(kindred(number, seed) for number in count())


def people(size: int, seed: int) -> Iterator[Person]:
    """The first ``size`` people of the population of this seed: a longer stream begins with the same people."""
    return islice(everybody(seed), size)


def listed_people(size: int, seed: int, first: int = 0) -> Iterator[Person]:
    """``size`` people on the list of this seed in its order, from the place ``first`` (from 0) on."""
    kindreds = (kindred(number, seed) for number in count(first // LISTED))
    listed = (person for person in chain.from_iterable(kindreds) if person.place_on_list is not None)
    return islice(listed, first % LISTED, first % LISTED + size)


def person_on_list(place: int, seed: int) -> Person:
    """The person at a place (from 0) of every list of this seed that is long enough."""
    kin = kindred(place // LISTED, seed)
    return next(person for person in kin if person.place_on_list == place)


def person_off_list(place: int, seed: int) -> Person:
    """The person at a place (from 0) among those whom no list carries; relatives of the list's same places."""
    free = PEOPLE - LISTED
    kin = [person for person in kindred(place // free, seed) if person.place_on_list is None]
    return kin[place % free]
