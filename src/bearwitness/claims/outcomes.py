"""Harm in a parsed sentence: what was done, to whom, how many, and who is said to have done it.

Each *trigger* (a word of harm, from the lexicon) is read with the dependency parse for its victims and its agent; numbers
that the parse leaves alone are read by surface patterns ("Q [people] were killed", "killing Q", "toll rose to Q"). The
result is a list of `Mention`s: claims without claimant, scope, place or time, which later modules add.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from bearwitness.claims.lists import list_of_victims, lost_subject
from bearwitness.claims.outcome_words import (
    ACTORS,
    AGE_AFTER_NAME,
    ARREST_SOUGHT,
    AT,
    AT_SCENE,
    BE,
    BEFORE_THE_DEAD,
    BEHIND_AGE,
    BETWEEN,
    BODIES,
    BODY_VERBS,
    BRINGS_TO,
    BY_FIRE,
    COMES_TO,
    COULD_RISE,
    COUNTED,
    COUNTED_IN_TURN,
    DEFINITES,
    DIED_LATER,
    EXACT_GROUPS,
    FLIGHT,
    GENERIC,
    GRAVE,
    GROUP_NOUNS,
    HARM_STATES,
    HAVE,
    HOLDING,
    HOME,
    INANIMATE_AGENTS,
    KIN_OF,
    LEFT_DEPS,
    LINKING,
    MEMBERS,
    NAMED_BY_HARM,
    NO_DOERS,
    NOT_COUNTED,
    NOT_DEAD,
    NOT_IN_CUSTODY,
    NOT_VICTIMS,
    NUMBER_OF,
    NUMBER_VERB,
    OF_NOUNS,
    OF_WOUNDED,
    OFFSHORE,
    ONE_OF,
    ORGANISATION,
    PEOPLE_AT_LARGE,
    PERSON_ENDING,
    PICTURE,
    PLAIN_BODIES,
    PRONOUNS,
    RISE_ONLY,
    SAYING,
    SHARE_OF,
    SHORT_FORM,
    STILL_INSIDE,
    SUBSET,
    TELLS_AGAIN,
    THEN_KILLED,
    TIME_NOUNS,
    TRIGGER_HEADS,
    TRIGGER_SHAPES,
    WOUNDED_FIRST,
)
from bearwitness.claims.parse import Sentence, Token
from bearwitness.claims.quantities import find_quantities, fraction_base, read_quantity
from bearwitness.claims.report_text import ReportText
from bearwitness.claims.victims import VictimWords, describe_victims, find_names
from bearwitness.phrases.word_patterns import any_of
from bearwitness.records import AgeGroup, Counting, Harm, Modifier, Name, Quantity, Sex, Status, Unit, Words

_OPENS_CLAUSE = frozenset(("after", "as", "while", "when", "before", "because", "since"))
AGENT_REACH = 14  # tokens behind a passive verb within which "by" still tells who did it


@dataclass(slots=True)
class Group:
    """A noun phrase that may be victims: tokens [first, last], its head, and the number that belongs to it."""

    head: int
    first: int
    last: int
    quantity: Quantity | None
    words: VictimWords
    noun: tuple[int, int] | None  # layer span of the words for the people, without the number


@dataclass(slots=True)
class Mention:
    """One harm to one group in one sentence. Indices of other mentions of the sentence are list positions."""

    harm: Harm
    sentence: Sentence
    trigger: int
    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    quantity: Quantity | None
    counting: Counting
    unit: Unit
    noun: tuple[int, int] | None
    words: VictimWords
    names: tuple[Name, ...] = ()
    perpetrator: Words | None = None
    part_of: Mention | None = None
    sum_with: Mention | None = None
    moved_from: Harm | None = None
    denied: bool = False
    replaces: Mention | None = None
    implied: bool = False
    pronoun: bool = False
    definite: bool = False
    rule: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class HarmWords:
    """The harm lexicon, turned round for look-up."""

    transitive: dict[str, str]
    intransitive: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    people: dict[str, str]
    outside: re.Pattern[str]
    force: re.Pattern[str]
    triggers: re.Pattern[str]  # of words in lower case
    trigger_heads: frozenset[str]  # of these words one at least stands in whatever `triggers` finds
    shapes: re.Pattern[str]  # further triggers, with `TRIGGER_HEADS`


def _any_of(words: Iterable[str]) -> str:
    return any_of(words, either_case=True)


EXTRA_TRIGGERS = (
    "lives", "life", "lost", "claimed", "victims", "victim", "buried", "losses", "held", "holding", "behind bars", "custody", "captive", "fatally",
    "taken prisoner", "taken", "own life", "still be inside", "still inside", "still in the", "still under", "still be under", "still be in", "on himself", "on herself", "himself up", "herself up", "critical condition", "serious condition", "stable condition", "life support", "intensive care", "fighting for his life", "fighting for her life", "recovering",  "blown", "death", "toll", "homes", "exodus", "dead", "survived", "survivors", "unharmed", "unhurt", "unscathed", "escaped", "treated", "lightly",
    "exterminated", "torn", "refuge", "hospital", "hospitals", "struck", "rubble", "debris", "ruins", "wreckage", "funeral", "funerals", "burns", "recovered", "exhumed", "bodies", "body", "went missing", "seized", "driven", "forced", "burned alive", "burnt alive", "hacked", "took", "suicide", "eliminated", "downed",
    "shrapnel", "bullet", "bullets", "gunfire", "gunshot wound", "gunshot wounds", "airlifted", "hospitalized", "surgery", "bullet wound", "bullet wounds", "stab wound", "stab wounds", "graze wound", "lost both", "lost a leg", "lost an eye", "lost an arm", "lost his", "lost her", "shattered",
    "jaw", "knee", "broken", "fractured", "a stray", "gave his", "gave her", "gave their", "passed away", "riddled", "finished off", "off in front", "shootings", "stabbings", "beating", "beatings", "apart", "ending the lives", "ended the lives", "a life", "another life", "out of action",
    "punched", "punching", "punches", "kicked", "slashing", "slashes", "pistol-whipping", "pistol-whips", "headbutted", "stomped", "flogged", "flogging", "beat", "striking", "hitting",
    "hit by", "hit with", "hit in the", "hit on the", "was hit", "were hit", "been hit", "being hit", "got hit", "wiped out", "wiping out", "took prisoners", "taking prisoners", "murder-suicide", "homicide-suicide",
)  # fmt: skip


@lru_cache(maxsize=1)
def harm_words() -> HarmWords:
    """The English harm lexicon of this package."""
    path = resources.files("bearwitness.claims") / "lexicon" / "harm_en.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    transitive = {w: harm for harm, kinds in data["verbs"].items() for w in kinds.get("transitive", [])}
    intransitive = {w: harm for harm, kinds in data["verbs"].items() for w in kinds.get("intransitive", [])}
    states = {w: harm for harm, words in data["states"].items() for w in words}
    nouns = {w: harm for harm, words in data["nouns"].items() for w in words}
    people = {w: harm for harm, words in data["people_of_harm"].items() for w in words}
    every = {*transitive, *intransitive, *states, *nouns, *people, *EXTRA_TRIGGERS} - {
        "burned",
        "burnt",
        "taken",
        "took",
        "life",
    }
    return HarmWords(
        transitive,
        intransitive,
        states,
        nouns,
        people,
        re.compile(rf"\b{_any_of(data['causes']['outside'])}\b"),
        re.compile(rf"\b{_any_of(data['causes']['force'])}\b"),
        re.compile(rf"(?<![\w-]){any_of(every)}\b"),
        frozenset(max(_WORD.findall(phrase.lower()), key=len) for phrase in every),
        re.compile(rf"(?<![\w-])(?:{TRIGGER_SHAPES})\b", re.IGNORECASE),
    )


_WORD = re.compile(r"\w+")


def may_hold_harm(text: str, sentence: Sentence) -> bool:
    """Whether a sentence holds a word of harm at all, so that it is worth parsing.

    Most sentences are told by their words alone; the patterns, which are slow, decide on the rest.
    """
    lexicon = harm_words()
    start, end = sentence.start, sentence.end
    first = min(start, 1)  # a word of harm looks at the character before it
    low = text[start - first : end].lower()
    words = _WORD.findall(low, first)
    if not lexicon.trigger_heads.isdisjoint(words) and lexicon.triggers.search(low, first):
        return True
    return not TRIGGER_HEADS.isdisjoint(words) and lexicon.shapes.search(low, first) is not None


@dataclass(frozen=True, slots=True)
class _Count:
    """How many people a group of words counts; `quantity` is the number said, None where it is `implied`."""

    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    implied: bool = False
    counting: Counting = Counting.TOTAL
    quantity: Quantity | None = None


def _one(number: int = 1) -> _Count:
    """So many people, exactly, without a word for the number."""
    return _Count(number, number, number, Modifier.EXACT, implied=True)


def _at_least(number: int) -> _Count:
    """A bare plural."""
    return _Count(number, None, None, Modifier.VAGUE, implied=True)


class Reader:
    """Reads one parsed sentence; holds its tokens, numbers and what has been used."""

    def __init__(self, report: ReportText, sentence: Sentence) -> None:
        self.report, self.sentence = report, sentence
        self.text, self.cased = report.text, report.cased
        cased = report.cased
        self.tokens = sentence.tokens
        self.lexicon = harm_words()
        found = find_quantities(cased, sentence.start, sentence.end)
        found += self._numbering(found)
        bases = [b for b in (fraction_base(q, cased) for q in found) if b is not None]
        self.quantities = [*found, *bases]  # a base lies inside its fraction and takes its tokens from it
        self.quantity_at: dict[int, int] = {}
        for k, q in enumerate(self.quantities):
            for t in self.tokens:
                if t.start < q.end and t.end > q.start:
                    self.quantity_at[t.i] = k
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
            or (
                ONE_OF.search(cased[max(0, q.end - 20) : q.end] + " of ")
                and k + 1 < len(found)
                and "definite_base" in found[k + 1].rule
            )
            or (k > 0 and re.fullmatch(r"\s+(?:out )?of\s+", cased[found[k - 1].end : q.start]))
        }
        self.mentions: list[Mention] = []
        self.heads: set[tuple[int, Harm]] = set()
        self._parted: set[int] = set()  # offsets of the "including" and the like that have their total

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

    # ---- noun phrases -------------------------------------------------------------------------------------------

    def token(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def word(self, i: int) -> str:
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""

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
        of = self._child(head, "prep", ("of", "from", "among"))
        words_text: str
        if of is not None and ((quantity is not None and self._holds(quantity, head)) or tokens[head].word in OF_NOUNS):
            inner = self._child(of, "pobj")
            if inner is not None:
                sub = self.group_simple(inner)
                if not self._is_time_or_place(inner):
                    body = self.tokens[inner].name and tokens[head].word in MEMBERS
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
        words = words_with_name(words_text or full)
        if of is not None and words.unit == Unit.FAMILY and (members := self._members_of_family(of, first)) is not None:
            return members
        return Group(head, first, max(last, head), quantity, words, noun)

    def _members_of_family(self, of: int, first: int) -> Group | None:
        """ "A family of five": five people."""
        inner = self._child(of, "pobj")
        k = self.quantity_at.get(inner) if inner is not None else None
        if inner is None or k is None:
            return None
        span = (self.tokens[first].start, self.tokens[inner].end)
        return Group(
            self.tokens[of].head, first, inner, self.quantities[k], describe_victims(self.cased[slice(*span)]), span
        )

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

    def group_simple(self, head: int) -> tuple[int, int]:
        first = head
        while first > 0 and self._is_below(first - 1, head) and self.tokens[first - 1].dep in LEFT_DEPS:
            first -= 1
        return first, head

    def _holds(self, quantity: Quantity, token: int) -> bool:
        t = self.tokens[token]
        return quantity.start <= t.start < quantity.end

    def _own_quantity(self, head: int, first: int) -> Quantity | None:
        for i in range(head, first - 1, -1):
            k = self.quantity_at.get(i)
            if k is not None:
                return self.quantities[k]
        return None

    def _is_below(self, i: int, head: int) -> bool:
        for _ in range(12):
            if i == head:
                return True
            parent = self.tokens[i].head
            if parent == i:
                return False
            i = parent
        return False

    def _child(self, i: int, dep: str, words: Sequence[str] = ()) -> int | None:
        for c in self.tokens[i].children:
            if self.tokens[c].dep == dep and (not words or self.tokens[c].word in words):
                return c
        return None

    def _children(self, i: int, deps: Sequence[str]) -> list[int]:
        return [c for c in self.tokens[i].children if self.tokens[c].dep in deps]

    def _is_time_or_place(self, i: int) -> bool:
        return self.tokens[i].word in TIME_NOUNS

    def conjuncts(self, head: int) -> list[int]:
        """The head and the noun phrases coordinated with it, in order; a name in apposition is no phrase of its own."""
        found = [head]
        for c in self._children(head, ("appos",)):
            names = self.names_behind(head, c)
            if names:
                found.extend(self.conjuncts(c)[len(names) :])
            elif self._goes_on_with(c):
                found.extend(self.conjuncts(c))
        for c in self._children(head, ("conj",)):
            t = self.tokens[c]
            names = self.names_behind(head, c)
            if names:
                found.extend(self.conjuncts(c)[len(names) :])
            elif t.tag.startswith(("NN", "CD", "PRP", "JJ", "DT")) or self.quantity_at.get(c) is not None or t.name:
                found.extend(self.conjuncts(c))
        return found

    def _goes_on_with(self, i: int) -> bool:
        """ "Killed Yusra, her brother and an uncle": the parse takes the list for an apposition."""
        below = [i, *self._children(i, ("appos",))]
        listed = any(self._children(b, ("conj",)) for b in below)
        return listed and self.word(self.group(i).first) in ("his", "her", "their", "a", "an")

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

    def _list_of_names(self, head: int) -> list[int]:
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

    # ---- triggers ---------------------------------------------------------------------------------------------------

    def read(self) -> list[Mention]:
        """All mentions of harm in the sentence, in the order of their words."""
        for t in self.tokens:
            self._read_verb(t)
            self._read_phrase(t)
            if t.word in ("himself", "herself") and t.dep == "conj":  # "killed three people and then himself"
                verb = self._governing_verb(t)
                harm = self.verb_harm(verb) if verb is not None else None
                if verb is not None and harm is not None:
                    self._add_reflexive(harm, verb)
        for t in self.tokens:
            self._read_noun(t)
            self._read_state(t)
        self._read_surface()
        self.read_subsets()
        self._drop_wholes_told_as_parts()
        self.mentions.sort(
            key=lambda m: (m.quantity.start if m.quantity else m.noun[0] if m.noun else m.start, m.harm.value)
        )
        return self.mentions

    def verb_harm(self, t: Token) -> Harm | None:
        """The harm that a verb form states here, or None."""
        word = t.word
        name = self.lexicon.transitive.get(word)
        if name is None or not t.tag.startswith(("VB", "JJ", "NN")):
            return None
        following = [self.word(t.i + k) for k in (1, 2, 3)]
        if name == "shot":
            if word in ("shooting", "shoot", "shoots") and t.tag.startswith("NN"):
                return None
            if (
                following[0] == "dead"
                or THEN_KILLED.match(self.cased, t.end, self.sentence.end)
                or following[:2] == ["to", "death"]
                or (following[0] == "and" and following[1] in ("killed", "killing", "kill"))
            ):
                return Harm.KILLED
            if self.word(t.i - 1) in ("fatally", "mortally"):
                return Harm.KILLED
            if word in ("gunned",):
                return Harm.KILLED if following[0] == "down" else None
            if following[0] == "up" or (following[0] == "at" and not AT_SCENE.match(self.cased, t.end)):
                return None
            for k in range(1, 9):  # "shot 12 people dead"
                if self.word(t.i + k) == "dead":
                    return Harm.KILLED
                if self.word(t.i + k) in (",", ".", ";", ""):
                    break
            return Harm.INJURED
        if "to" in following[:2] and "death" in following and name != "killed":
            return Harm.KILLED
        if name == "injured" and word in ("burned", "burnt"):
            if "alive" in following[:2]:
                return Harm.KILLED
            if following[0] == "down":
                return None
        if (
            name == "injured"
            and word
            in (
                "harm",
                "harmed",
                "beaten",
                "burned",
                "burnt",
                "stabbed",
                "stab",
                "stabbing",
                "hurt",
                "hurts",
                "hurting",
            )
            and self.word(t.i - 1) in ("fatally", "mortally")
        ):
            return Harm.KILLED
        if name == "injured" and self.word(t.i - 1) in ("fatally", "mortally"):
            return Harm.KILLED
        if following[0] == "off" and not self._off_a_coast(t.i + 1):  # "killed off" is said of teams and plans
            return None
        return Harm(name)

    def _off_a_coast(self, i: int) -> bool:
        """Whether "off" says where: "killed off Oru", "off the coast", not "killed off the plan"."""
        at = self.token(i + 1)
        return at is not None and (at.name or OFFSHORE.match(self.cased, at.start, self.sentence.end) is not None)

    def _read_verb(self, t: Token) -> None:
        harm = self.verb_harm(t)
        transitive = harm is not None
        if harm is None:
            name = self.lexicon.intransitive.get(t.word)
            if name is None or not t.tag.startswith("VB"):
                return
            harm = Harm(name)
        if t.tag.startswith("NN") and t.dep not in ("ROOT", "acl", "relcl", "conj", "advcl", "ccomp"):
            return
        if t.tag.startswith("JJ") and t.dep not in ("acomp", "ROOT", "acl", "conj", "oprd", "ccomp", "amod"):
            return
        heads, agent, how = self._victims_of_verb(t, transitive)
        heads = self._without_names(heads)
        if harm == Harm.DISPLACED and t.word in FLIGHT:
            heads = [h for h in heads if self._fled_home(h)]
        joint = self._joint_harm(t, harm)
        before = len(self.mentions)
        for head in heads:
            self._add_groups(joint or harm, t, head, agent, how)
        added = [m for m in self.mentions[before:] if m.best != 0]
        if len(heads) > 1 and len(added) > 1 and how in ("subject", "object"):
            for m in added:  # "Mira and her grandmother were killed", each a subject of its own in the parse
                m.sum_with = added[0]

    def _without_names(self, heads: list[int]) -> list[int]:
        """Subjects without those that only name the one before: "Mira and her son, Jordan Reeves, 2, were shot"."""
        kept: list[int] = []
        for h in heads:
            before = self.conjuncts(kept[-1])[-1] if kept else None
            if before is None or not self.names_behind(before, h):
                kept.append(h)
        return kept

    def _fled_home(self, head: int) -> bool:
        """Whether those who fled were driven from home; attackers and prisoners flee too."""
        group = self.group(head)
        if (
            group.quantity is None
            or group.words.role in ("attacker", "suspect", "detainee")
            or group.words.status == Status.COMBATANT
        ):
            return False
        clause = self.cased[self.sentence.start : self.sentence.end].lower()
        return bool(HOME.search(clause))

    def _joint_harm(self, t: Token, harm: Harm) -> Harm | None:
        """killed_or_injured for "killed or wounded N", whichever verb the victims hang on."""
        pair = {Harm.KILLED, Harm.INJURED}
        for other in (self.token(t.i - 2), self.token(t.i + 2)):
            if other is None:
                continue
            between = self.word(min(t.i, other.i) + 1)
            other_harm = self.verb_harm(other) or (
                Harm(self.lexicon.states[other.word]) if other.word in self.lexicon.states else None
            )
            if between in ("or", "and/or") and other_harm is not None and {harm, other_harm} == pair:
                return Harm.KILLED_OR_INJURED
        return None

    def _has_gap(self, t: Token) -> bool:
        """ "The people he shot": the clause has a subject of its own, and its object is the noun it hangs on."""
        if t.dep != "relcl" or any(self.tokens[c].dep in ("auxpass", "dobj", "agent") for c in t.children):
            return False
        subjects = self._children(t.i, ("nsubj",))
        return bool(subjects) and all(self.tokens[s].word in ("he", "she", "they", "i", "we", "you") for s in subjects)

    def is_passive(self, t: Token) -> bool:
        """Whether the subject of a transitive verb of harm is the one harmed."""
        if self._has_gap(t):
            return False
        if t.tag.startswith("JJ"):
            return True
        if t.tag not in ("VBN", "VBD"):
            return any(self.tokens[c].dep == "auxpass" for c in t.children)
        for c in t.children:
            child = self.tokens[c]
            if child.dep == "auxpass" or (child.dep == "aux" and child.word in BE):
                return True
            if child.dep == "agent":
                return True
        if any(self.tokens[c].dep == "aux" and self.tokens[c].word in HAVE for c in t.children):
            return False
        if t.dep == "acl" or t.dep == "amod":
            return True
        if t.dep == "conj" and not self._children(t.i, ("nsubj", "dobj")):
            parent = self.tokens[t.head]
            if parent.tag.startswith("VB") and self.is_passive(parent):
                return True
        for c in self._children(t.i, ("conj",)):  # "shot and killed X"
            if c <= t.i + 3 and self.tokens[c].tag in ("VBD", "VBN", "VBG") and self._children(c, ("dobj",)):
                return False
        nxt = self.token(t.i + 1)
        objects = self._children(t.i, ("dobj", "dative", "oprd"))
        # "Shot when it fell: police": what stands behind the colon is a credit.
        objects = [o for o in objects if ":" not in self.text[t.end : self.tokens[o].start]]
        has_object = any(self.tokens[o].word not in ("time", "times") for o in objects)
        if not has_object and (
            nxt is None
            or bool(objects)  # "shot multiple times"
            or nxt.tag in ("IN", "WRB", ",", ".", "CC", ":", "RB", "TO", "''", "-RRB-", "VBG", "VBZ", "VBP", "VBD")
            or nxt.word in TIME_NOUNS
        ):
            return True
        return False

    def _victims_of_verb(self, t: Token, transitive: bool) -> tuple[list[int], Words | None, str]:
        tokens = self.tokens
        if transitive and not self.is_passive(t):
            objects = self._children(t.i, ("dobj", "dative"))
            if not objects:
                for c in self._children(t.i, ("conj",)):  # "killed and wounded 40": the object hangs on the second verb
                    if c <= t.i + 3 and tokens[c].tag.startswith("VB"):
                        objects = self._children(c, ("dobj",))
            if not objects and t.dep == "conj" and tokens[t.head].i >= t.i - 3:
                objects = [o for o in self._children(t.head, ("dobj",)) if o > t.i]
            if not objects and self._has_gap(t):
                objects = [t.head]
            objects = [o for o in objects if not self._is_time_or_place(o)]
            return objects, self._agent(t), "object"
        if (t.dep == "acl" and not self._children(t.i, ("nsubjpass",))) or (
            t.dep == "amod" and t.head > t.i and transitive
        ):
            if t.dep == "acl" and tokens[t.head].word == "shot":  # "Toddler shot, killed by cousin"
                return self._children(t.head, ("compound",))[-1:], self._agent_by(t), "acl"
            return [t.head], self._agent_by(t), "noun-modifier" if t.dep == "amod" else "acl"
        subjects = self._children(t.i, ("nsubjpass", "nsubj"))
        opens = t.i == 0 or self.word(t.i - 1) in ("also", "and", ",", ";", ":")
        if not subjects and transitive and opens and self.word(t.i + 1) in BE:  # "also killed was Ana Rell"
            subjects = [c for b in (t.i, t.i + 1) for c in self._children(b, ("attr",)) if c > t.i]
        if len(subjects) > 1 and any(self.word(i) in _OPENS_CLAUSE for i in range(subjects[-2] + 1, subjects[-1])):
            subjects = subjects[-1:]  # "Killer at large after man shot": the first has no verb
        if not subjects:
            parent = tokens[t.head]
            if t.dep == "conj" and parent.tag.startswith(("VB", "JJ")):
                return self._inherited_subject(t, parent)
            if t.dep in ("xcomp", "oprd", "acomp", "ccomp", "advcl") and parent.tag.startswith("VB"):
                if parent.word in ("left", "leaving", "leave", "leaves"):
                    subjects = (
                        self._children(parent.i, ("dobj", "nsubj")) if self._children(parent.i, ("dobj",)) else []
                    )
                elif t.dep != "advcl":
                    subjects = self._children(parent.i, ("dobj",)) or self._children(parent.i, ("nsubjpass", "nsubj"))
                if not subjects and parent.dep in ("acl", "relcl") and parent.word == "found":
                    return [parent.head], self._agent_by(t), "acl"  # "the girl found shot dead in a car"
            if t.dep == "relcl":
                return [t.head], self._agent_by(t), "relcl"
        resolved = []
        for s in subjects:
            if ":" in self.text[tokens[s].end : t.start]:
                continue  # "Police: boy dies": what stands before the colon is a credit
            if any(o > s and "--" in self.text[tokens[s].end : tokens[o].start] for o in subjects):
                continue  # "ORU, 3 May -- Three people were hurt"
            if tokens[s].word == "whom" and t.dep == "relcl":
                return [t.head], self._agent_by(t), "relcl"  # "whom a relative identified, was hurt": one subject
            if tokens[s].word in ("who", "that", "which", "whom") and t.dep == "relcl":
                resolved.append(t.head)
            elif tokens[s].word in ("who", "that", "which", "whom"):
                verb = t
                for _ in range(4):
                    if verb.dep == "relcl":
                        resolved.append(verb.head)
                        break
                    verb = tokens[verb.head]
            else:
                resolved.append(s)
        return resolved, self._agent_by(t), "subject"

    def _inherited_subject(self, t: Token, parent: Token) -> tuple[list[int], Words | None, str]:
        """The subject that a coordinated participle shares, unless a number stands between ("six were killed and several injured")."""
        for i in range(t.i - 1, max(parent.i, t.i - 5), -1):
            if self.quantity_at.get(i) is not None and self.word(i + 1) not in NOT_VICTIMS:
                return [], None, "ellipsis"
        for _ in range(4):
            subjects = self._children(parent.i, ("nsubjpass", "nsubj"))
            if subjects:
                shared = [s for s in subjects if self.tokens[s].word not in ("who", "that", "which")]
                if not shared and parent.dep == "relcl":
                    shared = [parent.head]
                if (
                    self.lexicon.transitive.get(t.word)
                    and not self.is_passive(parent)
                    and parent.word not in self.lexicon.intransitive
                    and not self._children(t.i, ("auxpass",))  # "opened the gate and was stabbed" says whose it is
                ):
                    return [], None, "ellipsis"
                return shared, self._agent_by(t), "shared-subject"
            if parent.dep in ("acl", "relcl"):
                return [parent.head], self._agent_by(t), "shared-acl"
            if parent.dep != "conj":
                break
            parent = self.tokens[parent.head]
        return [], None, "ellipsis"

    def _agent(self, t: Token) -> Words | None:
        """The subject of an active verb of harm, if it can act."""
        for s in self._children(t.i, ("nsubj",)):
            if self.tokens[s].word in ("who", "which", "that"):
                return self._words_of(t.head) if t.dep == "relcl" else None
            return self._words_of(s)
        if t.dep in ("conj", "xcomp", "advcl") and self.tokens[t.head].tag.startswith("VB"):
            for s in self._children(t.head, ("nsubj",)):
                return self._words_of(s)
        return self._agent_accused(t)

    def _agent_accused(self, t: Token) -> Words | None:
        accused = self._accused(t)
        return self._words_of(accused) if accused is not None else None

    def _accused(self, t: Token) -> int | None:
        """Whoever is accused or convicted of what a word of harm says: "a man accused of shooting his nephew"."""
        for _ in range(6):
            if t.dep not in ("pcomp", "prep", "conj", "pobj", "xcomp", "advcl") or t.head == t.i:
                return None
            t = self.tokens[t.head]
            if t.word in ("accused", "charged", "convicted", "guilty", "suspected", "acquitted"):
                break
        else:
            return None
        if t.word == "guilty" and self.tokens[t.head].tag.startswith("VB"):
            t = self.tokens[t.head]
        who = self._children(t.i, ("nsubjpass",)) or self._children(t.i, ("dobj",))
        if who or t.dep not in ("acl", "relcl"):
            return who[0] if who and self.tokens[who[0]].word not in ("who", "that") else t.head if who else None
        return t.head

    def _agent_by(self, t: Token) -> Words | None:
        for c in self._children(t.i, ("agent", "prep")):
            if self.tokens[c].word == "by":
                inner = self._child(c, "pobj")
                words = self._words_of(inner) if inner is not None else None
                if words is not None:
                    return words
        return self._agent_apart(t) if t.tag == "VBN" else None

    def _agent_apart(self, t: Token) -> Words | None:
        """ "Was shot in the face, reportedly by accident, by a brother": the phrase that the parse hangs elsewhere."""
        for k in range(t.i + 1, min(t.i + AGENT_REACH, len(self.tokens))):
            other = self.tokens[k]
            if other.tag in ("VBD", "VBZ", "VBP", "VBN", "VBG", "CC", "WDT", "WP") or other.word in (";", "and"):
                return None
            if other.word == "by":
                inner = self._child(k, "pobj")
                words = self._words_of(inner) if inner is not None else None
                if words is not None:
                    return words
        return None

    def _words_of(self, head: int) -> Words | None:
        t = self.tokens[head]
        first, last = self.group_simple(head)
        of = self._child(head, "prep", ("of",))
        if of is not None:
            inner = self._child(of, "pobj")
            if inner is not None and self.tokens[inner].name:
                last = inner
        while first < head and not self.tokens[first].text[0].isalnum():
            first += 1  # "[the Front (FR)] guerrillas": the bracket is no part of the phrase
        span = (self.tokens[first].start, self.tokens[last].end)
        words = describe_victims(self.plain(*span))
        if (
            t.word in INANIMATE_AGENTS
            or t.tag.startswith(("VB", "WDT", "CD"))
            or t.word in ("it", "this", "that", "which", "who", "what", "there")
        ):
            return None
        if not (t.name or t.demonym or words.is_people or t.word in ACTORS or self._does_for_living(t)):
            return None
        if self.text.startswith(":", span[1]):
            return None  # "1030 LEAD: ...": a label
        return Words(self.text[span[0] : span[1]], span)

    def _does_for_living(self, t: Token) -> bool:
        """Whether a plural that no list holds is of people by its ending ("rustlers", "separatists")."""
        return t.tag == "NNS" and t.word.endswith(("lers", "kers", "ders", "ists")) and t.word not in NO_DOERS

    # ---- adding -------------------------------------------------------------------------------------------------------

    def _add_reflexive(self, harm: Harm, t: Token) -> None:
        """ "He killed three people, then himself": the subject is the victim, and an attacker if he harmed others."""
        subject: int | None = None
        verb = t
        for _ in range(4):
            subjects = self._children(verb.i, ("nsubj",))
            if subjects:
                subject = subjects[0]
                break
            if verb.dep not in ("conj", "advcl", "xcomp", "ccomp", "acl", "dep") or verb.head == verb.i:
                break
            verb = self.tokens[verb.head]
        if subject is None:
            return
        if self.tokens[subject].word in ("who", "that"):
            relative = self.tokens[self.tokens[subject].head]
            while relative.dep == "conj":
                relative = self.tokens[relative.head]
            subject = relative.head if relative.dep == "relcl" else subject
        others = [m for m in self.mentions if m.harm in (Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED)]
        mention = self._add(harm, t, subject, None, "reflexive", coordinated=False)
        if mention is None:
            return
        mention.pronoun = mention.definite = False
        mention.implied = True
        mention.low = mention.best = mention.high = 1
        if others:
            mention.words = replace(mention.words, role="attacker")
            first = next((m for m in others if m.harm == harm and m.part_of is None), None)
            if first is not None:
                base = first.sum_with or first
                base.sum_with = base
                mention.sum_with = base

    def _add_groups(self, harm: Harm, t: Token, head: int, agent: Words | None, how: str) -> None:
        if self.tokens[head].word in ("himself", "herself", "themselves"):
            if self.tokens[head].word != "themselves":
                self._add_reflexive(harm, t)
            for other in self.conjuncts(head)[1:]:  # "killed himself and eight worshippers"
                mention = self._add(harm, t, other, agent, how, coordinated=True)
                himself = next((m for m in self.mentions if m.rule == "reflexive" and m.harm == harm), None)
                if mention is not None and himself is not None:
                    himself.words = replace(himself.words, role="attacker")
                    himself.sum_with = mention.sum_with = himself
            return
        if head > t.i and self._is_speaker(head):
            return
        heads = [head] if how in ("acl", "relcl", "shared-acl") else self.conjuncts(head)
        if len(heads) < 3 and how not in ("acl", "relcl", "shared-acl"):
            heads = self._list_of_names(head) or heads
        if how in ("object", "noun-of", "lives-of", "bodies-of") or (how == "subject" and head > t.i):
            heads = list_of_victims(self, heads)
        parent = self.tokens[head].head
        if (
            how == "acl"
            and self.tokens[head].dep == "conj"
            and self.group(head).quantity is None
            and self.group(parent).words.is_people
        ):
            heads = [parent, head]  # headline: "Boy, 7, and his sister killed by drone"
        if how == "subject" and len(heads) == 1:
            heads += lost_subject(self, t, head)
        first: Mention | None = None
        added: list[Mention] = []
        for h in heads:
            if h != heads[0] and any(
                self.tokens[c].dep in ("relcl", "acl")
                and c != t.i
                and (self.group(h).quantity is not None or self.verb_harm(self.tokens[c]) is not None)
                for c in self.tokens[h].children
            ):
                continue  # "100,000 murdered ... and 46,000 who have sought refuge": it has a verb of its own
            if h != heads[0] and self.tokens[h].word in ("himself", "herself"):
                continue  # told as the doer's own
            mention = self._add(harm, t, h, agent, how, coordinated=len(heads) > 1)
            if mention is not None:
                added.append(mention)
        added = [m for m in added if m.best != 0 or len(added) == 1]
        if len(added) == 2 and self._is_one_of_two_words(*heads[:2]):
            self.mentions.remove(added.pop())
        if len(added) > 1 and len(added) == len(heads) and self._share_one_number(heads):
            self._join_kinds(added, heads[-1])
            return
        if len(added) > 1:
            first = added[0]
            for m in added:
                m.sum_with = first

    def victims_of(self, t: Token) -> tuple[list[int], Words | None, str]:
        """Heads of those whom a transitive verb is said of, who did it, and the rule, for readers in other modules."""
        heads, agent, how = self._victims_of_verb(t, True)
        return self._without_names(heads), agent, how

    def agent_of(self, t: Token) -> Words | None:
        """Who did what a passive verb says ("by the army")."""
        return self._agent_by(t)

    def actor(self, head: int) -> Words | None:
        """The words of a noun phrase whose people or body can act; None for things and weapons."""
        return self._words_of(head)

    def doer_of(self, t: Token) -> Words | None:
        """Who does what an active verb says, if it can act."""
        return self._agent(t)

    def describe(self, span: tuple[int, int]) -> VictimWords:
        """What the words of a stretch of the sentence say of people."""
        return describe_victims(self.plain(*span))

    def _is_one_of_two_words(self, first: int, second: int) -> bool:
        """ "A husband and father of two was shot": one article and a verb in the singular are one person's."""
        left, right = self.group(first), self.group(second)
        verb = next((t for t in self.tokens[right.last + 1 :] if t.tag in ("VBD", "VBZ", "VBP", "VBN", "MD")), None)
        return (
            self.word(second - 1) == "and"
            and right.first == second
            and not self.tokens[second].name
            and left.quantity is None
            and right.quantity is None
            and self.tokens[second].tag == "NN"
            and verb is not None
            and verb.word in ("was", "is", "has")
        )

    def _is_speaker(self, head: int) -> bool:
        """ "Five were abducted, police said": whoever stands between a comma and a verb of saying, which the parse gives as object."""
        group = self.group(head)
        return self.word(group.first - 1) == "," and self.word(group.last + 1) in SAYING

    def _share_one_number(self, heads: Sequence[int]) -> bool:
        """ "200 women and children", "8,000 men and boys": a number, then bare plurals that it counts as well."""
        groups = [self.group(h) for h in heads]
        return groups[0].quantity is not None and all(
            g.quantity is None
            and g.first == h
            and self.tokens[h].tag == "NNS"
            and self.word(h - 1) in ("and", "or", ",")
            and self.word(h - 2) != ","
            and g.words.is_people
            for g, h in zip(groups[1:], heads[1:], strict=True)
        )

    def _join_kinds(self, added: list[Mention], last: int) -> None:
        """Let the first of several kinds of people stand for all of them, with the words of all."""
        first = added[0]
        for m in added[1:]:
            self.mentions.remove(m)
        if first.noun is not None:
            first.noun = (first.noun[0], self.tokens[self.group(last).last].end)
            first.words = describe_victims(self.plain(*first.noun))
            first.end = max(first.end, first.noun[1])

    def add_victims(self, harm: Harm, t: Token, head: int, rule: str) -> Mention | None:
        """One noun phrase as victims of a harm, for readers in other modules; None where it names no people."""
        return self._add(harm, t, head, None, rule, coordinated=False)

    def _add(
        self, harm: Harm, t: Token, head: int, agent: Words | None, how: str, *, coordinated: bool
    ) -> Mention | None:
        group = self.group(head)
        token = self.tokens[head]
        if group.quantity is not None:
            k = self.quantities.index(group.quantity)
            if k in self.used and not any(m.quantity is group.quantity for m in self.mentions):
                return None
            if k in self.used and any(m.quantity is group.quantity and m.harm == harm for m in self.mentions):
                return None
            if self._claimed_by_right_word(group, t):
                return None
        if group.words.is_people is False or token.word in GENERIC:
            return None
        if group.quantity is None and token.word in ("death", "deaths", "spree", "rampage", "murder"):
            return None  # "shooting death"
        if ":" in self.text[self.tokens[group.last].end : t.start]:
            return None  # "Police: boy dies": what stands before the colon is a credit
        if group.quantity is None and ":" in self.text[t.end : self.tokens[group.first].start] and self._ends(group):
            return None  # "Boy dies in blast: police"
        if harm != Harm.KILLED and self.lexicon.people.get(token.word) == "killed" and group.quantity is not None:
            return None  # "1 fatality, 3 wounded": the parse hangs the one on the other
        if (head, harm) in self.heads:
            return None
        mention = self._mention(harm, t, group, token, how)
        if mention is None:
            return None
        if (
            agent is not None
            and mention.noun is not None
            and agent.span[0] < mention.noun[1]
            and agent.span[1] > mention.noun[0]
        ):
            agent = None
        mention.perpetrator = agent
        self.heads.add((head, harm))
        if group.quantity is not None:
            self.used.add(self.quantities.index(group.quantity))
        self.mentions.append(mention)
        return mention

    def _ends(self, group: Group) -> bool:
        """Whether nothing but marks stands behind a noun phrase in the sentence."""
        return all(t.tag in (".", "''", ":") for t in self.tokens[group.last + 1 :])

    def _claimed_by_right_word(self, group: Group, t: Token) -> bool:
        """Whether another word of harm stands right after this number ("12 dead, 30 wounded": 30 is not dead)."""
        i = group.last + 1
        if group.quantity is not None:
            i = max(i, max(j for j, k in self.quantity_at.items() if self.quantities[k] is group.quantity) + 1)
        for _ in range(2):
            word = self.word(i)
            if i == t.i:
                return False
            if word in HARM_STATES and self.tokens[i].tag != "VBD":
                nxt = self.token(i + 1)
                if nxt is not None and nxt.tag.startswith(("NN", "CD")) and nxt.word not in TIME_NOUNS:
                    return False
                own = self.verb_harm(self.tokens[i]) or Harm(self.lexicon.states.get(word, "killed"))
                mine = self.verb_harm(t) or (
                    Harm(self.lexicon.intransitive[t.word]) if t.word in self.lexicon.intransitive else None
                )
                return own != mine and (t.i < group.first or self._number_between(i, t.i))
            if word in ("others", "more", "people", "persons", "other"):
                i += 1
                continue
            break
        return False

    def _number_between(self, first: int, last: int) -> bool:
        """Whether another number stands between two words: in "2 dead, 5 hurt" the two are not hurt."""
        return any(first < i < last for i in self.quantity_at)

    def _mention(self, harm: Harm, t: Token, group: Group, token: Token, how: str) -> Mention | None:
        """A mention of the people of a group; None where the words count no people.

        Args:
            harm: What happened to them.
            t: The word of harm.
            group: Their noun phrase, or number.
            token: Its head.
            how: How the group hangs on the word of harm.
        """
        found = find_names(self.cased, self.tokens[group.first].start, self._name_end(group))
        # A name before the head noun says where from ("an Oru boy"); only the head itself or what follows it names the victim.
        names = tuple(Name(self.text[n.span[0] : n.span[1]], n.span, n.age) for n in found if n.span[1] >= token.end)
        if not names and token.dep == "attr":  # "Asel M., 34, is the seventh journalist killed"
            names = self._names_of_subject(token)
        pronoun = token.word in PRONOUNS or token.word in ("with", "among", "besides", "without")
        if group.quantity is not None:
            count = self._count_said(group, token, how, group.quantity)
        elif pronoun:
            count = self._count_of_pronoun(token)
        else:
            count = self._count_implied(group, token, how, names)
        if count is None:
            return None
        if count.quantity is None and self.word(group.first) == "no" and not pronoun:
            count = replace(count, low=0, best=0, high=0, modifier=Modifier.EXACT)
        words = self._described(group)
        start, end = self._extent(t, group, count.quantity)
        return Mention(
            harm=harm,
            sentence=self.sentence,
            trigger=t.i,
            start=start,
            end=end,
            low=count.low,
            best=count.best,
            high=count.high,
            modifier=count.modifier,
            quantity=count.quantity,
            counting=count.counting,
            unit=words.unit,
            noun=(token.start, token.end) if group.noun is not None and token.word in PRONOUNS else group.noun,
            words=words,
            names=names,
            moved_from=self._moved_from(group, harm),
            implied=count.implied,
            pronoun=pronoun,
            definite=self.word(group.first) in DEFINITES,
            rule=how,
        )

    def _count_said(self, group: Group, token: Token, how: str, q: Quantity) -> _Count | None:
        """The number of a group that says one; an ordinal is a place in a series, a rank or one person more."""
        words = group.words
        if words.is_people is None and not self._may_be_people(token, q):
            return None
        another = q.ordinal and (self.word(group.first) in ("a", "an") or token.word in COUNTED_IN_TURN)
        in_turn = token.dep == "attr"
        if q.ordinal and not another and not in_turn and how not in ("acl", "relcl", "lost-lives", "shared-acl"):
            return None  # "the second secretary": a rank, no place in a series of victims
        if another and not in_turn and how in ("subject", "object", "shared-subject", "state", "wound", "care"):
            return _one()  # "a third man was hurt": one person more, whatever came before him
        if not q.ordinal and q.text.lower() == "another":
            # One person more beside those just named, and no number of its own.
            return _Count(q.low, q.best, q.high, q.modifier, implied=True)
        count = _Count(q.low, q.best, q.high, q.modifier, quantity=q)
        if q.ordinal:
            count = replace(count, low=1, best=1, high=1, counting=Counting.ORDINAL)
        elif "increment" in q.rule or self._is_increment(group):
            count = replace(count, counting=Counting.INCREMENT)
        several = words.implied_count if words.unit == Unit.PERSON and q.best == 1 else None
        return replace(count, low=several, best=several, high=several) if several and several > 1 else count

    def _count_of_pronoun(self, token: Token) -> _Count | None:
        """One for "he" and "she"; "they" says no number of its own."""
        if token.word in ("he", "she") and token.dep == "nsubjpass" and self._is_in_plural(token):
            return None  # "as if he were killed"
        return _one() if token.word in ("he", "she", "him", "her", "himself", "herself") else None

    def _count_implied(self, group: Group, token: Token, how: str, names: Sequence[Name]) -> _Count | None:
        """The number of a group that says none: one for a name or "a farmer", two or more for a bare plural."""
        words = group.words
        definite = self.word(group.first) in DEFINITES
        if self._of_unknown_number(group) or (words.is_people and not words.plural and self.word(group.first) == "any"):
            return _at_least(1)
        if token.word in ("accused", "deceased") and self._has_singular_verb(token):
            return _one()
        if words.implied_count:
            return _one(max(words.implied_count, 1 if token.name else len(names)))
        if token.name and (names or token.tag in ("NNP", "NN")) and not token.demonym:
            who = names or words.is_people is True or how not in ("object", "subject", "acl", "relcl")
            if not who and not self.looks_like_person(token):
                return None
            if token.tag not in ("NNS", "NNPS") or names:
                return _one()
            return None if definite else _at_least(2)
        if words.is_people and not words.plural and not token.tag.endswith("S"):
            return None if how == "noun-modifier" else _one()
        if words.is_people and words.plural:
            if how == "noun-modifier" or (definite and self._is_bare_reference(group, token, how)):
                return None
            if how == "acl" and NUMBER_OF.search(self.cased, self.sentence.start, self.tokens[group.first].start):
                return None  # "the number of people killed reaches 52": they are the 52
            if token.word in EXACT_GROUPS:
                return _one(EXACT_GROUPS[token.word])
            return _at_least(3 if token.word in ("group", "handful") else 2)
        return None

    def _is_bare_reference(self, group: Group, token: Token, how: str) -> bool:
        """Whether "the wounded", "the victims", "the hostages" only point back to people already told of.

        Other people with a verb or noun of harm of their own are told again ("the teachers were killed", "the murder of the
        teachers"): two or more, whatever number stood before.
        """
        if self._opens_subset(group):
            return False
        return (
            how not in TELLS_AGAIN
            or token.word in NAMED_BY_HARM
            or (token.word == "sons" and self._child(token.i, "prep", ("of",)) is not None)  # maybe a group's name
            or (token.word in PEOPLE_AT_LARGE and not self._is_narrowed(group, token))
        )

    def _is_narrowed(self, group: Group, token: Token) -> bool:
        """Whether "the people" are some of them: "these people", "the people who were hit"."""
        return self.word(group.first) in ("these", "those") or bool(self._children(token.i, ("relcl", "acl")))

    def _has_singular_verb(self, token: Token) -> bool:
        verb = self.tokens[token.head]
        return any(w in ("has", "is", "was") for w in (verb.word, *(self.tokens[c].word for c in verb.children)))

    def _of_unknown_number(self, group: Group) -> bool:
        """ "An unknown number were wounded": one or more."""
        words = [self.word(i) for i in range(group.first, group.head + 1)]
        return words[-1] in ("number", "numbers") and any(
            w in ("unknown", "undetermined", "unspecified") for w in words
        )

    def _described(self, group: Group) -> VictimWords:
        """What the words of a group say of its people, with what the sentence says beside them."""
        words = group.words
        if group.noun is None and self.word(0) == "of" and self.tokens[0].children and words.head is None:
            whole = self.tokens[0].children[0]  # "Of the six militants who attacked the convoy, four were killed"
            read = self.group(whole).words
            if read.is_people:
                words = replace(read, role="attacker") if read.role is None and self._attacked(whole) else read
        if words.role is None and self._attacked(group.head):
            words = replace(words, role="attacker")
        return words

    def _extent(self, t: Token, group: Group, q: Quantity | None) -> tuple[int, int]:
        """From the first to the last of the word of harm, the people and their number."""
        offsets = [t.start, t.end, self.tokens[group.first].start, self.tokens[group.last].end]
        if q is not None:
            offsets += [q.start, q.end]
        return min(offsets), max(offsets)

    def _is_in_plural(self, pronoun: Token) -> bool:
        """Whether the verb of a lone "he" or "she" is in the plural: a wish or a slip, no statement of one person."""
        verb = self.tokens[pronoun.head]
        return not any(self.tokens[c].dep == "conj" for c in pronoun.children) and any(
            self.tokens[c].word in ("were", "are") for c in verb.children
        )

    def _opens_subset(self, group: Group) -> bool:
        """Whether a part is counted right behind a phrase: "the militants, including two children,"."""
        return SUBSET.match(self.cased.lower(), self.tokens[group.last].end) is not None

    def _attacked(self, head: int) -> bool:
        """Whether a relative clause says that these people attacked ("three of the robbers who stormed a bank")."""
        heads = [head]
        of = self._child(head, "prep", ("of",))
        if of is not None:
            heads += self._children(of, ("pobj",))
        return any(
            self.tokens[c].word in ("attacked", "stormed", "raided", "ambushed", "bombed")
            and not self.is_passive(self.tokens[c])
            for h in heads
            for c in self._children(h, ("relcl",))
        )

    def _names_of_subject(self, token: Token) -> tuple[Name, ...]:
        for c in self._children(token.head, ("nsubj",)):
            found = self.group(c)
            read = find_names(self.cased, self.tokens[found.first].start, self._name_end(found))
            return tuple(Name(self.text[n.span[0] : n.span[1]], n.span, n.age) for n in read)
        return ()

    def _name_end(self, group: Group) -> int:
        """Names may stand in apposition after the phrase: "a farmer, Dara Oru, 34," or "Dara (9)"."""
        end = self.tokens[group.last].end
        for c in self.tokens[group.head].children:
            child = self.tokens[c]
            if (
                child.dep == "appos"
                and c > group.last
                and (child.name or self.quantity_at.get(c) is None)
                and not re.search(r"\band\b", self.text[end : child.start])
            ):
                end = max(end, child.end)
        for c in range(group.last + 2, min(group.last + 4, len(self.tokens))):
            for named in self.names_behind(group.head, c):
                end = max(end, self.tokens[named].end)
        tail = re.compile(r"\s*(?:,\s*(?:aged\s+)?\d{1,3}\b|\(\s*(?:aged\s+)?\d{1,3}\s*\))").match(self.text, end)
        return tail.end() if tail else end

    def looks_like_person(self, token: Token) -> bool:
        """Whether a run of capitalised words may be a personal name, by its shape."""
        words = token.text.split()
        return (
            1 <= len(words) <= 5
            and not any(w.lower() in ORGANISATION for w in words)
            and not self.cased[token.start : token.end].isupper()
        )

    def _may_be_people(self, token: Token, q: Quantity) -> bool:
        if re.match(r"[- ]degree\b", self.cased[q.end : q.end + 8]):
            return False
        if token.word in TIME_NOUNS or token.word in NOT_VICTIMS:
            return False
        if token.tag in ("NN", "NNS") and not token.name and not self._holds(q, token.i):
            return (
                bool(PERSON_ENDING.search(token.word))
                or token.word in self.lexicon.people
                or token.word in self.lexicon.states
            )
        return (
            token.name
            or token.tag.startswith(("NN", "CD", "JJ", "PRP", "DT", "VB", "IN", "RB", "CC"))
            or self._holds(q, token.i)
        )

    def _is_increment(self, group: Group) -> bool:
        first, last = group.first, group.last
        words = [self.word(i) for i in range(first, min(last + 3, len(self.tokens)))]
        return (
            (
                "more" in words
                and "than" not in words
                and any(w in ("bodies", "people", "victims", "died", "deaths") for w in words)
            )
            or "additional" in words
            or "further" in words
        )

    def _moved_from(self, group: Group, harm: Harm) -> Harm | None:
        """The harm that the dead had suffered before: "three of the wounded died", "died of her wounds", "dies days after being shot"."""
        if harm != Harm.KILLED:
            return None
        if group.quantity is None or not group.quantity.ordinal:
            after = self.cased[
                self.tokens[group.last].end : min(self.sentence.end, self.tokens[group.last].end + 90)
            ].lower()
            if DIED_LATER.match(after):
                return Harm.INJURED
        if group.noun is None:
            return None
        words = self.cased[group.noun[0] : group.noun[1]].lower()
        between = self.cased[self.tokens[group.first].start : self.sentence.end].lower()
        if re.search(r"\b(?:wounded|injured|hurt)\b", words) or WOUNDED_FIRST.match(between):
            return Harm.INJURED
        if re.search(r"\b(?:hostages?|abducted|kidnapped|captives)\b", words):
            return Harm.ABDUCTED
        if re.search(r"\b(?:detainees?|prisoners?)\b", words):
            return None
        if re.search(r"\bmissing\b", words):
            return Harm.MISSING
        return None

    # ---- phrases, nouns, states ----------------------------------------------------------------------------------

    def _read_phrase(self, t: Token) -> None:
        """Fixed phrases: "claimed the lives of N", "cost N lives", "lost their lives", "buried six", "took N hostage"."""
        if (
            t.word in COUNTED
            and not t.tag.startswith("VB")
            and not (t.word == "dead" and self.word(t.i - 1).isalpha() and self.word(t.i - 1) not in BEFORE_THE_DEAD)
            and re.match(COMES_TO, self.cased[t.end : min(self.sentence.end, t.end + 130)].lower())
        ):
            self._read_toll(t)
        elif t.word in ("wounds", "injuries", "burns", "shrapnel") and t.dep in ("dobj", "conj"):
            verb = self._governing_verb(t)
            if verb is not None and verb.word in (
                "suffered",
                "sustained",
                "received",
                "suffering",
                "suffer",
                "sustaining",
            ):
                for s in self._children(verb.i, ("nsubj",)):
                    body = self.word(s) in BODIES  # "the teacher's body received 18 bullet wounds"
                    self._add_groups(Harm.KILLED if body else Harm.INJURED, t, s, None, "suffered")
        elif t.word in ("lost", "losing", "lose", "loses", "loss") and t.word != "lives":
            self._read_lost(t)
        elif t.word in ("funerals", "funeral") and self._governing_verb(t) is not None:
            for q in self.quantities:
                if re.fullmatch(r"\s+(?:were held |was held )?(?:for|of)\s+(?:the\s+)?", self.cased[t.end : q.start]):
                    self.add_bare(Harm.KILLED, t, q, "buried", self.people_after(q))
        elif t.word in ("hospital", "hospitals"):
            self._read_hospital(t)
        elif (
            t.word in ("struck", "hit")
            and t.tag in ("VBN", "VBD")
            and BY_FIRE.search(self.cased, t.end, min(self.sentence.end, t.end + 60))
        ):
            if self.is_passive(t):
                heads, _agent, how = self._victims_of_verb(t, True)
                for h in heads:
                    self._add_groups(Harm.INJURED, t, h, None, how)
        elif t.word in ("rubble", "debris", "ruins", "wreckage"):
            self._read_rubble(t)
        elif t.word == "still":
            self._read_still_inside(t)
        elif t.word == "death" and self.word(t.i - 1) == "to" and self.word(t.i - 2) in ("put", "putting", "puts"):
            verb = self.tokens[t.i - 2]
            if self.is_passive(verb):
                heads = self._children(verb.i, ("nsubjpass", "nsubj"))
            else:
                heads = [o for o in self._children(verb.i, ("dobj",)) if o != t.i]
            for o in heads:
                self._add_groups(Harm.KILLED, t, o, self._agent(verb), "put-to-death")
            if not heads:
                for q in self.quantities:
                    if re.fullmatch(r"['’\"”]?\s+", self.cased[t.end : q.start]):
                        self.add_bare(Harm.KILLED, t, q, "put-to-death", self.people_after(q))
        elif t.word == "fell" and re.match(
            r"\s+in (?:a |the )?(?:battle|combat|action|fighting|clash|firefight)",
            self.cased[t.end : t.end + 30].lower(),
        ):
            heads = self._children(t.i, ("nsubj",))
            for o in heads:
                if self.tokens[o].word in ("who", "that") and t.dep == "relcl":
                    o = t.head
                self._add_groups(Harm.KILLED, t, o, None, "subject")
        elif t.word == "number" and re.match(
            r"number\s+of\s+(?:the\s+)?(?:(?:victims|dead|deaths|killed|fatalities|wounded|injured|injuries|casualties)\b|(?:\w+\s+){1,3}?(?:killed|slain|murdered|wounded|injured)\b)",
            self.cased[t.start : t.start + 60].lower(),
        ):
            self._read_toll(t)
        elif t.word in ("lives", "life"):
            self._read_lives(t)
        elif t.word == "buried" and self.word(t.i + 1) in ("under", "beneath", "alive", "inside"):
            for s in self._victims_of_verb(t, True)[0]:
                self._add_groups(Harm.MISSING, t, s, None, "rubble")
        elif t.word in ("buried", "bury", "burying") and t.tag.startswith("VB") and not self.is_passive(t):
            for o in self._children(t.i, ("dobj",)):
                group = self.group(o)
                if group.quantity is not None and group.words.is_people is not False:
                    self._add_groups(Harm.KILLED, t, o, None, "buried")
        elif t.word in ("hostage", "prisoner", "captive") and self.word(t.i - 1) not in ("the", "a", "one"):
            verb = self._governing_verb(t)
            if verb is not None and verb.word in ("took", "taken", "taking", "take", "held", "holding", "hold"):
                harm = Harm.DETAINED if t.word == "prisoner" else Harm.ABDUCTED
                heads = (
                    self._children(verb.i, ("dobj",))
                    if not self.is_passive(verb)
                    else self._children(verb.i, ("nsubjpass", "nsubj"))
                )
                for o in heads:
                    if o != t.i:
                        self._add_groups(harm, t, o, self._agent(verb), "took-hostage")
        elif t.word in ("unharmed", "unhurt", "unscathed") and t.dep in (
            "acomp",
            "oprd",
            "advcl",
            "amod",
            "conj",
            "ROOT",
        ):
            return

    def people_after(self, q: Quantity) -> tuple[int, int] | None:
        """The noun phrase of people right behind a number, if there is one."""
        _, noun = self.noun_after(self.token_index(q.end))
        return noun if noun is not None and describe_victims(self.plain(*noun)).is_people else None

    def _read_lost(self, t: Token) -> None:
        """ "Lost three soldiers", "the loss of three soldiers": said of fighters, and so of the dead."""
        if t.word == "loss":
            of = self._child(t.i, "prep", ("of",))
            objects = self._children(of, ("pobj",)) if of is not None else []
        else:
            objects = self._children(t.i, ("dobj",)) if not self.is_passive(t) else []
        for o in objects:
            group = self.group(o)
            if group.quantity is not None and (
                group.words.status == Status.COMBATANT
                or group.words.head in ("men", "officers", "policemen", "police", "guards", "members", "fighters")
            ):
                self._add_groups(Harm.KILLED, t, o, None, "lost")

    def _read_hospital(self, t: Token) -> None:
        """ "Shooting sends four people to the hospital": injured, if the sentence tells of force."""
        verb = self._governing_verb(t)
        if (
            verb is None
            or verb.word not in ("sends", "sent", "sending", "send", "puts", "put", "lands", "landed")
            or not self.names_force
        ):
            return
        for o in self._children(verb.i, ("dobj",)):
            self._add_groups(Harm.INJURED, t, o, None, "object")

    def _read_rubble(self, t: Token) -> None:
        """ "Up to a dozen people remain under the rubble", "are buried beneath the theatre": missing."""
        verb = self._governing_verb(t)
        if verb is None or verb.word not in (
            "remain",
            "remains",
            "remained",
            "are",
            "were",
            "is",
            "lie",
            "lay",
            "buried",
            "trapped",
            "stuck",
            "be",
        ):
            return
        for s in self._children(verb.i, ("nsubj", "nsubjpass")):
            if self.group(s).quantity is not None:
                self._add_groups(Harm.MISSING, t, s, None, "rubble")

    def _read_still_inside(self, t: Token) -> None:
        """ "Up to 15 guests may still be inside the hotel that was bombed": missing, and no more than feared."""
        if not self.names_force:
            return
        for q in self.quantities:
            found = STILL_INSIDE.match(self.cased, q.end, self.sentence.end)
            if found is None or not q.end < t.start < found.end():
                continue
            noun = self.people_after(q)
            mention = self.add_bare(Harm.MISSING, self.token_at_offset(q.end), q, "inside", noun) if noun else None
            if mention is not None:
                mention.extra["hedged"] = True
                mention.end = max(mention.end, found.end())

    def _governing_verb(self, t: Token) -> Token | None:
        for _ in range(4):
            if t.tag.startswith("VB"):
                return t
            if t.head == t.i:
                return None
            t = self.tokens[t.head]
        return t if t.tag.startswith("VB") else None

    def _read_lives(self, t: Token) -> None:
        verb = self._governing_verb(t)
        before = self.word(verb.i) if verb else ""
        of = self._child(t.i, "prep", ("of",))
        if before in (
            "claimed",
            "claims",
            "claiming",
            "cost",
            "costing",
            "costs",
            "took",
            "taken",
            "taking",
            "takes",
            "ended",
        ):
            inner = self._child(of, "pobj") if of is not None else None
            if inner is not None:
                self._add_groups(Harm.KILLED, t, inner, self._agent(verb) if verb else None, "lives-of")
            else:
                group = self.group(t.i)
                if group.quantity is not None:
                    self.add_bare(Harm.KILLED, t, group.quantity, "lives")
        elif before in ("lost", "lose", "loses", "losing") and verb is not None:
            group = self.group(t.i)
            if group.quantity is not None:
                self.add_bare(Harm.KILLED, t, group.quantity, "lives")
                return
            subjects = self._children(verb.i, ("nsubj", "nsubjpass"))
            if not subjects and verb.dep in ("relcl", "acl"):
                subjects = [verb.head]
            for s in subjects:
                if self.tokens[s].word in ("who", "that") and verb.dep == "relcl":
                    s = verb.head
                self._add_groups(Harm.KILLED, t, s, None, "lost-lives")

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
        self.mentions.append(mention)
        return mention

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

    def _read_noun(self, t: Token) -> None:
        """Nouns of harm: "the death of X", "12 deaths", "N bodies were found", "casualties", "the killing of X by Y"."""
        name = self.lexicon.nouns.get(t.word)
        if name is None or not t.tag.startswith(("NN", "VBG", "VBZ")):
            return
        if t.word == "remains" and not t.tag.startswith("NN"):
            return
        harm = Harm(name)
        if harm == Harm.DETAINED and ARREST_SOUGHT.search(self.cased, max(self.sentence.start, t.start - 50), t.start):
            return  # "a warrant for the arrest of"
        if t.word in ("toll", "losses"):
            self._read_toll(t)
            return
        if t.dep == "compound" and t.head != t.i:
            return
        group = self.group(t.i)
        of = self._child(t.i, "prep", ("of", "to", "among"))
        if of is None and self.word(t.i + 1) == "of":
            of = t.i + 1  # "charged in shooting death of a girl": the parse hangs it on "shooting"
        inner = self._child(of, "pobj") if of is not None else None
        if t.word in BODIES:
            self._read_bodies(t, group, inner)
            return
        if t.word in ("wounds", "injury", "injuries"):
            if (
                group.quantity is not None
                and t.word == "injuries"
                and self.word(t.i - 1) not in ("his", "her", "their")
            ):
                self.add_bare(harm, t, group.quantity, "deaths")
            if t.word != "injury" or inner is None or self.group(inner).words.is_people is not True:
                return
        if group.quantity is not None and not self._is_event_noun(t):
            self.add_bare(harm, t, group.quantity, "deaths", self._adjectives(group, t))
            return
        if harm == Harm.KILLED_OR_INJURED and group.quantity is None:
            if self._negated_noun(t):
                return
            if (
                t.word == "casualties"
                and self.word(group.first) not in DEFINITES
                and t.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj")
                and not NOT_COUNTED.search(self.cased, max(self.sentence.start, t.start - 60), t.start)
            ):
                self._add_vague(harm, t, group, "casualties")
            return
        if inner is not None and of is not None and self.tokens[of].word in ("of", "to"):
            if self.tokens[of].word == "to" and harm != Harm.INJURED:
                return
            if self.tokens[inner].tag.startswith(("NN", "CD", "PRP", "JJ", "DT")) or self.tokens[inner].name:
                self._add_groups(
                    harm, t, inner, self._agent_by(t) or self._agent_by_sibling(t) or self._agent_accused(t), "noun-of"
                )
            return
        possessor = self._child(t.i, "poss")
        if possessor is None and self.word(t.i - 1) in ("'s", "’s"):
            possessor = t.i - 2  # the parse hangs it on a later noun
        if possessor is not None and t.word in (
            "death",
            "killing",
            "murder",
            "assassination",
            "slaying",
            "execution",
            "abduction",
            "kidnapping",
            "disappearance",
        ):
            self._add_groups(harm, t, possessor, self._agent_by(t), "possessive")

    def _is_event_noun(self, t: Token) -> bool:
        """ "Three murders", "two massacres": deaths in the first, events in the second."""
        return t.word in (
            "massacre",
            "massacres",
            "executions",
            "execution",
            "disappearance",
            "torture",
            "assassinations",
        ) and t.word.startswith("massac")

    def _adjectives(self, group: Group, t: Token) -> tuple[int, int] | None:
        """ "12 civilian deaths": the people are named by what stands between number and noun."""
        if group.quantity is None:
            return None
        between = [i for i in range(group.first, t.i) if self.quantity_at.get(i) is None]
        words = [
            self.tokens[i]
            for i in between
            if describe_victims(self.tokens[i].word).is_people
            or self.tokens[i].word in ("civilian", "military", "police")
        ]
        return (words[0].start, words[-1].end) if words else None

    def _agent_by_sibling(self, t: Token) -> Words | None:
        of = self._child(t.i, "prep", ("of",))
        if of is None:
            return None
        inner = self._child(of, "pobj")
        if inner is None:
            return None
        for c in self._children(inner, ("prep", "agent")):
            if self.tokens[c].word == "by":
                by = self._child(c, "pobj")
                return self._words_of(by) if by is not None else None
        return None

    def _negated_noun(self, t: Token) -> bool:
        return any(self.tokens[c].word in ("no", "without") for c in t.children)

    def _add_vague(self, harm: Harm, t: Token, group: Group, rule: str) -> None:
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

    def _read_toll(self, t: Token) -> None:
        """ "the death toll rose to 17", "a toll of 5", "toll at 37, up from 30", "put its losses at four"."""
        self._settle_up_to(t)
        after = [q for q in self.quantities if q.start > t.start and not q.ordinal]
        around = self.cased[max(self.sentence.start, t.start - 12) : t.end + (25 if t.word == "number" else 0)].lower()
        injured = bool(re.search(r"injur|wound|casualty", around))
        harm = (
            Harm.KILLED_OR_INJURED
            if self.word(t.i - 1) == "casualty" or "casualties" in around
            else Harm.INJURED
            if injured
            else Harm.KILLED
        )
        new: Mention | None = None
        for q in self.quantities:
            if q.end <= t.start and BRINGS_TO.search(self.cased[max(self.sentence.start, q.start - 24) : q.start]):
                if re.fullmatch(r"\s+(?:the|its|their)\s+(?:\w+\s+)?", self.cased[q.end : t.start]):
                    self.add_bare(harm, t, q, "toll")  # "brings to 11 the number of teachers killed"
        for q in after:
            lead = self.cased[max(t.end, q.start - 40) : q.start].lower()
            if q.start - t.end > 140 or COULD_RISE.search(lead):
                break
            if re.search(r"\b(?:up |down |revised )?from\s*$", lead) and new is not None:
                old = self.add_bare(harm, t, q, "toll")
                if old is not None:
                    new.replaces = old
            elif re.search(r"\bfrom\s*$", lead) and re.match(r"\s+to\s", self.cased[q.end : q.end + 5]):
                old = self.add_bare(harm, t, q, "toll-from")
                rest = [p for p in after if p.start >= q.end]
                if old is not None and rest:
                    new = self.add_bare(harm, t, rest[0], "toll")
                    if new is not None:
                        new.replaces = old
                break
            elif (
                new is None
                and re.search(
                    r"(?:\b(?:to|at|of|is|was|reached|reaches|reaching|stood at|stands at|now|number|numbers|numbered|totalled|totaled|hits|hit|given as)|:)\s*(?:a |an )?$",
                    lead,
                )
            ) or (new is None and "up-to" in q.rule):
                nxt = self.word(self.token_index(q.end))
                if nxt in ("days", "hours", "years", "percent", "%"):
                    continue
                new = self.add_bare(harm, t, q, "toll")
                if new is not None and re.search(r"\b(?:may|might) have\b", lead):
                    new.extra["hedged"] = True

    def _settle_up_to(self, t: Token) -> None:
        """ "Death toll in Oru now up to 13": of a toll, "up to" says how far it has risen, unless "of" or a modal stands before."""
        for k, q in enumerate(self.quantities):
            if q.modifier != Modifier.AT_MOST or not q.text.lower().startswith("up to") or q.start < t.end:
                continue
            lead = self.cased[t.end : q.start].lower()
            if q.start - t.end > 90 or RISE_ONLY.search(lead):
                continue
            risen = replace(
                q,
                text=self.cased[q.number_start : q.number_end],
                start=q.number_start,
                low=q.high,
                best=q.high,
                modifier=Modifier.EXACT,
                rule="up-to",
            )
            self.quantities[k] = risen

    def token_index(self, offset: int) -> int:
        for t in self.tokens:
            if t.end > offset:
                return t.i
        return len(self.tokens)

    def token_at_offset(self, offset: int) -> Token:
        """The token that covers a layer offset, or the nearest after it, or the last."""
        return self.tokens[min(self.token_index(offset), len(self.tokens) - 1)]

    def _read_bodies(self, t: Token, group: Group, inner: int | None) -> None:
        verb = self._governing_verb(t)
        spoken = verb is not None and (
            verb.word in BODY_VERBS or any(self.tokens[c].word in BODY_VERBS for c in t.children)
        )
        if inner is not None and not self._is_time_or_place(inner):
            of_group = self.group(inner)
            if of_group.quantity is not None or (spoken and group.quantity is None):
                self._add_groups(Harm.KILLED, t, inner, None, "bodies-of")
                return
        if group.quantity is not None:
            noun = (t.start, t.end)
            mention = self.add_bare(Harm.KILLED, t, group.quantity, "bodies", noun)
            if mention is not None and ("more" in [self.word(i) for i in range(group.first, t.i)]):
                mention.counting = Counting.INCREMENT
        elif spoken and t.word in ("bodies", "corpses") and self.word(group.first) not in DEFINITES:
            self._add_vague(Harm.KILLED, t, group, "bodies")

    def _read_state(self, t: Token) -> None:
        """States of people: "12 dead", "left 30 injured", "N are missing", "the wounded", "N prisoners are held"."""
        word = t.word
        if word in self.lexicon.states:
            self._read_state_word(t, Harm(self.lexicon.states[word]))
        if word in ("victims", "people", "persons") and GRAVE.search(
            self.cased, self.sentence.start, self.sentence.end
        ):
            group = self.group(t.i)
            if group.quantity is not None and not any(m.quantity is group.quantity for m in self.mentions):
                self.add_bare(Harm.KILLED, t, group.quantity, "bodies", group.noun)
        if word in (
            "held",
            "holding",
            "jailed",
            "imprisoned",
            "detained",
            "behind",
            "custody",
            "serving",
            "incarcerated",
        ):
            self._read_held(t)
        name = self.lexicon.people.get(word)
        if name in ("detained", "abducted", "displaced") and t.tag.startswith("NN"):
            self._read_people_of_harm(t, Harm(name))

    def _read_state_word(self, t: Token, harm: Harm) -> None:
        if t.tag.startswith("NN") and t.word in ("dead", "wounded", "injured", "missing", "displaced"):
            group = self.group(t.i)
            if group.quantity is not None and not self._holds_any(group.quantity, harm):
                self.add_bare(harm, t, group.quantity, "the-dead")
            return
        if t.tag.startswith("VB") and t.word in self.lexicon.transitive:
            return  # read as a verb
        group_heads: list[int] = []
        head = self.tokens[t.head]
        if t.dep == "amod" and t.head > t.i and head.tag.startswith("NN"):
            group = self.group(t.head)
            if group.quantity is not None and group.words.is_people is not False and t.word != "missing":
                group_heads = [t.head]
        elif t.dep in ("acomp", "oprd", "xcomp", "ccomp", "attr", "advcl", "conj", "acl", "advmod", "ROOT"):
            verb = head if head.tag.startswith("VB") else t
            if verb.word in (
                "left",
                "leaving",
                "leave",
                "leaves",
                "found",
                "declared",
                "pronounced",
                "reported",
                "shot",
            ):
                group_heads = (
                    self._children(verb.i, ("dobj",))
                    or self._children(verb.i, ("nsubjpass",))
                    or self._children(t.i, ("nsubj",))
                )
                if not group_heads and verb.word == "found":  # "Two brothers found dead", "the boy found dead"
                    relative = [verb.head] if verb.dep in ("acl", "relcl") else []
                    group_heads = self._children(verb.i, ("nsubj",)) or relative
            else:
                group_heads = self._children(t.i, ("nsubj", "nsubjpass"))
                if not group_heads and verb.word in LINKING:
                    group_heads = self._children(verb.i, ("nsubj", "nsubjpass"))
                if not group_heads and t.dep in ("xcomp", "ccomp", "oprd", "acomp"):  # "were thought to be trapped"
                    up = verb if verb is not t else head
                    for _ in range(2):
                        group_heads = self._children(up.i, ("nsubjpass",))
                        if group_heads or up.head == up.i:
                            break
                        up = self.tokens[up.head]
            if t.dep == "acl":
                group_heads = [t.head]
            if verb.word == "shot":
                return
        for h in group_heads:
            if self.tokens[h].word in ("who", "that", "which"):
                verb = head
                if verb.dep == "relcl":
                    h = verb.head
                else:
                    continue
            self._add_groups(self._joint_harm(t, harm) or harm, t, h, None, "state")

    def _holds_any(self, q: Quantity, harm: Harm) -> bool:
        return any(m.quantity is q and m.harm == harm for m in self.mentions)

    def _read_held(self, t: Token) -> None:
        if t.word in ("behind", "custody") or (t.tag.startswith("VB") and t.word in ("held", "holding", "serving")):
            verb = t if t.tag.startswith("VB") else self._governing_verb(t)
            if verb is None:
                return
            context = self.cased[self.sentence.start : self.sentence.end].lower()
            if not self._are_held(t) and not re.search(
                r"\b(?:prison|prisons|jail|jails|detention|custody|detained|detainees|prisoners|captive|captivity|hostage|hostages|without charge|without trial|behind bars|cells?|incommunicado)\b",
                context,
            ):
                return
            harm = Harm.ABDUCTED if re.search(r"\b(?:hostage|hostages|captive)\b", context) else Harm.DETAINED
            subjects = self._children(verb.i, ("nsubjpass",)) or (
                self._children(verb.i, ("nsubj",))
                if self.is_passive(verb) or t.word in ("behind", "custody")
                else self._children(verb.i, ("dobj",))
            )
            for s in subjects:
                if self.group(s).quantity is not None:
                    self._add_groups(harm, verb, s, None, "held")

    def _are_held(self, t: Token) -> bool:
        """Whether "held" is said of a number of people as their state: "4,900 people are held", not "are held back"."""
        if t.word != "held" or not any(self.word(c) in ("are", "were", "being") for c in t.children):
            return False
        if self.word(t.i + 1) in NOT_IN_CUSTODY:
            return False
        groups = [self.group(s) for s in self._children(t.i, ("nsubjpass",))]
        return any(g.quantity is not None and g.words.is_people is True for g in groups)

    def _read_people_of_harm(self, t: Token, harm: Harm) -> None:
        """ "there were 4,900 prisoners": a number of people whose noun is the harm."""
        group = self.group(t.i)
        if group.quantity is None or any(m.quantity is group.quantity for m in self.mentions):
            return
        verb = self._governing_verb(t)
        if t.dep in ("attr", "dobj", "pobj", "nsubj", "nsubjpass", "ROOT", "conj", "appos") and (
            verb is None or (verb.word in HOLDING and not (verb.tag == "VB" and verb.word in ("hold", "keep", "have")))
        ):
            if (
                harm == Harm.DISPLACED
                and t.word == "refugees"
                and (verb is None or verb.word not in ("fled", "displaced", "forced", "driven"))
            ):
                return
            self._add_groups(harm, t, t.i, None, "people-of-harm")

    # ---- surface ---------------------------------------------------------------------------------------------------

    def _read_surface(self) -> None:
        """Numbers that no trigger took: read by what stands right after or before them."""
        for k, q in enumerate(self.quantities):
            if k in self.used or "percent" in q.rule:
                continue
            own = [i for i, n in self.quantity_at.items() if n == k]
            if not own:
                continue
            if self._surface_right(q, max(own) + 1) or self._surface_left(q, min(own), max(own) + 1):
                self.used.add(k)

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

    def _names_people(self, noun: tuple[int, int]) -> bool:
        """Whether a noun phrase is of people: by the lexicon, or by an ending that only words for people have, or a name."""
        phrase = self.cased[noun[0] : noun[1]]
        known = describe_victims(phrase).is_people
        if known is not None:
            return known
        last = phrase.split()[-1] if phrase.split() else ""
        return (
            bool(PERSON_ENDING.search(last.lower()))
            or last[:1].isupper()
            or last.lower() in ("others", "more", "of", "also")
            or last.lower() in PRONOUNS
        )

    def _surface_right(self, q: Quantity, i: int) -> bool:
        died = OF_WOUNDED.match(self.cased, q.end, self.sentence.end)
        if died is not None:
            wounded = re.compile(r"(?:the|those)\s+(?:\w+\s+){0,2}?(?:wounded|injured|hurt)", re.IGNORECASE).search(
                self.cased, q.end, died.end()
            )
            found = self.add_bare(
                Harm.KILLED,
                self.token_at_offset(died.end() - 1),
                q,
                "wounded-died",
                wounded.span() if wounded else None,
            )
            if found is not None:
                found.moved_from = Harm.INJURED
            return found is not None
        j, noun = self.noun_after(i)
        if noun is not None:
            j = self._behind_parts(j)
        while (
            self.word(j) in BE
            or self.word(j) in HAVE
            or self.word(j)
            in (
                "reported",
                "also",
                "confirmed",
                "more",
                "others",
                "other",
                "feared",
                "reportedly",
                "left",
                "got",
                "seriously",
                "badly",
                "critically",
                "slightly",
                "severely",
                "forcibly",
                "lightly",
                "gravely",
                "now",
                "people",
                "internally",
                "still",
                "found",
            )
        ):
            j += 1
        t = self.token(j)
        if t is None:
            return False
        harm = self.verb_harm(t) or (Harm(self.lexicon.states[t.word]) if t.word in self.lexicon.states else None)
        if harm is None and t.word in self.lexicon.intransitive and t.tag.startswith("VB"):
            harm = Harm(self.lexicon.intransitive[t.word])
        if (
            harm is None
            or (t.word == "dead" and self.word(j + 1) in NOT_DEAD)
            or t.tag in ("VB", "VBZ", "VBP", "VBG")
            or (t.word == "shot" and noun is None and t.tag.startswith("NN") and t.i > 3 and not self._are_shot(q, t))
            or (t.tag == "VBD" and self.lexicon.transitive.get(t.word) and self._has_victim_behind(t))
        ):
            return False
        nxt = self.token(j + 1)
        plain = j == i or (noun is not None and j == self.noun_after(i)[0])
        if (
            plain
            and self.lexicon.transitive.get(t.word)
            and nxt is not None
            and nxt.tag in ("DT", "CD", "PRP", "PRP$", "NNP", "NNPS", "NNS")
            and nxt.word not in TIME_NOUNS
            and t.dep != "acl"
        ):
            return False
        if noun is not None and not self._names_people(noun):
            return False
        if self.word(j) == "missing" and self.word(j + 1) in ("person", "persons"):
            return False
        if "feared" in [self.word(n) for n in range(i, j)] and harm == Harm.KILLED:
            harm = Harm.MISSING
        mention = self.add_bare(harm, t, q, "surface-right", noun)
        return mention is not None

    def _are_shot(self, q: Quantity, t: Token) -> bool:
        """Whether "four shot" is said of people: as a noun it would stand in the plural or before another noun."""
        nxt = self.token(t.i + 1)
        several = q.low is not None and q.low > 1 and not q.ordinal
        several = several and not re.search(r"\b(?:fir|hear)\w+\s+$", self.cased[max(0, q.start - 12) : q.start])
        return several and (nxt is None or nxt.tag in ("IN", ",", ".", "CC", ":", "RB", "TO"))

    def _has_victim_behind(self, t: Token) -> bool:
        """Whether a verb in the past has its own object ("two men shot former senator Ana Rell")."""
        objects = [o for o in self._children(t.i, ("dobj",)) if not self._is_time_or_place(o)]
        return any(self.tokens[o].name or self.group(o).words.is_people for o in objects)

    def _drop_wholes_told_as_parts(self) -> None:
        """ "Five civilians, including two children, were killed": the two are a part, also where the parse has them killed apart."""
        parts = [m for m in self.mentions if m.part_of is not None and m.noun is not None]
        for part in parts:
            for m in [m for m in self.mentions if m.part_of is None and m.harm == part.harm and m.noun == part.noun]:
                self.mentions.remove(m)

    def _behind_parts(self, i: int) -> int:
        """Where the sentence goes on behind ", including two children," that stands here; i where no such words do."""
        if self.word(i) != "," or self.word(i + 1) not in ("including", "among", "mostly", "most", "many", "some"):
            return i
        close = next((k for k in range(i + 2, min(i + 14, len(self.tokens))) if self.word(k) == ","), None)
        behind = self.word(close + 1) if close is not None else ""
        return close + 1 if close is not None and (behind in (*BE, *HAVE) or behind in self.lexicon.intransitive) else i

    def _surface_left(self, q: Quantity, first: int, after: int) -> bool:
        before = self.token(first - 1)
        if before is not None and before.word in ("his", "her", "their"):
            before = self.token(first - 2)  # "a couple and their three children"
        if before is None:
            return False
        _, noun = self.noun_after(after)
        noun_words = describe_victims(self.plain(*noun)) if noun else None
        if noun_words is not None and (
            noun_words.is_people is False or (noun_words.is_people is None and self.tokens[after].word in TIME_NOUNS)
        ):
            return False
        if noun is not None and not self._names_people(noun):
            return False
        harm = self.verb_harm(before)
        if (
            harm is not None
            and before.tag.startswith("VB")
            and not any(self.tokens[c].dep == "auxpass" for c in before.children)
        ):
            doers = [m for m in self.mentions if m.trigger == before.i and m.rule == "acl" and m.quantity is None]
            for m in doers:  # "militants abducted at least 10": no participle, since those taken stand behind it
                self.mentions.remove(m)
            return self.add_bare(harm, before, q, "surface-left", noun) is not None
        lead = self.cased[max(self.sentence.start, q.start - 60) : q.start].lower()
        match = re.search(
            r"(?:deaths?|killings?|murders?|bodies|massacres?)\s+(?:(?:yesterday|today|on\s+\w+|last\s+\w+|this\s+\w+)\s+)?of\s*$",
            lead,
        )
        if match:
            return self.add_bare(Harm.KILLED, before, q, "surface-of", noun) is not None
        if (
            before.word in (":", "--", "—", "–")
            and noun_words is not None
            and noun_words.is_people
            and self._announced(q, first, noun)
        ):
            return True
        if before.word in (",", "and", ";", "&") and self._gapped(q, before, after, noun):
            return True
        if before.word in (",", "and", "&", "plus") and noun_words is not None and noun_words.is_people:
            previous = [
                m
                for m in self.mentions
                if m.end <= q.start
                and m.end >= q.start - 14
                and m.rule in ("object", "surface-left", "noun-of", "surface-of", "lives-of", "subject")
            ]
            if previous and not self._surface_verb_follows(after):
                base = previous[-1]
                mention = self.add_bare(base.harm, self.tokens[base.trigger], q, "list", noun)
                if mention is not None:
                    base_first = base.sum_with or base
                    base.sum_with = base_first
                    mention.sum_with = base_first
                    mention.perpetrator = base.perpetrator
                    return True
        return False

    def _announced(self, q: Quantity, first: int, noun: tuple[int, int] | None) -> bool:
        """ "They were forced to flee: 3,000 people": the number behind the colon is of those whom the clause before it names."""
        for i in range(first - 2, max(-1, first - 14), -1):
            t = self.tokens[i]
            if not t.tag.startswith("VB"):
                continue
            name = self.lexicon.intransitive.get(t.word)
            harm = Harm(name) if name is not None else self.verb_harm(t) if self.is_passive(t) else None
            if harm is not None and not any(m.trigger == i for m in self.mentions):
                return self.add_bare(harm, t, q, "announced", noun) is not None
        return False

    def _gapped(self, q: Quantity, before: Token, after: int, noun: tuple[int, int] | None) -> bool:
        """ "Two were killed in Oru and three in Belen": the verb is said once, each number has its place."""
        j, _ = self.noun_after(after)
        if self.word(j) not in AT:
            return False
        earlier = [m for m in self.mentions if m.quantity is not None and m.quantity.end <= q.start]
        if not earlier:
            return False
        base = max(earlier, key=lambda m: m.quantity.end if m.quantity else 0)
        between = [
            self.word(i) for i in range(self.token_index(base.quantity.end if base.quantity else base.end), before.i)
        ]
        if not any(w in AT for w in between):
            return False
        found = self.add_bare(base.harm, before, q, "gap", noun)
        if found is None:
            return False
        found.trigger = base.trigger
        found.start, found.perpetrator = q.start, base.perpetrator
        found.end = max(q.end, noun[1] if noun else 0)
        if found.words.is_people is None:
            found.words = base.words
        return True

    def _surface_verb_follows(self, i: int) -> bool:
        j, _ = self.noun_after(i)
        t = self.token(j)
        return t is not None and (t.tag.startswith(("VB", "MD")))

    # ---- subsets -----------------------------------------------------------------------------------------------------

    def read_subsets(self) -> None:
        """ "14 people, including five children", "among them the bomber", "two of them women": parts of the total before them.

        Called again when readers of other modules have added totals; what has found its total is left alone.
        """
        low = self.cased[self.sentence.start : self.sentence.end].lower()
        for match in SUBSET.finditer(low):
            at = self.sentence.start + match.start()
            after = self.sentence.start + match.end()
            if at in self._parted:
                continue
            if match.group().lstrip(" ,").startswith("of ") and re.search(
                r"\b(?:all|most|many|some|several|none|both|mostly)\s*$", low[: match.start()]
            ):
                continue  # "seven bodies, all of them women": no part of its own
            if match.group().lstrip(" ,").startswith("of ") and any(
                not self.cased[q.end : at].strip() and q.end <= at for q in self.quantities
            ):
                continue  # "22 of them children": the number before it is the part's
            totals = [m for m in self.mentions if self._end_of(m) <= at + 1 and m.part_of is None and not m.pronoun]
            if not totals:
                continue
            self._parted.add(at)
            total = self._total_before(totals, at)
            for first, last in self.listed(after):
                self.add_subset(total, first, last)

    def _end_of(self, m: Mention) -> int:
        return max(m.noun[1] if m.noun else 0, m.quantity.end if m.quantity else 0) or m.end

    def _total_before(self, totals: list[Mention], at: int) -> Mention:
        near = max(totals, key=lambda m: (self._end_of(m), m.low or 0))
        clause = [m for m in totals if "," not in self.text[self._end_of(m) : at].rstrip(", ")] or [near]
        best = max(clause, key=lambda m: self._end_of(m))
        if best.sum_with is not None:
            return best
        return best

    def listed(self, offset: int) -> list[tuple[int, int]]:
        """Token ranges of the coordinated noun phrases that follow an offset, up to a verb or the sentence's end."""
        i = self.token_index(offset)
        ranges: list[tuple[int, int]] = []
        start = i
        j = i
        while j < len(self.tokens) and j - i < 45:
            t = self.tokens[j]
            if t.word in (",", "and", "as") and (t.word != "and" or not self._joined_women_children(j)):
                if j > start:
                    ranges.append((start, j - 1))
                start = j + 1
                if t.word == "," and start < len(self.tokens) and not self._opens_group(start):
                    break
                if t.word == "as":
                    if self.word(j + 1) == "well" and self.word(j + 2) == "as":
                        start = j + 3
                        j += 2
                    else:
                        break
            elif (
                (t.tag.startswith("VB") and t.tag not in ("VBN", "VBG"))
                or t.tag in ("MD",)
                or t.word
                in (
                    ".",
                    ";",
                    ":",
                    "--",
                    "—",
                    ")",
                    "(",
                    "who",
                    "which",
                    "when",
                    "while",
                    "after",
                    "in",
                    "at",
                    "by",
                    "from",
                    "during",
                    '"',
                )
                or (t.word in BE and t.tag != "POS")
            ):
                if j > start:
                    ranges.append((start, j - 1))
                start = len(self.tokens)
                break
            j += 1
        else:
            if j > start:
                ranges.append((start, j - 1))
        return [r for r in ranges if self._opens_group(r[0]) and not self._is_subject(r)]

    def _is_subject(self, r: tuple[int, int]) -> bool:
        """Whether a range is the subject of a verb behind it (", the mayor said")."""
        return any(t.dep in ("nsubj", "nsubjpass") and t.head > r[1] for t in self.tokens[r[0] : r[1] + 1])

    def _joined_women_children(self, j: int) -> bool:
        return self.quantity_at.get(j + 1) is None and {self.word(j - 1), self.word(j + 1)} in (
            {"women", "children"},
            {"woman", "child"},
            {"boys", "girls"},
            {"men", "women"},
        )

    def _opens_group(self, i: int) -> bool:
        t = self.token(i)
        if t is None:
            return False
        return (
            self.quantity_at.get(i) is not None
            or t.word in ("a", "an", "the", "his", "her", "their", "at", "two", "many", "mostly", "most")
            or t.name
            or t.tag in ("NNS", "NNPS")
            or (t.tag in ("NN", "JJ", "NNP"))
        )

    def add_subset(self, total: Mention, first: int, last: int) -> None:
        tokens = self.tokens
        described = next((i for i in range(first, last + 1) if self.word(i) == "with"), last + 1)
        quantity = next(
            (self.quantities[self.quantity_at[i]] for i in range(first, described) if i in self.quantity_at), None
        )  # "a chief with nine warrants" is one
        if quantity is not None and any(m.quantity is quantity for m in self.mentions):
            existing = next(m for m in self.mentions if m.quantity is quantity)
            if existing is not total and existing.part_of is None and existing.harm == total.harm:
                existing.part_of = total
                existing.sum_with = None
            return
        number_last = max(
            (i for i in self.quantity_at if quantity is not None and self.quantities[self.quantity_at[i]] is quantity),
            default=first - 1,
        )
        noun_first = number_last + 1
        noun = (tokens[noun_first].start, tokens[last].end) if noun_first <= last else None
        phrase = self.cased[tokens[first].start : tokens[last].end]
        words = describe_victims(
            re.sub(r"\s(?:himself|herself|themselves)$", "", self.cased[noun[0] : noun[1]] if noun else phrase)
        )
        names = tuple(
            Name(self.text[n.span[0] : n.span[1]], n.span, n.age)
            for n in find_names(self.cased, tokens[first].start, tokens[last].end)
        )
        if words.is_people is False or (words.is_people is None and not names and quantity is None):
            return
        low: int | None
        best: int | None
        high: int | None
        if quantity is None:
            if words.implied_count:
                low = best = high = words.implied_count
                modifier = Modifier.EXACT
            elif words.is_people and words.plural:
                low, best, high, modifier = 2, None, None, Modifier.VAGUE
            else:
                low = best = high = 1
                modifier = Modifier.EXACT
        else:
            low, best, high, modifier = quantity.low, quantity.best, quantity.high, quantity.modifier
            if quantity.low == 0 and quantity.high == 0:
                return
            self.used.add(self.quantities.index(quantity))
        self.mentions.append(
            Mention(
                harm=total.harm,
                sentence=self.sentence,
                trigger=total.trigger if total.sentence is self.sentence else first,
                start=min(total.start, tokens[first].start) if total.sentence is self.sentence else tokens[first].start,
                end=max(total.end, tokens[last].end) if total.sentence is self.sentence else tokens[last].end,
                low=low,
                best=best,
                high=high,
                modifier=modifier,
                quantity=quantity,
                counting=Counting.TOTAL,
                unit=words.unit,
                noun=noun,
                words=words,
                names=names,
                perpetrator=total.perpetrator,
                part_of=total,
                implied=quantity is None,
                rule="subset",
            )
        )


def words_with_name(phrase: str) -> VictimWords:
    """What a phrase says of people; before a personal name it is the words in front that say it ("editor Ana Grell")."""
    words = describe_victims(phrase)
    if words.head is None and words.is_people:
        title = re.match(r"((?:[Tt]he |[Aa]n? )?[^\W\d_][\w'-]*(?: [a-z][\w'-]*)*) (?=[A-Z])", phrase)
        if title:
            before = describe_victims(title.group(1))
            if before.is_people and before.head is not None:
                return replace(before, implied_count=words.implied_count, plural=words.plural)
    return words


def merged_words(mention: Mention) -> tuple[Status, str | None, AgeGroup, Sex]:
    """Status, role, age group and sex of a mention's victims; the age said beside a single name counts."""
    words = mention.words
    age_group = words.age_group
    if age_group == AgeGroup.UNKNOWN and len(mention.names) == 1 and mention.names[0].age is not None:
        age_group = AgeGroup.CHILD if mention.names[0].age < 18 else AgeGroup.ADULT
    return words.status, words.role, age_group, words.sex
