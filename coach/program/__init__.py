"""Which session comes next, and what this week changes about it: programs of several days, weeks and phases."""
