"""The relational part of a linkage in Spark's words; each says what its namesake in `ogoh.linkage.relations` does.

Every relation is read from files that are complete, never worked out twice: so the numbers of subjects are the same
wherever they are read.
"""

from __future__ import annotations

import pyarrow as pa

from ogoh.identity.batch import IDENTITY_COLUMNS
from ogoh.linkage.keys import KEYS, Weight
from ogoh.linkage.relations import MOST_SHARED
from ogoh.linkage.scores import SCORES as SCORE_SCHEMA
from ogoh.linkage.spark.kernel import STORED
from ogoh.matching.keys import MOST_CANDIDATES
from ogoh.matching.nearest import STRONG

_SQL = {pa.string(): "STRING", pa.int8(): "TINYINT", pa.int64(): "BIGINT", pa.float64(): "DOUBLE"}
_IDENTITY = ", ".join(IDENTITY_COLUMNS)
_SIDES = ", ".join(f"{side[0]}.{name} AS {side}_{name}" for side in ("left", "right") for name in IDENTITY_COLUMNS)

SUBJECTS = f"""
SELECT monotonically_increasing_id() AS number, *
FROM (SELECT {_IDENTITY}, collect_list(id) AS ids FROM read_{{side}} GROUP BY {_IDENTITY} ORDER BY {_IDENTITY})
"""
"""Not numbered one by one, which one machine would have to do alone, but in the same order."""

MEMBERS = "SELECT number, explode(ids) AS id FROM subject_{side}"

IDENTITIES = f"SELECT number, {_IDENTITY} FROM subject_{{side}}"
"""What keys are made of."""

BIRTHS = "SELECT DISTINCT births FROM subject_left"

NAMES = "SELECT role, skeleton, frame, sum(bearers) AS bearers FROM stored WHERE subject IS NULL GROUP BY ALL"

HOLDERS = """
SELECT key, count(*) AS number FROM stored WHERE subject IS NOT NULL GROUP BY key HAVING count(*) > :most_wide
"""

NARROW = f"""
SELECT asked.subject AS l, stored.subject AS r,
    sum(CASE weight WHEN {Weight.STRONG:d} THEN {STRONG} ELSE 1 END) AS shared
FROM (SELECT * FROM asked LEFT ANTI JOIN (SELECT key FROM holders WHERE number > :most) USING (key)) AS asked
JOIN stored USING (key)
WHERE weight > {Weight.WIDE:d} AND stored.subject IS NOT NULL
GROUP BY l, r
"""

WIDE = f"""
SELECT asked.subject AS l, stored.subject AS r, count(*) AS shared
FROM (SELECT * FROM asked LEFT ANTI JOIN (SELECT key FROM holders WHERE number > :most_wide) USING (key)) AS asked
JOIN (
    SELECT subject_left.number AS subject
    FROM subject_left
    LEFT JOIN (SELECT l, count(*) AS found FROM narrow GROUP BY l) AS n ON n.l = subject_left.number
    WHERE births = '' AND coalesce(found, 0) < {MOST_CANDIDATES}
) AS few ON few.subject = asked.subject
JOIN stored USING (key)
WHERE weight = {Weight.WIDE:d} AND stored.subject IS NOT NULL
GROUP BY l, r
"""

PAIRED = """
SELECT l, r, sum(shared) AS shared
FROM (SELECT l, r, shared FROM narrow UNION ALL SELECT l, r, shared FROM wide) GROUP BY l, r
"""

UNORDERED = f"""
SELECT least(l, r) AS l, greatest(l, r) AS r, max(shared) AS shared FROM ({PAIRED}) WHERE l <> r GROUP BY 1, 2
UNION ALL SELECT number, number, {MOST_SHARED}L FROM subject_left WHERE size(ids) > 1
"""

CROWDED = "SELECT l FROM paired GROUP BY l HAVING count(*) > :most"

FINDINGS = f"""
SELECT
    (SELECT count(*) FROM subject_left) AS left,
    (SELECT count(*) FROM subject_right) AS right,
    coalesce(sum(least(found, :most_candidates)), 0L) AS candidates,
    (
        SELECT count(DISTINCT key) FROM asked JOIN holders USING (key)
        WHERE weight > {Weight.WIDE:d} AND number > :most_holders
    ) AS left_out,
    count_if(found > :most_candidates) AS crowded
FROM (SELECT count(*) AS found FROM paired GROUP BY l)
"""

CANDIDATES = """
SELECT l, r FROM paired LEFT ANTI JOIN crowded USING (l)
UNION ALL
SELECT l, r FROM (
    SELECT l, r, row_number() OVER (PARTITION BY l ORDER BY shared DESC, r) AS rank
    FROM paired LEFT SEMI JOIN crowded USING (l)
) WHERE rank <= :most
"""

PAIRS = f"""
SELECT c.l AS `left`, c.r AS `right`, {_SIDES}
FROM ({CANDIDATES}) AS c JOIN subject_left AS l ON l.number = c.l JOIN subject_right AS r ON r.number = c.r
WHERE c.l % :chunks = :chunk
"""


def _columns(schema: pa.Schema) -> str:
    return ", ".join(f"`{field.name}` {_SQL[field.type]}" for field in schema)


ASKED_COLUMNS = _columns(KEYS)
STORED_COLUMNS = _columns(STORED)
SCORE_COLUMNS = _columns(SCORE_SCHEMA)
