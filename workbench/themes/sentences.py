"""Put numbers and names into sentences for a paper. Pure."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MOST_NAMES = 8


def number(many: int) -> str:
    """Write a number below ten as a word, a greater one in figures, as APA style has it."""
    return WORDS[many] if many < len(WORDS) else f"{many:,}"


def many(number_of: int, one: str, more: str = "") -> str:
    """Write a number with its noun: three codes, 12 codes."""
    return f"{number(number_of)} {one if number_of == 1 else more or one + 's'}"


def times(number_of: int) -> str:
    """Say how often: once, twice, three times."""
    return {1: "once", 2: "twice"}.get(number_of, f"{number(number_of)} times")


def were(number_of: int) -> str:
    """Give the verb that goes with a number."""
    return "was" if number_of == 1 else "were"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join parts with commas, and the last with a word."""
    return f" {last} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def quoted(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """List names in quotation marks; of a long list the first, and how many more there are."""
    if len(names) > most + 1:
        return listed(
            [*(f"“{name}”" for name in names[:most]), f"{number(len(names) - most)} more"]
        )
    return listed([f"“{name}”" for name in names])


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "”.")) else ".")
