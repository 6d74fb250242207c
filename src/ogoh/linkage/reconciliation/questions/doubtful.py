"""Which pairs a person must look at, those first where a look settles most.

The worth of a look is p(1 - p), how open the pair is, times the number of answers about this record that are one way if
the pair is one person and another way if it is not: whether they left, whether they crossed at all, whether they came
back, whether name or document is old. The other answers rest on the sure travellers alone.
"""

SQL = """
insert into answer by name
with sure as (select traveller.* from traveller cross join asked where probability >= asked.sure),
known as (
    select listing, bool_or(has_left) as has_left, bool_or(has_entered) as has_entered from sure group by listing
),
last_known as (
    select listing, last_on, way from sure where is_since
    qualify 1 = row_number() over (partition by listing order by last_on desc, way = 'left', number)
),
passport_known as (
    select listing, last_on, renewed <> '' as is_old from sure where both_documents
    qualify 1 = row_number() over (
        partition by listing order by last_on desc nulls last, probability desc, number)
),
looked_at as (
    select t.listing, t.number, t.probability,
        case
            when not t.is_since or l.last_on > t.last_on then false
            when l.last_on = t.last_on then l.way = 'left' and t.way <> 'left'
            else (t.way = 'left') <> coalesce(l.way = 'left', false)
        end as settles_left,
        k.listing is null as settles_never,
        not coalesce(k.has_left and k.has_entered, false)
            and (t.has_left or coalesce(k.has_left, false))
            and (t.has_entered or coalesce(k.has_entered, false)) as settles_back,
        case
            when not t.both_documents then false
            when p.listing is null then t.renewed <> ''
            when t.last_on is null or p.last_on >= t.last_on then false
            else (t.renewed <> '') <> p.is_old
        end as settles_renamed
    from traveller t
    cross join asked
    left join known k on k.listing = t.listing
    left join last_known l on l.listing = t.listing
    left join passport_known p on p.listing = t.listing
    where t.probability < asked.sure
)
select 'doubtful' as question, listing, number as traveller, probability,
    concat_ws(' ', case when settles_left then 'left' end, case when settles_never then 'never' end,
        case when settles_back then 'back' end, case when settles_renamed then 'renamed' end) as detail,
    round(probability * (1 - probability)
        * (settles_left::int + settles_never::int + settles_back::int + settles_renamed::int), 9) as worth
from looked_at
"""
