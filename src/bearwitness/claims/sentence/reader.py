"""One parsed sentence while it is read: its words, numbers and noun phrases, and the mentions found so far.

Every reader of harm takes a `Reader`, asks it for phrases and adds to its mentions. What a verb says of its subject is in
`verbs`, how many people a phrase counts in `counting`, which phrases become mentions in `groups`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from bearwitness.claims.sentence.harm_lexicon import harm_words
from bearwitness.claims.sentence.mentions import Group, Mention
from bearwitness.claims.sentence.outcome_words import (
    AGE_AFTER_NAME,
    AGE_OF,
    AGES_OF,
    BANDS,
    BEHIND_AGE,
    BETWEEN,
    BODIES,
    GROUP_NOUNS,
    HARM_STATES,
    KIN_OF,
    LEFT_DEPS,
    MEMBERS,
    NUMBER_VERB,
    OF_NOUNS,
    OLDEST_YEARS,
    ONE_OF,
    ORGANISATION,
    PICTURE,
    PLAIN_BODIES,
    SHARE_OF,
    SHORT_FORM,
    TIME_NOUNS,
)
from bearwitness.claims.sentence.quantities import find_quantities, fraction_base, read_quantity
from bearwitness.claims.sentence.report_text import ReportText
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.claims.sentence.victims import VictimWords, describe_victims
from bearwitness.records import Counting, Harm, Modifier, Name, Quantity, Unit

_WORD = re.compile(r"\w+")
_OR_MORE = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:people|persons|men|women|children|civilians|soldiers|prisoners|villagers|families)\s+or\s+more\b"
)


class Reader:
    """One parsed sentence; holds its tokens, numbers, mentions and what has been used."""

    def __init__(self, report: ReportText, sentence: Sentence) -> None:
        self.report, self.sentence = report, sentence
        self.text, self.cased = report.text, report.cased
        cased = report.cased
        self.tokens = sentence.tokens
        self.lexicon = harm_words()
        found = find_quantities(cased, sentence.start, sentence.end)
        found += self._numbering(found)
        if " or more" in cased[sentence.start : sentence.end]:
            found = [self._open_above(q) for q in found]
        bases = [b for b in (fraction_base(q, cased) for q in found) if b is not None]
        self.quantities = [*found, *bases]  # a base lies inside its fraction and takes its tokens from it
        self.quantity_at: dict[int, int] = {}
        for k, q in enumerate(self.quantities):
            for t in self.tokens:
                if t.start < q.end and t.end > q.start:
                    self.quantity_at[t.i] = k
        self.ages = frozenset(k for k, q in enumerate(found) if self._is_age_of(q))  # "a boy of 12"
        self.used = {
            k
            for k, q in enumerate(found)
            if ("definite_base" in q.rule and not ONE_OF.search(cased[max(0, q.start - 30) : q.start]))
            or "compound" in q.rule
            or KIN_OF.search(cased[max(0, q.start - 22) : q.start])
            or SHARE_OF.search(cased[max(0, q.start - 60) : q.start])
            or self._in_rate(found, k)
            or PICTURE.search(cased[max(0, q.start - 24) : q.start])
            or self._is_age(q)
            or k in self.ages
            or (
                ONE_OF.search(cased[max(0, q.end - 20) : q.end] + " of ")
                and k + 1 < len(found)
                and "definite_base" in found[k + 1].rule
            )
            or (k > 0 and re.fullmatch(r"\s+(?:out )?of\s+", cased[found[k - 1].end : q.start]))
        }
        self.mentions: list[Mention] = []
        self.heads: set[tuple[int, Harm]] = set()
        self.parted: set[int] = set()  # offsets of the "including" and the like that have their total

    @cached_property
    def low_words(self) -> frozenset[str]:
        """Its words in lower case, without marks and hyphens."""
        return frozenset(_WORD.findall(self.cased[self.sentence.start : self.sentence.end].lower()))

    @cached_property
    def names_force(self) -> bool:
        """Whether the sentence names arms or violence."""
        return self.lexicon.force.search(self.cased, self.sentence.start, self.sentence.end) is not None

    @cached_property
    def is_of_force(self) -> bool:
        """Whether the sentence, or else the report, tells of force; not where the sentence names another cause alone."""
        if self.names_force:
            return True
        other_cause = self.lexicon.outside.search(self.cased, self.sentence.start, self.sentence.end)
        return other_cause is None and self.report.tells_of_force

    def _is_age(self, q: Quantity) -> bool:
        """ "Ana Rell, 14, was": an age; "On Monday, 14 people were" counts."""
        return (
            AGE_AFTER_NAME.search(self.cased[max(0, q.start - 30) : q.end]) is not None
            and BEHIND_AGE.match(self.cased, q.end) is not None
        )

    def _open_above(self, q: Quantity) -> Quantity:
        """ "100,000 people or more": the words that open the number stand behind its noun."""
        if q.modifier == Modifier.EXACT and _OR_MORE.match(self.cased, q.end, self.sentence.end):
            return replace(q, low=q.best, high=None, modifier=Modifier.AT_LEAST)
        return q

    def _is_age_of(self, q: Quantity) -> bool:
        """ "A girl of 12 selling nuts", "a man of about 70": an age, since one person is of no number."""
        if " of " not in self.cased[max(0, q.number_start - 12) : q.number_start]:
            return False
        if AGES_OF.search(self.cased, max(self.sentence.start, q.start - 40), q.number_start):
            return (q.best or 0) <= OLDEST_YEARS and self.cased[q.end : q.end + 1] in " ,.;:)"
        lead = AGE_OF.search(self.cased, max(self.sentence.start, q.start - 60), q.number_start)
        if lead is None or (q.best or 0) > OLDEST_YEARS:
            return False
        noun = lead.group("noun").lower()
        words = describe_victims(noun)
        named = noun in BANDS or noun in OF_NOUNS or noun in self.lexicon.nouns or noun in ("figure", "head")
        return not named and words.is_people is True and words.plural is False and words.unit == Unit.PERSON

    def _in_rate(self, found: Sequence[Quantity], k: int) -> bool:
        """ "Four in ten of them": a share, and neither number counts people."""
        for i in (k - 1, k):
            if not 0 <= i < len(found) - 1:
                continue
            part, whole = found[i], found[i + 1]
            if (
                (part.best or 0) < (whole.best or 0)
                and re.fullmatch(r"\s+(?:in|out of)\s+(?:every\s+)?", self.cased[part.end : whole.start])
                and re.match(
                    r"\s+(?:of\b|people\b|women\b|men\b|children\b|were\b|was\b|are\b|is\b)|[,.;]",
                    self.cased[whole.end : whole.end + 12],
                )
                and not re.match(r"\d{4}$", whole.text)
            ):
                return True
        return False

    def _numbering(self, found: Sequence[Quantity]) -> list[Quantity]:
        """ "The dead number 16": here "number" is a verb, which the number grammar takes for a label."""
        added = []
        for match in NUMBER_VERB.finditer(self.cased, self.sentence.start, self.sentence.end):
            q = read_quantity(match.group("q"))
            if q is not None and not any(f.start < match.end("q") and f.end > match.start("q") for f in found):
                at = match.start("q")
                added.append(
                    replace(
                        q,
                        start=at + q.start,
                        end=at + q.end,
                        number_start=at + q.number_start,
                        number_end=at + q.number_end,
                    )
                )
        return added

    # ---- words ----------------------------------------------------------------------------------------------------------

    def token(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def word(self, i: int) -> str:
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""

    def token_index(self, offset: int) -> int:
        for t in self.tokens:
            if t.end > offset:
                return t.i
        return len(self.tokens)

    def token_at_offset(self, offset: int) -> Token:
        """The token that covers a layer offset, or the nearest after it, or the last."""
        return self.tokens[min(self.token_index(offset), len(self.tokens) - 1)]

    def plain(self, start: int, end: int) -> str:
        """The words of a stretch with the names of groups and places left out of what they say of people.

        "Two Oru Front men" and "two men of the Army of Belen" are men, whatever the words of the names mean by themselves.
        A name that ends the stretch may be the victim's own and stays.
        """
        pieces: list[str] = []
        at = start
        for t in self.tokens:
            if not t.name or t.demonym or t.start < start or t.end > end:
                continue
            lower = t.word.split()
            if all(w in PLAIN_BODIES for w in lower) and not self._of_members(t):
                continue
            if t.end == end and not (any(w in GROUP_NOUNS for w in lower) or self._of_members(t)):
                continue
            pieces += [self.cased[at : t.start], "Smith"]
            at = t.end
        whole = "".join([*pieces, self.cased[at:end]])
        return SHORT_FORM.sub(" ", whole) if "(" in whole or "[" in whole else whole

    def _of_members(self, t: Token) -> bool:
        """Whether a name is that of a group whose members are counted ("20 members of the Justice")."""
        up = self.tokens[t.head]
        return t.dep == "pobj" and up.word == "of" and self.tokens[up.head].word in MEMBERS

    def child(self, i: int, dep: str, words: Sequence[str] = ()) -> int | None:
        for c in self.tokens[i].children:
            if self.tokens[c].dep == dep and (not words or self.tokens[c].word in words):
                return c
        return None

    def children(self, i: int, deps: Sequence[str]) -> list[int]:
        return [c for c in self.tokens[i].children if self.tokens[c].dep in deps]

    def _is_below(self, i: int, head: int) -> bool:
        for _ in range(12):
            if i == head:
                return True
            parent = self.tokens[i].head
            if parent == i:
                return False
            i = parent
        return False

    def governing_verb(self, t: Token) -> Token | None:
        for _ in range(4):
            if t.tag.startswith("VB"):
                return t
            if t.head == t.i:
                return None
            t = self.tokens[t.head]
        return t if t.tag.startswith("VB") else None

    # ---- noun phrases ---------------------------------------------------------------------------------------------------

    def group(self, head: int) -> Group:
        """The noun phrase headed by a token, without relative clauses and appositions."""
        tokens = self.tokens
        first = head
        while first > 0:
            before = tokens[first - 1]
            same_quantity = self.quantity_at.get(first - 1) is not None and (
                self.quantity_at.get(first - 1) == self.quantity_at.get(first) or before.head in range(first, head + 1)
            )
            if same_quantity or (
                self._is_below(first - 1, head)
                and before.dep in LEFT_DEPS
                and before.tag not in ("IN", "CC", ",", ":", "TO")
                and not (before.tag.startswith("VB") and before.dep not in ("amod", "compound", "nummod"))
            ):
                first -= 1
            elif (
                before.word == "and"
                and first - 2 >= 0
                and tokens[first - 2].head == first
                and tokens[first].dep != "conj"
            ):
                break
            else:
                break
        if first == head and self.quantity_at.get(head) is not None:
            first = min(i for i, k in self.quantity_at.items() if k == self.quantity_at[head])
        last = head
        quantity = self._own_quantity(head, first)
        noun_first, noun_last = first, head
        of = self.child(head, "prep", ("of", "from", "among"))
        words_text: str
        inner = self.child(of, "pobj") if of is not None else None
        counted = (
            inner is not None and tokens[head].word in BANDS and self._own_quantity(inner, self.group_simple(inner)[0])
        )
        if of is not None and (
            (quantity is not None and self.holds(quantity, head)) or tokens[head].word in OF_NOUNS or counted
        ):
            if inner is not None:
                sub = self.group_simple(inner)
                if not self.is_time_or_place(inner):
                    body = tokens[head].word in ("member", "members")  # the words say of whom, and how many
                    body = body or (self.tokens[inner].name and tokens[head].word in MEMBERS)
                    noun_first, noun_last, last = (first if body else sub[0]), sub[1], sub[1]
                    if quantity is None:
                        quantity = self._own_quantity(inner, sub[0])
        if quantity is not None:
            number_tokens = [i for i, k in self.quantity_at.items() if self.quantities[k] is quantity]
            if number_tokens and noun_first <= max(number_tokens) <= noun_last:
                noun_first = max(number_tokens) + 1
        noun = None
        if noun_first <= noun_last:
            noun = (tokens[noun_first].start, tokens[noun_last].end)
        words_text = self.plain(*noun) if noun else ""
        full = self.plain(tokens[first].start, tokens[max(last, head)].end)
        words = _words_with_name(words_text or full)
        if of is not None and words.unit == Unit.FAMILY and (members := self._members_of_family(of, first)) is not None:
            return members
        return Group(head, first, max(last, head), quantity, words, noun)

    def _members_of_family(self, of: int, first: int) -> Group | None:
        """ "A family of five": five people."""
        inner = self.child(of, "pobj")
        k = self.quantity_at.get(inner) if inner is not None else None
        if inner is None or k is None:
            return None
        span = (self.tokens[first].start, self.tokens[inner].end)
        return Group(
            self.tokens[of].head, first, inner, self.quantities[k], describe_victims(self.cased[slice(*span)]), span
        )

    def group_simple(self, head: int) -> tuple[int, int]:
        first = head
        while first > 0 and self._is_below(first - 1, head) and self.tokens[first - 1].dep in LEFT_DEPS:
            first -= 1
        return first, head

    def holds(self, quantity: Quantity, token: int) -> bool:
        t = self.tokens[token]
        return quantity.start <= t.start < quantity.end

    def _own_quantity(self, head: int, first: int) -> Quantity | None:
        for i in range(head, first - 1, -1):
            k = self.quantity_at.get(i)
            if k is not None:
                return self.quantities[k]
        return None

    def is_time_or_place(self, i: int) -> bool:
        return self.tokens[i].word in TIME_NOUNS

    def conjuncts(self, head: int) -> list[int]:
        """The head and the noun phrases coordinated with it, in order; a name in apposition is no phrase of its own."""
        found = [head]
        for c in self.children(head, ("appos",)):
            names = self.names_behind(head, c)
            if names:
                found.extend(self.conjuncts(c)[len(names) :])
            elif self._goes_on_with(c):
                found.extend(self.conjuncts(c)[self._says_what_one_is(head, c) :])
        for c in self.children(head, ("conj",)):
            t = self.tokens[c]
            if self.is_harm_noun(c):
                continue  # "the killing of a woman and injury of her sons": whose injury it is, it says itself
            names = self.names_behind(head, c)
            if names:
                found.extend(self.conjuncts(c)[len(names) :])
            elif t.tag.startswith(("NN", "CD", "PRP", "JJ", "DT")) or self.quantity_at.get(c) is not None or t.name:
                found.extend(self.conjuncts(c))
        return found

    def is_harm_noun(self, i: int) -> bool:
        """Whether a word is the noun of a harm and no word for people: "injury", "disappearance"."""
        t = self.tokens[i]
        harm = t.word in self.lexicon.nouns and t.word not in self.lexicon.people and t.word not in BODIES
        return harm and t.tag in ("NN", "NNS", "VBG")

    def _goes_on_with(self, i: int) -> bool:
        """ "Killed Yusra, her brother and an uncle": the parse takes the list for an apposition."""
        below = [i, *self.children(i, ("appos",))]
        listed = any(self.children(b, ("conj",)) for b in below)
        return listed and self.word(self.group(i).first) in ("his", "her", "their", "a", "an")

    def _says_what_one_is(self, head: int, i: int) -> bool:
        """ "Killed Ana Rell, a trader, and Ben Orl": between a name and the next, "a trader" is nobody new."""
        described = self.group(i)
        next_one = next(iter(self.children(i, ("conj", "appos"))), None)
        return (
            self.tokens[head].name
            and self.word(described.first) in ("a", "an")
            and self.word(described.last + 1) == ","
            and next_one is not None
            and self.tokens[next_one].name
        )

    def names_behind(self, head: int, i: int) -> list[int]:
        """Heads of the names at i that are those of the people just named: "her son, Jordan Reeves, 2,", "two girls, Ana and Eva"."""
        before, name = self.tokens[head], self.tokens[i]
        if not name.name or name.demonym or before.name or i <= head:
            return []
        people, first = self.group(head), self.group(i).first
        if (
            people.words.is_people is not True
            or self.text[self.tokens[people.last].end : self.tokens[first].start].strip() != ","
        ):
            return []
        if people.quantity is None:
            return [i] if people.words.plural is False else []
        names = [c for c in self.conjuncts(i) if self.tokens[c].name]
        return names if len(names) == people.quantity.best else []

    def list_of_names(self, head: int) -> list[int]:
        """The names of a list that the parse cuts up ("Ana Rell, Ben Orl, and Eva Dun"); none where it is no such list."""
        if not self.tokens[head].name or self.tokens[head].demonym:
            return []
        found, i = [head], head + 1
        while self.word(i) in (",", "and"):
            last = self.word(i) == "and" or self.word(i + 1) == "and"
            i += 2 if self.word(i) == "," and self.word(i + 1) == "and" else 1
            while self.token(i) is not None and not self.tokens[i].name and self.tokens[i].dep == "compound":
                i += 1
            t = self.token(i)
            if t is None or not t.name or t.demonym or len(t.word.split()) < 2:
                return []
            found.append(i)
            if last:
                return found if len(found) > 2 else []
            i += 1
        return []

    def describe(self, span: tuple[int, int]) -> VictimWords:
        """What the words of a stretch of the sentence say of people."""
        return describe_victims(self.plain(*span))

    def looks_like_person(self, token: Token) -> bool:
        """Whether a run of capitalised words may be a personal name, by its shape."""
        words = token.text.split()
        return (
            1 <= len(words) <= 5
            and not any(w.lower() in ORGANISATION for w in words)
            and not self.cased[token.start : token.end].isupper()
        )

    def people_after(self, q: Quantity) -> tuple[int, int] | None:
        """The noun phrase of people right behind a number, if there is one."""
        _, noun = self.noun_after(self.token_index(q.end))
        return noun if noun is not None and describe_victims(self.plain(*noun)).is_people else None

    def noun_after(self, i: int) -> tuple[int, tuple[int, int] | None]:
        """Index after an optional short noun phrase of people that starts at i, and its span."""
        start = i
        j = i
        while (
            j < len(self.tokens)
            and j - start < 5
            and self.tokens[j].word not in BETWEEN
            and self.tokens[j].tag in ("JJ", "NN", "NNS", "NNP", "NNPS", "VBN", "PRP", "DT", "POS", "PRP$")
            and self.tokens[j].word not in HARM_STATES
        ):
            j += 1
        if j < len(self.tokens) and self.word(start) == "of":
            j = start + 1
            while (
                j < len(self.tokens)
                and j - start < 6
                and self.tokens[j].tag in ("JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "DT", "PRP$", "CD")
                and self.tokens[j].word not in HARM_STATES
            ):
                j += 1
            start += 1
        if j == start:
            return i, None
        return j, (self.tokens[start].start, self.tokens[j - 1].end)

    # ---- adding ---------------------------------------------------------------------------------------------------------

    def add_bare(
        self, harm: Harm, t: Token, q: Quantity, rule: str, noun: tuple[int, int] | None = None
    ) -> Mention | None:
        k = self.quantities.index(q)
        if any(m.quantity is q and m.harm == harm for m in self.mentions):
            return None
        words = describe_victims(self.plain(*noun) if noun else "")
        if words.is_people is False:
            return None
        self.used.add(k)
        mention = Mention(
            harm=harm,
            sentence=self.sentence,
            trigger=t.i,
            start=min(t.start, q.start),
            end=max(t.end, q.end, noun[1] if noun else 0),
            low=1 if q.ordinal else q.low,
            best=1 if q.ordinal else q.best,
            high=1 if q.ordinal else q.high,
            modifier=q.modifier,
            quantity=q,
            counting=Counting.ORDINAL if q.ordinal else Counting.INCREMENT if "increment" in q.rule else Counting.TOTAL,
            unit=words.unit,
            noun=noun,
            words=words,
            rule=rule,
        )
        if q.text.lower() == "another":
            mention.quantity, mention.counting, mention.implied = None, Counting.TOTAL, True
        elif noun is not None:  # "In March 45 people died", where the parse gives the number to the month
            self.mentions[:] = [m for m in self.mentions if (m.harm, m.noun, m.quantity) != (harm, noun, None)]
        self.mentions.append(mention)
        return mention

    def printed(self, names: Iterable[Name]) -> tuple[Name, ...]:
        """Names found in the case of print, as the text layer has them."""
        return tuple(Name(self.text[n.span[0] : n.span[1]], n.span, n.age) for n in names)

    def add_people(self, harm: Harm, t: Token, noun: tuple[int, int] | None, words: VictimWords, rule: str) -> Mention:
        """People without a number of their own: as many as their words imply, two or more in the plural, else one or more."""
        count = words.implied_count or (2 if words.plural else 1)
        vague = not words.implied_count
        mention = Mention(
            harm=harm,
            sentence=self.sentence,
            trigger=t.i,
            start=min(t.start, noun[0]) if noun else t.start,
            end=max(t.end, noun[1]) if noun else t.end,
            low=count,
            best=None if vague else count,
            high=None if vague else count,
            modifier=Modifier.VAGUE if vague else Modifier.EXACT,
            quantity=None,
            counting=Counting.TOTAL,
            unit=words.unit,
            noun=noun,
            words=words,
            implied=True,
            rule=rule,
        )
        self.mentions.append(mention)
        return mention

    def add_vague(self, harm: Harm, t: Token, group: Group, rule: str) -> None:
        noun = (self.tokens[group.first].start, t.end)
        self.mentions.append(
            Mention(
                harm,
                self.sentence,
                t.i,
                noun[0],
                noun[1],
                2,
                None,
                None,
                Modifier.VAGUE,
                None,
                Counting.TOTAL,
                Unit.PERSON,
                (t.start, t.end),
                group.words,
                implied=True,
                rule=rule,
            )
        )


def _words_with_name(phrase: str) -> VictimWords:
    """What a phrase says of people; before a personal name it is the words in front that say it ("editor Ana Grell")."""
    words = describe_victims(phrase)
    if words.head is None and words.is_people:
        title = re.match(r"((?:[Tt]he |[Aa]n? )?[^\W\d_][\w'-]*(?: [a-z][\w'-]*)*) (?=[A-Z])", phrase)
        if title:
            before = describe_victims(title.group(1))
            if before.is_people and before.head is not None:
                return replace(before, implied_count=words.implied_count, plural=words.plural)
    return words
