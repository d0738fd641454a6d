"""Where commands come from. All sources speak the same commands."""
