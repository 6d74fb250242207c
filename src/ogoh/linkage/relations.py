"""The relational part of a linkage, as SQL for DuckDB; `ogoh.linkage.spark` says the same in Spark's words."""

from __future__ import annotations

import pyarrow as pa

from ogoh.identity.batch import IDENTITY_COLUMNS
from ogoh.linkage.keys import Weight
from ogoh.linkage.scores import SCORES as SCORE_SCHEMA
from ogoh.matching.keys import MOST_CANDIDATES
from ogoh.matching.nearest import STRONG

_SQL = {pa.int64(): "BIGINT", pa.float64(): "DOUBLE"}
_IDENTITY = ", ".join(IDENTITY_COLUMNS)
_SIDES = ", ".join(f"{side[0]}.{name} AS {side}_{name}" for side in ("left", "right") for name in IDENTITY_COLUMNS)
_OF_RIGHT = ", ".join(f"r.{name}" for name in IDENTITY_COLUMNS)

SUBJECTS = f"""
CREATE TABLE subject_{{side}} AS SELECT row_number() OVER ({{order}}) AS number, *
FROM (SELECT {_IDENTITY}, count(*) AS rows FROM read_parquet(?) GROUP BY {_IDENTITY})
"""
"""Rows in which everything is the same are one subject, scored once."""

IN_ORDER = f"ORDER BY {_IDENTITY}"
"""Within one list the lower number asks for the higher, so that every run and every engine must number alike."""

HOLDERS = "CREATE TABLE holders AS SELECT key, count(*) AS number FROM stored GROUP BY key HAVING number > ?"
"""How many subjects hold the keys that many do."""

LEFT_OUT = (
    f"SELECT count(DISTINCT key) FROM asked JOIN holders USING (key) WHERE weight > {Weight.WIDE:d} AND number > ?"
)
"""How many keys are held by so many that they tell nothing."""

CANDIDATES = f"""
CREATE TABLE candidate AS
SELECT asked.subject AS l, stored.subject AS r,
    sum(CASE weight WHEN {Weight.STRONG:d} THEN {STRONG} ELSE 1 END) AS shared
FROM asked JOIN stored USING (key)
WHERE weight > {Weight.WIDE:d} AND key NOT IN (SELECT key FROM holders WHERE number > ?)
GROUP BY l, r
"""
"""Pairs that share a key, and how much they share."""

FEW = f"""
CREATE TABLE few AS
SELECT subject_left.number AS subject
FROM subject_left
LEFT JOIN (SELECT l, count(*) AS found FROM candidate GROUP BY l) ON l = subject_left.number
WHERE births = '' AND coalesce(found, 0) < {MOST_CANDIDATES}
"""
"""Subjects without any date of birth that found too few to do without the keys of frames alone. Those that tell the
year do without: of a made-up list of 100,000 they found 9 of 164,798 crossings by them, for a fifth more pairs."""

WIDE_CANDIDATES = f"""
INSERT INTO candidate
SELECT asked.subject AS l, stored.subject AS r, count(*) AS shared
FROM asked JOIN few ON few.subject = asked.subject JOIN stored USING (key)
WHERE weight = {Weight.WIDE:d} AND key NOT IN (SELECT key FROM holders WHERE number > ?)
GROUP BY asked.subject, stored.subject
"""

TOGETHER = (
    "CREATE OR REPLACE TABLE candidate AS SELECT l, r, sum(shared)::BIGINT AS shared FROM candidate GROUP BY l, r"
)
"""Pairs that share keys of both kinds count them together, as `ogoh.matching.nearest` does."""

MOST_SHARED = 1 << 62
"""What rows share that are the same in everything."""

UNORDERED = f"""
CREATE OR REPLACE TABLE candidate AS
SELECT least(l, r) AS l, greatest(l, r) AS r, max(shared) AS shared FROM candidate WHERE l <> r GROUP BY 1, 2
UNION ALL SELECT number, number, {MOST_SHARED} FROM subject_left WHERE rows > 1
"""
"""Within one list a pair is one, whoever asked; rows that are the same in everything are a pair too."""

CROWDED = "CREATE TABLE crowded AS SELECT l FROM candidate GROUP BY l HAVING count(*) > ?"
"""Subjects with more candidates than are compared."""

UNCROWD = f"""
DELETE FROM candidate WHERE rowid IN (
    SELECT place FROM (
        SELECT candidate.rowid AS place, row_number() OVER (PARTITION BY l ORDER BY shared DESC, {_OF_RIGHT}) AS rank
        FROM candidate JOIN subject_right AS r ON r.number = candidate.r WHERE l IN (FROM crowded)
    ) WHERE rank > ?
)
"""
"""Leave each of them the candidates that share most; of those that share equally much what is known of them decides, so
that every run and every engine decides alike."""

PAIRS = f"""
SELECT candidate.l AS "left", candidate.r AS "right", {_SIDES}
FROM candidate JOIN subject_left AS l ON l.number = candidate.l JOIN subject_right AS r ON r.number = candidate.r
WHERE candidate.l % {{chunks}} = {{chunk}}
"""

MEMBERS = f"SELECT number, id FROM read_parquet(?) JOIN subject_{{side}} USING ({_IDENTITY})"
"""Which identifiers are a subject's."""

SCORED_MEMBERS = MEMBERS + ' WHERE number IN (SELECT "{side}" FROM score)'
"""The same of subjects that stand in a pair."""

_COLUMNS = ", ".join(f'"{field.name}" {_SQL[field.type]}' for field in SCORE_SCHEMA)
SCORES = f"CREATE TABLE IF NOT EXISTS score ({_COLUMNS})"
