"""The page of accuracy and its plots, from what was measured last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ogoh.cli.evaluate.growth import GrowthResult
from ogoh.cli.evaluate.kept import kept
from ogoh.cli.evaluate.page_pairs import pairs_section
from ogoh.cli.evaluate.page_people import growth_section, people_section, shown_gaps
from ogoh.cli.evaluate.pairs import PairsResult
from ogoh.cli.evaluate.people import PeopleResult
from ogoh.cli.telling import refuse

PICTURES = Path("pictures") / "accuracy"

_HEAD = """# Accuracy

How often Ogoh misses somebody who is listed, whom it alarms wrongly, and who bears these errors. Written by
`ogoh evaluate report`; every part names the command that measured it.

**What these figures are not.** No real list with the truth beside it is public. The people here are
[made up](explanation/synthetic.md); their errors come from tables that were written before any matcher was tried, but
they are guesses. The figures say how Ogoh does on this population and these pairs, not how it will on a list of yours:
`ogoh evaluate PAIRS` measures that.

**Intervals** stand in brackets and hold the true figure 19 times in 20: Wilson's for shares, 200 bootstrap samples for
figures of pairs.
"""
_MEASURES = """
## How people are grouped

*Script* is told by the letters of the name as typed: Tajik by ғӣқӯҳҷ, Uzbek, Kyrgyz or Kazakh by ўөүңәіұһ; a name
without such a letter counts as plain Cyrillic. *Sex* and *citizenship* are as typed. *Commonness* is the share of the
rarest part of a name in the model's table (of the listing's name for who is listed, for a misspelling looks rare), in
quarters, and the commonest tenth apart; names that the table does not hold are equally rare, so the quarters differ
in size. *Missing field*: what the traveller left empty; one may leave out several. *Kind*: a relative or a namesake
of somebody listed, or a stranger. *Error*: what differs between record and traveller, by
[name](explanation/synthetic.md); those of the list's clerk begin with `list:`. A group of fewer than ten people is
not shown.

## How the figures are defined

| figure | definition | source |
|---|---|---|
| AUC | how often a pair of one person weighs more than a pair of two, a tie counting half | Hanley and McNeil 1982 |
| best F1 | the harmonic mean of precision and recall where it is greatest | van Rijsbergen 1979 |
| recall at precision .99 | how many pairs of one person are found where at most 1 in 100 taken for one is not | |
| missed | listed people who are told *no record* | |
| alarmed in vain | people who are not listed and are told *possible* | |
| wrongly alarmed | people who are not listed and are told *recorded* | |
| times as often | the share of a group that is missed, divided by the share of everybody | |
| Brier score | the mean squared distance of probability and truth; 0 is perfect | Brier 1950 |
| interval of a share | Wilson's score interval | Wilson 1927 |
| reliability | how often what was foretold with a probability came true | Murphy and Winkler 1977 |
"""


def write(out: Path, home: Path) -> int:
    """Write page and plots; gives back the number of plots. Refused where nothing was measured or plots lack."""
    pairs = list(kept(home, "pairs-*", PairsResult))
    people = next(kept(home, "people", PeopleResult), None)
    growth = next(kept(home, "growth", GrowthResult), None)
    if not pairs and people is None and growth is None:
        refuse(f"Nothing has been measured in {home}. Begin with: ogoh evaluate people")
    plots = dict(_plots(pairs, people, growth))
    folder = out.parent / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in plots.items():
        (folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
    sections = (_HEAD, people_section(people), growth_section(growth), pairs_section(pairs), _MEASURES)
    out.write_text("\n".join(section.strip("\n") + "\n" for section in sections), encoding="utf-8")
    return len(plots)


def _plots(
    pairs: list[PairsResult], people: PeopleResult | None, growth: GrowthResult | None
) -> Iterator[tuple[str, str]]:
    try:
        from ogoh.cli.evaluate import charts
    except ImportError:
        refuse("The plots need the extra charts: pip install 'ogoh[charts]'")
    for one in pairs:
        yield f"roc-{one.name}", charts.roc(one)
        yield f"precision-recall-{one.name}", charts.precision_recall(one)
    for number, form in enumerate(people.forms if people else ()):
        if people and form.groups:
            below = charts.source(people)
            yield f"fairness-{number + 1}", charts.fairness(shown_gaps(form), form.form, below)
            yield f"reliability-{number + 1}", charts.reliability(form.calibrations, form.form, below)
    if growth:
        yield "growth", charts.growth(growth)
