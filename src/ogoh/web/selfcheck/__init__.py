"""The public self-check: anybody asks about themselves, free of charge, and nothing of it is kept."""
