"""The commands about programs: what is due, a program as a table, a simulation of many weeks."""
