"""Tell what an interviewer says or asks from sounds that only show that somebody listens. Pure."""

from __future__ import annotations

import re

_SOUNDS = (
    "ah aha alright and aw cool dear exactly fine gosh god good great ha hm hmm huh m mhm mm mmhm "
    "mmm no oh ok okay quite really right so sorry sure then uh uhhuh um very wow yeah yep yes "
    "absolutely brilliant definitely indeed interesting lovely nice totally"
)
LISTENING = frozenset(_SOUNDS.split())
"""Words of which a turn that says nothing is made: `Mm.`, `Yeah, okay.`, `Oh, I see. Go on.`"""
_PHRASE = re.compile(
    r"\b(?:thank you|thanks|i see|go on|of course|oh my|got it|fair enough|that's|all right)\b"
)
_NOTE = re.compile(r"\([^()]*\)|\[[^][]*\]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def says_something(words: str) -> bool:
    """Tell a turn that asks or says something by a word that is not one of listening.

    What was noted in brackets, such as `(laughs)`, was not said.
    """
    said = _NOTE.sub(" ", words).lower().replace("’", "'")
    return any(word not in LISTENING for word in _WORD.findall(_PHRASE.sub(" ", said)))
