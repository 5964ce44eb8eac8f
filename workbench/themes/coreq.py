"""Hold the thirty-two points of COREQ, in our own words."""

from __future__ import annotations

from workbench.themes.checklist_items import NO_AGREEMENT, NO_SATURATION, Checklist, numbered

COREQ = Checklist(
    name="COREQ",
    title="Consolidated criteria for reporting qualitative research",
    source="Tong, Sainsbury & Craig (2007), International Journal for Quality in Health Care "
    "19(6), 349–357, doi 10.1093/intqhc/mzm042",
    about="Thirty-two points for interviews and focus groups of any kind. Some do not fit "
    "reflexive analysis; where a journal asks for them, answer with what you did instead.",
    items=numbered(
        {
            "Research team and reflexivity": (
                ("Interviewer", "Who held the interviews?"),
                ("Credentials", "Which degrees do the researchers hold?"),
                ("Occupation", "What was their work at the time?"),
                ("Gender", "What is the researchers’ gender?"),
                ("Experience and training", "What prepared them for this?"),
                ("Relationship", "Did they know participants beforehand?"),
                ("What participants knew", "What were participants told of the interviewer?"),
                (
                    "Interviewer’s characteristics",
                    "Which assumptions, reasons and interests does the report disclose?",
                    ("memos",),
                ),
            ),
            "Study design": (
                ("Orientation and theory", "Which methodology stands behind the study?"),
                ("Sampling", "How were participants selected?"),
                ("Approach", "How were they approached?"),
                ("Sample size", "How many took part?", ("participants",)),
                ("Non-participation", "How many refused or left, and why?"),
                ("Setting", "Where were data collected?"),
                ("Others present", "Was anybody else there?"),
                (
                    "Description of sample",
                    "Which characteristics of the sample matter?",
                    ("sample", "recorded"),
                ),
                ("Interview guide", "Were questions or prompts given, and piloted?"),
                ("Repeat interviews", "Were interviews repeated, and how often?", ("repeated",)),
                ("Recording", "Was sound or video recorded?"),
                ("Field notes", "Were notes taken during or after interviews?", ("notes",)),
                ("Duration", "How long did interviews last?", ("length",)),
                ("Saturation", "Was saturation discussed?", (), NO_SATURATION),
                (
                    "Transcripts returned",
                    "Did participants get transcripts to comment on?",
                    ("corrections",),
                ),
            ),
            "Analysis and findings": (
                ("Number of coders", "How many coded the data?", ("coders",), NO_AGREEMENT),
                (
                    "Coding tree",
                    "Is the tree of codes described?",
                    ("codebook",),
                    "A codebook grows with the analysis here: say that it describes its end.",
                ),
                ("Derivation of themes", "Set beforehand or made from the data?", ("derivation",)),
                ("Software", "Which was used?", ("software", "found")),
                (
                    "Participant checking",
                    "Did participants comment on findings?",
                    (),
                    "In reflexive analysis their comments are further data, and no proof.",
                ),
                ("Quotations", "Are quotes given, and each speaker identified?", ("quotes",)),
                ("Consistency", "Do findings follow from the data shown?"),
                ("Major themes", "Are they clearly presented?", ("themes",)),
                ("Minor themes", "Are diverse cases or minor themes discussed?", ("themes",)),
            ),
        }
    ),
)
