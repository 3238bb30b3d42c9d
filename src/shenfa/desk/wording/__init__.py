"""The county's own tables: names, office numbers, standing exceptions. Two people for each change."""
