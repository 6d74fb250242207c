"""Who of an office may do what: people, roles, signing in with a second factor, and the gate before every view."""
