"""Hold what the guidelines for reporting reflexive thematic analysis ask, in our own words."""

from __future__ import annotations

from workbench.themes.checklist_items import NO_AGREEMENT, NO_SATURATION, Checklist, numbered

RTARG = Checklist(
    name="RTARG",
    title="Reflexive Thematic Analysis Reporting Guidelines",
    source="Braun & Clarke (2024), Palliative Medicine 38(6), 608–616, "
    "doi 10.1177/02692163241234800",
    about="Made for this way of analysis. The points are put here in our words and in the order "
    "of a report, numbered by us: for a submission, take the wording from the guidelines.",
    items=numbered(
        {
            "The report as a whole": (
                ("Coherence", "Question, theory, method and wording fit each other."),
                (
                    "Which thematic analysis",
                    "Name the reflexive kind, cite what you followed, say what you changed.",
                ),
                (
                    "Wording",
                    "Themes are developed by the researcher; they neither emerge nor are found.",
                ),
            ),
            "Introduction": (
                ("Grounds", "Say why the study matters, and make a case from the literature."),
                ("Question", "Put a question that calls for interpretation."),
            ),
            "Theory and position": (
                ("Paradigm", "State what you take knowledge and reality to be, and why it suits."),
                ("Concepts", "Name the theory that informed how you read."),
                (
                    "Orientation",
                    "Say where you worked from data or theory, at the surface or beneath it, in "
                    "sympathy or in critique.",
                    ("codebook", "derivation"),
                ),
                (
                    "Researchers",
                    "Say who you are to the topic and the participants, and what that did.",
                    ("coders", "memos"),
                ),
            ),
            "Data": (
                (
                    "Data set",
                    "Describe participants and data in their context.",
                    ("participants", "sample", "recorded", "length"),
                ),
                (
                    "Choice and amount",
                    "Say how participants were chosen and why the data are rich enough.",
                    ("participants", "length"),
                    NO_SATURATION,
                ),
                (
                    "Making of the data",
                    "Say where, how and by whom interviews were held, recorded and transcribed.",
                    ("recorded", "pseudonyms"),
                ),
                (
                    "Ethics",
                    "State approval and consent, and how people are protected in the report.",
                    ("consent", "pseudonyms"),
                ),
            ),
            "Analysis": (
                (
                    "What was done",
                    "Tell what you did in each phase, in place of reciting the phases.",
                    ("phases", "audit"),
                ),
                (
                    "Who did what",
                    "Say who read, coded and developed themes, and how you worked together.",
                    ("coders", "discussions"),
                    NO_AGREEMENT,
                ),
                (
                    "Reflexivity in practice",
                    "Show how you reflected, and what it changed.",
                    ("memos", "notes", "discussions"),
                ),
                (
                    "From data to theme",
                    "Show an example of the way from passage to code to theme.",
                    ("codebook", "derivation"),
                ),
                ("Software", "Say which tool was used and for what.", ("software", "found")),
                (
                    "Quality",
                    "Name practices that fit reflexive work, and leave out those that do not.",
                    ("audit", "discussions"),
                    "Agreement figures, saturation and participants as judges do not fit.",
                ),
            ),
            "Findings": (
                ("Overview", "Give the themes at a glance, not too many.", ("themes",)),
                ("Themes, not topics", "Each is a shared meaning around one central idea."),
                ("Argument", "Interpret what people say; passages illustrate or are analysed."),
                (
                    "Passages",
                    "Choose telling ones, from many participants, each attributed.",
                    ("quotes",),
                ),
                ("Difference", "Give room to contradiction and to what is rare."),
                (
                    "Numbers",
                    "Do not let counts stand for meaning; use words like “many” with thought.",
                    (),
                    "Counts are off by default in all tables for this reason.",
                ),
            ),
            "Discussion": (
                (
                    "Answer",
                    "Answer the question across themes, with theory and literature.",
                ),
                ("Transfer", "Give enough context for readers to judge what holds elsewhere."),
                ("Limits", "Weigh the study by standards of its own kind, yourself included."),
            ),
        }
    ),
)
