"""From linked pairs to travellers: the crossings of one listing that show the same passport and person.

All crossings on one passport stand and fall together: whether it is the listed person is one question, not one a
crossing. So a listing's crossings that say the same name, birth, documents, sex and citizenship are one traveller with
one probability, and only different travellers count as independent. Of a traveller the latest crossing is shown.
"""

from __future__ import annotations

MISSED = 0.005
"""The share of people whose crossings are all overlooked, though births stand on both sides.

Of made-up people 0.002 (`ogoh bench linkage`, docs/benchmarks.md); real ones make mistakes that nobody made up.
"""

ASKED = """
create table asked (
    as_of date, today date, leaving varchar, entering varchar, sure double, least double, missed double)
"""
"""The circumstances; ``least`` is the probability up to which an answer is no, ``missed`` is `MISSED`."""

LISTING = """
create table listing as
select
    l.id, l.row,
    coalesce(l.name, '') as name, coalesce(l.dob, '') as dob, coalesce(l.documents, '') as documents,
    coalesce(l.grounds, '') as grounds, coalesce(l.agency, '') as agency,
    coalesce(l.decided_on, '') as decided_on, coalesce(l.until, '') as until,
    try_cast(left(l.decided_on, 10) as date) as decided,
    try_cast(left(l.until, 10) as date) as ends,
    coalesce(try_cast(left(l.decided_on, 10) as date), asked.as_of) as since,
    case when g.id is null then 'listing ' || l.id else 'group ' || g."group"::varchar end as person
from listings l
cross join asked
left join groups g on g.id = l.id
"""
"""A day after ``since`` is certainly after the decision: a list of that day already held the record."""

_CROSSED = """
create table crossed as
select
    p.left_id as listing, l.since,
    p.weight, round(p.probability, 9) as probability,
    p.given, p.family, p.patronymic, p.kinship, p.birth, p.document, p.sex, p.citizenship, p.birthplace,
    c.id as crossing, c.row,
    coalesce(c.name, '') as name, coalesce(c.dob, '') as dob, coalesce(c.documents, '') as documents,
    hash(coalesce(c.sex, ''), coalesce(c.citizenships, '')) as further,
    coalesce(c.direction, '') as direction, coalesce(c.place, '') as place,
    case when try_cast(left(c.crossed_on, 10) as date) <= asked.today
        then try_cast(left(c.crossed_on, 10) as date) end as crossed_on,
    case c.direction when asked.leaving then 'left' when asked.entering then 'entered' else 'unknown' end as way
from pairs p
cross join asked
join listing l on l.id = p.left_id
join crossings c on c.id = p.right_id
"""
"""A crossing dated after today is a slip and is taken as one without a date."""

_TRAVELLER = """
create table traveller as
with dated as (
    select *, max(crossed_on) over (partition by listing, name, dob, documents, further) as last_on
    from crossed
),
latest as (
    select * exclude (probability, way) from dated
    qualify 1 = row_number() over (
        partition by listing, name, dob, documents, further order by crossed_on desc nulls last, row desc, crossing desc
    )
),
said as (
    select
        listing, name, dob, documents, further,
        max(probability) as probability,
        count(distinct crossing) as crossings,
        coalesce(bool_or(crossed_on > since and way = 'left'), false) as has_left,
        coalesce(bool_or(crossed_on > since and way = 'entered'), false) as has_entered,
        min(crossed_on) filter (crossed_on > since and way = 'left') as first_left,
        case when count(distinct way) filter (crossed_on = last_on) = 1
            then min(way) filter (crossed_on = last_on) else 'unknown' end as way
    from dated
    group by listing, name, dob, documents, further
)
select row_number() over (order by l.row, l.id, s.probability desc, t.row, t.crossing) as number, t.*, s.probability,
    s.crossings, s.has_left, s.has_entered, s.first_left, s.way,
    coalesce(t.last_on > t.since, false) as is_since,
    t.documents <> '' and l.documents <> '' as both_documents,
    list_has_any(string_split(t.documents, ' '), string_split(l.documents, ' ')) as shares_document,
    case
        when not both_documents then ''
        when shares_document then case when least(t.family, t.given, t.patronymic) < 0 then 'name' else '' end
        when t.document < 0 and t.birth > 0 and t.given > 0 and t.family > 0 then 'document'
        else ''
    end as renewed
from latest t
join said s using (listing, name, dob, documents, further)
join listing l on l.id = t.listing
"""
"""``way`` is where the last day leads: unknown where both directions, or none, stand on that day.

``renewed`` says what the passport shows otherwise than the list: another document of a person whose names and birth
agree, or another name under a document that agrees. A number typed wrongly speaks for one document and is no other.
"""

_CHANCES = """
create table chance as
select listing, number,
    round(probability * coalesce(product(1 - probability) over (
        partition by listing order by last_on desc, way = 'left', probability desc, number
        rows between unbounded preceding and 1 preceding), 1), 9) as share
from traveller
where is_since
"""
"""``share`` is the probability that a traveller is the listed person and that nobody who crossed later is.

On one day a traveller who did not leave goes first, so that leaving is never foretold too surely.
"""

_WHEREABOUTS = """
create table whereabouts as
with placed as (
    select listing,
        coalesce(sum(share) filter (way = 'left'), 0) as gone,
        coalesce(sum(share) filter (way = 'entered'), 0) as entered,
        coalesce(sum(share) filter (way = 'unknown'), 0) as unknown
    from chance join traveller using (listing, number)
    group by listing
),
met as (
    select listing, product(1 - probability) as never,
        coalesce(product(1 - probability) filter (is_since), 1) as not_since
    from traveller group by listing
)
select l.id as listing,
    round(coalesce(gone, 0), 9) as gone, round(coalesce(entered, 0), 9) as entered,
    round(coalesce(unknown, 0), 9) as unknown,
    round(coalesce(never, 1), 9) as never,
    round(coalesce(not_since - never, 0), 9) as before
from listing l
left join placed on placed.listing = l.id
left join met on met.listing = l.id
"""
"""Where somebody is now by what was linked, as probabilities that add up to 1."""

_OVERLOOKED = """
create table overlooked as
with crosser as (
    select max((coalesce(dob, '') <> '')::int) as is_dated from crossings
    group by case when coalesce(documents, '') = '' then name else documents end
),
known as (
    select coalesce(avg(is_dated), 1) as dated,
        (select coalesce(avg(1 - never), 0) from whereabouts w join listing l on l.id = w.listing where l.dob <> '')
            as met
    from crosser
),
missed as (
    select met, 1 - (1 - missed) * dated as usual, missed / 5 as fewest, 1 - (1 - 2 * missed) * dated as most
    from known cross join asked
)
select
    case when usual >= 1 then 0.5 when met >= 1 then 1
        else least(1, met * usual / ((1 - usual) * (1 - met))) end as share,
    case when met >= 1 then 1 else least(1, met * fewest / ((1 - fewest) * (1 - met))) end as low,
    case when most >= 1 or met >= 1 then 1 else least(1, met * most / ((1 - most) * (1 - met))) end as high
from missed
"""
"""``share`` is how probably somebody crossed with whom no crossing is linked, ``low`` and ``high`` bound it.

As many people as linkage misses stand among those it did not find: of those who crossed the share ``missed``, and the
more were found, the fewer remain to be somebody who never crossed. Whoever crossed without any birth date is found by
nobody surely, so the share of passports without one is missed; where none has one, nothing is known. It may be a fifth
of what is usual, and no crossing missed for want of a date; or twice as much, and all of them.
"""

STATEMENTS = (_CROSSED, _TRAVELLER, _CHANCES, _WHEREABOUTS, _OVERLOOKED)
