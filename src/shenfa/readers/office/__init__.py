"""What all Office formats share: packages of parts, compound files, header rows, old formats."""
