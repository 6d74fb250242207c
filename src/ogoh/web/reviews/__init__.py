"""A person's decision on a possible match, remembered: same, or not the same."""
