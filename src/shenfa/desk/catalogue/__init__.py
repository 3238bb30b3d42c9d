"""The disclosure catalogue of each unit, compared with what is public, and statutory timers (R8–R10)."""
