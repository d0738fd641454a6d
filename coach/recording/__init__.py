"""What accompanies a recording: chapters, transcript, subtitles and pictures. Pure, except for drawing a PNG."""
