"""The county's ledger of problems: hung on account, fixed, re-checked, struck off (R66–R75)."""
