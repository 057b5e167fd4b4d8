"""The service: it translates between HTTP and the rooms below, and decides nothing."""
