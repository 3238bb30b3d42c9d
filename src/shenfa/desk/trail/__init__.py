"""The county's one trail in the database."""
