"""Write days and times as a person reads them.

The trail keeps time in UTC without a zone. Days are put together here since what leaves out the
zero of "03" in strftime is known to some systems only.
"""

from __future__ import annotations

from datetime import UTC, date, datetime


def local(ts: datetime) -> datetime:
    """Bring a time of the trail into the zone of this machine."""
    return ts.replace(tzinfo=UTC).astimezone()


def day(when: date) -> str:
    """Write a day as 3 Nov 2026."""
    return f"{when.day} {when:%b %Y}"


def full_day(when: date) -> str:
    """Write a day as 3 November 2026."""
    return f"{when.day} {when:%B %Y}"


def minute(when: datetime) -> str:
    """Write a time as 3 Nov 2026, 14:05."""
    return f"{day(when)}, {when:%H:%M}"
