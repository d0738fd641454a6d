"""What was done, kept in an SQLite file: written while the session runs, read by the sessions after it."""
