"""Setting a new county up: the first command, and what is still missing at any time."""
