"""What was done, by whom and about whom: a log that only grows, and that shows where somebody changed it."""
