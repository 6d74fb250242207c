"""Whom the register does not know: no crossing at all is linked with their record."""

SQL = """
insert into answer by name
select 'never' as question, w.listing, w.never as probability, best.number as traveller
from whereabouts w
left join (
    select listing, number from traveller
    qualify 1 = row_number() over (partition by listing order by probability desc, number)
) best on best.listing = w.listing
"""
"""The traveller shown, where there is one, is the likeliest to speak against it."""
