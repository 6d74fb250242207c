"""The registry: decisions of agencies, each confirmed by a second person, with all that was ever done to them."""
