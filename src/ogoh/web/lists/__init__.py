"""The lists we hold: sources, their deliveries, the people on them, and the keys that find those."""
