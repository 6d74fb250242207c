"""The desk: staff check a person with the passport in hand, and a second person decides what is doubtful."""
