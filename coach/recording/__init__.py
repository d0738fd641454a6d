"""What goes with a session's sound: its chapters, its words, its picture. Pure but for the drawing of a PNG."""
