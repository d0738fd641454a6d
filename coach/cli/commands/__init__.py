"""The commands, as they are typed: what each takes and says of itself. What they do stands beside this folder."""
