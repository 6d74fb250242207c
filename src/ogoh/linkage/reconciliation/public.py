"""What the public may be told: counts of records by question, whereabouts, month, ground and agency, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.reconciliation import Reconciliation
from ogoh.linkage.reconciliation.suppression import FEWEST, Cell, Sum, Tally, published

LISTINGS: Cell = ("listings", "")
PARTS = ("sure", "doubtful", "rest")
NOW: Mapping[str, Cell] = {
    "left": (Question.LEFT.value, "sure"),
    "entered": ("now", "entered"),
    "before": ("now", "before"),
    "never": (Question.NEVER.value, "sure"),
    "unknown": ("now", "unknown"),
    "doubtful": ("now", "doubtful"),
}
"""Where the people on the list are now; who certainly left, or certainly never crossed, is counted once for both."""

MOST_GROUPS = 12
EARLIER = "earlier"
"""The month that stands for all before the last 24."""

_TALLIES = """
with answer_of as (select distinct question, listing, standing from answered where standing <> 'no'),
gone as (
    select l.id, l.person,
        case when a.since_when < latest - interval 23 month then 'earlier' else strftime(a.since_when, '%Y-%m') end
            as month
    from answered a join listing l on l.id = a.listing
    cross join (
        select date_trunc('month', max(since_when)) as latest from answered
        where question = 'left' and standing = 'sure'
    )
    where question = 'left' and standing = 'sure'
),
place as (
    select l.person, case
        when gone >= sure or answer.probability >= sure then null
        when entered >= sure then 'entered' when before >= sure then 'before' when unknown >= sure then 'unknown'
        else 'doubtful' end as part
    from whereabouts w cross join asked join listing l on l.id = w.listing
    join answer on answer.listing = w.listing and answer.question = 'never'
),
"groups of listings" as (
    select 'ground' as about, id, person, grounds as value from listing
    union all select 'agency', id, person, agency from listing
),
large as (
    select about, value from "groups of listings" group by about, value having count(distinct person) >= ?
    qualify row_number() over (partition by about order by count(*) desc, value) <= ?
),
member as (
    select 'listings' as about, '' as part, person from listing
    union all
    select asks.question, coalesce(answer_of.standing, 'rest'), person
    from (select unnest(?) as question) asks cross join listing
    left join answer_of on answer_of.listing = listing.id and answer_of.question = asks.question
    union all select 'now', part, person from place where part is not null
    union all select 'month', month, person from gone
    union all
    select unnest([g.about, g.about || case when gone.id is null then ' rest' else ' left' end]), large.value, g.person
    from "groups of listings" g left join large using (about, value) left join gone using (id)
)
select about, part, count(*), count(distinct person) from member group by all order by all
"""


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Counts of records, ``None`` where withheld; see `suppression` for what is withheld."""

    cells: Mapping[Cell, int | None]

    def __getitem__(self, cell: Cell) -> int | None:
        return self.cells.get(cell, 0)

    def parts_of(self, about: str) -> list[str | None]:
        """The parts of a table; ``None`` stands for all that are too small or too many to be named."""
        return [part for name, part in self.cells if name == about]

    def as_data(self) -> dict[str, object]:
        """The figures by name, for a file."""
        questions = {one.value: {part: self[one.value, part] for part in PARTS} for one in Question}
        return {
            "records": self[LISTINGS],
            "questions": questions,
            "whereabouts": {name: self[cell] for name, cell in NOW.items()},
            "departures_by_month": {month: self["month", month] for month in self.parts_of("month")},
            **{f"by_{about}": self._by(about) for about in ("ground", "agency")},
        }

    def _by(self, about: str) -> list[dict[str, object]]:
        parts = self.parts_of(about)
        return [{about: one, "records": self[about, one], "left": self[f"{about} left", one]} for one in parts]


def public_figures(reconciliation: Reconciliation) -> PublicFigures:
    """What may be told of a reconciliation to everybody."""
    rows = reconciliation.engine.rows(_TALLIES, [FEWEST, MOST_GROUPS, [one.value for one in Question]])
    tallies: dict[Cell, Tally] = {(about, part): Tally(records, people) for about, part, records, people in rows}
    sums = _sums(tallies)
    for cell in (cell for one in sums for cell in one.cells):
        tallies.setdefault(cell, Tally(0, 0))
    return PublicFigures(published(tallies, sums))


def _sums(tallies: Mapping[Cell, Tally]) -> list[Sum]:
    """What adds up to what."""
    left: Cell = (Question.LEFT.value, "sure")
    sums = [Sum(LISTINGS, tuple((one.value, part) for part in PARTS)) for one in Question]
    sums += [Sum(LISTINGS, tuple(NOW.values())), Sum(left, tuple(cell for cell in tallies if cell[0] == "month"))]
    for about in ("ground", "agency"):
        parts = [part for name, part in tallies if name == about]
        sums.append(Sum(LISTINGS, tuple((about, part) for part in parts)))
        sums.append(Sum(left, tuple((f"{about} left", part) for part in parts)))
        sums += [Sum((about, part), ((f"{about} left", part), (f"{about} rest", part))) for part in parts]
    return sums
