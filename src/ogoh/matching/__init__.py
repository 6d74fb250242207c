"""Is this the same person? Prepared records, keys, comparison, decision, words. Pure."""

from ogoh.matching.comparison import Comparison, Evidence, Verdict

__all__ = ["Comparison", "Evidence", "Verdict"]
