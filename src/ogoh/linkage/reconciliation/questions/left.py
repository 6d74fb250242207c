"""Who has left the country that bars them since the decision."""

SQL = """
insert into answer by name
select 'left' as question, w.listing, w.gone as probability, best.number as traveller, best.last_on as since_when
from whereabouts w
join (
    select c.listing, c.number, t.last_on from chance c join traveller t using (listing, number) where t.way = 'left'
    qualify 1 = row_number() over (partition by c.listing order by c.share desc, c.number)
) best on best.listing = w.listing
"""
"""The last crossing decides: who left and then came back has not left. The traveller shown carries most of it."""
