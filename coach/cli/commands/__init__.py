"""The commands as they are typed: their arguments, options and help. What they do is in the modules beside this
folder."""
