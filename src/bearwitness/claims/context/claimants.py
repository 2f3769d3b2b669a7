"""Who says so: the claimant of a mention, from its sentence, from the quotation that it stands in, or from around it.

A claimant is sought where its words stand: in the mention's own sentence (`who_says`), with the speaker of the quotation
that holds it, in a transcript, in the sentence behind; and, for pronouns, the last words that they can stand for. Nothing
found means the publisher's own voice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from bearwitness.claims.context.antecedents import PRONOUNS_OF_SPEAKERS, people_told_of
from bearwitness.claims.context.claimant_kinds import kind_of
from bearwitness.claims.context.claimant_words import PAPERS, ClaimantWords
from bearwitness.claims.context.quotations import Quotation, Quotations
from bearwitness.claims.context.speakers import find_turns
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.context.voices import named_afterwards
from bearwitness.claims.context.who_says import said_by, subject_of
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.records import Claimant


class Attribution:
    """Finds claimants within one document; parses further sentences only where a quotation or a pronoun asks for it."""

    def __init__(
        self, text: str, cased: str, sentences: Sequence[Sentence], parse: Callable[[Sequence[Sentence]], None]
    ) -> None:
        self.text, self.cased, self.sentences = text, cased, sentences
        self.parse = parse
        self.words = ClaimantWords(text, cased)
        self.quotations = Quotations(cased)
        self._sentence_starts = [s.start for s in sentences]
        self._speakers: dict[Quotation, Claimant | None] = {}
        self._turn_starts, self._turns = find_turns(text)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a layer offset, or the last before it."""
        k = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[k] if k >= 0 else None

    def needed_for(self, sentence: Sentence) -> list[Sentence]:
        """Sentences to parse beside this one, since they hold the end of a quotation that it stands in."""
        quote = self.quotations.at(sentence.start + 1) or self.quotations.at(sentence.end - 2)
        if quote is None:
            return []
        ends = (self.sentence_at(quote.end), self.sentence_at(min(quote.end + 2, len(self.text) - 1)))
        return [s for s in ends if s is not None and not s.tokens]

    def claimant_of(self, mention: Mention) -> Claimant | None:
        """Who asserts a mention, innermost; None is the publisher's own voice."""
        sentence = mention.sentence
        trigger = sentence.tokens[mention.trigger]
        if mention.rule == "buried" and trigger.tag.startswith("VB"):
            subject = subject_of(sentence, trigger)
            buriers = self.words.at(sentence, subject) if subject is not None else None
            if buriers is not None and buriers.text.lower() not in PRONOUNS_OF_SPEAKERS:
                return buriers
        found = said_by(self.words, sentence, trigger, mention)
        if found is None:
            quote = self.quotations.at(max(trigger.start, mention.start))
            if quote is not None:
                found = self._speaker(quote)
        if found is None:
            found = self._by_transcript(mention.start) or self._by_next(sentence)
        if found is None:
            return None
        if found.text.lower() in ("we", "i") and self.quotations.at(found.span[0]) is None:
            return None  # the publisher of itself
        if found.text.lower().split()[0] in PRONOUNS_OF_SPEAKERS and found.refers_to is None:
            antecedent = self._antecedent(found)
            if antecedent is not None:
                found = replace(
                    found,
                    refers_to=antecedent.text if isinstance(antecedent, Claimant) else antecedent,
                    kind=antecedent.kind if isinstance(antecedent, Claimant) else kind_of(antecedent),
                )
        return found

    def _speaker(self, quote: Quotation) -> Claimant | None:
        """Whose words a quotation holds: who speaks beside it, else the speaker of the one right before it."""
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
            earlier = self.quotations.before(quote)
            if (
                earlier is not None
                and self.text[earlier.end : quote.start].count("\n\n") <= 1
                and quote.start - earlier.end < 400
            ):
                found = self._speaker(earlier)
        self._speakers[quote] = found
        return found

    def _speech_outside(self, sentence: Sentence, quote: Quotation) -> Claimant | None:
        """The subject of a verb of saying that stands in this sentence but outside the quotation, nearest to it."""
        best: tuple[int, Claimant] | None = None
        for t in sentence.tokens:
            if (
                (t.word in speech_words().say or t.word in ("read", "reads"))  # "the statement read: ..."
                and t.tag.startswith("VB")
                and self.quotations.at(t.start) is None
                and t.word not in ("put", "puts")
            ):
                distance = min(abs(t.start - quote.end), abs(quote.start - t.end))
                if distance > 160 or (sentence.start > quote.end and t.start - quote.end > 60):
                    continue
                subject = subject_of(sentence, t)
                if t.word in ("read", "reads") and (subject is None or sentence.tokens[subject].word not in PAPERS):
                    continue
                if subject is None:
                    subject = self._neighbour(sentence, t)
                if subject is None or quote.start <= sentence.tokens[subject].start < quote.end:
                    continue
                claimant = self.words.at(sentence, subject)
                if claimant is not None and (best is None or distance < best[0]):
                    best = (distance, claimant)
        return best[1] if best else None

    @staticmethod
    def _neighbour(sentence: Sentence, verb: Token) -> int | None:
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
            if self.quotations.at(earlier.start + 1) is not None and self.quotations.at(earlier.end - 3) is not None:
                continue  # inside the quoted words of the same speaker
            steps += 1
            if not earlier.tokens:
                self.parse([earlier])
            found = people_told_of(self.words, self.quotations, earlier, plural=plural)
            if found is not None:
                return found
        return None
