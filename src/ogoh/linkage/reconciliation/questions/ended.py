"""Whose term has ended by the list's own word."""

SQL = """
insert into answer by name
select 'ended' as question, id as listing, 1.0 as probability, ends as since_when, asked.today - ends as days
from listing cross join asked
where ends < asked.today
"""
"""The last day of a term still belongs to it; an end that is empty or no whole day is no end."""
