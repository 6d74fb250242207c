"""Is this the same person? Prepared records, keys, comparison, decision, words. Pure."""

from ogoh.matching.compare import compare
from ogoh.matching.comparison import Comparison, Evidence, Verdict
from ogoh.matching.decide import Finding, decide, judge
from ogoh.matching.explain import Translate, explain
from ogoh.matching.keys import KEYS_VERSION, asked_keys, stored_keys
from ogoh.matching.prepared import Prepared, prepare
from ogoh.matching.settling import settling
from ogoh.matching.waterfall import waterfall

__all__ = [
    "KEYS_VERSION",
    "Comparison",
    "Evidence",
    "Finding",
    "Prepared",
    "Translate",
    "Verdict",
    "asked_keys",
    "compare",
    "decide",
    "explain",
    "judge",
    "prepare",
    "settling",
    "stored_keys",
    "waterfall",
]
