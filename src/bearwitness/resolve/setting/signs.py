"""How a phrase of place, time or doer stands to a claim, in signs that know no word of either.

A sign is a name and a number, mostly 1; what each is worth the weights say (`scoring`). Signs of the phrase by itself
are found once a report, those of phrase and claim for each pair; "none" has signs of the claim alone.

Cost: claims of a report times its phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal

from bearwitness.phrases.roundups import is_roundup
from bearwitness.phrases.vocabulary import is_name
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import Claim, Harm, Span, spans_meet
from bearwitness.resolve.report_wording import ReportWording
from bearwitness.resolve.setting.candidates import Candidate, Source
from bearwitness.resolve.setting.doers import ARRESTS, INVESTIGATES, NOT_BY_INQUIRY
from bearwitness.resolve.setting.names import are_capitals, plain_words

Slot = Literal["place", "time", "alleged_perpetrator"]
DOER: Slot = "alleged_perpetrator"
Signs = dict[str, float]

RULES = "rules"
"""The sign of the rules' own answer."""
OF_THE_RULES = frozenset(
    [
        "rules",
        "rules in sentence",
        "no answer",
        "votes",
        "name of answer",
        "none: no answer",
        "none: answer in sentence",
    ]
)
"""Signs that tell of the rules' answer: at times left out in training, so that the rest is learned too."""

_HARM = AnyCase(
    r"\b(?:kill|shot|shoot|wound|injur|attack|bomb|explo|blast|massacre|murder|dead|died|death|ambush|clash|abduct|kidnap|arrest|"
    r"detain|fled|flee|displac|tortur|rape|stab|struck|fire|raid|shell)\w*"
)
_TURN = AnyCase(r"\b(?:meanwhile|elsewhere|separately|another|previous)")
_LONG_AGO = AnyCase(r"\b(?:years?|months?)\s+ago\b|\blast\s+year\b|\bearlier\b|\bprevious")
_POINTS_BACK = AnyCase(
    r"\b(?:the|this|that)\s+(?:\w+\s+)?(?:attack|bombing|blast|explosion|massacre|shooting|ambush|clash|raid|strike|incident|killing|"
    r"shelling|toll|victims|dead|fighting)|\b(?:there|they|he|she|it)\b"
)
_PARTY_NAME = "party=name"
_COUNTRY = (6, 7)  # UCDP codes of places that are no smaller
_ARTICLE = re.compile(r"^(?:the|an?)\s")
_CAPITALISED = re.compile(r"[^\W\d_][\w'’-]{2,}")
_FAR_BEFORE, _FAR_BEHIND = -6, 4  # sentences
_NEAR_HARM, _NEAR_PEOPLE = 25, 20  # words that are no names


OPENING = 5
"""Sentences, title included, in which a report tells its event; what they name is offered to every claim."""
_BACK, _AHEAD, _DOER_AHEAD = 5, 1, 2
_LOOSE_BACK, _LOOSE_AHEAD = 3, 0
"""Sentences around a claim whose phrases are offered to it; of the marked places and times one in thirty stands farther off, of the
doers one in seventy."""


def sentences_near(claimed: Iterable[int]) -> set[int]:
    """Indices of the sentences whose phrases are offered to claims of the given sentences."""
    near = set(range(OPENING))
    for k in claimed:
        near.update(range(k - _BACK, k + _DOER_AHEAD + 1))
    return near


def people_of(claim: Claim) -> Span:
    """The words of a claim's number and people; the whole claim where it has neither."""
    spans = [claim.victims.span] if claim.victims.span is not None else []
    if claim.count_start is not None and claim.count_end is not None:
        spans.append((claim.count_start, claim.count_end))
    if not spans:
        return claim.start, claim.end
    return min(start for start, _ in spans), max(end for _, end in spans)


def _speaks(c: Candidate, claim: Claim) -> bool:
    """Whether a phrase is the one for who says a claim."""
    return claim.claimant is not None and spans_meet(c.span, claim.claimant.span)


def _arrests_behind(c: Candidate, told: _Told) -> bool:
    """Whether people are named behind a harm for an arrest; whom somebody arrests before it may be whom it befell."""
    return ARRESTS in c.signs and c.span[0] > told.people[0]


def _plain(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.lower().split()))


def _capped(value: float, most: float) -> float:
    return min(value, most) / most


@dataclass(slots=True)
class _Told:
    """A claim as its signs need it."""

    claim: Claim
    people: Span
    sentence: int
    answer: Span | None
    group: str


@dataclass
class PageSigns:
    """The signs of one report for one slot.

    Args:
        text: The text layer.
        report: Its sentences.
        claims: All its claims, with the rules' answers.
        candidates: What its phrases are; answers of the rules that are none of them are added.
        slot: `place`, `time` or `alleged_perpetrator`.
        dateline: Words of the dateline's place.
    """

    text: str
    report: ReportWording
    claims: Sequence[Claim]
    candidates: list[Candidate]
    slot: Slot
    dateline: str | None = None
    told: list[_Told] = field(init=False)

    def __post_init__(self) -> None:
        self.told = []
        for claim in self.claims:
            said = getattr(claim, self.slot)
            answer = said.span if said is not None else None
            people = people_of(claim)
            sentence = self.report.index_at(people[0])
            self.told.append(_Told(claim, people, sentence, answer, self.report.people_told(claim)))
        for answer in sorted({t.answer for t in self.told if t.answer is not None}):
            if not any(spans_meet(answer, c.span) for c in self.candidates):
                self.candidates.append(Candidate(answer, self.report.index_at(answer[0]), Source.RULES))
        self.candidates.sort(key=lambda c: c.span)
        self._offered: dict[int, list[int]] = {}
        self._by_itself: dict[int, Signs] = {}
        self._in_capitals: dict[int, bool] = {}
        self._named_answers: dict[Span, frozenset[str]] = {}
        self._in_sentence: dict[int, list[int]] = {}
        for j, told in enumerate(self.told):
            self._in_sentence.setdefault(told.sentence, []).append(j)

    def offered(self, j: int) -> list[int]:
        """Indices of the candidates that a claim may choose among: near it, or in the opening; and the rules' answer."""
        if j not in self._offered:
            told = self.told[j]
            self._offered[j] = [k for k, c in enumerate(self.candidates) if self._is_offered(c, told)]
        return self._offered[j]

    def _is_offered(self, c: Candidate, told: _Told) -> bool:
        if told.answer is not None and spans_meet(c.span, told.answer):
            return True
        if self.slot == DOER and self._is_no_doer(c, told):
            return False
        if not c.of_harm and told.claim.harm is not Harm.DETAINED:
            return False  # "raised the toll on Friday"
        if self._is_roundup and "\n\n" in self.text[min(c.span[0], told.people[0]) : max(c.span[0], told.people[0])]:
            return False  # another item
        apart = c.sentence - told.sentence
        if self.report.sentences[told.sentence].other and apart < 0 and not self.report.sentences[c.sentence].other:
            return False  # "Elsewhere, a man was shot": what was told before is another event
        if c.source is Source.LOOSE:
            return -_LOOSE_BACK <= apart <= _LOOSE_AHEAD or (c.sentence < OPENING and apart <= 1)
        if c.source is Source.POINTING:
            return -1 <= apart <= 0
        return -_BACK <= apart <= (_DOER_AHEAD if self.slot == DOER else _AHEAD) or c.sentence < OPENING

    def _is_no_doer(self, c: Candidate, told: _Told) -> bool:
        """Whether a phrase is for the claim's own people, for who says it (an admission is not made up) or for who inquires into it."""
        if spans_meet(c.span, told.people) or _speaks(c, told.claim):
            return True
        if told.claim.harm in NOT_BY_INQUIRY and (INVESTIGATES in c.signs or _arrests_behind(c, told)):
            return True
        claimant = told.claim.claimant
        if claimant is not None and _plain(self.text[slice(*c.span)]) == _plain(claimant.text):
            return True
        mine = self._names_in(c.span)
        if not mine:
            return False
        return mine <= self._names_in(told.people) or (
            _PARTY_NAME in c.signs and any(mine <= town for town in self._names_of_towns)
        )

    def of_pair(self, j: int) -> list[Signs]:
        """The signs of "none" for a claim, and then of each candidate that it is offered."""
        own = self._of_claim(j)
        none = {f"none: {name}": value for name, value in own.items()}
        none["none"] = 1.0
        if self.told[j].answer is None:
            none[RULES] = 1.0
        return [none, *(self._of_candidate_for(j, k, own) for k in self.offered(j))]

    def _distance(self, k: int, low: int, high: int) -> int:
        return plain_words(self.text, low, high, capitals=self._prints_capitals(k)) if low < high else 0

    @cached_property
    def _is_roundup(self) -> bool:
        return is_roundup(self.text)

    def _prints_capitals(self, k: int) -> bool:
        """Whether capitals tell no name in a sentence."""
        if k not in self._in_capitals:
            sentence = self.report.sentences[k]
            self._in_capitals[k] = are_capitals(self.text, sentence.start, sentence.end)
        return self._in_capitals[k]

    @cached_property
    def _names(self) -> list[frozenset[str]]:
        return [self._names_in(c.span) for c in self.candidates]

    def _names_in(self, span: Span) -> frozenset[str]:
        """Words of a stretch that have a capital; among people those of names alone."""
        words = _CAPITALISED.finditer(self.text, *span)
        if self.slot != DOER:
            return frozenset(m.group().lower() for m in words if m.group()[0].isupper())
        k = self.report.index_at(span[0])
        capitals, first = self._prints_capitals(k), self.report.sentences[k].start
        return frozenset(
            m.group().lower() for m in words if is_name(m.group(), capitals=capitals, opens=m.start() <= first + 1)
        )

    def has_name(self, span: Span) -> bool:
        """Whether a candidate that meets a stretch has a name."""
        return any(self._names[k] for k, c in enumerate(self.candidates) if spans_meet(c.span, span))

    @cached_property
    def _same_words(self) -> list[list[int]]:
        """For each candidate all that say the same, but for the article."""
        by_words: dict[str, list[int]] = {}
        words = [_plain(self.text[slice(*c.span)]) for c in self.candidates]
        for k, said in enumerate(words):
            by_words.setdefault(said, []).append(k)
        return [by_words[said] for said in words]

    @cached_property
    def _names_of_people(self) -> list[frozenset[str]]:
        return [self._names_in(t.people) for t in self.told]

    @cached_property
    def _names_of_towns(self) -> list[frozenset[str]]:
        """The names in the words for a claim's place, but for countries: a state may be a doer, a town is none."""
        places = {t.claim.place.span: t.claim.place for t in self.told if t.claim.place is not None}
        return [
            self._names_in(span)
            for span, place in places.items()
            if span is not None and place.where_prec not in _COUNTRY
        ]

    @cached_property
    def _votes(self) -> list[int]:
        answers = [t.answer for t in self.told if t.answer is not None]
        return [sum(spans_meet(answer, c.span) for answer in answers) for c in self.candidates]

    @cached_property
    def _in_same(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for k, c in enumerate(self.candidates):
            found.setdefault(c.sentence, []).append(k)
        return found

    def _of_candidate(self, k: int) -> Signs:
        c = self.candidates[k]
        sentence = self.report.sentences[c.sentence]
        at = c.span[0]
        signs: Signs = dict.fromkeys((f"source={c.source}", *c.signs), 1.0)
        signs["exactness"] = c.exactness / 6
        if self.slot == DOER:
            signs |= self._of_party(c)
        names = self._names[k]
        if not names:
            signs["no name"] = 1.0
            same = self._same_words[k]
            signs["first of words"] = float(same[0] == k)
            signs["frequency of words"] = _capped(len(same), 6)
        else:
            signs["first of name"] = float(not any(names & earlier for earlier in self._names[:k]))
            signs["frequency"] = _capped(sum(bool(names & other) for other in self._names), 6)
        signs["tells"], signs["other event"] = float(sentence.tells), float(sentence.other)
        signs["title"], signs["lead"] = float(c.sentence == 0), float(c.sentence == 1)
        signs["opening"] = float(c.sentence < OPENING)
        signs["depth"] = c.sentence / len(self.report.sentences)
        harms = [m.start() for m in _HARM.finditer(self.text, sentence.start, sentence.end)]
        if harms:
            nearest = min(harms, key=lambda p: abs(p - at))
            signs["harm word"] = 1.0
            signs["from harm word"] = _capped(self._distance(c.sentence, *sorted((nearest, at))), _NEAR_HARM)
            signs["behind harm word"] = float(nearest < at)
        signs["opens sentence"] = float(at - sentence.start < 4)
        signs["claims in sentence"] = _capped(len(self._in_sentence.get(c.sentence, ())), 4)
        words = self.text[slice(*c.span)].lower()
        signs["dateline"] = float(bool(self.dateline) and str(self.dateline).lower() in words)
        before = self.text[sentence.start : at]
        signs["quoted"] = float(before.count('"') % 2 == 1 or before.count("“") > before.count("”"))
        return signs

    def _of_party(self, c: Candidate) -> Signs:
        """What else a phrase for people is in this report."""
        harmed = [t.claim.harm for t in self.told if spans_meet(c.span, t.people)]
        places = [t.claim.place for t in self.told if t.claim.place is not None]
        return {
            "people of a claim": float(bool(harmed)),
            "killed people": float(Harm.KILLED in harmed),
            "detained people": float(Harm.DETAINED in harmed),
            "claimant": float(any(_speaks(c, t.claim) for t in self.told)),
            "place of a claim": float(any(p.span is not None and spans_meet(c.span, p.span) for p in places)),
        }

    def _of_claim(self, j: int) -> Signs:
        told = self.told[j]
        claim, k = told.claim, told.sentence
        sentence = self.report.sentences[k]
        other = claim.time if self.slot == "place" else claim.place
        said_here = other is not None and other.span is not None and sentence.start <= other.span[0] < sentence.end
        answer_here = told.answer is not None and sentence.start <= told.answer[0] < sentence.end
        return {
            f"harm={claim.harm.value}": 1.0,
            f"scope={claim.scope.value}": 1.0,
            "other event": float(sentence.other),
            "sentence": _capped(k, 10),
            "title": float(k == 0),
            "repeats": float(claim.repeats is not None),
            "part": float(claim.part_of is not None),
            "number": float(claim.count_start is not None),
            "claims in sentence": _capped(len(self._in_sentence[k]), 4),
            "claims": _capped(len(self.told), 12),
            "candidates": _capped(len(self.candidates), 12),
            "candidates in sentence": _capped(len(self._in_same.get(k, ())), 3),
            "no answer": float(told.answer is None),
            "answer in sentence": float(answer_here),
            "other known": float(other is not None),
            "other in sentence": float(said_here),
            "long ago": float(_LONG_AGO.search(self.text, sentence.start, sentence.end) is not None),
            "points back": float(_POINTS_BACK.search(self.text, sentence.start, sentence.end) is not None),
        }

    def _of_candidate_for(self, j: int, k: int, own: Mapping[str, float]) -> Signs:
        told, c = self.told[j], self.candidates[k]
        if k not in self._by_itself:
            self._by_itself[k] = self._of_candidate(k)
        signs = dict(self._by_itself[k])
        if self.slot == DOER:
            signs["words of its people"] = float(bool(self._names[k] & self._names_of_people[j]))
        answer = told.answer
        if answer is None:
            signs["no answer"] = 1.0
        else:
            if spans_meet(c.span, answer):
                signs[RULES] = 1.0
                signs["rules in sentence"] = own["answer in sentence"]
            signs["name of answer"] = float(self._has_name_of(k, answer))
        signs["votes"] = self._votes[k] / max(1, len(self.told))
        apart = c.sentence - told.sentence
        signs[f"sentences={max(_FAR_BEFORE, min(_FAR_BEHIND, apart))}"] = 1.0
        start, end = told.people
        behind = c.span[0] >= start
        low, high = (end, c.span[0]) if behind else (c.span[1], start)
        side = "here" if apart == 0 else "elsewhere"
        if apart == 0:
            self._in_one_sentence(j, k, low, high, signs)
            signs["before people"] = float(not behind)
        else:
            self._across_sentences(j, k, low, high, signs)
            signs["sentence has own"] = float(bool(self._in_same.get(told.sentence)))
            signs["other in sentence"] = own["other in sentence"]
        for name in ("other event", "number", "repeats", "part"):
            if own[name]:
                signs[f"{name}, {side}"] = 1.0
        signs[f"harm={told.claim.harm.value}, {side}"] = 1.0
        signs[f"scope={told.claim.scope.value}, {side}"] = 1.0
        return signs

    def shares_name(self, k: int, answer: Span) -> bool:
        """Whether a candidate shares words with the rules' answer, or a name."""
        return spans_meet(self.candidates[k].span, answer) or self._has_name_of(k, answer)

    def _has_name_of(self, k: int, answer: Span) -> bool:
        if answer not in self._named_answers:
            met = (self._names[q] for q, c in enumerate(self.candidates) if spans_meet(c.span, answer))
            self._named_answers[answer] = frozenset().union(*met)
        return not self._names[k].isdisjoint(self._named_answers[answer])

    def _in_one_sentence(self, j: int, k: int, low: int, high: int, signs: Signs) -> None:
        told, c = self.told[j], self.candidates[k]
        here = self._in_same[c.sentence]
        others = (q for q in self._in_sentence[told.sentence] if q != j)
        signs["from people"] = _capped(self._distance(c.sentence, low, high), _NEAR_PEOPLE)
        signs["candidates between"] = _capped(sum(low <= self.candidates[q].span[0] < high for q in here), 3)
        signs["people between"] = _capped(sum(low <= self.told[q].people[0] < high for q in others), 3)
        signs["commas between"] = _capped(self.text.count(",", low, max(low, high)), 3)
        signs["only one"] = float(len(here) == 1)
        signs["in quote"] = float(told.claim.start <= c.span[0] < told.claim.end)

    def _across_sentences(self, j: int, k: int, low: int, high: int, signs: Signs) -> None:
        told, c = self.told[j], self.candidates[k]
        starts, telling, turns = self._starts
        k_low, k_high = (bisect_left(starts, at) for at in (low, max(low, high)))
        there = self._in_sentence.get(c.sentence, ())
        sentences = self.report.sentences
        first, last = sorted((c.sentence, told.sentence))
        signs["paragraphs between"] = _capped(self.text.count("\n\n", low, max(low, high)), 6)
        signs["candidates between"] = _capped(k_high - k_low, 6)
        signs["telling ones between"] = _capped(telling[k_high] - telling[k_low], 6)
        signs["claims between"] = _capped(
            bisect_left(self._claim_starts, max(low, high)) - bisect_left(self._claim_starts, low), 6
        )
        signs["linked claim there"] = float(any(self.told[q].group == told.group for q in there))
        signs["same harm there"] = float(any(self.told[q].claim.harm == told.claim.harm for q in there))
        signs["claim there"] = float(bool(there))
        turn = bisect_left(turns, sentences[first].start)
        signs["turn between"] = float(turn < len(turns) and turns[turn] < sentences[last].start)

    @cached_property
    def _starts(self) -> tuple[list[int], list[int], list[int]]:
        """Where the candidates begin, how many of those before each stand in sentences that tell harm, and where the words that turn to another event begin."""
        sentences = self.report.sentences
        tells = accumulate((sentences[c.sentence].tells for c in self.candidates), initial=0)
        return [c.span[0] for c in self.candidates], list(tells), [m.start() for m in _TURN.finditer(self.text)]

    @cached_property
    def _claim_starts(self) -> list[int]:
        return sorted(t.claim.start for t in self.told)
