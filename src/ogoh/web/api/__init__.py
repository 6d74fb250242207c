"""Ogoh for other programs: one question, every list's answer, by bearer token."""
