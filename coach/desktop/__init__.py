"""The session's connections to the desktop: media player controls, staying awake, lowering other sound."""
