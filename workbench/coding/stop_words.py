"""Name the words that say little when they are counted. Pure.

The lists that libraries bring hold words a researcher counts ("cry", "fire", "interest", "serious",
"alone"), and miss what people say in interviews ("gonna", "erm", "don't"). So this one is our own:
pronouns, articles, conjunctions, prepositions, auxiliaries, numbers to ten, fillers.
"""

from __future__ import annotations

import re
from collections.abc import Set

_ENGLISH = """
a about above across actually after again against ah all also although always am among an and
another any anybody anyone anything anyway are aren't around as at away back basically be
because been before behind being below beside between both but by can can't cannot could
couldn't did didn't do does doesn't doing don't done down during each eh either eight else er
erm etc even every everybody everyone everything except few five for four from gonna gotta had
hadn't hardly has hasn't have haven't having he he'd he'll hello her here hers herself him
himself his hm hmm how however huh i i'd i'll i'm i've if in indeed inside instead into is isn't
it it'll its itself just kind know let like lot lots many maybe me mean mhm might mightn't mine
mm more most much must mustn't my myself near neither never nine no nobody none nor not nothing
now of off oh ok okay on once one ones only onto or other others ought our ours ourselves out
outside over own per perhaps please quite rather really right same see seven several shall
she she'd she'll should shouldn't since six so some somebody someone something sometimes
somewhere sort such ten than that that'd that'll the their theirs them themselves then there
there'd therefore these they they'd they'll they're they've thing things this those though three
through throughout to together too toward towards two uh um under until up upon us very via
wanna was wasn't way we we'd we'll we're we've well were weren't what whatever when whenever
where wherever whether which while who whoever whole whom whose why will with within without
won't would wouldn't yeah yep yes yet you you'd you'll you're you've your yours yourself
yourselves
"""
ENGLISH: Set[str] = frozenset(_ENGLISH.split())


def typed(words: str) -> frozenset[str]:
    """Read further words that a researcher typed, set apart by spaces, commas or lines."""

    return frozenset(word for word in re.split(r"[\s,;]+", words.casefold()) if word)
