"""Articles: which listed parties a text mentions, and where."""
