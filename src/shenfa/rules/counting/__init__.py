"""What the rules about counts and sums share: tables as grids, numbers in cells, enumerations."""
