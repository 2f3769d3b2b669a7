"""What the words beside a name say of the person: age, office, speech, accusation."""

from __future__ import annotations

import re
from typing import NamedTuple

from bearwitness.phrases.word_patterns import any_of, words_of
from bearwitness.redact.names import OFFICE

ADULT_AGE_YEARS = 18
ADULT_WORDS = words_of(
    "man woman gentleman lady father mother husband wife widow widower grandfather grandmother farmer teacher "
    "doctor nurse surgeon paramedic policeman policewoman officer journalist reporter photographer cameraman "
    "editor driver worker labourer laborer shopkeeper merchant trader lawyer judge prosecutor priest imam pastor "
    "rabbi businessman businesswoman engineer professor lecturer carpenter mechanic electrician baker tailor "
    "fisherman miner guard watchman accountant pharmacist dentist architect colonel general captain lieutenant "
    "sergeant major commander mayor governor minister senator councillor councilman deputy president director "
    "manager activist ranger peasant rancher bishop nun"
)
CHILD_WORDS = words_of(
    "child children boy boys girl girls baby babies infant infants toddler toddlers newborn teenager teenagers "
    "teenage teen schoolboy schoolgirl schoolboys schoolgirls schoolchild schoolchildren pupil pupils minor "
    "minors juvenile kid kids adolescent adolescents"
)
_AGE_AFTER = re.compile(r"^\s*[,(]\s*(?:aged\s+)?(\d{1,3})\b(?!\s*(?:people|civilians|others|were))", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old(?:\s+[\w-]+){0,2}\s*,?\s*$", re.IGNORECASE)
_APPOSITIVE = r"^\s*,\s*(?:(?:aged\s+)?\d+,?\s+)?(?:an?|the)\s+(?:[\w-]+\s+){0,3}?"
_ADULT_AFTER = re.compile(_APPOSITIVE + any_of(ADULT_WORDS) + r"\b", re.IGNORECASE)
_CHILD_AFTER = re.compile(_APPOSITIVE + any_of(CHILD_WORDS) + r"\b", re.IGNORECASE)
_ADULT_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Capt|Lt|Sgt|Maj|Rev|Judge|Sheikh|" + any_of(ADULT_WORDS) + r")\.?,?\s*$",
    re.IGNORECASE,
)
_CHILD_BEFORE = re.compile(r"\b" + any_of(CHILD_WORDS) + r"(?:\s+named)?,?\s*$", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(
    r"\b(?:"
    + any_of(OFFICE)
    + r"|Gov|Sen|Amb|Col|Gen|Sgt|Lt|Capt|Maj|Det|Insp|Supt|Officer|Sergeant|Lieutenant|Captain)"
    r"\.?(?:\s+[A-Z][\w.'’-]*){0,1},?\s*$",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(
    r"^\s*,\s*(?:(?:an?|the|its|their)\s+)?(?:[\w'’-]+\s+){0,4}?" + any_of(OFFICE) + r"\b", re.IGNORECASE
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|adds?|added|announced?|announces|stated|states|declared|confirmed|reported|according to"
    r"|claimed|denied)\b"
)
_ACCUSED_BEFORE = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?|attackers?|assailants?|killers?|bombers?|accused|perpetrators?),?\s*$",
    re.IGNORECASE,
)
_ACCUSED_AFTER = re.compile(
    r"^[^.;]{0,60}?\b(?:(?:was|is|were|as) (?:one of )?the"
    r" (?:shooters?|attackers?|gunm[ae]n|bombers?|suspects?|assailants?)\b"
    r"|suspected of|accused of|charged with|allegedly"
    r"|(?:shot|killed|stabbed)(?: and killed)? (?:his|her|their|himself|herself)\b)",
    re.IGNORECASE,
)


def is_in_office(text: str, start: int, end: int) -> bool:
    """Whether a name stands beside the word of an office: "Mayor X", "X, the police spokesman"."""
    before, after = text[max(0, start - 60) : start], text[end : end + 80]
    return _OFFICE_BEFORE.search(before) is not None or _OFFICE_AFTER.search(after) is not None


def speaks_beside(text: str, start: int, end: int) -> bool:
    """Whether a word of speech stands near a name."""
    return _SPEECH.search(text[max(0, start - 30) : end + 90]) is not None


def age_after(text: str, end: int) -> int | None:
    """The age that follows a name: "X, 34,"."""
    found = _AGE_AFTER.search(text[end : end + 16])
    return int(found[1]) if found else None


def age_near(text: str, start: int, end: int) -> int | None:
    """The age that follows a name, else the one before it ("34-year-old X")."""
    age = age_after(text, end)
    if age is not None:
        return age
    found = _AGE_BEFORE.search(text[max(0, start - 50) : start])
    return int(found[1]) if found else None


class Beside(NamedTuple):
    """The words before and after a name."""

    before: str
    after: str

    def says_child(self) -> bool:
        """Whether they call the person a child: "the boy X", "X, a pupil"."""
        return bool(_CHILD_BEFORE.search(self.before) or _CHILD_AFTER.search(self.after))

    def says_adult(self) -> bool:
        """Whether they tell that the person is an adult: "Mrs X", "X, a teacher"."""
        return bool(_ADULT_BEFORE.search(self.before) or _ADULT_AFTER.search(self.after))

    def accuses(self) -> bool:
        """Whether they make the person an attacker: "the gunman, X", "X was charged with"."""
        return bool(_ACCUSED_BEFORE.search(self.before) or _ACCUSED_AFTER.search(self.after))


def beside(text: str, start: int, end: int) -> Beside:
    """The words around a name, as far as they may speak of it."""
    return Beside(text[max(0, start - 40) : start], text[end : end + 100])
