"""Personal information that must not be published: numbers, homes, illnesses (R51–R55)."""
