"""Read transcripts in the formats that recorders, recognisers and typists write."""

from workbench.readers.files import read, read_bytes
from workbench.readers.reading import Finding, HeaderField, Reading, Speaker

__all__ = ["Finding", "HeaderField", "Reading", "Speaker", "read", "read_bytes"]
