"""Which records repeat an earlier one of the same person."""

SQL = """
insert into answer by name
with first as (
    select id, person, first_value(id) over (partition by person order by row, id) as other from listing
),
strongest as (
    select id, max(probability) as probability from (
        select left_id as id, right_id as twin, probability from twins
        union all select right_id, left_id, probability from twins
    ) t join listing l using (id) join listing o on o.id = t.twin and o.person = l.person
    where o.id <> l.id
    group by id
)
select 'twice' as question, first.id as listing,
    round(coalesce(strongest.probability, unseen.probability), 9) as probability, other
from first left join strongest using (id)
cross join (select case when count(*) > 0 then 0.5 else 1 end as probability from twins) as unseen
where first.id <> other
"""
"""The first record of a person stays, every other repeats it. Without ``twins`` a group is taken at its word; with
them, whoever is in a group only through others is to be looked at."""
