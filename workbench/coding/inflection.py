"""Say which words are forms of one: organise, organised, organising; child, children. Pure.

The lemmas are those of simplemma (MIT). Its English list gives one lemma to a form that is two
words, and then mostly the noun: “felt”, “left”, “thought”. The irregular verbs are added here.
"""

from __future__ import annotations

from functools import lru_cache

import simplemma

from workbench.coding.word_index import without_possessive

LANGUAGE = "en"

_IRREGULAR = """
arise arose arisen | be am is are was were been being | bear bore borne born | beat beaten |
become became | begin began begun | bend bent | bind bound | bite bit bitten | bleed bled | blow
blew blown | break broke broken | breed bred | bring brought | build built | burn burnt | buy
bought | catch caught | choose chose chosen | cling clung | come came | creep crept | deal dealt
| dig dug | do did done does | draw drew drawn | dream dreamt | drink drank drunk | drive drove
driven | eat ate eaten | fall fell fallen | feed fed | feel felt | fight fought | find found |
flee fled | fling flung | fly flew flown | forbid forbade forbidden | forget forgot forgotten |
forgive forgave forgiven | freeze froze frozen | get got gotten | give gave given | go went gone
goes | grind ground | grow grew grown | hang hung | have had has | hear heard | hide hid hidden
| hold held | keep kept | kneel knelt | know knew known | lay laid | lead led | lean leant |
learn learnt | leave left | lend lent | lie lay lain | light lit | lose lost | make made | mean
meant | meet met | mistake mistook mistaken | overcome overcame | pay paid | prove proven | ride
rode ridden | ring rang rung | rise rose risen | run ran | saw sawn | say said | see saw seen |
seek sought | sell sold | send sent | sew sewn | shake shook shaken | shine shone | shoot shot |
show shown | shrink shrank shrunk | sing sang sung | sink sank sunk | sit sat | sleep slept |
slide slid | smell smelt | speak spoke spoken | speed sped | spell spelt | spend spent | spill
spilt | spin spun | spring sprang sprung | stand stood | steal stole stolen | stick stuck |
sting stung | stink stank stunk | strike struck stricken | strive strove striven | swear swore
sworn | sweep swept | swell swollen | swim swam swum | swing swung | take took taken | teach
taught | tear tore torn | tell told | think thought | throw threw thrown | undergo underwent
undergone | understand understood | wake woke woken | wear wore worn | weave wove woven | weep
wept | win won | wind wound | withdraw withdrew withdrawn | withstand withstood | write wrote
written | bad worse worst | good better best | well better best
"""


@lru_cache(maxsize=100_000)
def lemmas(word: str) -> frozenset[str]:
    """Give the words of which a folded word may be a form."""
    bare = without_possessive(word)
    irregular = _irregular().get(bare, frozenset())
    found = simplemma.lemmatize(bare, lang=LANGUAGE).lower()
    # Its list takes “gone” for a form of “gan”, “worse” for one of “wrong”.
    return irregular | {bare if irregular and found not in irregular else found}


@lru_cache(maxsize=1)
def _irregular() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for forms in map(str.split, _IRREGULAR.split("|")):
        for form in (*forms, *_present(forms[0])):
            found[form] = found.get(form, frozenset()) | {forms[0]}
    return found


def _present(verb: str) -> tuple[str, str]:
    """Write a verb with “-ing” in both ways that it might be written: “feeling”, “getting”."""
    stem = verb[:-1] if verb.endswith("e") else verb
    return stem + "ing", stem + stem[-1] + "ing"
