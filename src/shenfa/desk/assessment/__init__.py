"""The assessment: scales, facts gathered from what is stored, frozen quarters, talks (R77–R79)."""
