"""What the terminal shows of a session."""
