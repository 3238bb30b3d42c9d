"""What the rules about wording share: listed words with the places where they may stand."""
