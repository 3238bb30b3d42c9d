"""Where texts go and where reprints may come from: columns, accounts, permitted sources."""
