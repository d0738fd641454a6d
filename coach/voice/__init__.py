"""Text to clips: rendered before they are needed, kept on disk, by an engine in a process of its own."""
