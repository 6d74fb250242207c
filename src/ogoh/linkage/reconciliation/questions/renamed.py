"""Who is listed under a name or a document that they do not travel with any more."""

SQL = """
insert into answer by name
with ordered as (
    select listing, number, last_on, renewed,
        round(probability * coalesce(product(1 - probability) over (
            partition by listing order by last_on desc nulls last, probability desc, number
            rows between unbounded preceding and 1 preceding), 1), 9) as share
    from traveller where both_documents
)
select 'renamed' as question, listing, number as traveller, last_on as since_when, renewed as detail,
    round(sum(share) over (partition by listing), 9) as probability
from ordered where renewed <> ''
qualify 1 = row_number() over (partition by listing order by share desc, number)
"""
"""The latest passport decides: an older one that the list does not hold says nothing about the list."""
