"""Arrow arrays and what is computed with them, for the type checker: the stubs refuse much of what pyarrow takes."""

from __future__ import annotations

from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

Array: TypeAlias = Any
"""An array of Arrow, of any type."""

Condition: TypeAlias = Any
"""An array of booleans: for each row true, false, or null where a cell was not read."""

compute: Any = pyarrow.compute
read_csv: Any = pyarrow.csv.read_csv
concat_batches: Any = pa.concat_batches  # type: ignore[attr-defined]  # missing in the stubs
