"""How likely it is that a claim is read right: signs seen while reading, weighed and calibrated.

Each claim shows some *signs*: "number said", "people a pronoun", "the only claim of a long report". A sign has a weight,
fitted on annotated reports by scripts/fit_confidence.py; the sum of a claim's weights is its score, and a curve of three
numbers turns the score into a probability. All of it stands in claims/confidence.json; without that file no
claim has a confidence.

Right means what the gold means by it: a careful reader finds the same harm to the same low, best and high number in
these words (docs/confidence.md). It says nothing of whether the report is true.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.sentence.harm_lexicon import harm_words
from bearwitness.claims.sentence.mentions import NETWORK_RULE, Mention
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.upper_case import is_mostly_upper
from bearwitness.records import Counting, Factuality, Harm, Modifier, Scope

CONFIDENCE_FILE = "confidence.json"
FAR = (
    2  # verbs, commas and pronouns between the word of harm and the people's words: one claim in ten stands wider apart
)
LONG = 6  # verbs: one sentence with a claim in twelve has more
CROWD = 4  # claims in one sentence
LONG_REPORT = 8  # full stops: where one so long speaks of harm once, it is mostly about something else

IN_CAPITALS = "in capitals"
_LEVELS = (
    (0.99, "all but sure"),
    (0.97, "sure"),
    (0.9, "likely"),
    (0.6, "rather likely"),
    (0.2, "open"),
    (0.05, "rather unlikely"),
    (0.01, "unlikely"),
    (0.0, "all but excluded"),
)

_DYING = frozenset("die dies died dying death deaths dead deceased".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_VERBS = frozenset("VB VBD VBG VBN VBP VBZ MD".split())
_APART = _VERBS | frozenset("WP WDT PRP RB ,".split())
_FULL_STOP = re.compile(r"[.!?]\s")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_NO_PLURAL = ("ss", "us", "is")
_MARKS = frozenset(('"', "“", "”", "„", "«", "»", "``", "''"))


@dataclass(frozen=True, slots=True)
class Weights:
    """What a probability is made of: a base, a weight a sign (log odds), and the calibrating curve.

    `top` is the highest probability that there is: some errors no sign tells of.
    """

    base: float
    top: float
    slope: float
    shift: float
    signs: dict[str, float]

    def confidence(self, signs: Sequence[str]) -> float:
        """Probability that a claim with these signs is right, to three digits."""
        score = self.base + sum(self.signs.get(sign, 0.0) for sign in signs)
        return round(self.top / (1 + math.exp(-(self.slope * score + self.shift))), 3)


@lru_cache(maxsize=1)
def weights() -> Weights | None:
    """The weights of this package; None where there are none."""
    path = resources.files("bearwitness.claims") / CONFIDENCE_FILE
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["base"], data["top"], data["slope"], data["shift"], data["signs"])


def score_drafts(drafts: Sequence[Draft], text: str) -> None:
    """Give each draft its confidence, in place; leave it None where there are no weights."""
    found = weights()
    if found is None:
        return
    for draft, signs in zip(drafts, signs_of(drafts, text), strict=True):
        draft.confidence = found.confidence(signs)


def signs_of(drafts: Sequence[Draft], text: str) -> list[list[str]]:
    """The signs of each draft of a document, once they are linked. Linear in the drafts.

    None depends on the words of a name, nor on how many they are: where the names of parties are swapped, probabilities
    stay. So nothing is measured in characters or words, but in verbs, full stops and paragraphs.
    """
    in_sentence = Counter(d.mention.sentence.index for d in drafts)
    repeated = {id(d.repeats) for d in drafts}
    told: dict[Harm, set[tuple[int | None, int | None, int | None]]] = {}
    for d in drafts:
        if d.setting.scope == Scope.INCIDENT and d.part_of is None:
            told.setdefault(d.mention.harm, set()).add(d.numbers)
    of_report = [IN_CAPITALS] if drafts and is_mostly_upper(text) else []
    if len(drafts) == 1 and len(_FULL_STOP.findall(text)) >= LONG_REPORT:
        of_report.append("the only claim of a long report")
    found = []
    for d in drafts:
        signs = [*of_report, *_words_signs(d.mention), *_people_signs(d.mention), *_cause_signs(d.mention, text)]
        signs += [*_setting_signs(d), *_network_signs(d.mention, in_capitals=IN_CAPITALS in of_report)]
        signs.append("said again" if d.repeats is not None or id(d) in repeated else "said once")
        if in_sentence[d.mention.sentence.index] >= CROWD:
            signs.append("many claims in the sentence")
        if len(told.get(d.mention.harm, ())) > 1 and d.part_of is None:
            signs.append("other numbers of this harm")
        found.append(signs)
    return found


def _words_signs(m: Mention) -> list[str]:
    """Signs of the word of harm, of the number, and of the sentence they stand in."""
    tokens = m.sentence.tokens
    trigger = tokens[m.trigger]
    signs = [f"harm {m.harm.value}", _number_sign(m)]
    if m.counting != Counting.TOTAL:
        signs.append(f"counting {m.counting.value}")
    if trigger.tag in ("VB", "VBP", "VBZ"):
        signs.append("word of harm in the present")
    if harm_words().transitive.get(trigger.word) == "shot":
        signs.append("shot, fate open")
    if sum(t.tag in _VERBS for t in tokens) > LONG:
        signs.append("long sentence")
    if not any(t.tag in _FINITE for t in tokens):
        signs.append("no full sentence")
    if any(t.tag == "MD" for t in tokens):
        signs.append("a modal verb in the sentence")
    if sum(t.text in _MARKS for t in tokens[: m.trigger]) % 2:
        signs.append("in quotation marks")
    return signs


def _number_sign(m: Mention) -> str:
    if m.low == 0 and m.high == 0:
        return "nobody"
    if m.quantity is not None and not m.implied:
        return "number said" if m.modifier == Modifier.EXACT else "number said loosely"
    if m.best is None:
        return "a bare plural"
    return "one, not said" if m.best == 1 else "several, not said"


def _people_signs(m: Mention) -> list[str]:
    """Signs of the words for the people, and of how far from the word of harm they stand."""
    signs = []
    if m.names:
        signs.append("people named")
    elif m.pronoun:
        signs.append("people a pronoun")
    elif m.noun is None:
        signs.append("people not said")
    else:
        signs.append("people known from before" if m.definite else "people described")
        if m.words.is_people is None:
            signs.append("people in an unknown word")
        head = m.words.head or ""
        if m.implied and m.best == 1 and head.endswith("s") and not head.endswith(_NO_PLURAL):
            signs.append("one, in a word like a plural")
    if m.noun is not None and _apart(m.sentence.tokens, m.noun, m.trigger) > FAR:
        signs.append("people far from the word of harm")
    if m.perpetrator is not None:
        signs.append("doer said")
    return signs


def _apart(tokens: Sequence[Token], span: tuple[int, int], trigger: int) -> int:
    """Verbs, commas and pronouns between the word of harm and the nearest word of the people."""
    people = (t.i for t in tokens if t.start < span[1] and t.end > span[0])
    nearest = min(people, key=lambda i: abs(i - trigger), default=trigger)
    first, last = sorted((nearest, trigger))
    return sum(t.tag in _APART for t in tokens[first + 1 : last])


def _cause_signs(m: Mention, text: str) -> list[str]:
    """Whether force is named near a death told by "died" alone, and whether the sentence names another cause."""
    signs = []
    if m.harm == Harm.KILLED and m.sentence.tokens[m.trigger].word in _DYING:
        force = harm_words().force.search(text, *_paragraphs_around(text, m.start, m.end))
        signs.append("died, force near" if force else "died, no force near")
    if m.extra.get("other_cause"):
        signs.append("accident or illness named")
    return signs


def _network_signs(m: Mention, *, in_capitals: bool) -> list[str]:
    """What the network beside the rules thinks of these people and this harm; no sign where it was not asked.

    In capitals a part of a name may pass for a word, which it must not see: there it says nothing of what rules read.
    """
    p = m.extra.get("likely")
    if p is None or (in_capitals and m.rule != NETWORK_RULE):
        return []
    found = "the network alone" if m.rule == NETWORK_RULE else "the network"
    return [f"{found}: {next(name for limit, name in _LEVELS if p >= limit)}"]


def _paragraphs_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the paragraphs that a span lies in, with the one before and the one behind."""
    breaks = [m.start() for m in _PARAGRAPH_END.finditer(text)]
    before, behind = [b for b in breaks if b < start][-2:], [b for b in breaks if b >= end][:2]
    return before[0] if len(before) == 2 else 0, behind[1] if len(behind) == 2 else len(text)


def _setting_signs(d: Draft) -> list[str]:
    """Signs of what was read around the words: firmness, scope, links, voice, place, time."""
    signs = []
    if d.factuality != Factuality.ASSERTED:
        signs.append(d.factuality.value)
    if d.setting.scope != Scope.INCIDENT:
        signs.append(f"scope {d.setting.scope.value}")
    for there, sign in (
        (d.in_title, "in the title"),
        (d.part_of is not None, "part of another"),
        (d.sum_group is not None, "one of a sum"),
        (d.setting.place is not None, "place said"),
        (d.setting.time is not None, "time said"),
        (d.claimant is not None, "voice said"),
    ):
        if there:
            signs.append(sign)
    return signs
