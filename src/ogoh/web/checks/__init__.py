"""One question about one traveller, and an honest answer per source."""
