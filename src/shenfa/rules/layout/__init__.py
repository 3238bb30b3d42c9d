"""Layout: the elements of an official document, their form, order and completeness."""
