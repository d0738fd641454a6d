"""What a session is to the rest of the desktop: a media player, a reason to stay awake, a voice over the music."""
