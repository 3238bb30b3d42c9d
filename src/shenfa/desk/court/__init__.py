"""The false-alarm court: findings argued as wrong, ruled once, never reported there again."""
