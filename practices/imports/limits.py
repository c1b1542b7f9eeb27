"""How much of a file is read."""

from __future__ import annotations

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200
#: Beyond that, empty rows and columns included, a sheet is not looked at.
FARTHEST_ROW, FARTHEST_COLUMN = 2 * MAX_ROWS, 2 * MAX_COLUMNS
