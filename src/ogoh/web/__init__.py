"""The service: one Django app per subject."""
