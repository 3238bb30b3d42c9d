"""Whether the home pages of watched sites open: visits at times nobody can foretell, a week counted."""
