"""Whom the register does not know: no crossing at all is linked with their record."""

SQL = """
insert into answer by name
select 'never' as question, w.listing, best.number as traveller,
    round(least(w.never * (1 - overlooked.share), case when l.dob = '' then 0.5 else 1 end), 9) as probability
from whereabouts w
cross join overlooked
join listing l on l.id = w.listing
left join (
    select listing, number from traveller
    qualify 1 = row_number() over (partition by listing order by probability desc, number)
) best on best.listing = w.listing
"""
"""The traveller shown, where there is one, is the likeliest to speak against it. That nobody was found proves little:
somebody may have crossed and been overlooked, and whoever has no birth date in the list is easily overlooked."""
