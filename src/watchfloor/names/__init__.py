"""Names in every script: tokens, romanisation, organisation forms, similarity. Pure functions."""
