"""The nouns: entities, parties, findings, policies. No I/O but the package's own data files."""
