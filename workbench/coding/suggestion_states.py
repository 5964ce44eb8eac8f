"""Say why nothing is suggested for a code, with the one thing that would change it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench.coding import embeddings, indexing, restraint
from workbench.coding.restraint import Silence
from workbench.study import Study
from workbench.ui import preparing, states

READ_FIRST = (
    "Read first, so that your codes come from reading. In Coding, Shift+R marks a transcript as "
    "read to its end, R a part of it."
)
BUTTONS: dict[Silence, str] = {
    "study": "Show suggestions in this study",
    "code": "Show suggestions for this code",
    "reading": "Show suggestions before reading",
}


def speaks(study: Study, code_id: str | None = None, *, key: str = "show suggestions") -> bool:
    """Tell whether suggestions, for a code or any, may be shown; else say why, and have them."""
    why = restraint.silence(study, code_id)
    if not why:
        return True
    more = READ_FIRST if why == "reading" else ""
    icon = ":material/visibility:"
    said = restraint.SAID[why]
    if states.notice(said, more, action=BUTTONS[why], icon=icon, key=key):
        states.act(_switch(study, why, code_id), "Suggestions are shown from now on.")
    return False


def prepared(study: Study) -> bool:
    """Show how far the preparation of the texts is; True when some can be compared."""
    if embeddings.missing(study, indexing.encoder_name(study)):
        preparing.draw(partial(indexing.state, study), partial(indexing.again, study))
    return embeddings.used(study) is not None


def nothing(study: Study, code_id: str) -> str:
    """Say why a list is empty: nothing coded yet, not prepared yet, or nothing left."""
    told = restraint.worth(study, indexing.encoder_name(study), code_id)
    if not told.coded:
        return "Code a passage or two with this code first: there is nothing yet to compare with."
    if not told.learned:
        return "The passages of this code are being prepared; look again in a moment."
    return "Nothing is left to suggest: all there is was coded, dismissed or put off."


def goes_on(study: Study, code_id: str, none: str) -> bool:
    """Say that a list is empty and why; True when the way to the transcripts was chosen.

    `none` is what is said where there is something to compare with.
    """
    told = restraint.worth(study, indexing.encoder_name(study), code_id)
    said = none if none and told.learned else nothing(study, code_id)
    icon = ":material/ink_highlighter:"
    return states.notice(said, "", action="Go to Coding", icon=icon, key="nothing suggested")


def _switch(study: Study, why: Silence, code_id: str | None) -> Callable[[], None]:
    if why == "reading":
        return partial(restraint.set_before_reading, study, on=True)
    return partial(restraint.set_on, study, on=True, code_id=code_id if why == "code" else None)
