"""What registered new-media accounts posted, and whether they answer people: lists, entries, evidence."""
