"""What the auditor does with the trail: look back in it, take it away, have it verified."""
