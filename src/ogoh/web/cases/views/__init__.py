"""The pages of requests: at the desk, letters out, answers in, and what other offices ask."""
