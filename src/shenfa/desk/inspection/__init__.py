"""Looking at a deployment: one check after the other, each with what to do about it."""
