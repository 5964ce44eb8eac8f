"""Write who said a quote, by a template such as "({pseudonym}, {region}, {nation})"."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence

from workbench.errors import NotAllowed
from workbench.themes.conventions import Conventions
from workbench.themes.quotes import Quote

_PLACES = ("pseudonym", "transcript", "turn", "time")


def default(attributes: Iterable[str]) -> str:
    """Name the pseudonym, with region and nation where these are among the attributes.

    Every further attribute makes a participant easier to recognise: add one only after a look at
    how many participants share it.
    """
    known = {name.casefold(): name for name in attributes}
    wanted = ["pseudonym", *(known[name] for name in ("region", "nation") if name in known)]
    return "(" + ", ".join("{" + name + "}" for name in wanted) + ")"


def of_study(how: Conventions, attributes: Sequence[str]) -> str:
    """Give the template the study has chosen, or the usual one where it names what is gone."""
    known = {name.casefold() for name in (*attributes, *_PLACES)}
    fits = how.template and all(name.casefold() in known for name in names(how.template))
    return how.template if fits else default(attributes)


def write(quote: Quote, template: str) -> str:
    """Fill a template from a quote: pseudonym, attributes, transcript, turn and time.

    What is not known falls out with the separator before it. Of several people each is written
    with their own attributes, parted by semicolons, inside the outer brackets where the template
    has some. Raises NotAllowed for a name that the study does not have.
    """
    bracketed = template.startswith("(") and template.endswith(")")
    inner = _parse(template[1:-1] if bracketed else template)
    place = {"transcript": quote.transcript, "turn": str(quote.turn), "time": quote.time}
    facts = [
        {"pseudonym": person.pseudonym, **dict.fromkeys(quote.attributes, ""), **person.attributes}
        for person in quote.people
    ] or [{"pseudonym": quote.pseudonym, **quote.attributes}]
    people = "; ".join(_fill(inner, {**each, **place}) for each in facts)
    return f"({people})" if bracketed else people


def names(template: str) -> list[str]:
    """List what a template names; raises NotAllowed for a brace too many."""
    return [name for _, name in _parse(template) if name]


def _parse(template: str) -> Sequence[tuple[str, str | None]]:
    try:
        return [(before, name) for before, name, _, _ in string.Formatter().parse(template)]
    except ValueError as error:
        raise NotAllowed("The template has a brace too many or too few.") from error


def _fill(parsed: Sequence[tuple[str, str | None]], facts: Mapping[str, str]) -> str:
    known = {name.casefold(): value for name, value in facts.items()}
    written = ""
    for number, (before, name) in enumerate(parsed):
        if name is None:
            written += before
        elif name.casefold() not in known:
            raise NotAllowed(
                f"The template names something this study does not know. Known are: "
                f"{', '.join(facts)}."
            )
        elif value := known[name.casefold()]:
            written += (before if written or number == 0 else "") + value
    return written
