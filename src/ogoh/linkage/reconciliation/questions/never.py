"""Whom the register does not know: no crossing at all is linked with their record."""

SQL = """
insert into answer by name
select 'never' as question, w.listing, best.number as traveller,
    case when l.dob = '' and l.documents = '' then least(w.never, 0.5) else w.never end as probability
from whereabouts w
join listing l on l.id = w.listing
left join (
    select listing, number from traveller
    qualify 1 = row_number() over (partition by listing order by probability desc, number)
) best on best.listing = w.listing
"""
"""The traveller shown, where there is one, is the likeliest to speak against it. Of somebody of whom nothing but a name
is known nobody can say that they never crossed."""
