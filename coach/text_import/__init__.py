"""Plain lines, as lifters write them, to a routine file. Text in, text out: opens nothing, and knows no clock."""
