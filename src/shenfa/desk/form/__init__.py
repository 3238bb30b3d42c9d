"""The county's gate for main columns: the review form and what goes up with it."""
