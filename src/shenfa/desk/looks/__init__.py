"""The daily look of a person at what their unit answers for, and the days on which nobody looked."""
