"""Hold the example study and the generator of larger ones; see README.md."""
