"""What the rules about citations share: the directory of titles, citations in a line, numbers."""
