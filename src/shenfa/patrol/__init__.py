"""Looking at what is public, from outside. No Django; ``fetch`` is the one door to the network."""
