"""Who says so, and through whom; denial and doubt; what is not said to have happened at all.

A claimant is sought where its words stand: a verb of saying above the harm in the parse, "according to", a colon or
dash credit, the speaker of the quotation that holds the sentence, and, for pronouns, the last words that they can stand
for. Nothing found means the publisher's own voice.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from bearwitness.claims.context.speakers import find_turns
from bearwitness.claims.context.voices import (
    ACCUSING,
    TOLD_BY,
    counting_verb,
    is_hearsay,
    named_afterwards,
    own_name,
    said_aside,
    said_between_commas,
    speaks_for,
)
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.parse import Sentence, Token
from bearwitness.records import BODILY, Claimant, ClaimantKind, Factuality, Harm

PRONOUNS = frozenset(["he", "she", "they", "we", "it", "i", "you", "who"])


@dataclass(frozen=True)
class SpeechWords:
    """The speech lexicon, as sets."""

    say: frozenset[str]
    deny: frozenset[str]
    deny_nouns: frozenset[str]
    hedge_adverbs: frozenset[str]
    hedge_verbs: frozenset[str]
    unreal: dict[str, str]
    kinds: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def speech_words() -> SpeechWords:
    """The English speech lexicon of this package."""
    path = resources.files("bearwitness.claims") / "lexicon" / "speech_en.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return SpeechWords(
        frozenset(data["say"]),
        frozenset(data["deny"]),
        frozenset(data["deny_nouns"]),
        frozenset(data["hedge_adverbs"]),
        frozenset(data["hedge_verbs"]),
        {word: reason for reason, words in data["unreal"].items() for word in words},
        {kind: frozenset(words) for kind, words in data["claimants"].items()},
    )


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks that is long enough to be speech, [start, end) without the marks."""

    start: int
    end: int


_QUOTE_MARK = re.compile(r"[\"“”]|''|``")


LEAST_SPEECH_WORDS = 3  # a shorter quotation is a name, a title or a word held at arm's length
_NAME_RUN = re.compile(r"\b[A-Z][\w'’.-]*(?:\s+(?:(?:of|for|de|del|la|the)\s+)*[A-Z][\w'’.-]*)*")


def _is_speech(words: str) -> bool:
    """Whether quoted words are long enough to be speech; a name counts as one word, however long it is."""
    return len(_NAME_RUN.sub("Name", words).split()) >= LEAST_SPEECH_WORDS


def find_quotations(text: str) -> list[Quotation]:
    """Quoted speech of a text layer (true-cased, where it is in capitals); a paragraph that opens a quotation and leaves it open carries it to the next."""
    found: list[Quotation] = []
    open_at: int | None = None
    for mark in _QUOTE_MARK.finditer(text):
        c = mark.group()
        if open_at is not None:
            gap = text.find("\n\n", open_at, mark.start())
            reopened = c in '“"``' and gap >= 0 and text[gap : mark.start()].strip() == ""
            if reopened and c != "”":
                continue  # a new paragraph of the same speech begins with a mark
            if gap >= 0 and c == '"' and mark.start() - open_at > 1500:
                open_at = mark.end()
                continue
            if c == "“":
                open_at = mark.end()
                continue
            if _is_speech(text[open_at : mark.start()]):
                found.append(Quotation(open_at, mark.start()))
            open_at = None
        elif c != "”":
            open_at = mark.end()
    return found


Verdict = tuple[Factuality, str | None]  # how firmly it is said; why it is set aside, if it is

_GOVERNED = frozenset(
    ("xcomp ccomp advcl conj dobj pcomp pobj prep acl nsubjpass nsubj oprd acomp relcl attr csubj").split()
)
_DENIED_BELOW = frozenset(("xcomp", "ccomp", "dobj", "pcomp", "prep", "pobj", "acl"))
_UNREAL_BELOW = frozenset(("xcomp", "acl", "dobj", "pcomp", "prep", "pobj"))
_MODAL_BELOW = frozenset(("xcomp", "dobj", "oprd", "acomp", "prep", "pobj", "conj", "attr"))
_HEDGING_ADVERB_BELOW = frozenset(("xcomp", "ccomp", "conj", "dobj", "acl", "prep", "pobj"))
_HEDGED_BELOW = frozenset(("xcomp", "ccomp", "oprd", "acomp", "prep", "pcomp", "acl", "dobj"))
"""How a word hangs on the one that governs it, by what the governing word then decides of it."""
_DOUBTS = frozenset(("fears", "fear", "reports", "rumors", "rumours", "suspicions"))
_FEARS = frozenset(("feared", "fear", "fears", "fearing"))
_IS_POSSIBLE = re.compile(r"[^.;,]{0,40}\b(?:is|are) (?:possible|likely|unlikely|inevitable|feared)\b")
_HEDGED_INSIDE = re.compile(
    r"\b(?:reportedly|allegedly|believed|presumed|feared|unconfirmed reports?|said to have|thought)\b"
)
_HEDGED_BEFORE = re.compile(
    r"\b(?:reportedly|unconfirmed reports? (?:that|of)|rumou?rs (?:that|of)|is believed|are believed|feared)\s*$"
)
_FEARED_DEAD = re.compile(r"\bfeared (?:dead|killed|to have)")
_CALLED_FOR = re.compile(r"\b(?:call|calls|called|calling) for (?:the |a )?$")
_ATTEMPTED = re.compile(r"\b(?:attempted|attempts? (?:at|on)|plot to|conspiracy to|threats? (?:to|of))\s*$")


@dataclass(frozen=True, slots=True)
class _Step:
    """One word on the way from the word of harm up to the verb of its sentence.

    `below` is the word before it on that way, None for the word of harm itself, which has depth 0.
    """

    depth: int
    token: Token
    below: Token | None
    children: Sequence[Token]

    def hangs(self, ways: frozenset[str]) -> bool:
        """Whether the word below hangs on this one in one of these ways."""
        return self.below is not None and self.below.dep in ways


def _has_have(children: Sequence[Token]) -> bool:
    return any(g.word in ("have", "'ve") and g.dep == "aux" for g in children)


class Attribution:
    """Finds claimants within one document; parses further sentences only where a quotation or a pronoun asks for it."""

    def __init__(
        self, text: str, cased: str, sentences: Sequence[Sentence], parse: Callable[[Sequence[Sentence]], None]
    ) -> None:
        self.text, self.cased, self.sentences = text, cased, sentences
        self.parse = parse
        self.quotations = find_quotations(cased) if '"' in text or "“" in text or "''" in text else []
        self._quote_starts = [q.start for q in self.quotations]
        self._sentence_starts = [s.start for s in sentences]
        self._speakers: dict[Quotation, Claimant | None] = {}
        self._turn_starts, self._turns = find_turns(text)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that holds a layer offset."""
        k = bisect_right(self._quote_starts, offset) - 1
        if k >= 0 and self.quotations[k].end > offset:
            return self.quotations[k]
        return None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a layer offset, or the last before it."""
        k = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[k] if k >= 0 else None

    def needed_for(self, sentence: Sentence) -> list[Sentence]:
        """Sentences to parse beside this one, since they hold the end of a quotation that it stands in."""
        quote = self.quotation_at(sentence.start + 1) or self.quotation_at(sentence.end - 2)
        if quote is None:
            return []
        ends = (self.sentence_at(quote.end), self.sentence_at(min(quote.end + 2, len(self.text) - 1)))
        return [s for s in ends if s is not None and not s.tokens]

    # ---- claimant -------------------------------------------------------------------------------------------------

    def claimant_of(self, mention: Mention) -> Claimant | None:
        """Who asserts a mention, innermost; None is the publisher's own voice."""
        sentence = mention.sentence
        trigger = sentence.tokens[mention.trigger]
        if mention.rule == "buried" and trigger.tag.startswith("VB"):
            subject = self._subject(sentence, trigger)
            buriers = self._claimant(sentence, subject) if subject is not None else None
            if buriers is not None and buriers.text.lower() not in PRONOUNS:
                return buriers
        found = (
            self._by_teller(sentence, trigger, mention)
            or self._by_verb(sentence, trigger, mention)
            or self._by_according(sentence, trigger, mention)
            or self._by_tail(sentence, mention)
            or self._by_credit(sentence, mention)
        )
        if found is None:
            quote = self.quotation_at(max(trigger.start, mention.start))
            if quote is not None:
                found = self._speaker(quote)
        if found is None:
            found = self._by_transcript(mention.start) or self._by_next(sentence)
        if found is None:
            return None
        if found.text.lower() in ("we", "i") and self.quotation_at(found.span[0]) is None:
            return None  # the publisher of itself
        if found.text.lower().split()[0] in PRONOUNS and found.refers_to is None:
            antecedent = self._antecedent(found)
            if antecedent is not None:
                found = replace(
                    found,
                    refers_to=antecedent.text if isinstance(antecedent, Claimant) else antecedent,
                    kind=antecedent.kind if isinstance(antecedent, Claimant) else kind_of(antecedent),
                )
        return found

    def _by_teller(self, sentence: Sentence, trigger: Token, mention: Mention) -> Claimant | None:
        """ "Nineteen said that they had been beaten": those who tell it of themselves."""
        if mention.rule != "testimony" or mention.start >= trigger.start or not trigger.tag.startswith("VB"):
            return None
        if trigger.word not in speech_words().say and not trigger.word.startswith(("describ", "recount", "detail")):
            return None
        words = self.text[mention.start : trigger.start].rstrip()
        return Claimant(words, (mention.start, mention.start + len(words)), kind=ClaimantKind.WITNESS)

    def _by_verb(self, sentence: Sentence, trigger: Token, mention: Mention | None) -> Claimant | None:
        tokens = sentence.tokens
        words = speech_words()
        chain: list[Claimant] = []
        closing = any(
            k.word in words.say and k.word not in _FINDING for k in tokens[-4:]
        )  # "..., experts said." speaks for the whole sentence
        below = trigger
        t = tokens[trigger.head] if trigger.head != trigger.i else None
        if t is not None and t.i > trigger.i and not closing and self._parted(trigger, t):
            return None
        steps = 0
        counting = counting_verb(sentence, trigger)
        if counting is not None:
            subject = self._subject(sentence, counting)
            if subject is not None:
                cited = self._cited(sentence, counting)
                return cited or self._claimant(sentence, subject)
        trail = [trigger]
        while t is not None and steps < 14:
            steps += 1
            speech = self._is_saying(sentence, t, below, mention) and speaks_for(sentence, t, trail)
            if speech:
                subject = self._subject(sentence, t)
                if (
                    subject is not None
                    and tokens[subject].i != below.i
                    and not self._inside(sentence, trigger.i, subject)
                ):
                    claimant = self._claimant(sentence, subject)
                    if claimant is not None:
                        inner = self._cited(sentence, t)
                        if inner is not None:
                            chain.append(inner)
                        chain.append(claimant)
                elif subject is None:
                    by = self._by_agent(sentence, t)
                    if by is not None:
                        chain.append(by)
            elif t.word in _PAPERS and below.dep in ("acl", "ccomp", "relcl") and self._has_that(sentence, below):
                paper = self._claimant(
                    sentence, t.i
                )  # "reports that two had died", also where "states" is not read as a verb
                if paper is not None:
                    chain.append(paper)
            elif below.dep == "nsubjpass" and t.word in TOLD_BY:
                by = self._by_agent(sentence, t)
                if by is not None:
                    chain.append(by)
            if t.head == t.i or (not closing and self._parted(t, tokens[t.head])):
                break
            below, t = t, tokens[t.head]
            trail.append(below)
        if not chain:
            aside = said_aside(sentence, trail, words.say)
            subject = self._subject(sentence, aside) if aside is not None else None
            return self._claimant(sentence, subject) if subject is not None else None
        innermost = chain[0]
        names = tuple(c.text for c in reversed(chain))
        return replace(innermost, chain=names) if len(names) > 1 else innermost

    @staticmethod
    def _has_that(sentence: Sentence, clause: Token) -> bool:
        """Whether a clause is opened by a "that" which is no subject of its verb."""
        return any(sentence.tokens[c].word == "that" and sentence.tokens[c].dep == "mark" for c in clause.children)

    @staticmethod
    def _is_saying(sentence: Sentence, t: Token, below: Token, mention: Mention | None) -> bool:
        """Whether a word above the harm is a word of saying, by its form and by how the word below hangs on it."""
        words, tokens = speech_words(), sentence.tokens
        if t.word not in words.say and t.word not in words.deny and t.word not in ACCUSING:
            return False
        if not t.tag.startswith(("VB", "NN")) or below.dep not in _COMPLEMENT:
            return False
        if t.tag.startswith("NN") and below.dep not in ("acl", "ccomp"):
            return False
        if t.word in _ONLY_CLAUSES and below.dep != "ccomp":
            return False
        if t.word in _FINDING and not (below.i < t.i or any(tokens[c].word == "that" for c in below.children)):
            return False  # "found two men shot" saw them
        if t.word in ("believed", "believe", "believes") and any(
            tokens[c].dep in ("auxpass", "nsubjpass") for c in t.children
        ):
            return False
        if mention is None:
            return True
        if t.word in ("claimed", "claims", "claiming") and mention.rule in ("lives", "lives-of"):
            return False
        return not (mention.start <= t.start < mention.end and t.i == mention.trigger)

    def _parted(self, t: Token, head: Token) -> bool:
        """Whether a semicolon parts a clause from what the parser hung it on."""
        return ";" in self.text[min(t.end, head.end) : max(t.start, head.start)]

    def _inside(self, sentence: Sentence, trigger: int, subject: int) -> bool:
        """Whether the trigger stands inside the subject itself ("the man who killed 12 said ...")."""
        i = trigger
        for _ in range(14):
            if i == subject:
                return True
            head = sentence.tokens[i].head
            if head == i:
                return False
            i = head
        return False

    def _subject(self, sentence: Sentence, verb: Token) -> int | None:
        tokens = sentence.tokens
        passive = any(tokens[c].dep == "auxpass" for c in verb.children)
        for c in sorted(
            verb.children, key=lambda c: abs(c - verb.i)
        ):  # of two, the parser put the wrong one further off
            child = tokens[c]
            if child.dep in ("nsubj",) and not (child.word == "it" and passive):
                if child.word in ("who", "which", "that") and verb.dep == "relcl":
                    return verb.head
                return c
        if verb.tag == "VBN" and verb.dep in ("acl",):
            return None
        if passive:
            for c in verb.children:
                if tokens[c].dep == "nsubjpass" and verb.word == "quoted":
                    return c
            return None
        if verb.word == "saying" and verb.dep == "pcomp" and tokens[verb.head].word == "as":  # "cited X as saying"
            for c in tokens[tokens[verb.head].head].children:
                if tokens[c].dep == "dobj":
                    return c
        if verb.dep in ("conj", "advcl", "xcomp") and tokens[verb.head].tag.startswith("VB") and verb.head != verb.i:
            parent = tokens[verb.head]
            if verb.tag == "VBN" and verb.dep != "conj":
                return None
            return self._subject(sentence, parent)
        if verb.tag.startswith("NN"):
            for c in verb.children:
                if tokens[c].dep == "poss":
                    return c
            for c in verb.children:
                if tokens[c].dep == "prep" and tokens[c].word in ("by", "from", "of"):
                    for g in tokens[c].children:
                        if tokens[g].dep == "pobj":
                            return g
        return None

    def _by_agent(self, sentence: Sentence, verb: Token) -> Claimant | None:
        for c in verb.children:
            if sentence.tokens[c].word == "by" and sentence.tokens[c].dep in ("agent", "prep"):
                for g in sentence.tokens[c].children:
                    if sentence.tokens[g].dep == "pobj":
                        return self._claimant(sentence, g)
        return None

    def _cited(self, sentence: Sentence, verb: Token) -> Claimant | None:
        """ "X reported, citing Y", "X quoted Y as saying": Y."""
        tokens = sentence.tokens
        for t in tokens:
            if t.word in ("citing", "quoting", "cited", "quoted") and (
                t.head == verb.i or t.i == verb.i or tokens[t.head].head == verb.i
            ):
                for c in t.children:
                    if tokens[c].dep == "dobj":
                        return self._claimant(sentence, c)
        return None

    def _by_according(self, sentence: Sentence, trigger: Token, mention: Mention) -> Claimant | None:
        low = self.cased[sentence.start : sentence.end].lower()
        best: tuple[int, Claimant] | None = None
        for match in _ACCORDING.finditer(low):
            at = sentence.start + match.end()
            token = sentence.token_at(at)
            if token is None:
                continue
            head = self._phrase_head(sentence, token.i)
            claimant = self._claimant(sentence, head)
            if claimant is None:
                continue
            between = self.text[min(at, mention.start) : max(at, mention.start)]
            distance = abs(at - mention.start) + (1000 if ";" in between else 0)
            if best is None or distance < best[0]:
                best = (distance, claimant)
        if best is None or best[0] >= 1000:
            return self._by_tally(sentence)
        cited = next(
            (
                self._claimant(sentence, c)
                for t in sentence.tokens
                if t.word in ("citing", "quoting", "cited", "quoted")
                for c in t.children
                if sentence.tokens[c].dep == "dobj"
            ),
            None,
        )
        if cited is not None and cited.span != best[1].span:
            return replace(cited, chain=(best[1].text, cited.text))
        return best[1]

    def _by_tally(self, sentence: Sentence) -> Claimant | None:
        """ "By the platform's count, eleven voters died": the platform."""
        found = _TALLY.search(self.cased, sentence.start, sentence.end)
        if found is None:
            return None
        span = found.span("who")
        return Claimant(self.text[slice(*span)], span, kind=kind_of(self.cased[slice(*span)]))

    def _phrase_head(self, sentence: Sentence, i: int) -> int:
        tokens = sentence.tokens
        while (
            tokens[i].head > i
            and tokens[tokens[i].head].tag.startswith("NN")
            and tokens[i].dep in ("det", "amod", "compound", "nmod", "poss", "nummod", "case")
        ):
            i = tokens[i].head
        if tokens[i].tag in ("DT", "JJ", "PRP$") and i + 1 < len(tokens):
            return self._phrase_head(sentence, i + 1)
        return i

    def _by_tail(self, sentence: Sentence, mention: Mention) -> Claimant | None:
        """ "..., relief agency says": what stands between a comma and a verb of saying, or behind one at the end."""
        tokens = sentence.tokens
        last = len(tokens) - 1
        while last > 0 and tokens[last].tag in (".", "''", "``", ":"):
            last -= 1
        between = said_between_commas(sentence, mention.start, speech_words().say)
        if between is not None:
            first, end, head = between
            return self._of_words(sentence, first, end, head)
        for v in range(last, max(last - 8, 0), -1):
            if (
                tokens[v].word in ("says", "said", "say", "reports", "according")
                and tokens[v - 1].tag in (",", ":", "``", "''")
                and v < last
                and tokens[v].start >= mention.end
            ):
                behind = [c for c in tokens[v].children if c > v and tokens[c].dep in ("nsubj", "dobj")]
                return self._claimant(sentence, behind[0] if behind else last)
        return None

    def _by_credit(self, sentence: Sentence, mention: Mention) -> Claimant | None:
        """ "12 killed: health ministry", "Health ministry: 12 killed", "12 killed - police"."""
        text = self.text[sentence.start : sentence.end]
        paper = _PAPER_BY.match(text)
        if paper and sentence.start + paper.end() <= mention.start + 1:
            who = self.text[sentence.start + paper.start("who") : sentence.start + paper.end("who")]
            span = (sentence.start + paper.start("who"), sentence.start + paper.end("who"))
            return Claimant(who, span, kind=kind_of(self.cased[slice(*span)], named=True))
        match = re.search(r"(?::|\s[-–—]{1,2})\s+((?:[\w.'’-]+\s?){1,4})[.]?$", text)
        if match and sentence.start + match.start() >= mention.end and len(text) < 140:
            return self._credit(sentence.start + match.start(1), sentence.start + match.end(1))
        match = re.match(r"((?:[\w.'’-]+\s?){1,4}):\s", text)
        if match and sentence.start + match.end() <= mention.start + 1 and len(text) < 140:
            return self._credit(sentence.start + match.start(1), sentence.start + match.end(1))
        return None

    def _credit(self, start: int, end: int) -> Claimant | None:
        words = self.text[start:end].rstrip(" .")
        initials = 1 < len(words) < 6 and words.isupper() and not self.text[end : end + 40].isupper()
        if kind_of(words, named=initials) in (ClaimantKind.UNNAMED, ClaimantKind.PERSON) and not any(
            w in speech_words().kinds["unnamed"] for w in words.lower().split()[-1:]
        ):
            return None
        if re.search(
            r"\b(?:correction|update|breaking|note|editor|clarification|headline|caption|video|photos?|picture|file|watch|live|gallery|graphic|map)\b",
            words.lower(),
        ):
            return None
        return Claimant(words, (start, start + len(words)), kind=kind_of(words, named=initials))

    def _claimant(self, sentence: Sentence, head: int) -> Claimant | None:
        tokens = sentence.tokens
        t = tokens[head]
        of_them = any(tokens[c].word == "of" and tokens[c].dep == "prep" for c in t.children)
        if t.word in _NOBODY or t.tag in ("WP", "WDT", "EX"):
            return None
        if (t.word == "one" or t.tag == "CD") and not of_them:
            return None
        if t.word in _PAPERS:
            owner = self._paper_owner(sentence, t)
            if owner is not None:
                return owner
        name = own_name(sentence, t) if not t.name else None
        if name is not None:
            cased = self.cased[tokens[head].start : tokens[name[1]].end]
            span = (tokens[name[0]].start, tokens[name[1]].end)
            return Claimant(self.text[slice(*span)], span, kind=kind_of(cased, named=True))
        first = head
        while first > 0 and self._leads(sentence, first - 1, head):
            first -= 1
        last = head
        for c in t.children:
            child = tokens[c]
            if (
                c == last + 1
                and child.dep in ("prep",)
                and child.word in ("of", "for", "in", "from", "with", "at")
                and child.children
            ):
                inner = [g for g in child.children if tokens[g].dep == "pobj"]
                if inner:
                    last = inner[0]
                    for g in tokens[inner[0]].children:
                        if tokens[g].dep == "prep" and tokens[g].word in ("of", "for") and g == last + 1:
                            deeper = [x for x in tokens[g].children if tokens[x].dep == "pobj"]
                            last = deeper[0] if deeper else last
            elif child.dep == "appos" and child.name and c <= last + 2:
                last = c
        while first < last and tokens[first].tag in (",", ":", "``", "''", "CC", ".", "-LRB-", "HYPH", "XX"):
            first += 1
        span = (tokens[first].start, tokens[last].end)
        if self.text.count("(", *span) > self.text.count(")", *span):
            close = self.text.find(")", span[1], span[1] + 30)
            span = (span[0], close + 1 if close >= 0 else self.text.rfind("(", *span))
            while span[1] > span[0] and self.text[span[1] - 1].isspace():
                span = (span[0], span[1] - 1)
        return self._voice(span, t, named=t.name or any(tokens[i].name for i in range(first, last + 1)))

    def _paper_owner(self, sentence: Sentence, paper: Token) -> Claimant | None:
        """Who made a statement, count or report: "a statement by the alliance", "the ministry's count", "reports given by"."""
        tokens = sentence.tokens
        for c in paper.children:
            child = tokens[c]
            if child.dep == "acl" and child.word in _MADE:
                inner = [x for g in child.children if tokens[g].word == "by" for x in tokens[g].children]
            elif child.dep in ("prep", "agent") and child.word in ("by", "from"):
                inner = list(child.children)
            else:
                inner = [c] if child.dep == "poss" else []
            for g in inner:
                if tokens[g].dep not in ("pobj", "poss"):
                    continue
                owner = self._claimant(sentence, g)
                place = child.word == "from" and paper.word.startswith("report") and tokens[g].name
                if owner is not None and not (place and owner.kind == ClaimantKind.PERSON):
                    return owner  # "a report from Angola" says where it comes from
        return None

    def _of_words(self, sentence: Sentence, first: int, last: int, head: int) -> Claimant | None:
        """The claimant that tokens [first, last] name."""
        tokens = sentence.tokens
        named = any(tokens[i].name for i in range(first, last + 1))
        return self._voice((tokens[first].start, tokens[last].end), tokens[head], named=named)

    def _voice(self, span: tuple[int, int], head: Token, *, named: bool) -> Claimant | None:
        """A claimant with these words, None where they name neither people nor a paper of theirs."""
        cased = self.cased[slice(*span)]
        kind = kind_of(cased, named=named)
        unnamed = kind == ClaimantKind.UNNAMED and head.word not in speech_words().kinds["unnamed"]
        if unnamed and not is_people_word(cased):
            return None
        return Claimant(self.text[slice(*span)], span, kind=kind)

    def _leads(self, sentence: Sentence, i: int, head: int) -> bool:
        t = sentence.tokens[i]
        if t.dep not in (
            "det",
            "amod",
            "compound",
            "nmod",
            "poss",
            "nummod",
            "case",
            "punct",
            "advmod",
            "appos",
            "cc",
            "conj",
        ) or t.tag in (",", "``", "''", ":", "."):
            return False
        j = i
        for _ in range(6):
            if j == head:
                return True
            up = sentence.tokens[j].head
            if up == j:
                return False
            j = up
        return False

    # ---- quotations and pronouns ------------------------------------------------------------------------------------

    def _speaker(self, quote: Quotation) -> Claimant | None:
        if quote in self._speakers:
            return self._speakers[quote]
        self._speakers[quote] = None
        found: Claimant | None = None
        after = self.sentence_at(quote.end - 1)
        following = self.sentence_at(min(quote.end + 2, len(self.text) - 1))
        before = self.sentence_at(max(quote.start - 2, 0))
        candidates = [s for s in (after, following, before) if s is not None]
        self.parse([s for s in candidates if not s.tokens])
        for s in candidates:
            found = self._speech_outside(s, quote)
            if found is not None:
                break
        if found is None:
            k = self.quotations.index(quote)
            if (
                k > 0
                and self.text[self.quotations[k - 1].end : quote.start].count("\n\n") <= 1
                and quote.start - self.quotations[k - 1].end < 400
            ):
                found = self._speaker(self.quotations[k - 1])
        self._speakers[quote] = found
        return found

    def _speech_outside(self, sentence: Sentence, quote: Quotation) -> Claimant | None:
        """The subject of a verb of saying that stands in this sentence but outside the quotation, nearest to it."""
        best: tuple[int, Claimant] | None = None
        for t in sentence.tokens:
            if (
                (t.word in speech_words().say or t.word in ("read", "reads"))  # "the statement read: ..."
                and t.tag.startswith("VB")
                and self.quotation_at(t.start) is None
                and t.word not in ("put", "puts")
            ):
                distance = min(abs(t.start - quote.end), abs(quote.start - t.end))
                if distance > 160 or (sentence.start > quote.end and t.start - quote.end > 60):
                    continue
                subject = self._subject(sentence, t)
                if t.word in ("read", "reads") and (subject is None or sentence.tokens[subject].word not in _PAPERS):
                    continue
                if subject is None:
                    subject = self._neighbour(sentence, t)
                if subject is None or quote.start <= sentence.tokens[subject].start < quote.end:
                    continue
                claimant = self._claimant(sentence, subject)
                if claimant is not None and (best is None or distance < best[0]):
                    best = (distance, claimant)
        return best[1] if best else None

    def _neighbour(self, sentence: Sentence, verb: Token) -> int | None:
        """A name or pronoun right beside a verb of saying, where the parse gives it no subject ("said Col. Isaacs")."""
        for i in (verb.i - 1, verb.i + 1):
            if 0 <= i < len(sentence.tokens):
                t = sentence.tokens[i]
                if t.tag in ("PRP", "NNP", "NNS", "NN") and t.word not in ("today", "monday", "yesterday"):
                    return i
        return None

    def _by_next(self, sentence: Sentence) -> Claimant | None:
        """ "This was reported by the mayor.", the sentence after."""
        span = named_afterwards(self.text, sentence.end)
        if span is None:
            return None
        cased = self.cased[slice(*span)]
        return Claimant(self.text[slice(*span)], span, kind=kind_of(cased, named=not cased.islower()))

    def _by_transcript(self, offset: int) -> Claimant | None:
        """Who speaks at an offset of a text that prints speech as speech: "[GARCIA] ...", "GARCIA: ..."."""
        k = bisect_right(self._turn_starts, offset) - 1
        turn = self._turns[k] if k >= 0 else None
        if turn is None:
            return None
        return Claimant(self.text[slice(*turn)], turn, kind=kind_of(self.cased[slice(*turn)], named=True))

    def _antecedent(self, claimant: Claimant) -> Claimant | str | None:
        """What a pronoun claimant stands for: the last speaker named before it, else the last people that fit."""
        pronoun = claimant.text.lower().split()[0]
        plural = pronoun in ("they", "we")
        at = self.sentence_at(claimant.span[0])
        if at is None:
            return None
        steps = 0
        k = at.index
        while k > 0 and steps < 6:
            k -= 1
            earlier = self.sentences[k]
            if self.quotation_at(earlier.start + 1) is not None and self.quotation_at(earlier.end - 3) is not None:
                continue  # inside the quoted words of the same speaker
            steps += 1
            if not earlier.tokens:
                self.parse([earlier])
            found = self._people_subject(earlier, plural=plural)
            if found is not None:
                return found
        return None

    def _people_subject(self, sentence: Sentence, *, plural: bool) -> Claimant | str | None:
        tokens = sentence.tokens
        subjects = [t for t in tokens if t.dep in ("nsubj", "nsubjpass") and tokens[t.head].tag.startswith("VB")]
        speaking = [t for t in subjects if tokens[t.head].word in speech_words().say]
        for t in [*speaking, *subjects]:
            if self.quotation_at(t.start) is not None or t.word in PRONOUNS:
                continue
            conj = any(tokens[c].dep == "conj" for c in t.children)
            many = t.tag in ("NNS", "NNPS") or conj or t.word in ("police", "people")
            claimant = self._claimant(sentence, t.i)
            if claimant is None:
                continue
            human = (
                claimant.kind != ClaimantKind.UNNAMED
                or t.name
                or is_people_word(self.cased[claimant.span[0] : claimant.span[1]])
            )
            if not human:
                continue
            if (
                plural
                and not many
                and claimant.kind not in (ClaimantKind.OFFICIAL, ClaimantKind.ORGANISATION, ClaimantKind.MEDIA)
            ):
                continue
            if not plural and many:
                continue
            if conj:
                last = max(
                    c for c in sentence.subtree(t.i) if tokens[c].dep in ("conj", "nsubj") or tokens[c].head == t.i
                )
                last_end = tokens[last].end
                stop = max(
                    (
                        tokens[c].end
                        for c in sentence.subtree(t.i)
                        if tokens[c].i < tokens[t.head].i and tokens[c].tag.startswith("NN")
                    ),
                    default=last_end,
                )
                return self.text[claimant.span[0] : max(last_end, min(stop, claimant.span[0] + 120))]
            return claimant
        return None

    # ---- factuality ---------------------------------------------------------------------------------------------------

    def factuality(self, mention: Mention) -> Verdict:
        """How firmly a mention is said, and the reason to set it aside if it is not said to have happened."""
        verdict = self._by_sentence(mention)
        if verdict is not None:
            return verdict
        hedged = bool(mention.extra.get("hedged", False))
        for step in self._steps(mention):
            if step.below is not None and step.below.dep == "relcl":
                hedged = hedged or step.token.word in _DOUBTS
                break  # what governs the noun does not govern the clause that describes it
            if step.below is not None and self._is_of_known(mention.sentence, step):
                break
            verdict, doubt = self._read_step(mention, step)
            if verdict is not None:
                return verdict
            hedged = hedged or doubt
        hedged = self._hedged_beside(mention) or hedged
        before = self.cased[max(mention.sentence.start, mention.start - 45) : mention.start].lower()
        if _CALLED_FOR.search(before):
            return Factuality.ASSERTED, "planned"
        if _ATTEMPTED.search(before):
            return Factuality.ASSERTED, "foiled"
        return (Factuality.HEDGED if hedged else Factuality.ASSERTED), None

    def _by_sentence(self, mention: Mention) -> Verdict | None:
        """What the words of the sentence decide by themselves: fiction, sport, a falsehood, a condition, a drill."""
        sentence = mention.sentence
        trigger = sentence.tokens[mention.trigger]
        low = self.cased[sentence.start : sentence.end].lower()
        if _FICTION.search(low):
            return Factuality.ASSERTED, "fiction"
        if _SPORT.search(low) and not _ARMS.search(low):
            return Factuality.ASSERTED, "figurative"
        untrue = _UNTRUE.search(self.cased[sentence.start : trigger.start].lower())
        if untrue and not self._denies_the_doing(mention):
            return Factuality.DENIED, None
        said = self.cased[max(sentence.start, trigger.start - 30) : trigger.end].lower()
        if _CONDITION.search(low) and _WOULD_HAVE.search(said):
            return Factuality.ASSERTED, "hypothetical"
        if trigger.tag.startswith("NN") and _IS_POSSIBLE.match(self.cased[trigger.end : sentence.end].lower()):
            return Factuality.ASSERTED, "hypothetical"
        if _DRILL.search(low):
            return Factuality.ASSERTED, "drill"
        return None

    def _steps(self, mention: Mention) -> Iterator[_Step]:
        """The word of harm, then each word that governs the one before."""
        sentence = mention.sentence
        path = self._path(sentence, sentence.tokens[mention.trigger])
        known = mention.rule in ("noun-of", "possessive", "deaths", "bodies-of")
        if known and self._is_known_event(sentence, sentence.tokens[mention.trigger]):
            path = path[:1]  # "the murder of X will be investigated": what is done about it does not unmake it
        below: Token | None = None
        for depth, token in enumerate(path):
            yield _Step(depth, token, below, [sentence.tokens[c] for c in token.children])
            below = token

    def _read_step(self, mention: Mention, step: _Step) -> tuple[Verdict | None, bool]:
        """What one governing word decides, if anything, and whether it hedges."""
        verdict, passed = self._by_governor(mention, step)
        if verdict is not None or passed:
            return verdict, False
        hedged = False
        for child in step.children:
            verdict = self._by_child(mention, step, child)
            if verdict is not None:
                return verdict, False
            hedged = hedged or self._hedged_by_child(mention, step, child)
        if self._is_open_infinitive(mention, step):
            trigger = mention.sentence.tokens[mention.trigger]
            governing = mention.sentence.tokens[step.token.head]
            if governing.word in _DID:
                return None, hedged
            if governing.word in speech_words().hedge_verbs or governing.word in speech_words().say:
                hedged = True
            elif mention.quantity is None or trigger.dep != "ccomp":
                return (Factuality.ASSERTED, "planned"), False
        hedges = step.token.word in speech_words().hedge_verbs and not self._is_known_doing(mention, step)
        if step.depth > 0 and hedges and step.hangs(_HEDGED_BELOW):
            hedged = True
            if step.token.word in _FEARS and mention.harm == Harm.KILLED:
                mention.harm = Harm.MISSING
        return None, hedged or (step.below is not None and is_hearsay(mention.sentence, step.token, step.below))

    @staticmethod
    def _is_of_known(sentence: Sentence, step: _Step) -> bool:
        """Whether a participle tells of people taken for known: "justice for the six priests murdered", "the two arrested men"."""
        of_noun = step.below is not None and step.below.dep in ("acl", "amod") and step.below.tag == "VBN"
        if not of_noun or not step.token.tag.startswith("NN"):
            return False
        return any(c.dep == "det" and c.word in ("the", "these", "those") for c in step.children)

    @staticmethod
    def _is_known_doing(mention: Mention, step: _Step) -> bool:
        """Whether the doubt is about who did it, or no doubt at all: "accused of killing three", "a suspect in the killing"."""
        if step.token.word in ("suspect", "suspects"):
            return not any(c.dep == "nsubj" and c.tag in ("PRP", "NNS", "NNPS") for c in step.children)
        of = step.below is not None and step.below.dep == "prep" and step.below.word in ("of", "in")
        return of and step.token.word in _BLAMED and mention.harm in BODILY

    def _by_governor(self, mention: Mention, step: _Step) -> tuple[Verdict | None, bool]:
        """What a verb or noun of denial, threat or plan decides; True where it says that it happened after all."""
        if step.depth == 0 or not step.hangs(_GOVERNED) or step.below is None:
            return None, False
        words, t, below, sentence = speech_words(), step.token, step.below, mention.sentence
        denies = t.word in words.deny and t.tag.startswith("VB") and step.hangs(_DENIED_BELOW)
        if denies or t.word in words.deny_nouns:
            condemned = t.word.startswith("reject") and below.dep == "dobj" and step.depth == 1
            if self._denies_the_doing(mention) or (condemned and mention.rule in _KNOWN_EVENT):
                return None, True
            return (Factuality.DENIED, None), False
        reason = words.unreal.get(t.word)
        if (
            reason is not None
            and step.hangs(_UNREAL_BELOW)
            and not self._finite(sentence, below)
            and not (t.word in ("warning", "warned", "called", "agreed", "tried") and below.dep in ("prep", "dobj"))
            and not (t.word in ("wanted", "sought") and below.word in ("for", "in"))  # by the police, for what was done
        ):
            if t.word in ("order", "ordered", "orders", "tried") and below.dep in ("dobj", "prep"):
                return None, True
            if reason == "foiled" and self._beside_the_attempt(mention, below):
                return None, True
            if self._happened(sentence, below):
                return None, True
            return (Factuality.ASSERTED, reason), False
        if reason == "threatened" and below.dep == "ccomp" and self._modal(sentence, below):
            return (Factuality.ASSERTED, reason), False
        return None, False

    def _denies_the_doing(self, mention: Mention) -> bool:
        """Whether what is denied before an agreed death is a part in it: "denied any role in the murder of X"."""
        if mention.rule not in _KNOWN_EVENT:
            return False
        trigger = mention.sentence.tokens[mention.trigger]
        start = max(mention.sentence.start, trigger.start - 70)
        return _A_PART_IN.search(self.cased, start, trigger.start) is not None

    def _beside_the_attempt(self, mention: Mention, attempted: Token) -> bool:
        """ "Trying to find out how he was shot", "trying to load it when the bullet hit him": the harm is not what was tried."""
        trigger = mention.sentence.tokens[mention.trigger]
        if trigger.i == attempted.i:
            return False
        return attempted.word in _INQUIRED or self._finite(mention.sentence, trigger)

    def _by_child(self, mention: Mention, step: _Step, child: Token) -> Verdict | None:
        """What an adverb, a negation, a modal or an "if" below a word decides."""
        zero = mention.low == 0 and mention.high == 0
        t, depth = step.token, step.depth
        almost = child.word in ("almost", "nearly", "narrowly") and child.dep == "advmod"
        if almost and depth == 0 and child.i == t.i - 1:
            return Factuality.ASSERTED, "foiled"  # "was almost killed"
        if child.dep == "neg" and depth == 0 and not zero and child.i < t.i and mention.rule != "corrected":
            counted = mention.quantity is not None and self._after(child, mention)
            return (Factuality.DENIED, None) if counted else (Factuality.ASSERTED, "negated")
        if self._is_modal_child(step, child) and not self._may_have(mention, step, child):
            if child.word == "must" and not _has_have(step.children):
                return Factuality.ASSERTED, "planned"
            if child.word == "will" and mention.rule == "wound" and t.word == "lose":
                return None  # "one of whom will lose his foot": the wound has happened
            if (
                child.word == "will"
                and t.word in ("remain", "stay")
                and _IN_JAIL.search(self.cased, t.end, mention.end)
            ):
                return None  # "will remain in custody": held already
            if child.word in ("will", "shall", "'ll", "wo"):
                return Factuality.ASSERTED, "future"
            if child.word in ("could", "would", "can", "may", "might", "should", "'d", "ca"):
                return Factuality.ASSERTED, "hypothetical"
        marked = child.dep == "mark" and child.word in ("if", "unless", "lest", "whether")
        if marked and (depth == 0 or (step.below is not None and step.below.dep != "ccomp")):
            return Factuality.ASSERTED, "hypothetical"
        return None

    def _hedged_by_child(self, mention: Mention, step: _Step, child: Token) -> bool:
        """Whether "may have" or "reportedly" below a word hedges."""
        if self._is_modal_child(step, child) and self._may_have(mention, step, child):
            return True
        adverb = child.dep == "advmod" and child.word in speech_words().hedge_adverbs
        return adverb and (step.depth == 0 or step.hangs(_HEDGING_ADVERB_BELOW))

    @staticmethod
    def _is_modal_child(step: _Step, child: Token) -> bool:
        return child.dep == "aux" and child.tag == "MD" and (step.depth == 0 or step.hangs(_MODAL_BELOW))

    @staticmethod
    def _may_have(mention: Mention, step: _Step, child: Token) -> bool:
        """ "may have killed", but not "the blast might have killed 40" of an object: that did not happen."""
        return (
            child.word in ("may", "might", "must")
            and _has_have(step.children)
            and not (child.word == "might" and step.depth == 0 and mention.rule == "object")
        )

    def _is_open_infinitive(self, mention: Mention, step: _Step) -> bool:
        """ "to kill": an infinitive of which nothing says that it was done."""
        trigger = mention.sentence.tokens[mention.trigger]
        return (
            step.token.tag == "VB"
            and step.depth == 0
            and any(c.tag == "TO" for c in step.children)
            and not self._happened(mention.sentence, step.token)
            and trigger.dep in ("advcl", "relcl", "acl", "xcomp", "ccomp", "ROOT", "conj")
        )

    def _hedged_beside(self, mention: Mention) -> bool:
        """Whether the words of the mention or those right before it hedge; "feared dead" is missing."""
        before = self.cased[max(mention.sentence.start, mention.start - 45) : mention.start].lower()
        inside = self.cased[mention.start : mention.end].lower()
        if not (_HEDGED_INSIDE.search(inside) or _HEDGED_BEFORE.search(before.rstrip() + " ")):
            return False
        if mention.harm == Harm.KILLED and _FEARED_DEAD.search(self.cased[mention.start : mention.end + 20].lower()):
            mention.harm = Harm.MISSING
        return True

    def _is_known_event(self, sentence: Sentence, trigger: Token) -> bool:
        """Whether the harm is a noun that the text takes for granted: "the murders of", "X's death"."""
        if not trigger.tag.startswith("NN"):
            return False
        definite = any(
            sentence.tokens[c].word in ("the", "this", "that", "his", "her", "their")
            or sentence.tokens[c].dep == "poss"
            for c in trigger.children
        )
        if not definite:
            return False
        head = sentence.tokens[trigger.head]
        verb = head
        for _ in range(3):
            if verb.tag.startswith("VB"):
                break
            verb = sentence.tokens[verb.head]
        return not (
            (verb.word in _CAUSING and head.word != "by")  # "the chaos caused by the murder of": it has happened
            or verb.word in speech_words().deny
            or speech_words().unreal.get(verb.word) in ("planned", "foiled", "threatened")
            or head.word in ("attempt", "threat", "plan", "plot", "order", "responsibility")
        )

    def _after(self, neg: Token, mention: Mention) -> bool:
        return mention.quantity is not None and mention.quantity.start > neg.start and mention.low != 0

    def _path(self, sentence: Sentence, t: Token) -> list[Token]:
        path = [t]
        while t.head != t.i and len(path) < 10 and not self._parted(t, sentence.tokens[t.head]):
            t = sentence.tokens[t.head]
            path.append(t)
        return path

    def _finite(self, sentence: Sentence, t: Token) -> bool:
        return t.tag in ("VBD", "VBZ", "VBP") or any(
            sentence.tokens[c].tag in ("VBD", "VBZ", "VBP") and sentence.tokens[c].dep in ("aux", "auxpass")
            for c in t.children
        )

    def _modal(self, sentence: Sentence, t: Token) -> bool:
        return any(sentence.tokens[c].tag == "MD" for c in t.children)

    def _happened(self, sentence: Sentence, t: Token) -> bool:
        """ "to have killed": the infinitive of something that has happened."""
        return any(sentence.tokens[c].word == "have" for c in t.children)


_PAPERS = frozenset(
    (
        "statement communique release report tally count figure figures toll press-release declaration note statements "
        "communiques reports accounts calculations data statistics"
    ).split()
)
_PAPER_BY = re.compile(
    r"(?:(?:A|The)\s+)?(?:(?:Press|Joint|Written|Official)\s+)?(?:Statement|Communiqu[eé]|Declaration|Release)\s+(?:by|from|of)\s+(?P<who>[^:\n,]{2,60}?):\s",
    re.IGNORECASE,
)
_ONLY_CLAUSES = frozenset(
    "put puts point charged issued maintain maintains maintained reminded reminds replied replies answered ruled rules".split()
)
_FINDING = frozenset("found finds finding".split())
_NOBODY = frozenset(
    (
        "that this what there which us monday tuesday wednesday thursday friday saturday sunday today yesterday tonight morning "
        "afternoon evening night week month year days weeks months years"
    ).split()
)
_MADE = frozenset("compiled issued released made given provided published received".split())
_CAUSING = frozenset(
    (
        "cause causes caused causing lead leads led leading result results resulted resulting mean means "
        "avoid prevent bring brought demand demanded call calls called calling seek want"
    ).split()
)
_IN_JAIL = re.compile(
    r"\bin\s+(?:police\s+|federal\s+|the\s+(?:county\s+)?)?(?:custody|jail|prison|detention)\b|\bbehind bars\b"
)
_INQUIRED = frozenset(
    "figure find determine learn understand establish piece help identify explain know see investigate contact".split()
)
_DID = frozenset(
    (
        "forced compelled made managed helped began begin begun started continued came went proceeded used "
        "obliged driven had proved fled caused causing led far"
    ).split()
)
_COMPLEMENT = frozenset(
    (
        "ccomp parataxis advcl dep xcomp acl conj relcl nsubj nsubjpass dobj pobj prep pcomp attr acomp oprd "
        "csubj appos ROOT nmod amod agent npadvmod advmod"
    ).split()
) - frozenset(["nsubj", "nsubjpass"])
_ACCORDING = re.compile(r"\b(?:according to|in the words of|as reported by|as per|quoted by)\s+")
_TALLY = re.compile(
    r"\b[Bb]y (?P<who>(?:the |an? )?(?:[\w-]+ ){0,3}?[\w-]+)['’]s? (?:own |latest |last )?(?:count|tally|reckoning|estimates?|figures|account)\b"
)
_FICTION = re.compile(
    r"\bin (?:the|a|his|her|this) (?:\w+ )?(?:film|movie|novel|book|play|sitcom|thriller|video game|computer game|(?:tv|television|crime|radio|period) (?:series|drama|show)|opera)\b"
    r"(?!['’]s\b|\s+(?:theat(?:er|re)|house|hall|cinema|complex|cent(?:er|re)|market|stall|store|shop|shops|launch|reading|fair|festival|premiere|set|crew|director|star|producer|club|company|school|area|ground|room))"
    r"|\bfictional\b"
    r"|\b(?:crime |spy |historical )?(?:novel|thriller|opera|film|movie|musical|sitcom)"
    r"(?:,? in which| (?:\w+ ){0,3}?(?:tells|follows|depicts|shows|in which|opens|ends|begins|stars|is about))\b"
    r"|\bplays? (?:an?|the) (?!(?:[\w-]+ )?(?:roles?|part|trick|game|record|tune|video|song|match|cent(?:ral|er))\b)"
    r"|\b(?:starring|re-?enact\w*|players must|screenplay|storyline)\b"
)
_SPORT = re.compile(
    r"\b(?:striker|goalkeeper|midfielder|penalty|innings|wickets?|quarterback|touchdown|home run|league|playoffs?|half-?time|scored|semi-?final|tournament|grand slam|merger|shareholders?|layoffs?)\b"
)
_ARMS = re.compile(
    r"\b(?:gun\w*|bomb\w*|attack\w*|grenade|explo\w+|blast|police|soldiers?|troops|army|knife|stabb\w+|rifle|missiles?|shell\w+|riot\w*"
    r"|shot (?:dead|and killed|to death)|fatally shot|shooting (?:at|in|outside)|murder\w*|gunned|militants?|rebels?|raid\w*|ambush\w*|airstrikes?|drones?)\b"
)
_UNTRUE = re.compile(
    r"\b(?:is|was|are|were) (?:untrue|false|not true|a lie|fabricated|baseless|nonsense) that\b"
    r"|\b(?:dismiss|den[iy]|reject|disput|refut)(?:e[ds]|s)?\b[^.;]{0,40}\b(?:reports?|claims?|allegations?|accusations?|charges?|accounts?|versions?|rumou?rs?|lies?)\b[^.;]{0,40}\b(?:that|of|according to which)\b"
    r"|\b(?:an?|the) (?:[\w'’]+ ){0,2}?(?:lie|falsehood|fabrication|hoax)s?\b[^.;,]{0,30}\bthat\b|\blies when (?:it|he|she) says\b|\blie when they say\b"
)
_KNOWN_EVENT = ("noun-of", "possessive", "deaths")
_A_PART_IN = re.compile(
    r"\b(?:participat\w+|part|role|involve\w+|complicity|hand|connection|links?|linked|anything\s+to\s+do|knowledge|"
    r"masterminded|ordered|mastermind\w*|authors?|responsib\w+)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_BLAMED = frozenset("accused accuse accuses accusing suspected suspect suspects suspicion convicted".split())
_CONDITION = re.compile(r"^\s*(?:if|had|were|unless)\b|, if\b|\bif (?:the|it|he|they|she) had\b")
_WOULD_HAVE = re.compile(r"\b(?:might|could|would|may) (?:well )?have\b")
_DRILL = re.compile(
    r"\b(?:drill|drills|mock (?:attack|drill)|mass[- ]casualty exercise|simulated|simulation|training exercise|rehearsal)\b"
)


def kind_of(words: str, *, named: bool = False) -> ClaimantKind:
    """What kind of voice a claimant's words name; a bare proper name is a person unless its words say otherwise."""
    kinds = speech_words().kinds
    lower = re.findall(r"[a-z]+", words.lower())
    if not lower:
        return ClaimantKind.UNNAMED
    head = lower[-1]
    for prep in ("of", "for", "in", "from", "at", "with"):
        if prep in lower[1:]:
            head = lower[lower.index(prep, 1) - 1]
            break
    for order in (head, *reversed(lower)):
        if order in kinds["witness"]:
            return ClaimantKind.WITNESS
        if order in kinds["media"] and order not in ("times", "reports", "report"):
            return ClaimantKind.MEDIA
        if order in kinds["official"] and not (order in ("officials", "official") and len(lower) <= 1):
            return ClaimantKind.OFFICIAL
        if order in kinds["organisation"]:
            return ClaimantKind.ORGANISATION
        if order in kinds["unnamed"] and not named:
            return ClaimantKind.UNNAMED
    if named or re.search(r"\b[A-Z][a-z]+ [A-Z][a-z]+", words):
        if re.fullmatch(r"[A-Z]{2,8}", words.strip()) or ("-" in words and words.isupper()):
            return ClaimantKind.ORGANISATION
        return ClaimantKind.PERSON
    return ClaimantKind.UNNAMED


def is_people_word(words: str) -> bool:
    """Whether the words name people at all."""
    from bearwitness.claims.sentence.victims import describe_victims

    return bool(describe_victims(words).is_people)
