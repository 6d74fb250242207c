"""The tables of this room: names, endings, places and shares, each with its source, in ``data``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ogoh.synthetic.dice import Draw, shares, zipf


@dataclass(frozen=True, slots=True)
class Compound:
    """An element that makes a compound given name; ``only`` lists the bases it takes, empty for any short name."""

    place: str
    part: str
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """How a country numbered its passports in some years: ``#`` stands for a digit; ``years`` is how long they last."""

    shapes: tuple[str, ...]
    from_year: int
    to_year: int
    years: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an agency bars somebody, in the list's own words, and for how many years."""

    text: str
    agency: str
    years: int


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of one CSV table by heading."""
    with (files("ogoh.synthetic") / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def read_settings(name: str) -> Mapping[str, Any]:
    """One YAML file of this room."""
    found: Mapping[str, Any] = yaml.safe_load((files("ogoh.synthetic") / "data" / name).read_text(encoding="utf-8"))
    return found


def population() -> Mapping[str, Any]:
    """The shares by which the population is made, see ``data/population.yaml``."""
    return read_settings("population.yaml")


def reference_day() -> date:
    """The day from which ages, passports and decisions are counted."""
    day: date = population()["reference_day"]
    return day


@cache
def citizenship_draw() -> Draw[str]:
    """Alpha-2 codes with their shares."""
    return shares(population()["citizenship"])


@cache
def given_names() -> Mapping[tuple[str, str], Draw[str]]:
    """Given names by (country, sex), Zipf-like by rank."""
    ranked: dict[tuple[str, str], list[str]] = {}
    for row in read_rows("given_names.csv"):
        ranked.setdefault((row["country"], row["sex"]), []).append(row["name"])
    return {key: zipf(names, **population()["zipf"]["given"]) for key, names in ranked.items()}


@cache
def family_stems() -> Mapping[str, Draw[str]]:
    """Stems of family names by country, Zipf-like by rank."""
    ranked: dict[str, list[str]] = {}
    for row in read_rows("family_stems.csv"):
        ranked.setdefault(row["country"], []).append(row["stem"])
    return {country: zipf(stems, **population()["zipf"]["stem"]) for country, stems in ranked.items()}


@cache
def compounds() -> Mapping[tuple[str, str], Draw[Compound | None]]:
    """Elements of compound names by (country, sex); None, most of the time, for a simple name."""
    found: dict[tuple[str, str], list[tuple[Compound | None, float]]] = {key: [] for key in given_names()}
    for row in read_rows("compounds.csv"):
        compound = Compound(row["place"], row["part"], tuple(row["only"].split()))
        found[row["country"], row["sex"]].append((compound, float(row["share"])))
    return {key: Draw([*weighted, (None, 1 - sum(share for _, share in weighted))]) for key, weighted in found.items()}


@cache
def names_alike() -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """Given names by (country, sex, first two letters), as parents choose them for their second child."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for (country, sex), names in given_names().items():
        for name in names.values:
            found.setdefault((country, sex, name[:2]), []).append(name)
    return {key: tuple(names) for key, names in found.items()}


@cache
def booklets() -> Mapping[str, tuple[Booklet, ...]]:
    """How each country numbers its passports, the oldest first."""
    found: dict[str, list[Booklet]] = {}
    for row in read_rows("passports.csv"):
        booklet = Booklet(tuple(row["shapes"].split()), int(row["from_year"]), int(row["to_year"]), int(row["years"]))
        found.setdefault(row["country"], []).append(booklet)
    return {country: tuple(rows) for country, rows in found.items()}


@cache
def places() -> Mapping[str, Draw[str]]:
    """Birthplaces by country."""
    found: dict[str, list[tuple[str, float]]] = {}
    for row in read_rows("places.csv"):
        found.setdefault(row["country"], []).append((row["place"], float(row["share"])))
    return {country: Draw(weighted) for country, weighted in found.items()}


@cache
def grounds() -> Draw[Ground]:
    """Grounds of an entry ban with their shares."""
    return Draw(
        (Ground(row["grounds"], row["agency"], int(row["years"])), float(row["share"]))
        for row in read_rows("grounds.csv")
    )


@cache
def country_names() -> Mapping[str, dict[str, str]]:
    """A country's names and its alpha-3 code by alpha-2 code."""
    return {row["country"]: row for row in read_rows("citizenships.csv")}


def frequencies() -> Mapping[str, Mapping[tuple[str, str], Draw[str]]]:
    """The tables from which names are drawn: ``given`` by (country, sex), ``stem`` by (country, "")."""
    return {"given": given_names(), "stem": {(country, ""): draw for country, draw in family_stems().items()}}
