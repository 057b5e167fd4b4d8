"""How well the matcher finds what it should, and how often it alerts on the harmless, measured and reported."""
