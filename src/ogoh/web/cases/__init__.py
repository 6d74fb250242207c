"""Individual requests: a person asks, the desk sends, the owner of the list answers; each is a case with a clock."""
