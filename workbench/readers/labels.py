"""Decide which words before a line are a speaker's label, and which spellings are one label."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from workbench.transcripts import Role

Form = Literal["stamped", "colon", "bracket", "tab", "spaces", "alone"]
TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"

_INTERVIEWER = re.compile(
    r"(?:i|int|intv|iv|ivr|inv|interviewers?|q|question|researcher|moderator|mod|facilitator|fac)"
    r"[ _]?\d{0,2}",
    re.IGNORECASE,
)
_PARTICIPANT = re.compile(
    r"(?:resp|respondent|participant|part|pt|interviewee|ie|ee|informant|answer)[ _]?\d{0,3}",
    re.IGNORECASE,
)
# These name a speaker of either role: R is the respondent in one study, the researcher in another.
_EITHER = re.compile(
    r"(?:r|p|a)[ _]?\d{0,3}"
    r"|(?:speaker|spk)[ _]?(?:\d{0,3}|[a-h]|one|two|three|four|five|six)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:unknown|unidentified|multiple|several|all|both|other)"
    r"(?: speakers?| voices?| participants?)?"
    r"|transcriber|transcriptionist|translator|interpreter|note[- ]?taker|observer",
    re.IGNORECASE,
)
_NO_LABEL_WORDS = (
    "note notes nb ps he she they we you it and but so then like because yes no well okay ok http "
    "https www e.g i.e time date title topic place location duration question questions answer "
    "warning example also however first second third finally total summary"
)
_METADATA_WORDS = (
    "date title place location duration length project study recording file filename language time "
    "age sex gender occupation region pseudonym transcriber transcribed interview topic version "
    "ethnicity setting site kind id reference anonymised consent event subject"
)
_SPEECH_VERB_WORDS = "said says goes went asked thought replied was is were are"
_PARTICLE_WORDS = "de da di du la le van von der den bin al el ibn of the and & y e"
_NO_LABEL = frozenset(_NO_LABEL_WORDS.split())
_METADATA = frozenset(_METADATA_WORDS.split())
_SPEECH_VERBS = frozenset(_SPEECH_VERB_WORDS.split())
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_TELEPHONE = re.compile(r"\+?[\d*() \-]{7,20}")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold what may be a speaker's label, in which form, and the words after it."""

    label: str
    text: str
    form: Form
    began: float | None = None


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """Fold the spellings of one label: case, spaces, points, dashes, and O typed for zero."""
    plain = re.sub(r"(?<![a-z])O(?=[O\d]*\d)", "0", unicodedata.normalize("NFKC", label))
    folded = re.sub(r"[\s._\-\u2010-\u2015]+", "", plain.casefold())
    return folded or label.casefold()


@lru_cache(maxsize=4096)
def role_of(label: str) -> Role | None:
    """Read the role that a label states by itself, if it does."""
    plain = " ".join(unicodedata.normalize("NFKC", label).split()).rstrip(".")
    if _INTERVIEWER.fullmatch(plain) or re.search(
        r"\b(?:interviewer|researcher|moderator|facilitator)\b", plain, re.IGNORECASE
    ):
        return "interviewer"
    if _OTHER.fullmatch(plain):
        return "other"
    if _PARTICIPANT.fullmatch(plain):
        return "participant"
    return None


def names_speaker(label: str) -> bool:
    """Tell labels such as "INT", "R" or "Speaker 2", which by themselves name a speaker."""
    return role_of(label) is not None or _EITHER.fullmatch(label.strip()) is not None


def can_be(label: str) -> bool:
    """Tell words and telephone numbers, which name a speaker, from times and marks."""
    return any(map(str.isalpha, label)) or bool(_TELEPHONE.fullmatch(label))


def is_metadata(name: str) -> bool:
    """Tell whether the words before a colon name a header field such as a date."""
    words = name.casefold().replace("/", " ").split()
    return bool(words) and (words[0] in _METADATA or words[-1] in _METADATA)


@lru_cache(maxsize=4096)
def is_name_like(label: str) -> bool:
    """Tell whether every word starts as names and codes do."""
    words = label.replace("(", " ").replace(")", " ").replace(",", " ").split()
    if not words or len(words) > _MOST_WORDS or words[0].casefold() in _NO_LABEL:
        return False
    sentence = label.endswith(".") and len(words[-1]) > 4
    return not (sentence or label.endswith(("?", "!", "\u2026", ";"))) and all(
        word in _PARTICLES or not word[0].islower() for word in words
    )


def accepted(
    candidates: Sequence[Candidate], *, known: Collection[str], complete: bool
) -> frozenset[str]:
    """Keep the keys of labels that recur, state a role, or are known.

    `known` holds labels from the researcher or a speaker list. Where `complete`, every unit of
    the file begins with a label, and a name heard once counts beside one that recurs.
    """
    found = Counter(key(each.label) for each in candidates)
    keys = {key(label) for label in known}
    first = {key(each.label): each for each in reversed(candidates)}
    kept = {name for name, count in found.items() if name in keys or _counts(first[name], count)}
    recurs = any(found[name] > 1 or names_speaker(first[name].label) for name in kept)
    stamps = sum(each.form == "stamped" for each in candidates)
    for name, each in first.items():
        once = (complete and recurs) or (each.form == "stamped" and stamps > 1)
        if name not in kept and once and is_name_like(each.label) and not is_metadata(each.label):
            kept.add(name)
    return frozenset(kept)


def _counts(candidate: Candidate, count: int) -> bool:
    """Weigh a label by how often it occurs and how much it looks like one."""
    label = candidate.label
    if candidate.form == "alone":
        return count > 1 and names_speaker(label) and len(label) > 1
    if names_speaker(label):
        sure = candidate.form in ("colon", "stamped", "tab") and len(label) > 1
        return count > 1 or sure or label in ("I", "Q", "R", "P")
    if count < 2 or is_metadata(label):
        return False
    return is_name_like(label) or (candidate.form == "colon" and _worded(label, count))


def _worded(label: str, count: int) -> bool:
    """Allow "Female voice" where it recurs often, but never "He said"."""
    words = label.casefold().split()
    if count < 3 or len(words) > 3 or words[0] in _NO_LABEL:
        return False
    return not _SPEECH_VERBS & set(words) and not label.endswith((".", "?", "!", ","))
