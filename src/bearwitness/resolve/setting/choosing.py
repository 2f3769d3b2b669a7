"""Claims with the rules' answers -> claims whose place, time and doer the network chose among all that their report names.

The rules' answer stands unless another phrase is more likely by a margin; none takes nothing away. A phrase that is chosen brings its own
gazetteer entry or its own days; words that have none ("the wet rice") take the point that the claim had, or else that of the likeliest
named phrase.

Cost: linear in the text, and claims of a report times its phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bearwitness.phrases.places.tokens import is_in_capitals
from bearwitness.phrases.times.phrase import TimePhrase
from bearwitness.records import Claim, Period, Place, Span, Words, spans_meet
from bearwitness.resolve.report_wording import ReportWording
from bearwitness.resolve.setting.candidates import Candidate, PlaceTest, Source, find_places, find_times
from bearwitness.resolve.setting.doers import find_doers
from bearwitness.resolve.setting.names import words_of_sentence
from bearwitness.resolve.setting.scoring import Floats, ReadSentence, SettingScorer, setting_scorer
from bearwitness.resolve.setting.signs import DOER, RULES, PageSigns, Slot, people_of, sentences_near
from bearwitness.resolve.wording import lies_within

MARGIN = 0.2
"""How much likelier than the rules' answer another must be to take its place; chosen on the held part of gold/marked."""
MARGIN_OF_SURE = 0.5
"""The same where the rules' answer is a place that the gazetteer knows, days of the calendar or a doer told beside the claim, or where
the rules passed over words beside it."""
LIKELY_ENOUGH = 0.1
"""Probability from which a named phrase lends its point to words without one."""
MOST_READ = 6
"""Phrases of a claim that are read, the likeliest by their signs alone; in held reports .997 of the right places are among them, all
times and .963 of the doers."""
MOST_PAIRS = 20_000
"""Claims times phrases up to which a report is weighed; a longer list keeps the rules' answers."""

Locate = Callable[[str], Place]
Date = Callable[[str], Period]


@dataclass(frozen=True, slots=True)
class Page:
    """A report as the choice needs it."""

    text: str
    report: ReportWording
    dateline: str | None
    is_place_word: PlaceTest

    @property
    def sentences(self) -> list[Span]:
        """Spans of its sentences."""
        return [(s.start, s.end) for s in self.report.sentences]

    def of_harm(self, phrase: TimePhrase, k: int) -> bool:
        """Whether words of time in a sentence may be of a harm."""
        return self.report.may_be_of_harm(phrase, self.report.sentences[k])


def chosen(claims: Sequence[Claim], page: Page, *, locate: Locate, date: Date) -> list[Claim]:
    """The claims of one report with their likeliest places, times and alleged perpetrators.

    Args:
        claims: All claims of the report, with what the rules say of place, time and doer.
        page: The report.
        locate: Words of a place -> its gazetteer entry, as far as it has one.
        date: Words of a time -> the days that they name, as far as they do.
    """
    scorer = setting_scorer()
    if scorer is None or not claims or is_in_capitals(page.text):
        return list(claims)  # in capitals a party's name is not always known as one, and must not move a place
    near = sentences_of_claims(claims, page.report)
    found = find_places(page.text, page.sentences, page.is_place_word, wanted=near)
    times = find_times(page.text, page.sentences, page.of_harm, wanted=near)
    doers = find_doers(page.text, page.sentences, wanted=near)
    candidates: dict[Slot, list[Candidate]] = {"place": found, "time": times, DOER: doers}
    if len(claims) * max(map(len, candidates.values())) > MOST_PAIRS:
        return list(claims)
    pages = {slot: PageSigns(page.text, page.report, claims, c, slot, page.dateline) for slot, c in candidates.items()}
    reader = _Sentences(scorer, page, names_of(found))
    settled = [
        _done(_timed(_placed(claim, in_places, locate), in_times, date), in_doers)
        for claim, in_places, in_times, in_doers in zip(
            claims, *(_weighed(scorer, reader, pages[slot]) for slot in pages), strict=True
        )
    ]
    return _said_again(claims, settled)


def _said_again(claims: Sequence[Claim], settled: Sequence[Claim]) -> list[Claim]:
    """What repeats a claim has its place, time and doer, where the rules had found them to be one."""
    before = {claim.claim_id: claim for claim in claims}
    after = {claim.claim_id: claim for claim in settled}
    found = []
    for claim, own in zip(claims, settled, strict=True):
        first = before.get(claim.repeats or "")
        if first is not None:
            now = after[first.claim_id]
            if _one_time(claim.time, first.time):
                own = replace(own, time=now.time if now.time != first.time else claim.time)
            if _one_place(claim.place, first.place):
                own = replace(own, place=now.place if now.place != first.place else claim.place)
            if claim.alleged_perpetrator is not None and claim.alleged_perpetrator == first.alleged_perpetrator:
                own = replace(own, alleged_perpetrator=now.alleged_perpetrator)
        found.append(own)
    return found


def _one_time(a: Period | None, b: Period | None) -> bool:
    return a is not None and b is not None and a.start is not None and (a.start, a.end) == (b.start, b.end)


def _one_place(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and a.geonames_id is not None and a.geonames_id == b.geonames_id


def sentences_of_claims(claims: Sequence[Claim], report: ReportWording) -> set[int]:
    """Indices of the sentences in which phrases for these claims are looked for."""
    return sentences_near(report.index_at(people_of(claim)[0]) for claim in claims)


def names_of(places: Sequence[Candidate]) -> list[Span]:
    """The phrases of place whose names are read as those of places."""
    return [c.span for c in places if c.source is not Source.LOOSE]


class _Sentences:
    """The sentences of a page, each read when it is first asked for."""

    def __init__(self, scorer: SettingScorer, page: Page, places: Sequence[Span]) -> None:
        self._scorer, self._page, self._places = scorer, page, places
        self._read: dict[int, ReadSentence] = {}

    def read(self, k: int) -> ReadSentence:
        if k not in self._read:
            sentence = self._page.report.sentences[k]
            words = words_of_sentence(self._page.text, sentence.start, sentence.end, self._places)
            self._read[k] = self._scorer.read(words)
        return self._read[k]


def _weighed(scorer: SettingScorer, reader: _Sentences, page: PageSigns) -> list[_Weighed | None]:
    """For each claim the probabilities of none and of each phrase that it is offered; None where its own sentence says it."""
    found: list[_Weighed | None] = []
    for j, told in enumerate(page.told):
        if told.answer is not None and _stands(page, told.answer, told.sentence):
            found.append(None)
            continue
        offered, signs = page.offered(j), page.of_pair(j)
        rules = [at for at, own in enumerate(signs) if own.get(RULES)]
        kept = sorted({*rules, *scorer.likeliest(page.slot, signs, MOST_READ)} - {0})
        offered, signs = [offered[at - 1] for at in kept], [signs[0], *(signs[at] for at in kept)]
        phrases = [(reader.read(page.candidates[k].sentence), page.candidates[k].span) for k in offered]
        people = (reader.read(told.sentence), told.people)
        found.append(_Weighed(page, told.sentence, offered, scorer.score(page.slot, people, phrases, signs)))
    return found


def _stands(page: PageSigns, answer: Span, sentence: int) -> bool:
    """Whether an answer of the rules is not weighed: a place or time in the claim's own sentence."""
    return page.slot != DOER and page.report.index_at(answer[0]) == sentence


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What a claim is offered, indices of the page's candidates, and how likely none and each of them is."""

    page: PageSigns
    sentence: int
    offered: Sequence[int]
    likely: Floats

    def choice(self, said: Place | Period | Words | None, *, sure: bool) -> int | None:
        """The candidate that takes the place of the rules' answer; None where the answer stands, as it does against "none".

        The answer has on its side whatever shares a name with it: "Orl" speaks for "the camp of Orl". Against a `sure` answer,
        and for words of the claim's own sentence that the rules left, another must be likelier by more.
        """
        answer = said.span if said is not None else None
        rules = [0] if answer is None else []
        if answer is not None:
            rules += [at for at, k in enumerate(self.offered, 1) if self.page.shares_name(k, answer)]
        best = int(self.likely.argmax())
        if best in rules or best == 0:
            return None
        k = self.offered[best - 1]
        passed_over = answer is None and self.page.candidates[k].sentence == self.sentence
        margin = MARGIN_OF_SURE if sure or passed_over else MARGIN
        if self.likely[best] - sum(float(self.likely[at]) for at in rules) < margin:
            return None
        says_the_same = said is not None and (said.text or "").casefold() == self.words(k)[0].casefold()
        return None if says_the_same else k

    def is_told_beside(self, answer: Span) -> bool:
        """Whether an answer stands in the claim's own sentence, and not by "they"."""
        if self.page.report.index_at(answer[0]) != self.sentence:
            return False
        return not any(c.source is Source.POINTING and spans_meet(c.span, answer) for c in self.page.candidates)

    def tells_less(self, k: int, answer: Span) -> bool:
        """Whether a phrase only points to somebody ("the attackers"), and the answer has a name."""
        signs = self.page.candidates[k].signs
        points = any(sign in signs for sign in ("group=attacker", "group=suspect", "group=gunman", "party=pointing"))
        return points and self.page.has_name(answer) and not self.page.has_name(self.page.candidates[k].span)

    def words(self, k: int) -> tuple[str, Span]:
        """The words of a candidate."""
        span = self.page.candidates[k].span
        return self.page.text[slice(*span)], span

    def is_named(self, k: int) -> bool:
        """Whether a candidate names a place that can be looked up: not "an alley", nor a street or building by itself."""
        return self.page.candidates[k].source not in (Source.LOOSE, Source.SPOT)

    def by_likelihood(self) -> Iterator[int]:
        """The candidates that are likely enough to lend a point, likeliest first."""
        for at in self.likely[1:].argsort(kind="stable")[::-1]:
            if self.likely[at + 1] < LIKELY_ENOUGH:
                return
            yield self.offered[int(at)]


def _placed(claim: Claim, weighed: _Weighed | None, locate: Locate) -> Claim:
    said = claim.place
    k = weighed.choice(said, sure=said is not None and said.where_prec is not None) if weighed is not None else None
    if weighed is None or k is None:
        return claim
    words, span = weighed.words(k)
    place = locate(words) if weighed.is_named(k) else Place(words)
    if place.where_prec is None:
        place = _point_for(said, weighed, locate) or place
    here = weighed.page.candidates[k].sentence == weighed.page.report.index_at(claim.start)
    return replace(claim, place=replace(place, text=words, span=span, basis="text" if here else "document"))


def _point_for(said: Place | None, weighed: _Weighed, locate: Locate) -> Place | None:
    """The entry for words that have none: the one that the claim had, or else that of the likeliest phrase with one."""
    if said is not None and said.where_prec is not None:
        return said
    found = (locate(weighed.words(k)[0]) for k in weighed.by_likelihood() if weighed.is_named(k))
    return next((place for place in found if place.where_prec is not None), None)


def _done(claim: Claim, weighed: _Weighed | None) -> Claim:
    said = claim.alleged_perpetrator
    if weighed is None:
        return claim
    k = weighed.choice(said, sure=said is not None and weighed.is_told_beside(said.span))
    if k is None or (said is not None and weighed.tells_less(k, said.span)):
        return claim
    return replace(claim, alleged_perpetrator=Words(*weighed.words(k)))


def _timed(claim: Claim, weighed: _Weighed | None, date: Date) -> Claim:
    said = claim.time
    k = weighed.choice(said, sure=said is not None and said.start is not None) if weighed is not None else None
    if weighed is None or k is None:
        return claim
    words, span = weighed.words(k)
    days = date(words)
    if said is not None and said.start is not None and (days.start is None or lies_within(said, days)):
        return claim  # "March 11, 2005" says more exactly what "2005" says too, and "the night" names no day
    return replace(claim, time=replace(days, text=words, span=span))
