"""Sites that are looked at from outside every day, and what stands wrong with them."""
