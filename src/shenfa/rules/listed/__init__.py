"""Finding the words of the county's own lists, in whatever way they are written."""
