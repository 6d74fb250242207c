"""Whole lists and registers, read column by column into Arrow batches of subjects.

Text repeats in columns, so each distinct cell is read once, by the very readers of the row-wise way. The fast way takes
only rows in which every cell is plainly fine; every other row goes through the row-wise reader unchanged. So what is
accepted and what is rejected is the same, by construction.
"""

from ogoh.delivery.bulk.batch import BulkBatch
from ogoh.delivery.bulk.opening import OpenBulk, open_bulk
from ogoh.delivery.bulk.subjects import CASE

__all__ = ["CASE", "BulkBatch", "OpenBulk", "open_bulk"]
