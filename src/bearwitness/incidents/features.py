"""What linking keeps of a claim and of its document: a few hundred bytes each.

Everything is read by shape or from closed lists of plain words (markets, schools, shelling, stabbing); no list names a
party. Names of victims and rare words are kept folded or hashed, never the text.

Source: domain.md section 6 (what speaks for and against one incident).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bearwitness.incidents.aftermath import takes_day_of_aftermath
from bearwitness.incidents.strikes import read_strikes, read_turns, strike_at
from bearwitness.phrases.ages import read_ages
from bearwitness.phrases.let_go import is_let_go
from bearwitness.records import Claim, Document, Factuality, Harm, Modifier, Place, Scope

Terms = NDArray[np.uint32]
Weights = NDArray[np.float32]

# Terms kept of a document: beyond 250 the extra words are common ones; with 120 the GVC result was the same (0.97).
DOCUMENT_TERMS = 250
PARAGRAPH_TERMS = 80

# Kinds of term, in the order in which they are kept where a text has too many.
NAME_PAIR, CAPITALISED, WORD = 0, 1, 2

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bCol)(?<!\bCapt)(?<!\bLt)(?<!\bSgt)(?<!\bNo)(?<!\b[A-Z])"
    r"[.!?][\"”’)\]]*\s+(?=[A-Z0-9\"“‘(\[])|\n+"
)
_PARAGRAPH_END = re.compile(r"\n\s*\n")

# Function words and the words of every report; they tell no two stories apart.
_PLAIN = frozenset(
    _TOKEN.findall(
        """
    a about above according after again against all almost also although always am among an and another any are
    around as at away back be became because become been before began being below between both but by call
    called came can cannot come could day days de del did do does doing done down due during each early either
    else end enough even ever every few first five following for former found four from further gave get give
    given go goes going gone got great had has have having he held her here hers herself him himself his how
    however i if in including indeed instead into is it its itself just keep kept la last late later least less
    let like made make many may me meanwhile might mine more moreover most much must my myself near nearly
    neither never new next nine no nobody none nor not nothing now of off often on once one only onto or other
    others otherwise our ours out over own part people perhaps please put quite rather re really regarding said
    same say saying says second see seem seemed seen several shall she should show since six so some someone
    something still such take taken ten than that the their them themselves then there therefore these they
    third this those though three through throughout thus time to today told together too took toward towards
    two under until up upon us use used using various very via was way we week well went were what whatever when
    where whether which while who whole whom whose why will with within without would year years yesterday yet
    you your yours
    """
    )
)
_HONORIFICS = frozenset(
    _TOKEN.findall(
        """
    mr mrs ms miss dr prof sir madam lord lady rev father sister brother fr sgt sergeant cpl corporal pvt
    private lt lieutenant capt captain maj major col colonel gen general cmdr commander officer deputy sheriff
    chief constable detective inspector mayor governor president minister senator judge sheikh imam haji hajji
    ustad sayyid el al jr sr ii iii iv don dona doña señor senor señora senora
    """
    )
)

# What was hit. Only words that name a distinct site; a house, street or car is in most stories and tells none apart.
_TARGETS: dict[str, str] = {
    "market": r"markets?|bazaars?|souks?|marketplaces?",
    "school": r"schools?|kindergartens?|nurser(?:y|ies)|classrooms?|university|universities|colleges?",
    "hospital": r"hospitals?|clinics?|health cent(?:er|re)s?|maternity wards?|field hospitals?",
    "place of worship": r"mosques?|church(?:es)?|cathedrals?|temples?|synagogues?|shrines?|monaster(?:y|ies)|chapels?",
    "wedding": r"weddings?",
    "funeral": r"funerals?|burials?|mourners|wakes?|funeral processions?",
    "convoy": r"convoys?|motorcades?|columns? of vehicles",
    "bus": r"bus(?:es)?|minibus(?:es)?|coach(?:es)?|bus stations?",
    "train": r"trains?|railway stations?|metro|subway",
    "checkpoint": r"checkpoints?|roadblocks?|border posts?",
    "barracks": r"barracks|army bases?|military bases?|garrisons?|army posts?",
    "police station": r"police stations?|police posts?|police headquarters",
    "prison": r"prisons?|jails?|detention cent(?:er|re)s?",
    "hotel": r"hotels?|resorts?",
    "restaurant": r"restaurants?|caf[eé]s?|bars?|nightclubs?|night clubs?|pubs?|taverns?",
    "bakery": r"baker(?:y|ies)|bread queues?",
    "stadium": r"stadiums?|sports grounds?|concert halls?|theat(?:er|re)s?|cinemas?",
    "embassy": r"embass(?:y|ies)|consulates?",
    "court": r"courthouses?|courts?",
    "bank": r"banks?",
    "factory": r"factor(?:y|ies)|plants?|depots?|warehouses?|refiner(?:y|ies)",
    "airport": r"airports?|airfields?|air ?bases?",
    "bridge": r"bridges?",
    "shop": r"supermarkets?|shopping cent(?:er|re)s?|malls?|shops?|stores?|gas stations?|petrol stations?",
}
TARGETS = tuple(_TARGETS)
_TARGET = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _TARGETS.items()}
_TARGET_ANY = "|".join(_TARGETS.values())
_STRIKE = (
    r"(?:attack(?:s|ed|ing)?|str(?:ike|ikes|uck|iking)|raid(?:s|ed|ing)?|bomb(?:s|ed|ing|ings)?|shell(?:s|ed|ing)?|blasts?|"
    r"explosions?|exploded|explod(?:es|ing)|missiles?|rockets?|mortars?|fir(?:e|ed|ing)|shoot(?:s|ing|ings)?|shot|hit|hits|"
    r"hitting|target(?:s|ed|ing)?|storm(?:s|ed|ing)?|destroy(?:s|ed|ing)?|ambush(?:ed|es)?|massacre|killed|killing|kills|"
    r"died|detonated|stabb(?:ed|ing)|burst|fell|landed|rammed)"
)
_STRUCK_TARGET = re.compile(
    rf"\b{_STRIKE}\b(?:\W+\w+){{0,9}}?\W+(?P<before>(?:on|at|in|into|inside|near|outside|against|hit|struck|targeting|a|an|the)\W+"
    rf"(?:[\w’'-]+\W+){{0,4}}?(?P<after>{_TARGET_ANY}))\b"
    rf"|\b(?P<first>{_TARGET_ANY})\W+(?:[\w’'-]+\W+){{0,3}}?{_STRIKE}\b",
    re.IGNORECASE,
)
_CARE = re.compile(
    r"\b(?:taken|rushed|brought|transported|transferred|airlifted|flown|admitted|treated|treatment|died|dies|dead|doctors?|"
    r"medics?|pronounced|condition|wounded|injured)\b(?:\W+\w+){0,8}?\W*$",
    re.IGNORECASE,
)

# "Two are in the hospital after being stabbed": where the harmed are, not what was struck.
_CARED_FOR = re.compile(
    r"\W+(?:after|when|because)\W+(?:being|getting|(?:he|she|they|someone|somebody)\W+(?:was|were|had\W+been|got))\b"
    r"|\W+with\W+(?:\w+\W+){0,3}?(?:wounds?|injur(?:y|ies)|burns)\b",
    re.IGNORECASE,
)

# With what. Air strikes and shelling are often taken for each other, and a blast for either.
_MEANS: dict[str, str] = {
    "air strike": r"air ?-?strikes?|warplanes?|air raids?|fighter jets?|jets? (?:bombed|struck|fired)|barrel bombs?|"
    r"drones?|helicopter gunships?|aerial bombardments?|bombers? (?:hit|struck)",
    "shelling": r"shell(?:s|ed|ing|fire)?|artillery|mortars?|rockets?|missiles?|bombardments?",
    "explosion": r"bomb(?:s|ed|ing|ings)?|blasts?|explosions?|exploded|explosives?|detonated|landmines?|mines?|"
    r"grenades?|suicide bombers?|car bombs?|dynamite",
    "shooting": r"shot|shoot(?:s|ing|ings)?|gunned|gunfire|gunshots?|gunm[ae]n|opened fire|snipers?|bullets?|"
    r"machine-?gun(?:s|ned)?|rifles?|pistols?|handguns?",
    "stabbing": r"stabb(?:ed|ing|ings)|kni(?:fe|ves)|machetes?|hacked|beheaded|throats?",
    "fire": r"arson|set fire|set ablaze|burned to death|burnt to death|torched",
    "vehicle": r"rammed|ramming|ran over|run over",
}
MEANS = tuple(_MEANS)
_MEANS_WORDS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _MEANS.items()}

# Parts of the day, as bits; neighbours in time are not in conflict.
NIGHT, MORNING, AFTERNOON, EVENING = 1, 2, 4, 8
_DAY_PART = re.compile(
    r"\b(?:(?P<night>overnight|midnight|after dark|at night|during the night|in the night|night|pre-?dawn)"
    r"|(?P<morning>dawn|morning|sunrise|daybreak)|(?P<afternoon>noon|midday|afternoon)|(?P<evening>evening|dusk|sunset)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b)",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|added|statement|pronounced|declared|arraigned|hearing|conference|vigil)\b"
    r"(?:\W+\w+){0,3}?\W*$|\b(?:by|until|as of)\W*$",
    re.IGNORECASE,
)
_AGGREGATE = re.compile(
    r"\b(?:in|across|on|at)\W+(?:(?:at least|about|some|the|these|all)\W+)?(?:two|three|four|five|six|seven|eight|nine|"
    r"ten|\d+|several|various|many|a number of|multiple|different|a series of)\W+(?:\w+\W+)?"
    r"(?:villages?|towns?|cities|places|locations|neighbou?rhoods?|districts|areas|hamlets|settlements|sites|provinces|regions|attacks|"
    r"incidents)\b",
    re.IGNORECASE,
)

# Ages as reports print them: "3-year-old", "three years old", "aged 34", "18-month-old", and between commas after a person.


@dataclass(frozen=True, slots=True)
class LinkDocument:
    """What linking keeps of a document: its date and a sketch of its rare words.

    `terms` are 32-bit hashes, sorted and packed; `counts` and `kinds` are one byte each, in the same order. `ages` are
    all that the text tells, in years.
    `published` is the ordinal of the day (`date.toordinal`), None when unknown.
    """

    document_id: str
    published: int | None
    terms: bytes
    counts: bytes
    kinds: bytes
    ages: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkClaim:
    """What linking keeps of a claim.

    `place` is without words and span; `time` is (first day, last day) as ordinals. `named` lists the victims' names,
    folded. `targets`, `means` and `day_parts` are bit sets over the lists of this module. `near` holds the terms of the
    paragraph, `spoken` the capitalised words of the claim itself. `narrow` marks a part, an increment or an ordinal,
    whose number is not the incident's, and `later` one whose place and date may not be: a wounded person's death, a
    suspect's arrest, a release (`let_go`). `turn` is where the text turns to tell of it as something else ("In an unrelated
    incident"), None in the rest; `time_own`: its own sentence tells its day. `ages` are the victims' own in years, `ages_near` all that its sentence says.
    """

    claim_id: str
    document: LinkDocument
    start: int
    end: int
    count_start: int | None
    victims_start: int | None
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    exact: bool
    denied: bool
    narrow: bool
    later: bool
    part_of: str | None
    repeats: str | None
    supersedes: str | None
    denies: str | None
    sum_group: str | None
    named: tuple[str, ...]
    spoken: frozenset[str]
    place: Place | None
    place_own: bool
    time: tuple[int, int] | None
    date_prec: int | None
    time_said: bool
    perpetrator: str | None
    targets: int
    means: int
    day_parts: int
    aggregate: bool
    sentence: int
    near: bytes
    ages: frozenset[int]
    ages_near: frozenset[int]
    let_go: bool = False
    turn: int | None = None
    time_own: bool = True

    @property
    def anchor(self) -> tuple[str, int, int, int, int, str]:
        """Sortable form of what identifies the claim in its document; -1 stands for a span that is not there."""
        return (
            self.document.document_id,
            self.start,
            self.end,
            -1 if self.count_start is None else self.count_start,
            -1 if self.victims_start is None else self.victims_start,
            self.harm.value,
        )


def document_sketch(document: Document) -> LinkDocument:
    """The date and the words of a document, hashed; where there are too many, names and numbers before plain words."""
    kept = _terms(document.text, limit=DOCUMENT_TERMS)
    return LinkDocument(
        document_id=document.document_id,
        published=day_number(document.published),
        terms=array("I", [term for term, _, _ in kept]).tobytes(),
        counts=bytes(min(count, 255) for _, count, _ in kept),
        kinds=bytes(kind for _, _, kind in kept),
        ages=read_ages(document.text),
    )


def link_claims(claims: Iterable[Claim], *, document: Document) -> list[LinkClaim]:
    """The linkable claims of one document, in the order given; they share one sketch and their paragraphs' terms."""
    sketch = document_sketch(document)
    context = _Context(document.text)
    found = (link_features(claim, document=document, sketch=sketch, context=context) for claim in claims)
    return [feature for feature in found if feature is not None]


def link_features(
    claim: Claim, *, document: Document, sketch: LinkDocument | None = None, context: _Context | None = None
) -> LinkClaim | None:
    """What linking needs of one claim.

    Args:
        claim: A resolved claim.
        document: The document that makes it.
        sketch: Its sketch, if already made; give the same object for all claims of a document to save memory.
        context: Its sentences and paragraphs, if already split.

    Returns:
        None for cumulative, stock and unknown-scope claims, which never join an incident. A denial is kept: it joins
        the incident that it denies but makes none.
    """
    if claim.scope is not Scope.INCIDENT:
        return None
    sketch = sketch or document_sketch(document)
    context = context or _Context(document.text)
    sentence_start, sentence = context.sentence(claim.start, claim.end)
    own = sentence_start, context.end(claim.end)
    targets, day_parts = context.strike(claim.start, sentence)
    perpetrator = claim.alleged_perpetrator
    let_go = is_let_go(claim)
    time = None if takes_day_of_aftermath(claim, document.text, own) else claim.time
    first, last = (day_number(time.start), day_number(time.end)) if time else (None, None)
    return LinkClaim(
        claim_id=claim.claim_id,
        document=sketch,
        start=claim.start,
        end=claim.end,
        count_start=claim.count_start,
        victims_start=claim.victims.span[0] if claim.victims.span else None,
        harm=claim.harm,
        low=claim.low,
        best=claim.best,
        high=claim.high,
        exact=claim.modifier in (Modifier.EXACT, Modifier.ABOUT),
        denied=claim.factuality is Factuality.DENIED,
        narrow=bool(claim.part_of)
        or claim.counting.value != "total"
        or bool(claim.moved_from)
        or bool(claim.sum_group),
        later=let_go
        or claim.moved_from is not None
        or (claim.harm is Harm.DETAINED and claim.victims.role == "suspect"),
        part_of=claim.part_of,
        repeats=claim.repeats,
        supersedes=claim.supersedes,
        denies=claim.denies,
        sum_group=claim.sum_group,
        named=tuple(sorted({folded for name in claim.victims.names if (folded := fold_name(name.text))})),
        spoken=_capitalised(f"{claim.quote} {claim.victims.text or ''}"),
        place=_bare_place(claim.place),
        place_own=claim.place is not None and claim.place.basis != "document",
        time=_closed(first, last, sketch.published),
        date_prec=time.date_prec if time else None,
        time_said=time is not None and time.text is not None,
        perpetrator=fold_name(perpetrator.text) or None if perpetrator else None,
        targets=targets,
        means=_means(sentence) or context.means(claim.start),
        day_parts=day_parts,
        aggregate=bool(_AGGREGATE.search(sentence)),
        sentence=sentence_start,
        near=context.near(claim.start),
        ages=_ages_of(claim),
        ages_near=read_ages(sentence),
        let_go=let_go,
        turn=context.turn(claim.start),
        time_own=time is not None and time.span is not None and own[0] <= time.span[0] < own[1],
    )


def _ages_of(claim: Claim) -> frozenset[int]:
    """The ages that stand beside the victims' names or in the claim's own words."""
    said = {name.age for name in claim.victims.names if name.age is not None}
    return frozenset(said) | read_ages(claim.quote) | read_ages(claim.victims.text or "")


@lru_cache(maxsize=4_096)
def _closed(first: int | None, last: int | None, published: int | None) -> tuple[int, int] | None:
    """A period with both ends; one that is open at the end ran up to the report at the latest.

    None for one that begins after the report: what a report tells has happened.
    """
    if first is None or (published is not None and first > published + 1):
        return None
    if last is None:
        last = published if published is not None else first
    return first, max(first, last)


@lru_cache(maxsize=256)
def _capitalised(words: str) -> frozenset[str]:
    """Folded words with a capital: where a victim may be named again in part ("Amari's killing")."""
    found = (_POSSESSIVE.sub("", match[0]) for match in _TOKEN.finditer(words))
    return frozenset(fold_word(word) for word in found if word[0].isupper() and len(word) >= 3)


def day_number(iso: str | None) -> int | None:
    """Ordinal of an ISO date or date-time; None where it is missing or no date."""
    if not iso:
        return None
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


@lru_cache(maxsize=8_192)
def fold_name(text: str) -> str:
    """A name without marks, titles and case: "Sgt. José Ríos Jr." becomes "jose rios". Empty if nothing is left."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = [_POSSESSIVE.sub("", word) for word in _TOKEN.findall(plain)]
    return " ".join(word for word in words if word not in _HONORIFICS and not word.isdigit())


def name_pair_hash(left: str, right: str) -> int:
    """The term under which two adjoining capitalised words are kept in a sketch."""
    return crc32(f"{NAME_PAIR}{left} {right}".encode())


def word_hash(word: str) -> int:
    """The term under which a folded word is kept in a sketch."""
    return crc32(b"w" + word.encode())


def held(terms: Terms, among: Terms) -> NDArray[np.bool_]:
    """Which of the terms are in another sorted array; the cost does not grow with it, as `numpy.isin`'s does."""
    if not among.size:
        return np.zeros(terms.size, dtype=np.bool_)
    at = np.searchsorted(among, terms)
    at[at == among.size] = 0
    return np.asarray(among[at] == terms, dtype=np.bool_)


def read_targets(sentence: str) -> int:
    """Bit set of the sites that the words say were struck; a hospital where the hurt were taken is none."""
    found = 0
    for match in _STRUCK_TARGET.finditer(sentence):
        words = match["after"] or match["first"]
        at = match.start("after") if match["after"] else match.start("first")
        for bit, (name, pattern) in enumerate(_TARGET.items()):
            if pattern.fullmatch(words):
                if name == "hospital" and (
                    _CARE.search(sentence[:at])
                    or re.match(r"\W*hospital\W+(?:said|official)", words)
                    or _CARED_FOR.match(sentence, at + len(words))
                ):
                    continue
                found |= 1 << bit
                rest = re.match(
                    rf"\W+(?:and|or)\W+(?:\w+\W+){{0,2}}?(?P<also>{_TARGET_ANY})\b", sentence[match.end() :], re.I
                )
                if rest:
                    found |= sum(1 << b for b, other in enumerate(_TARGET.values()) if other.fullmatch(rest["also"]))
    return found


def _means(words: str) -> int:
    return sum(1 << bit for bit, pattern in enumerate(_MEANS_WORDS.values()) if pattern.search(words))


def read_day_parts(sentence: str) -> int:
    """Bit set of the parts of the day that the words name, without those in which somebody spoke or was pronounced dead."""
    found = 0
    for match in _DAY_PART.finditer(sentence):
        if _STATEMENT.search(sentence[: match.start()]):
            continue
        if match["hour"]:
            hour = int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0)
            found |= NIGHT if hour >= 22 or hour < 5 else MORNING if hour < 12 else AFTERNOON if hour < 17 else EVENING
        else:
            for part, bit in (("night", NIGHT), ("morning", MORNING), ("afternoon", AFTERNOON), ("evening", EVENING)):
                found |= bit if match[part] else 0
    return found


# Code points around a claim that count as its sentence and paragraph where a text has no marks for miles, so that the
# cost stays linear in the text.
_SENTENCE_REACH, _PARAGRAPH_REACH = 500, 4_000


class _Context:
    """Sentences and paragraphs of a text, split once for all of its claims."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
        self._paragraphs = [0, *(match.end() for match in _PARAGRAPH_END.finditer(text))]
        self._strikes = read_strikes(text, self._sentences, self._paragraphs)
        self._turns = read_turns(text, self._sentences, self._paragraphs)
        self._near: dict[int, bytes] = {}
        self._means: dict[int, int] = {}

    def sentence(self, start: int, end: int) -> tuple[int, str]:
        """Where the sentence begins that holds the span, and its words, to the end of the span's last sentence."""
        first, last = bisect_right(self._sentences, start) - 1, bisect_right(self._sentences, max(start, end - 1))
        stop = self._sentences[last] if last < len(self._sentences) else len(self._text)
        begin = max(self._sentences[first], start - _SENTENCE_REACH)
        return self._sentences[first], self._text[begin : min(stop, end + _SENTENCE_REACH)]

    def end(self, offset: int) -> int:
        """Where the sentence ends that holds what comes before an offset."""
        last = bisect_right(self._sentences, max(0, offset - 1))
        return self._sentences[last] if last < len(self._sentences) else len(self._text)

    def strike(self, start: int, sentence: str) -> tuple[int, int]:
        """Targets and parts of the day that the sentence of an offset names; for want of them those of the sentence that
        opens its strike."""
        targets, day_parts = read_targets(sentence), read_day_parts(sentence)
        told = strike_at(self._strikes, start)
        if told is not None and told.opening <= start:
            opening = self._text[told.start : told.opening]
            targets, day_parts = targets or read_targets(opening), day_parts or read_day_parts(opening)
        return targets, day_parts

    def turn(self, start: int) -> int | None:
        """Where the stretch begins that tells of something else, where the offset lies in one."""
        told = strike_at(self._turns, start)
        return told.start if told is not None else None

    def means(self, start: int) -> int:
        """The means that the paragraph names."""
        begin, stop = self._stretch(start)
        if begin not in self._means:
            self._means[begin] = _means(self._text[begin:stop])
        return self._means[begin]

    def near(self, start: int) -> bytes:
        """The terms of that paragraph, one object for all claims in it."""
        begin, stop = self._stretch(start)
        if begin not in self._near:
            kept = _terms(self._text[begin:stop], limit=PARAGRAPH_TERMS)
            self._near[begin] = array("I", [term for term, _, _ in kept]).tobytes()
        return self._near[begin]

    def _stretch(self, start: int) -> tuple[int, int]:
        """The paragraph of an offset; of a very long one, the stretch of it that the offset lies in."""
        index = bisect_right(self._paragraphs, start) - 1
        begin = self._paragraphs[index]
        stop = self._paragraphs[index + 1] if index + 1 < len(self._paragraphs) else len(self._text)
        begin += (start - begin) // _PARAGRAPH_REACH * _PARAGRAPH_REACH
        return begin, min(stop, begin + _PARAGRAPH_REACH)


def _terms(text: str, *, limit: int) -> list[tuple[int, int, int]]:
    """(hash, count, kind) of the terms of a text, sorted by hash; where there are too many, names before plain words.

    In text that is mostly capitals a capital says nothing, so every word is a plain one.
    """
    tokens = [(match.start(), match.end(), _POSSESSIVE.sub("", match[0])) for match in _TOKEN.finditer(text)]
    shouted = _mostly_capitals(text)
    singles: dict[str, list[int]] = {}  # word -> [count, times with a capital]
    pairs: dict[tuple[str, str], int] = {}
    before, before_end, before_capital = "", -9, False
    for start, end, word in tokens:
        folded = fold_word(word)
        capital = word[0].isupper() and not shouted
        plain = folded in _PLAIN
        if capital and before_capital and start - before_end <= 2 and not plain:
            pairs[before, folded] = pairs.get((before, folded), 0) + 1
        before, before_end, before_capital = folded, end, capital and not plain
        if plain or len(folded) < (3 if folded.isdigit() else 2):  # small numbers are counts, compared on their own
            continue
        entry = singles.setdefault(folded, [0, 0])
        entry[0] += 1
        entry[1] += capital or folded[0].isdigit()
    found: dict[int, tuple[int, int, int]] = {}
    for (left, right), count in pairs.items():
        term = name_pair_hash(left, right)
        found[term] = (NAME_PAIR, count, term)
    for word, (count, capitals) in singles.items():
        term = word_hash(word)
        found.setdefault(term, (CAPITALISED if capitals == count else WORD, count, term))
    kept = sorted(found.values(), key=lambda entry: (entry[0], -entry[1], entry[2]))[:limit]
    return sorted((term, count, kind) for kind, count, term in kept)


@lru_cache(maxsize=16_384)
def fold_word(word: str) -> str:
    """A word without marks and case."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _mostly_capitals(text: str) -> bool:
    sample: Sequence[str] = [character for character in text[:4_000] if character.isalpha()]
    return sum(map(str.isupper, sample)) > 0.5 * len(sample)


@lru_cache(maxsize=4_096)
def _shared_place(place: Place) -> Place:
    return place


def _bare_place(place: Place | None) -> Place | None:
    """The place without words and span, one object for all claims that name it; None where it says nothing."""
    if place is None or (place.name is None and place.text is None and place.lat is None):
        return None
    return _shared_place(replace(place, text=None, span=None, name=place.name or place.text))


@dataclass(slots=True)
class Mention:
    """The claims of one document about one incident, with what they say together; the unit that is compared and joined.

    `time_exact`: a day that the words name. `full_lists` holds, per harm, the names where as many are named as counted.
    `pairs` are the name pairs of the text around the claims, `terms` and `weights` its rare words as a unit vector.
    `denies` holds the numbers that it denies, per harm; `let_go`: it tells of a release alone. Of the document, the sketch is left out. The claims themselves are kept beside it: they are not compared again.
    """

    document: LinkDocument
    copy_group: str
    place: Place | None
    time: tuple[int, int] | None
    date_prec: int | None
    time_exact: bool
    named: tuple[str, ...]
    full_lists: dict[Harm, tuple[str, ...]]
    numbers: dict[Harm, frozenset[int]]
    ranges: dict[Harm, tuple[int, int | None]]
    perpetrators: frozenset[str]
    targets: int
    means: int
    day_parts: int
    later: bool
    aggregate: bool
    denied: bool
    pairs: Terms
    terms: Terms
    weights: Weights
    ages: frozenset[int]
    ages_near: frozenset[int]
    denies: dict[Harm, frozenset[int]] = field(default_factory=dict)
    let_go: bool = False

    @property
    def complete(self) -> bool:
        """Both place and time are known; what lacks one joins by names, copies, one story or a judgement alone."""
        return self.place is not None and self.time is not None


@dataclass(frozen=True, slots=True)
class Outline:
    """What finding pairs worth comparing needs of a mention; it is all of it that stays in memory.

    `document` is a number that its mentions share.
    """

    document: int
    document_id: str
    copy_group: str
    place: Place | None
    time: tuple[int, int] | None
    time_exact: bool
    later: bool
    named: tuple[str, ...]
