"""The commands about programs: what is due, the whole as a table, a rehearsal of many weeks."""
