"""The logs of other programs: a module for each format, and what makes sessions of their rows."""
