"""How people like to work: their saved filters. Nobody else's business, so nothing is chained."""
