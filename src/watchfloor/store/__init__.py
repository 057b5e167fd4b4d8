"""What the service keeps: keys, users and the screening log, in SQLite or PostgreSQL."""
