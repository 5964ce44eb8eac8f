"""Look forenames up in Faker's lists: presentation, rough origin, names to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from workbench.anonymise import words
from workbench.anonymise.names import normalise, ordinary, short_forms

ORIGINS = (
    "en_GB", "ga_IE", "pl_PL", "en_IN", "en_PK", "yo_NG", "ig_NG", "tw_GH", "en_KE", "tr_TR",
    "ro_RO", "es_ES", "it_IT", "pt_PT", "fr_FR", "de_DE", "nl_NL", "cs_CZ", "hu_HU", "lt_LT",
)  # fmt: skip
HOME = "en_GB"

NEUTRAL = (
    "Ainsley", "Aubrey", "Bellamy", "Blair", "Cameron", "Casey", "Dana", "Darcy", "Devon", "Drew",
    "Ellis", "Emery", "Finley", "Frankie", "Hadley", "Harley", "Jamie", "Jesse", "Kelly",
    "Kerry", "Lennox", "Leslie", "Logan", "Marley", "Morgan", "Nevada", "Oakley", "Peyton", "Quinn",
    "Reese", "Remy", "Riley", "Robin", "Ronnie", "Sasha", "Shannon", "Stevie", "Tatum", "Toni",
    "Valentine", "Winslow", "Yael",
)  # fmt: skip
POLISH_SURNAMES = (
    "Adamczyk", "Borkowska", "Chmiel", "Dudek", "Gajda", "Jasik", "Kubiak", "Lisiak", "Mazurek",
    "Nowicz", "Olszak", "Pawlak", "Rogala", "Sikora", "Tomczak", "Urban", "Walczak", "Zieliniec",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """Hold the names of one origin, as they are written."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


@cache
def of(origin: str) -> NameList:
    """Read one origin's lists; only single words in the Latin alphabet are taken."""
    source = import_module(f"faker.providers.person.{origin}").Provider
    either = tuple(getattr(source, "first_names", ()))
    surnames = tuple(source.last_names) if origin != "pl_PL" else POLISH_SURNAMES
    return NameList(
        women=_fit(tuple(getattr(source, "first_names_female", either))),
        men=_fit(tuple(getattr(source, "first_names_male", either))),
        surnames=_fit(surnames),
    )


@cache
def known(origin: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give women's names, men's names and surnames of an origin, normalised for look-up."""
    names = of(origin)
    return (
        frozenset(map(normalise, names.women)),
        frozenset(map(normalise, names.men)),
        frozenset(map(normalise, names.surnames)),
    )


@lru_cache(maxsize=20_000)
def presentation(forename: str) -> str:
    """Say "woman" or "man" where the lists agree on it, else nothing."""
    bare = normalise(forename)
    shown = {_presented(form) for form in _forms(bare)} - {""} if bare else set()
    return _presented(bare) or (shown.pop() if len(shown) == 1 else "")


def origin(forename: str, surname: str) -> str:
    """Guess which list a name comes from; British where nothing speaks for another one."""
    first, last = normalise(forename), normalise(surname).split("-")[0]

    def fit(place: str) -> float:
        women, men, surnames = known(place)
        return any(form in women | men for form in _forms(first)) + 1.5 * (last in surnames)

    return max(ORIGINS, key=fit)


def is_common(forename: str) -> bool:
    """Tell whether many people bear a forename, so that two interviews may mean two people."""
    women, men, _ = known(HOME)
    bare = normalise(forename)
    return bare in women or bare in men


@cache
def is_shared(name: str) -> bool:
    """Tell whether a lone name is in any list, short forms included: others may bear it too."""
    bare = normalise(name)
    return bare in short_forms() or any(bare in one for place in ORIGINS for one in known(place))


@cache
def is_surname(word: str) -> bool:
    """Tell whether a word is a surname of any list."""
    return any(normalise(word) in known(place)[2] for place in ORIGINS)


def _presented(bare: str) -> str:
    if bare in _of("women") or bare in _of("men"):
        return "woman" if bare in _of("women") else "man"
    for place in ORIGINS:
        women, men, _ = known(place)
        if bare in women or bare in men:
            if bare in women and bare in men:
                return ""
            return "woman" if bare in women else "man"
    return ""


@cache
def _of(sex: str) -> frozenset[str]:
    return frozenset(" ".join(words.read(f"forenames_of_{sex}")).split())


def _forms(bare: str) -> frozenset[str]:
    return short_forms().get(bare, frozenset()) | {bare}


def _fit(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if len(name) > 2
            and name.isalpha()
            and name[1:].islower()
            and normalise(name).isascii()
            and normalise(name) not in ordinary()
        )
    )
