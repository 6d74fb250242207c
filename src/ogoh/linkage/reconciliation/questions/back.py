"""Who crossed in both directions since the decision, and so left and came back, or came and left."""

SQL = """
insert into answer by name
with returned as (
    select listing,
        round(1 - coalesce(product(1 - probability) filter (has_left), 1)
            - coalesce(product(1 - probability) filter (has_entered), 1)
            + coalesce(product(1 - probability) filter (has_left or has_entered), 1), 9) as probability
    from traveller where is_since group by listing
),
best as (
    select listing, number, first_left, last_on, way from traveller where is_since
    qualify 1 = row_number() over (
        partition by listing order by has_left and has_entered desc, probability desc, number)
)
select 'back' as question, returned.listing, returned.probability, best.number as traveller,
    best.first_left as since_when, best.way as detail
from returned join best using (listing)
"""
"""The two directions may belong to two travellers; the one shown has both where any has."""
