"""Wide words of place -> the narrower ones that the report tells of the same event, and the area that a total is of.

A headline says "in northwest Pakistan", the next sentences "near the village of Rell in Belen district": each claim of the
event has the narrower. A total without words of place has the area that its heading names ("Belen and Jabal governorates:
update for March"). Nothing is taken from a sentence that turns to another event, or that is another claim's with a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bearwitness.phrases.places.find import find_place_phrases
from bearwitness.phrases.places.phrase import PlacePhrase, Relation
from bearwitness.phrases.places.tokens import is_in_capitals
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import BODILY, Claim, Place, Scope
from bearwitness.resolve.report_wording import ReportWording, turns_elsewhere

Resolve = Callable[[str], Place]
"""Words that name a place -> the place they mean in this report."""

WIDE_FROM = 3  # where_prec of a district; narrower places are left as they are
REACH = 4  # sentences ahead in which the narrower words may stand
HEADING_WORDS = 16  # the longest heading
_HAPPENS = AnyCase(
    r"\b(?:went\s+off|explod\w+|detonat\w+|t(?:ook|akes)\s+place|occurred|happened|attack(?:ed|ers)?|storm(?:ed|ing)|raid(?:ed|ing)?|ambush(?:ed)?|"
    r"hit|struck|opened\s+fire|shell(?:ed|ing)|bomb(?:ed|ing)|clash(?:ed|es)?|fell|landed|blast|explosion|overran|rode\s+into|broke\s+out|"
    r"killed|shot|gunned|incursion|irruption|invaded|burned|set\s+fire|assailants|gunmen|victims|fighting|strike|protest\w*)\b",
)
_RIGHT_BEHIND = re.compile(
    r"\b(?:went\s+off|exploded|detonated|took\s+place|occurred|happened|unfolded|attacked|stormed|raided|ambushed)\s+(?:[a-z]+\s+){0,3}?(?:the\s+)?$"
)
_TOTALS = (Scope.CUMULATIVE, Scope.STOCK)
_COMPARED = AnyCase(r"\b(?:deadliest|worst|bloodiest|largest|biggest|heaviest)\b")
_LOCATES = frozenset(["in", "at", "near", "on", "outside", "inside", "off", "around", "between"])
_ELSEWHERE = re.compile(
    r"\b(?:hospital|clinic|morgue|told\s+\w+|said|police|officials?|mayor|governor|court|capital|stationed|based|from|native|resident\w*|"
    r"evacuated|taken|fled|flown|rushed|airlifted|headquarters|born|lives?|spoke\w*|reporters?|station|since|ago|last\s+(?:year|month|week)|"
    r"arrest\w*|conference|funeral|buried|sent|travel\w*|visit\w*)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_a-z][\w'’-]{2,}")  # a word of a name, as print has it
_BLOCK = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def narrowed(
    claims: Sequence[Claim],
    text: str,
    report: ReportWording,
    resolve: Resolve,
    is_place_word: Callable[[str], bool],
) -> list[Claim]:
    """The claims of a report, those of incidents with the narrowest place told of them, totals with their heading's area."""
    found = _of_repeats(claims)
    areas: list[tuple[int, Place]] | None = None
    first = min(found, key=lambda c: c.start, default=None)
    of_totals = first is not None and first.scope in _TOTALS  # else a heading names the place of its own event
    result = []
    for claim in found:
        if claim.scope == Scope.INCIDENT and claim.harm in BODILY and _is_wide(claim.place):
            narrower = _told_ahead(claim, found, text, report, resolve, is_place_word)
            claim = replace(claim, place=narrower) if narrower is not None else claim
        elif of_totals and claim.scope in _TOTALS and claim.place is None:
            if areas is None:
                areas = list(_areas(text, resolve, is_place_word))
            area = next((place for end, place in reversed(areas) if end <= claim.start or end == areas[0][0]), None)
            claim = replace(claim, place=area) if area is not None else claim
        result.append(claim)
    return _of_repeats(result)


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether a place is a narrower one within another, by divisions and countries."""
    wide, narrow = outer.where_prec or 0, inner.where_prec
    if wide < WIDE_FROM or not set(inner.country) & set(outer.country):
        return False
    if narrow is not None and narrow >= wide:
        # "Founougo in northern Benin": a name that no gazetteer holds
        return names_in(inner.text) > names_in(outer.text)
    if wide == 3:
        return inner.adm2 is not None and inner.adm2 == outer.adm2
    if wide == 4:
        return inner.adm1 is not None and inner.adm1 == outer.adm1
    return True


def names_in(words: str | None) -> frozenset[str]:
    """The words of names in a stretch of words, as printed; none where there are no words."""
    return frozenset(NAME.findall(words or ""))


def _is_wide(place: Place | None) -> bool:
    return place is not None and (place.where_prec or 0) >= WIDE_FROM


def _of_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """The narrower of the places of a claim and of what says it again, for both."""
    by_id = {c.claim_id: c for c in claims}
    for claim in claims:
        first = by_id.get(claim.repeats) if claim.repeats else None
        if first is None or first.place is None or claim.place is None or claim.scope != Scope.INCIDENT:
            continue
        if lies_in(claim.place, first.place):
            by_id[first.claim_id] = replace(first, place=replace(claim.place, basis="document"))
    for claim in claims:
        first = by_id.get(claim.repeats) if claim.repeats else None
        if first is not None and first.place is not None and claim.place is not None:
            if claim.scope == Scope.INCIDENT and lies_in(first.place, claim.place):
                by_id[claim.claim_id] = replace(claim, place=replace(first.place, basis="document"))
    return [by_id[c.claim_id] for c in claims]


def _told_ahead(
    claim: Claim,
    claims: Sequence[Claim],
    text: str,
    report: ReportWording,
    resolve: Resolve,
    is_place_word: Callable[[str], bool],
) -> Place | None:
    """The narrower place that this sentence or one of the next tells of the claim's event."""
    wide = claim.place
    assert wide is not None
    own = report.sentence_at(claim.start)
    best: Place | None = None
    for sentence in report.sentences_from(own, REACH + 1):
        if sentence is not own and (sentence.other or turns_elsewhere(text, sentence.start, sentence.end)):
            break
        if sentence is not own and _is_of_others(claim, claims, sentence.start, sentence.end):
            break
        if sentence is not own and _COMPARED.search(text, sentence.start, sentence.end):
            continue
        if not _HAPPENS.search(text, sentence.start, sentence.end) or not report.may_be_of(sentence, claim.time):
            continue
        inside = []
        for phrase in find_place_phrases(text, sentence.start, sentence.end, is_place_word=is_place_word):
            if not _may_locate(phrase, text, sentence.start):
                continue
            place = resolve(phrase.text)
            if lies_in(place, wide):
                inside.append(replace(place, text=phrase.text, span=phrase.span, basis="document"))
            elif place.lat is None and _is_told_of_it(phrase, wide, text, sentence.start):
                inside.append(replace(wide, text=phrase.text, span=phrase.span, name=place.name, basis="document"))
        best = min([*inside, *([best] if best else [])], key=lambda place: place.where_prec or 2, default=None)
        if best is not None and (best.where_prec or 2) < WIDE_FROM:
            break
    return best


def _is_told_of_it(phrase: PlacePhrase, wide: Place, text: str, start: int) -> bool:
    """Whether a place that no gazetteer holds is said of the event, or to lie in the wide place by its name."""
    known = set(re.findall(r"[^\W\d_]{4,}", (wide.name or "").casefold()))
    if any(known & set(re.findall(r"[^\W\d_]{4,}", head.text.casefold())) for head in phrase.heads[1:]):
        return True
    return _RIGHT_BEHIND.search(text[max(start, phrase.span[0] - 50) : phrase.span[0]]) is not None


def _may_locate(phrase: PlacePhrase, text: str, start: int) -> bool:
    before = text[max(start, phrase.span[0] - 70) : phrase.span[0]]
    typed = phrase.heads[0].type is not None and phrase.heads[0].type != "capital"
    if not (phrase.preposition in _LOCATES or phrase.relation not in (None, Relation.ACROSS) or typed):
        return False
    return not (_ELSEWHERE.search(before) or _COMPARED.search(before))


def _is_of_others(claim: Claim, claims: Sequence[Claim], start: int, end: int) -> bool:
    """Whether other people's claims with a place of their own stand in a sentence, and none of the same event."""
    here = [c for c in claims if start <= c.start < end]
    same = {claim.claim_id, claim.repeats, claim.part_of, claim.sum_group} - {None}
    if any({c.claim_id, c.repeats, c.part_of, c.sum_group} & same or _says_the_same(c, claim) for c in here):
        return False
    return any(c.place is not None and c.place.span is not None and start <= c.place.span[0] < end for c in here)


def _says_the_same(claim: Claim, other: Claim) -> bool:
    """The same harm to as many people ("17 dead", "at least 17 were killed")."""
    return claim.harm == other.harm and claim.low is not None and claim.low == other.low


def _areas(text: str, resolve: Resolve, is_place_word: Callable[[str], bool]) -> Iterator[tuple[int, Place]]:
    """(where the heading ends, the area it names) of the headings of a report that name one, in order."""
    start = 0
    for block in [*_BLOCK.finditer(text), None]:
        end = block.start() if block is not None else len(text)
        lines = [(m.start(), m.end()) for m in _LINE.finditer(text, start, end)]
        short = len(text[start:end].split()) <= 2 * HEADING_WORDS
        if short and all(_is_heading(text[a:b]) or is_in_capitals(text[a:b]) for a, b in lines):
            phrases = [
                phrase
                for a, b in lines
                if _is_heading(text[a:b])
                for phrase in find_place_phrases(text, a, b, is_place_word=is_place_word)
            ]
            looked_up = [(phrase, resolve(phrase.text)) for phrase in phrases]
            named = [(phrase, place) for phrase, place in looked_up if place.where_prec is not None]
            inner = [(phrase, place) for phrase, place in named[1:] if lies_in(place, named[0][1])]
            for phrase, place in (inner or named)[:1]:  # "BELEN: attacks in Oru and Jabal": the narrower
                yield end, replace(place, text=phrase.text, span=phrase.span, basis="document")
        if block is not None:
            start = block.end()


def _is_heading(line: str) -> bool:
    words = line.split()
    return len(words) <= HEADING_WORDS and line.rstrip()[-1] not in '.!?"”' and not is_in_capitals(line)
