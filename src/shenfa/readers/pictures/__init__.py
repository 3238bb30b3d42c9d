"""Pictures, and the recognition of the text in them."""
