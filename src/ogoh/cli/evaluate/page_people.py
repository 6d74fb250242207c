"""The parts of the page on the made-up population: answers, fairness, calibration, candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ogoh.cli.evaluate.calibration import LISTED, Bin
from ogoh.cli.evaluate.fairness import DIMENSIONS, FEWEST, MOST, Gap, gaps
from ogoh.cli.evaluate.groups import ERRORS, Cause, Group
from ogoh.cli.evaluate.growth import Growth, GrowthResult
from ogoh.cli.evaluate.pairs import ALL
from ogoh.cli.evaluate.people import FormResult, PeopleResult
from ogoh.cli.evaluate.words import figure, per_100_000, percent, table

FEWEST_SHOWN = 10
"""Groups of fewer people are not shown, as in every figure that Ogoh publishes."""

_NO_PEOPLE = """## A made-up population

Not measured; `ogoh evaluate people` does.
"""
_NO_GROWTH = """## Candidates as a list grows

Not measured; `ogoh evaluate growth` does.
"""
_LISTED = ("listed", "missed", "told possible", "told recorded")
_OTHERS = ("not listed", "alarmed in vain, of 100,000", "wrongly alarmed, of 100,000")
_REACHED = ("own listing among the candidates", "own listing shares a key")
_SHOWN = ("kind", *DIMENSIONS)


def people_section(result: PeopleResult | None) -> str:
    """What a population was told."""
    if result is None:
        return _NO_PEOPLE
    answered = [(number, form) for number, form in enumerate(result.forms, 1) if form.groups]
    parts = [_head(result), *_answers(result), _keys(result)]
    parts += [part for number, form in answered for part in _fairness(number, form)]
    parts += [part for _, form in answered for part in _groups(form)]
    parts += ["## Does a probability mean what it says?", _calibration_words(result)]
    parts += [part for number, form in answered for part in _calibrations(number, form)]
    return "\n\n".join(parts) + "\n"


def told_lines(result: PeopleResult) -> Iterator[str]:
    """The first table, as the command says it."""
    return (line for part in _answers(result) for line in part.splitlines())


def _head(result: PeopleResult) -> str:
    unread = (
        f" {result.unread:,} could not be asked about: a cell, or the listing's, cannot be read."
        if result.unread
        else ""
    )
    return (
        f"## A made-up population\n\n{result.travellers:,} travellers, every other one listed, ask a list of "
        f"{result.listings:,} (seed {result.seed}; model {result.model}).{unread} `{result.command}`, {result.day}."
    )


def _answers(result: PeopleResult) -> Iterator[str]:
    rows = [
        (form.form, *_listed(group), *_others(group))
        for form in result.forms
        for group in form.groups
        if group.dimension == ALL
    ]
    yield table(("the question tells", *_LISTED, *_OTHERS), rows)


def _listed(group: Group) -> tuple[str, ...]:
    told = group.listed
    shares = (percent(count, told.people) for count in (told.no_record, told.possible, told.recorded))
    return f"{told.people:,}", *shares


def _others(group: Group) -> tuple[str, ...]:
    told = group.others
    return f"{told.people:,}", *(per_100_000(count, told.people) for count in (told.possible, told.recorded))


def _keys(result: PeopleResult) -> str:
    headings = (
        "the question tells",
        "own listing among the candidates",
        "candidates: median",
        "99th percentile",
        "most",
    )
    rows = [(one.form, figure(one.recall, 4), *_spread(one)) for one in result.forms]
    return "### Candidates\n\n" + table(headings, rows)


def _spread(one: FormResult | Growth) -> tuple[str, ...]:
    found = one.candidates
    return f"{found.median:,}", f"{found.p99:,}", f"{found.most:,}"


def _fairness(number: int, form: FormResult) -> Iterator[str]:
    found = shown_gaps(form)
    unfair = [one for one in found if one.unfair]
    yield f"## Who is missed: {form.form}"
    yield (
        f"No group may be missed more than {MOST:.0f} times as often as everybody; where one is, it stands here with "
        "what its missed people have more often than others of the group. Groups of fewer than "
        f"{FEWEST} listed people stand here only where chance is ruled out."
    )
    yield "\n".join(map(_why, unfair)) or "**No group is.**"
    yield f"![Missed people by group, {form.form}](pictures/accuracy/fairness-{number}.svg)"
    rows = ((one.group.dimension, one.group.group, *_gap(one)) for one in found)
    yield table(("by", "group", "listed", "missed", "times as often", ""), rows)


def shown_gaps(form: FormResult) -> list[Gap]:
    """The groups that table and plot of fairness show."""
    return [one for one in gaps(form.groups) if one.group.listed.people >= FEWEST_SHOWN]


def _gap(one: Gap) -> tuple[str, ...]:
    told = one.group.listed
    mark = ("**unfair**" if one.sure else "**unfair**, perhaps by chance") if one.unfair else ""
    return f"{told.people:,}", percent(told.no_record, told.people), figure(one.times, 2), mark


def _why(one: Gap) -> str:
    chance = "" if one.sure else " (the interval reaches below that: it may be chance)"
    told = one.group.listed
    return (
        f"- **{one.group.dimension}: {one.group.group}**: {figure(one.times, 2)} times as often{chance}. "
        f"{told.no_record:,} of {told.people:,} are missed. "
        f"Errors that lead: {_causes(one.group.errors, told.no_record)}. "
        f"Lost by: {_lost(one.group.against)}."
    )


def _causes(causes: Sequence[Cause], missed: int) -> str:
    return (
        ", ".join(f"`{one.name}` ({one.missed} of {missed} missed, {one.listed} of all listed)" for one in causes)
        or "none stands out"
    )


def _lost(causes: Sequence[Cause]) -> str:
    return ", ".join(f"{one.name} ({one.missed})" for one in causes) or "nothing"


def _groups(form: FormResult) -> Iterator[str]:
    yield f"## Answers by group: {form.form}"
    shown = [one for one in form.groups if max(one.listed.people, one.others.people) >= FEWEST_SHOWN]
    for dimension in (*_SHOWN, ERRORS):
        found = [one for one in shown if one.dimension == dimension]
        if dimension == ERRORS:
            found = sorted(found, key=lambda one: -one.listed.no_record)
        yield table((dimension, *_LISTED, *_OTHERS), ((_code(one), *_listed(one), *_others(one)) for one in found))


def _code(group: Group) -> str:
    return f"`{group.group}`" if group.dimension == ERRORS else group.group


def _calibration_words(result: PeopleResult) -> str:
    return (
        f"*Possible* begins at {result.possible_from:.2f}, *recorded* at {result.recorded_from:.3f} and needs a second "
        "identifier besides. Half of these travellers are listed, far more than at a desk: here each counts so that "
        f"one in {1 / LISTED:.0f} is, as the model takes it. Where fewer are, fewer answers are true."
    )


def _calibrations(number: int, form: FormResult) -> Iterator[str]:
    yield f"### {form.form[0].upper()}{form.form[1:]}"
    yield f"![Reliability of probabilities, {form.form}](pictures/accuracy/reliability-{number}.svg)"
    for one in form.calibrations:
        yield f"{one.what[0].upper()}{one.what[1:]}: {one.number:,} probabilities, Brier score {one.brier:.4f}."
        yield table(("probability", "number", "foretold (mean)", "came true"), map(_bin, one.bins))


def _bin(one: Bin) -> tuple[str, ...]:
    return f"{one.low:g} to {one.high:g}", f"{one.number:,}", f"{one.foretold:.4f}", figure(one.true, 4)


def growth_section(result: GrowthResult | None) -> str:
    """How candidates grow."""
    if result is None:
        return _NO_GROWTH
    made = f"{result.asked:,} questions (seed {result.seed}). `{result.command}`, {result.day}."
    head = f"## Candidates as a list grows\n\n{made}"
    plot = "![Candidates of a check against the length of the list](pictures/accuracy/growth.svg)"
    return "\n\n".join([head, plot, "\n".join(growth_lines(result))]) + "\n"


def growth_lines(result: GrowthResult) -> list[str]:
    """The table, as the command says it."""
    headings = ("the question tells", "listings", "median", "99th percentile", "most", *_REACHED)
    rows = (
        (one.form, f"{one.listings:,}", *_spread(one), figure(one.recall, 4), figure(one.sharing, 4))
        for one in result.growths
    )
    return table(headings, rows).splitlines()
