"""Campaigns (全面清理排查): a sweep of everything that is public, and a board that counts down (R72, R76)."""
