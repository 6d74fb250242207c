"""The answers of all questions in one table, and that table with the evidence beside each."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """How sure an answer is, by the probability ``sure`` of the circumstances and its counterpart 1 - ``sure``."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NO = "no"


ANSWER = """
create table answer (
    question varchar, listing varchar, probability double, traveller bigint, other varchar,
    since_when date, detail varchar, days bigint, worth double)
"""
"""``traveller`` or ``other`` is what the listing is held against; the other columns as each question wants them."""

_ANSWERED = """
create table answered as
select answer.*, l.person, case
    when question = 'doubtful' then 'doubtful'
    when answer.probability >= asked.sure then 'sure'
    when answer.probability > asked.least then 'doubtful'
    else 'no' end as standing
from answer cross join asked join listing l on l.id = answer.listing
"""

_SHOWN = """
create view shown as
select
    a.question, a.standing, a.probability, a.since_when, a.detail, a.days, a.worth,
    l.row as listing_row, l.id as listing_id, l.name as listing_name, l.dob as listing_dob,
    l.documents as listing_documents, l.grounds, l.agency, l.decided_on, l.until,
    coalesce(t.row, o.row) as other_row, coalesce(t.crossing, o.id) as other_id, coalesce(t.name, o.name) as other_name,
    coalesce(t.dob, o.dob) as other_dob, coalesce(t.documents, o.documents) as other_documents,
    t.last_on, t.direction, t.place, t.crossings, t.probability as pair_probability,
    round(coalesce(t.weight, e.weight), 3) as weight,
    nullif(round(coalesce(t.given, e.given), 3), 0) as given,
    nullif(round(coalesce(t.family, e.family), 3), 0) as family,
    nullif(round(coalesce(t.patronymic, e.patronymic), 3), 0) as patronymic,
    nullif(round(coalesce(t.kinship, e.kinship), 3), 0) as kinship,
    nullif(round(coalesce(t.birth, e.birth), 3), 0) as birth,
    nullif(round(coalesce(t.document, e.document), 3), 0) as document,
    nullif(round(coalesce(t.sex, e.sex), 3), 0) as sex,
    nullif(round(coalesce(t.citizenship, e.citizenship), 3), 0) as citizenship,
    nullif(round(coalesce(t.birthplace, e.birthplace), 3), 0) as birthplace
from answered a
join listing l on l.id = a.listing
left join traveller t on t.number = a.traveller
left join listing o on o.id = a.other
left join evidence e on e.id = a.listing and e.twin = a.other
where a.standing <> 'no'
"""

_EVIDENCE = """
create table evidence as
select * from (
    select left_id as id, right_id as twin, * exclude (left_id, right_id) from twins
    union all select right_id, left_id, * exclude (left_id, right_id) from twins
)
qualify 1 = row_number() over (partition by id, twin order by probability desc, weight desc)
"""

STATEMENTS = (_ANSWERED, _EVIDENCE, _SHOWN)

ROWS = """
select * from shown where question = ?
order by standing desc, worth desc nulls last, listing_row, listing_id, other_row, other_id
"""
"""The rows of one question: the sure before the doubtful, then as the list has them; doubtful pairs by their worth."""
