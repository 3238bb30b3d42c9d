"""Notices by e-mail: a person's address and choice, and one letter for each notice."""
