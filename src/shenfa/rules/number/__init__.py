"""Numbers, dates and units: GB/T 15835-2011, and dates that cannot be."""
