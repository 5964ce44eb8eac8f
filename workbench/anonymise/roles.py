"""Find jobs and offices by the noun at their end: "retired school cook", "chair of governors"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from workbench.anonymise import words
from workbench.anonymise.identifiers import BY_RULE, Identifier

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
REACH = 3
"""Words that may stand before the last noun of a role."""
_DETERMINERS = words.read("determiners")
ADJECTIVES = words.read("role_adjectives")
LITTLE = ADJECTIVES | words.read("role_borders")
_COUNTED = frozenset({"both", "two", "three", "four", "five", "all", "retired", "as"})
_PASSED = (_DETERMINERS | ADJECTIVES) - {"as", "that"}
_WIDE = words.read("offices_of")
"""Offices that mean something else unless they are said to be of something, or somebody's."""
_BEING = re.compile(
    r"\b(?:(?:I|he|she|who|they|you|we|[A-Z]\w+|mum|mam|mom|dad|mother|father|husband|wife|partner|"
    r"brother|sister|son|daughter|uncle|aunt|auntie|gran|grandad|nan|friend|neighbour)"
    r"(?:['’](?:m|s|re|d been|ve been)| am| is| are| was| were| used to be| had been| have been)|"
    r"been|be|being|became|become|becoming|made|elected|appointed|employed|worked|works|working|"
    r"work|job|jobs|role|post|trained|training|qualified|retired|started|ended)"
    r"(?: (?:just|only|also|actually|now|still|up|out|off|once|really|like|er|um|as|then),?)* $",
    re.IGNORECASE,
)
_OF = re.compile(
    r" (?:of|for|at|to|on) (?:(?:the|our|my|a|an|this|their|that) )?"
    r"(?:[^\W\d_][\w’'-]*)(?: (?:[A-Z][\w’'-]*|council|committee|club|group|union|society|board|"
    r"association|school|church|trust|hall|team|department|branch|guild|choir|band|centre|studies|"
    r"parish|ward|surgery|services?|education|federation|chapel|mosque|league))*"
)
_AT = re.compile(
    r" (?:of|for|at|with|in) (?:(?:the|our|a|an|my|this|that|local|big|old|new) ){0,2}"
    r"(?:[^\W\d_][\w’'-]* ){0,2}"
    r"(?:school|hospital|council|church|college|university|library|surgery|"
    r"hospice|charity|company|factory|nursery|prison|hotel|pub|station|depot|warehouse|"
    r"mosque|chapel|temple|trust|association|union|centre|care home|post office|court|club)\b"
)
"""Where a role is held; role and place together single a person out."""
_NAMED = re.compile(
    r" (?:at|for) (?:the )?[A-Z][\w’'-]*(?:(?: (?:and|of|the))? [A-Z][\w’'-]*){0,4}"
)
UNSURE, _LIKELY_SO = 0.4, 0.55


class _Word(NamedTuple):
    start: int
    stop: int
    said: str


def roles(text: str) -> Iterator[Identifier]:
    """Find jobs and offices that are listed, and such as their last word gives away."""
    said = [_Word(m.start(), m.end(), m[0].lower()) for m in WORD.finditer(text)]
    for i, word in enumerate(said):
        if word.said in _lasts():
            found = _role(text, said, i)
            if found is not None:
                yield found
        elif word.said.endswith("s") and _singular(word.said) in _lasts():
            yield from _plural(text, said, i)


def _singular(said: str) -> str:
    return f"{said[:-3]}y" if said.endswith("ies") else said.removesuffix("s")


def _plural(text: str, said: list[_Word], last: int) -> Iterator[Identifier]:
    """Find listed roles that are said of more than one: "dinner ladies", "both nurses"."""
    one = [*said[:last], said[last]._replace(said=_singular(said[last].said))]
    first = _listed(one, max(0, last - REACH), last)
    alone = one[last].said in words.read("roles") and (
        _before(text, said, last) in _COUNTED or _is_being(text, said, last)
    )
    if first >= last and not alone and one[last].said in words.read("role_heads"):
        first = _first(text, said, last)
    if first < last or alone:
        yield found_role(said[min(first, last)].start, said[last].stop, UNSURE)


def _role(text: str, said: list[_Word], last: int) -> Identifier | None:
    first = _first(text, said, last)
    before = _before(text, said, first)
    being = _is_being(text, said, first)
    head = said[last].said
    of = _OF.match(text, said[last].stop) if head in words.read("offices") else None
    owned = before in _DETERMINERS or before.endswith(("'s", "’s"))
    apart = _names(text, said, last) or _between_pauses(text, said, last)
    if not (being or of or owned or apart):
        first = _listed(said, first, last)
    elif first == last and not (of or apart) and not _may_stand_alone(head, before, being):
        return None
    if first > last:
        return None
    place = of or _AT.match(text, said[last].stop) or _NAMED.match(text, said[last].stop)
    stop = place.end() if place else said[last].stop
    return found_role(said[first].start, stop, _LIKELY_SO if being else UNSURE)


def _between_pauses(text: str, said: list[_Word], last: int) -> bool:
    """Tell whether a listed role stands for itself: "Plumber, thirty years."."""
    before = text[max(0, said[last].start - 3) : said[last].start].rstrip(" ")[-1:]
    pause = before in ("", ".", ",", ":", "?", "!", "\n")
    after = text[said[last].stop : said[last].stop + 1]
    return pause and after in (",", ".", ";", "?", "") and said[last].said in words.read("roles")


def _names(text: str, said: list[_Word], last: int) -> bool:
    """Tell whether a name follows a role of one listed word: "caretaker Dave"."""
    follows = text[said[last].stop : said[last].stop + 2]
    return said[last].said in words.read("roles") and follows[:1] == " " and follows[1:].isupper()


def _before(text: str, said: list[_Word], first: int) -> str:
    """Return the word before a role, past adjectives, or "" where a pause lies between."""
    at = first
    while _joined(text, said, at) and said[at - 1].said in ADJECTIVES:
        at -= 1
    return said[at - 1].said if _joined(text, said, at) else ""


def _may_stand_alone(head: str, before: str, being: bool) -> bool:
    if head in _WIDE:
        said = being and head != "member" and (before in _DETERMINERS or head == "chair")
        return said or before == "as"
    if head in words.read("roles"):
        return True
    if head in words.read("offices"):
        return before in _DETERMINERS
    return head in words.read("role_heads") and before in ("a", "an", "as", "my", "our")


def _first(text: str, said: list[_Word], last: int) -> int:
    """Walk back over words that belong to the role, not over little ones."""
    first = last
    while last - first < REACH and _joined(text, said, first):
        before = said[first - 1].said
        little = before in LITTLE or before in _DETERMINERS or before.endswith(("'s", "’s", "ly"))
        if little and before not in words.read("role_marks"):
            break
        first -= 1
    return min(first, _listed(said, max(0, last - REACH), last))


def _listed(said: list[_Word], first: int, last: int) -> int:
    """Return where the longest listed role of several words begins; past the end if none does."""
    for start in range(first, last):
        if " ".join(word.said for word in said[start : last + 1]) in words.read("roles"):
            return start
    return last + 1


def _joined(text: str, said: list[_Word], i: int) -> bool:
    return i > 0 and text[said[i - 1].stop : said[i].start] in (" ", "-")


def _is_being(text: str, said: list[_Word], first: int) -> bool:
    """Tell whether somebody is said to be, or to have been, what follows."""
    at = first
    while _joined(text, said, at) and said[at - 1].said in _PASSED:
        at -= 1
    return _BEING.search(text[max(0, said[at].start - 48) : said[at].start]) is not None


@cache
def _lasts() -> frozenset[str]:
    """Collect the last words of all roles and offices."""
    entries = words.read("roles") | words.read("role_heads") | words.read("offices")
    return frozenset(entry.rpartition(" ")[2] for entry in entries)


def is_role(word: str) -> bool:
    """Tell whether one word is a listed role or ends many."""
    return word in words.read("roles") or word in words.read("role_heads")


def found_role(start: int, stop: int, probability: float) -> Identifier:
    """Make a finding of a role."""
    return Identifier(
        start=start,
        stop=stop,
        kind="role",
        directness="indirect",
        detector=BY_RULE,
        probability=probability,
    )
