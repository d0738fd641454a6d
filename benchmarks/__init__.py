"""How exact, how quick and how light the coach is: each module is a command that measures and prints."""
