"""The pages of who sets the county up: administrators, site administrator, county office, units."""
