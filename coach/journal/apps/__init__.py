"""Reads the logs of other programs: a module for each format, and the code that turns their rows into sessions."""
