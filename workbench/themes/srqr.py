"""Hold the twenty-one points of SRQR, in our own words."""

from __future__ import annotations

from workbench.themes.checklist_items import NO_AGREEMENT, NO_SATURATION, Checklist, numbered

SRQR = Checklist(
    name="SRQR",
    title="Standards for reporting qualitative research",
    source="O’Brien, Harris, Beckman, Reed & Cook (2014), Academic Medicine 89(9), 1245–1251, "
    "doi 10.1097/ACM.0000000000000388",
    about="Twenty-one points for qualitative research of any kind.",
    items=numbered(
        {
            "Title and abstract": (
                ("Title", "Nature and topic of the study, and its approach."),
                ("Abstract", "The main parts of the study, as the journal orders them."),
            ),
            "Introduction": (
                ("Problem", "What is studied, why it matters, what is known of it."),
                ("Purpose or question", "What the study set out to understand."),
            ),
            "Methods": (
                ("Approach and paradigm", "Approach, guiding theory, paradigm, and why these."),
                (
                    "Researchers and reflexivity",
                    "Traits, relations and assumptions that may have shaped the research.",
                    ("coders", "memos"),
                ),
                ("Context", "Setting, and what about it matters.", ("recorded",)),
                (
                    "Sampling",
                    "How and why participants were selected, and when that was enough.",
                    ("participants",),
                    NO_SATURATION,
                ),
                ("Ethics", "Approval, consent, data security.", ("consent", "pseudonyms")),
                ("Collection methods", "Kinds of data, procedures, dates.", ("recorded", "audit")),
                ("Instruments", "Guides and recorders, and how they changed on the way."),
                (
                    "Units of study",
                    "Number and characteristics of participants and data.",
                    ("participants", "sample", "length"),
                ),
                (
                    "Processing",
                    "Transcription, data entry, checking, anonymising, coding.",
                    ("pseudonyms", "corrections", "coders"),
                ),
                (
                    "Analysis",
                    "How themes were developed, by whom, in which paradigm.",
                    ("derivation", "phases"),
                ),
                (
                    "Trustworthiness",
                    "What was done for it, and why.",
                    ("audit", "discussions", "memos"),
                    NO_AGREEMENT,
                ),
            ),
            "Results": (
                ("Interpretation", "Main findings: interpretations and themes.", ("themes",)),
                ("Evidence", "Quotes and notes that ground the findings.", ("quotes",)),
            ),
            "Discussion": (
                ("Contribution", "How findings bear on what was known, and where they carry."),
                ("Limitations", "Limits to trustworthiness and reach."),
            ),
            "Other": (
                ("Conflicts of interest", "Possible influence, and how it was dealt with."),
                ("Funding", "Who paid, and what part they had."),
            ),
        }
    ),
)
