"""The words of the page: numbers, dates, places and the plain sentences for every code of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bearwitness.records import JSON
from bearwitness.redact import UNDER_FIVE

Number = int | str | None  # `<5` where a small count is suppressed

HARMS = {
    "killed": "killed",
    "injured": "injured",
    "killed_or_injured": "killed or injured",
    "missing": "missing",
    "abducted": "abducted",
    "detained": "detained",
    "displaced": "displaced",
    "tortured": "tortured",
    "sexual_violence": "subjected to sexual violence",
}
"""Harm -> the words after a number; the order is that of the page."""

HARM_ORDER = {harm: i for i, harm in enumerate(HARMS)}

CELLS = {
    "all": "everybody",
    "attackers": "attackers",
    "without_attackers": "without the attackers",
    "child": "children",
    "adult": "adults",
    "female": "women and girls",
    "male": "men and boys",
    "women_and_children": "women and children, named together",
    "civilian": "civilians",
    "combatant": "combatants",
    "police": "police",
}
"""Cell -> the group of people; the order is that of the page."""

CELL_ORDER = {cell: i for i, cell in enumerate(CELLS)}

SET_ASIDE = {
    "denied": "A denial. It is shown, but it carries no number of its own into the figure.",
    "repeat": "Says again what another claim of the same report says.",
    "copy": "The same text as another report; it counts once.",
    "superseded": "A later figure from the same source has replaced it.",
    "increment": "Adds to an earlier figure instead of giving a total.",
    "not_this_cell": "Speaks of another or a narrower group of people than this figure.",
    "excluded": "Set aside by a reviewer, whose reason is in the log.",
    "network": "Found by the network alone, where claims that the rules read give a number.",
    "zero_beside_positive": "Says that nobody was harmed where another claim counts people; it lowers nothing.",
    "hedged": "Said with doubt, where the same source also asserts a number.",
    "vague": "A vague word that is no larger than the numbers beside it.",
}
"""Why a claim is not in a figure."""

AGREEMENTS = {
    "single": "One voice",
    "agree": "Accounts agree",
    "overlap": "Accounts differ, their ranges overlap",
    "conflict": "Accounts contradict each other",
}

AGREEMENTS_IN_BRIEF = {
    "single": "One voice",
    "agree": "In agreement",
    "overlap": "Overlapping",
    "conflict": "Contradictory",
}
"""The same for the narrow column of the list."""

GRADES = {
    "single-origin": "Rests on one origin",
    "multi-origin": "Two origins or more",
    "conceded": "Admitted by a party",
    "contested": "Contested between the accounts",
    "denied": "Denied by a party",
    "retracted": "Withdrawn by its source",
}

PROFILES = {
    "minmax": "low is the smallest and high the largest number among the claims that count; best stands only where "
    "they name one and the same number.",
    "ucdp": "low and high as in minmax; best is the number of the highest-ranked publisher, else the lowest exact one.",
    "conservative": "one number, the lowest; vague words are read low.",
    "airwars": "as minmax, by children, women and men; where status is contested, civilians and combatants start "
    "at nought.",
}

WHERE = {
    1: "exact place",
    2: "near this place, within about 25 km",
    3: "known to the district",
    4: "known to the province",
    5: "known to a wider or vaguer area",
    6: "known to the country",
    7: "at sea or in international airspace",
}

WHEN = {
    1: "known to the day",
    2: "known to a few days",
    3: "known to the week",
    4: "known to the month",
    5: "known to the year",
}

SCOPES = {
    "cumulative": "Running totals over a period",
    "stock": "Levels at a date",
    "unknown": "Counts whose frame the words leave open",
}
"""Scope -> heading in the section on periods."""

UNITS = {"family": "families", "case": "cases"}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def one_line(text: str) -> str:
    """Words as they are printed: every line end and run of blanks is one blank. The data keep them."""
    return re.sub(r"[ \t\r\n\f\v\u2028\u2029\u0085]+", " ", text)


def number(value: Number) -> str:
    """A number with thousands set apart; the suppressed count in words."""
    if value == UNDER_FIVE:
        return "fewer than 5"
    return f"{value:,}" if isinstance(value, int) else "" if value is None else str(value)


def bounds(low: Number, best: Number, high: Number) -> str:
    """A range as it is read: "12", "9–14", "12 or more", "up to 30", "about 50", "not known"."""
    if UNDER_FIVE in (low, best, high) and all(v in (UNDER_FIVE, None) for v in (low, best, high)):
        return "fewer than 5"
    if low is not None and low == high:
        return number(low)
    if low is not None and high is not None:
        return f"{number(low)}–{number(high)}"
    if low is not None:
        return f"{number(low)} or more"
    if high is not None:
        return f"up to {number(high)}"
    return f"about {number(best)}" if best is not None else "not known"


def figure_bounds(figure: Mapping[str, Any]) -> str:
    """The range of a figure; the profile `conservative` gives one number, the lowest told, and no estimate about it."""
    if figure.get("profile") == "conservative" and figure["low"] is None and figure["high"] is None:
        return number(figure["best"]) or "not known"
    return bounds(figure["low"], figure["best"], figure["high"])


def best_words(low: Number, best: Number, high: Number) -> str:
    """What is to be said of the best figure beside the range."""
    if best is None:
        return "no single best figure"
    if low == high or (low is None and high is None):
        return ""
    return f"best {number(best)}"


def day(text: str | None) -> str:
    """An ISO date as "3 May 2024"; what is no date stays as it is."""
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return text or ""
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def days(start: str | None, end: str | None) -> str:
    """An interval of ISO dates as a reader writes it."""
    if not start and not end:
        return "Date unknown"
    if not start:
        return f"Up to {day(end)}"
    if not end or start == end:
        return day(start) if end else f"From {day(start)}"
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return f"{start} to {end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def month(start: str | None, end: str | None) -> str:
    """The heading that an incident stands under: the month in which it may have begun."""
    try:
        found = date.fromisoformat(start or end or "")
    except ValueError:
        return "Date unknown"
    return f"{_MONTHS[found.month - 1]} {found.year}"


def place(row: Mapping[str, Any]) -> str:
    """A place as one line, from the narrowest name out; "Place unknown" where there is none."""
    names: list[str] = []
    for key in ("name", "adm1"):
        name = row.get(key)
        if name and name not in names:
            names.append(str(name))
    countries = ", ".join(row.get("country") or ())
    if not names:
        return f"Somewhere in {countries}" if countries else "Place unknown"
    return ", ".join(names) + (f" ({countries})" if countries else "")


_PRONOUNS = frozenset("it he she they him her them who which".split())


def speaker(claim: Mapping[str, Any]) -> str:
    """Who makes a claim, in the words of the report; empty in the publisher's own voice."""
    claimant: JSON | None = claim.get("claimant")
    if not claimant:
        return ""
    words, refers_to = one_line(str(claimant["text"])), one_line(str(claimant.get("refers_to") or ""))
    if words.lower() in _PRONOUNS and refers_to.lower() in {"", *_PRONOUNS}:
        refers_to = next(iter(reversed(_named_links(claimant))), "somebody not named")
    return f"{refers_to} (“{words}”)" if refers_to and refers_to != words else words


def chain(claim: Mapping[str, Any]) -> str:
    """Through whom a claim reached the publisher, outermost first; empty where it came straight."""
    claimant: JSON | None = claim.get("claimant")
    links = _named_links(claimant or {})
    return ", citing ".join(links) if len(links) > 1 else ""


def _named_links(claimant: Mapping[str, Any]) -> list[str]:
    """The links of a chain that say who they are; a pronoun stands for one of the others."""
    links = [one_line(str(link)) for link in claimant.get("chain") or ()]
    return [link for link in links if link.lower() not in _PRONOUNS]


def count(claim: Mapping[str, Any]) -> str:
    """The number of a claim as the words allow it, with its unit where that is not people."""
    low, best, high = claim["low"], claim["best"], claim["high"]
    words = bounds(low, best, high)
    if best is not None and low is not None and high is None:
        words = f"{number(low)} or more"
    unit = UNITS.get(claim["unit"])
    return f"{words} {unit}" if unit else words


_AS_IN_REPORT = re.compile(r"(?:(?P<own>.*?); )?as in report (?P<other>[0-9a-f]{12}): (?P<shared>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bond:
    """What some reports of an incident have in common: the sentence, the pairs of reports, how many claims it places."""

    shared: str
    pairs: tuple[tuple[str, str], ...]
    claims: int


def why_one(members: Iterable[Mapping[str, Any]]) -> tuple[list[Bond], dict[str, list[str]]]:
    """Why claims are in one incident, said once each.

    Args:
        members: Rows of `incident_claims`.

    Returns:
        What ties the reports to each other, the sentence that places the most claims first, with the first 12 digits of
        the documents; and each reason why a claim is with its own report's, with those claims.
    """
    pairs: dict[str, dict[tuple[str, str], int]] = {}
    own: dict[str, list[str]] = {}
    for member in sorted(members, key=lambda row: (row["document_id"], row["claim_id"])):
        reason = one_line(str(member["reason"]))
        if tied := _AS_IN_REPORT.fullmatch(reason):
            here, there = sorted((str(member["document_id"])[:12], tied["other"]))
            counted = pairs.setdefault(tied["shared"], {})
            counted[here, there] = counted.get((here, there), 0) + 1
            reason = tied["own"] or ""
        if reason:
            own.setdefault(reason, []).append(str(member["claim_id"]))
    bonds = [Bond(shared, tuple(sorted(found)), sum(found.values())) for shared, found in pairs.items()]
    return sorted(bonds, key=lambda bond: (-bond.claims, bond.shared)), own


def plural(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
