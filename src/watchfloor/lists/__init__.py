"""Official lists and watchlists: fetched, parsed, archived, snapshotted, compared."""
