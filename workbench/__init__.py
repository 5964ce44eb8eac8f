"""Take interviews from transcript files to themes, quotes and archive, offline."""

__version__ = "0.1.0"
