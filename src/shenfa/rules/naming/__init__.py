"""What the rules about names share: whether a text speaks of the past, regions, the roster."""
