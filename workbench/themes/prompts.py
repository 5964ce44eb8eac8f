"""Say what each phase asks, and what a researcher may ask herself there.

In words of our own, after Braun & Clarke (2006, doi 10.1191/1478088706qp063oa; 2019,
doi 10.1080/2159676X.2019.1628806; 2021, doi 10.1080/14780887.2020.1769238) and their book
*Thematic Analysis: A Practical Guide* (2022).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Hold what a phase asks in a few sentences, and questions for reflexivity."""

    short: str
    asks: str
    prompts: tuple[str, ...]


GUIDES = (
    Guide(
        short="Familiarisation",
        asks="Get to know the interviews before you take them apart. Read each more than once, "
        "listen where you can, and read as somebody who asks: what goes on here, what surprises "
        "me, how do these people make sense of it? Notes are loose now and yours alone; codes "
        "come later.",
        prompts=(
            "What did I expect before I read, and where did somebody say something else?",
            "How do I feel towards this person and the story told, and where in my own life does "
            "that come from?",
            "What do the participants take for granted? What do I take for granted with them?",
            "How might somebody of another age, class or profession read the same pages?",
            "Which ideas from the literature do I bring along, and what may they hide from me?",
            "What stays with me when the transcripts are put away?",
        ),
    ),
    Guide(
        short="Coding",
        asks="Go through all of the data and give a code to whatever may matter to your question. "
        "A code holds one meaning, at the surface of the words or beneath them, and its name says "
        "it without the passage at hand. Codes change as you learn: go round again, in another "
        "order than the first time.",
        prompts=(
            "Do my codes say what is meant, or only what is spoken of?",
            "Where do I stay with what is said, and where do I read beneath it? Does that fit what "
            "I want to understand?",
            "Do I still read the last transcripts as openly as the first, or look for what I have?",
            "What did I leave uncoded: because it does not matter, or because it does not fit?",
            "What does my own place in this let me see here, and what may it keep from me?",
            "Where a colleague coded otherwise: what does the difference show us?",
        ),
    ),
    Guide(
        short="Initial themes",
        asks="Bring together codes that share a meaning and try what story each group tells about "
        "your question. A theme is a pattern around one central idea, and you make it: it does "
        "not lie in the data and wait. Lay out several, even such as rule each other out, and "
        "keep what fits nowhere.",
        prompts=(
            "What is the one idea on which everything in this candidate theme turns?",
            "Is it a theme, or a topic under which all sorts of things were said?",
            "Have I followed the questions of the interviews in place of patterns of meaning?",
            "Which codes fit nowhere, and what would have to change for them to matter?",
            "Which other grouping could I defend, and why do I prefer this one?",
            "Which of these am I fond of, and what would make me give it up?",
        ),
    ),
    Guide(
        short="Developing and reviewing",
        asks="Hold the candidates against the data twice: against all passages in them, then "
        "against the interviews as a whole. Does each hang together, is it set off from the "
        "others, is there enough in it, and rich enough? Themes are merged, split, given up and "
        "begun anew here: that is the analysis and no failure of it.",
        prompts=(
            "Read in one go, do all passages of this theme speak to its central idea?",
            "Where does it end? What lies close by and is not in it?",
            "Who contradicts it, and who is silent? Has my account room for them?",
            "With these themes in mind, what of weight in the interviews is missing?",
            "What have I given up: for the sake of the data, or of tidiness?",
            "Do the themes together answer my question, or has the question changed?",
        ),
    ),
    Guide(
        short="Defining and naming",
        asks="Say of each theme what it is about, where it ends and what it adds to the whole. "
        "Write a short abstract of each and find a name that makes its point. A theme that cannot "
        "be told in a few sentences needs another look.",
        prompts=(
            "Can I tell the point of this theme in two sentences to somebody who knows nothing of "
            "the study?",
            "Does the name carry the point, or only the subject?",
            "What does this theme say that no other does? Is one hidden within another?",
            "Where do I go beyond what people said, and can I show the way there?",
            "Whose voice is loud in this theme, and whose did I smooth over?",
            "Does each subtheme earn its place?",
        ),
    ),
    Guide(
        short="Writing up",
        asks="Writing is part of the analysis: in writing you find out what you argue. Weave your "
        "account with passages that show it, say what you make of them instead of repeating "
        "them, and tell how you came there and who you are in it. Expect to go back.",
        prompts=(
            "If the quotes were taken out, would there be an argument left?",
            "Why this quote and not another? Does one voice return too often?",
            "What do I tell of myself and of choices along the way, so that a reader can judge?",
            "Do I write as if themes had emerged by themselves? Where can I say that I made them?",
            "If I give numbers: what do they tell a reader, and how might they mislead?",
            "What would the participants say to this? Does it put anybody at risk?",
        ),
    ),
)


def of_phase(number: int) -> Guide:
    """Give the guide of a phase, by its number from 1."""
    return GUIDES[number - 1]


def begun(prompt: str) -> str:
    """Begin a memo with the prompt it answers, in quotation marks, and an empty line."""
    return f"“{prompt}”\n\n"


def answered(text: str) -> str | None:
    """Find the prompt with which a memo begins, if it does."""
    return next((one for one in _ALL if text.startswith(f"“{one}”")), None)


def bare(text: str) -> str:
    """Take the prompt from the beginning of a memo: what is left is the researcher's own."""
    prompt = answered(text)
    return text[len(prompt) + 2 :].strip() if prompt else text


_ALL = tuple(prompt for guide in GUIDES for prompt in guide.prompts)
