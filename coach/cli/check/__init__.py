"""`coach check`: everything that is wrong or odd in routines and programs."""
