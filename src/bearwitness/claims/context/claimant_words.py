"""The words that name a claimant: from the noun of a speaker to the whole phrase, its span and its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bearwitness.claims.context.claimant_kinds import is_people_word, kind_of
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.context.voices import own_name
from bearwitness.claims.sentence.dependencies import hangs_on
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.records import Claimant, ClaimantKind

PAPERS = frozenset(
    (
        "statement communique release report tally count figure figures toll press-release declaration note statements "
        "communiques reports accounts calculations data statistics"
    ).split()
)
_NOBODY = frozenset(
    (
        "that this what there which us monday tuesday wednesday thursday friday saturday sunday today yesterday tonight morning "
        "afternoon evening night week month year days weeks months years"
    ).split()
)
_MADE = frozenset("compiled issued released made given provided published received".split())
_LEADING = frozenset("det amod compound nmod poss nummod case punct advmod appos cc conj".split())
_OF_THE_PAPER = re.compile(
    r"\b(?:correction|update|breaking|note|editor|clarification|headline|caption|video|photos?|picture|file|watch|live|gallery|graphic|map)\b"
)
""" "Video: ...", "Correction: ...": what a paper puts before a title, and nobody who says it."""


@dataclass(frozen=True, slots=True)
class ClaimantWords:
    """Finds the words for claimants in a text layer and its true-cased form."""

    text: str
    cased: str

    def at(self, sentence: Sentence, head: int) -> Claimant | None:
        """The claimant whose phrase a noun heads; None where it names neither people nor a paper of theirs."""
        tokens = sentence.tokens
        t = tokens[head]
        of_them = any(tokens[c].word == "of" and tokens[c].dep == "prep" for c in t.children)
        if t.word in _NOBODY or t.tag in ("WP", "WDT", "EX"):
            return None
        if (t.word == "one" or t.tag == "CD") and not of_them:
            return None
        if t.word in PAPERS:
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
        last = self._phrase_end(sentence, t)
        while first < last and tokens[first].tag in (",", ":", "``", "''", "CC", ".", "-LRB-", "HYPH", "XX"):
            first += 1
        span = (tokens[first].start, tokens[last].end)
        span = self._with_brackets_closed(span)
        return self._of_span(span, t, named=t.name or any(tokens[i].name for i in range(first, last + 1)))

    @staticmethod
    def _phrase_end(sentence: Sentence, head: Token) -> int:
        """The last token of a phrase: "a spokesman | for the Red Cross", "the mayor | Tilo Bren"."""
        tokens, last = sentence.tokens, head.i
        for c in head.children:
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
        return last

    def _with_brackets_closed(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span with the bracket that it leaves open, or without what stands in it."""
        if self.text.count("(", *span) > self.text.count(")", *span):
            close = self.text.find(")", span[1], span[1] + 30)
            span = (span[0], close + 1 if close >= 0 else self.text.rfind("(", *span))
            while span[1] > span[0] and self.text[span[1] - 1].isspace():
                span = (span[0], span[1] - 1)
        return span

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
                owner = self.at(sentence, g)
                place = child.word == "from" and paper.word.startswith("report") and tokens[g].name
                if owner is not None and not (place and owner.kind == ClaimantKind.PERSON):
                    return owner  # "a report from Angola" says where it comes from
        return None

    def of_tokens(self, sentence: Sentence, first: int, last: int, head: int) -> Claimant | None:
        """The claimant that tokens [first, last] name."""
        tokens = sentence.tokens
        named = any(tokens[i].name for i in range(first, last + 1))
        return self._of_span((tokens[first].start, tokens[last].end), tokens[head], named=named)

    def _of_span(self, span: tuple[int, int], head: Token, *, named: bool) -> Claimant | None:
        """A claimant with these words, None where they name neither people nor a paper of theirs."""
        cased = self.cased[slice(*span)]
        kind = kind_of(cased, named=named)
        unnamed = kind == ClaimantKind.UNNAMED and head.word not in speech_words().kinds["unnamed"]
        if unnamed and not is_people_word(cased):
            return None
        return Claimant(self.text[slice(*span)], span, kind=kind)

    @staticmethod
    def _leads(sentence: Sentence, i: int, head: int) -> bool:
        """Whether a token before a noun is of its phrase."""
        t = sentence.tokens[i]
        if t.dep not in _LEADING or t.tag in (",", "``", "''", ":", "."):
            return False
        return hangs_on(sentence, t, head, within=6)

    def of_credit(self, start: int, end: int) -> Claimant | None:
        """Whom a credit at the head or the end of a title names; None where its words are no speaker's."""
        words = self.text[start:end].rstrip(" .")
        initials = 1 < len(words) < 6 and words.isupper() and not self.text[end : end + 40].isupper()
        if kind_of(words, named=initials) in (ClaimantKind.UNNAMED, ClaimantKind.PERSON) and not any(
            w in speech_words().kinds["unnamed"] for w in words.lower().split()[-1:]
        ):
            return None
        if _OF_THE_PAPER.search(words.lower()):
            return None
        return Claimant(words, (start, start + len(words)), kind=kind_of(words, named=initials))
