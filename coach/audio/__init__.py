"""Samples, and who listens to them. Nothing here knows what a session is."""
