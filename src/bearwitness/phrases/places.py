"""Place words of English news -> phrases with the names in them; a closed grammar of our own, without a gazetteer.

    "at a market in Oru, Belen province"  ->  heads Oru, Belen (province); site "a market"; preposition "at"
    "12 km south of Oru"                  ->  head Oru; relation offset, 12 km, bearing 180 degrees
    "on the Oru-Belen road"               ->  heads Oru, Belen; relation between

A phrase's words leave out prepositions that only locate ("in", "at", "on", "from") and keep those that say how the
place stands to the names ("near", "12 km south of", "between"). Reading a phrase's own words again gives the same.

What shape can tell is told by shape: capitals, type words (village, camp, province), particles (de, al-, bin). Text
printed in capitals has no shape; there a caller's `is_place_word` tells names, beside type words. Months, weekdays,
titles, organisations, peoples and languages are no places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bearwitness.phrases.place_words import (
    ABBREVIATED_POINTS,
    ABOUT,
    ACROSS,
    AT,
    BLOCKS,
    BORDERS,
    CAMPS,
    CENTRE,
    DEPARTMENTS,
    DIVISIONS,
    ENTERING,
    FUNCTION,
    JOINING,
    LEADING,
    LONG,
    NAME_TYPES,
    NEARS,
    NOT_PLACES,
    NUMBERS,
    OF_NAMES,
    OF_STATES,
    OF_TYPES,
    ORGANISATIONS,
    ORGANISATIONS_ALLOWED_AFTER,
    PARTICLES,
    PARTS,
    PLAIN_POINTS,
    POINTS,
    PREPOSITIONS,
    ROADS,
    SECTIONS,
    SETTLED,
    SINGULAR,
    SITES,
    STARTERS,
    STATE_CODE,
    STATES,
    STOP_MODIFIERS,
    STREETS,
    TITLES,
    TWO_WORD_TYPES,
    TYPES,
    UNITS,
    WEAK,
    WEAK_TYPES,
    Relation,
    peoples,
)
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Span, Words

PlaceTest = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """One name in a phrase.

    `text` is the name without its type word, `full` with it as printed ("Jenin refugee camp"); `type` is the type word
    in lower case, singular, None where none stands beside the name. `part` is "north", "southeast", "centre" ... where
    the words take a part of the place ("northern Oru"). For "the capital" `text` is "capital" and so is `type`.
    """

    text: str
    span: Span
    type: str | None = None
    part: str | None = None
    full: str = ""


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """Words that name a place.

    `heads` run from the most specific to the widest, each within the next, unless `listed` ("Oru, Belen and Jabal"),
    where they stand side by side, or `relation` is BETWEEN. `bearing` is in degrees clockwise from north, the place as
    seen from the first head. `site` is what stands there, with a name or without ("a market", "the Al-Noor hospital").
    `people` is the word of a people that says which country is meant ("the Indian state of ...").
    """

    text: str
    span: Span
    heads: tuple[PlaceHead, ...]
    relation: Relation | None = None
    preposition: str | None = None
    distance_km: float | None = None
    bearing: float | None = None
    site: Words | None = None
    listed: bool = False
    people: str | None = None


# --- tokens ---------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]+(?:[-'’‘`ʼ][^\W\d_]+)*"
    r"|\d[\d,]*(?:\.\d+)?(?:-[^\W\d_]+)?"
    r"|[^\w\s]|_"
)
_DOTTED = words_of("st ste mt ft") | {state for state in STATES if "." not in state}


@dataclass(slots=True)
class _Token:
    text: str
    lower: str
    start: int
    end: int
    capital: bool
    word: bool
    gap: bool  # a line break or nothing but blank precedes; a name never runs over an empty line
    possessive: bool = False
    after: int = 0  # end with its possessive or full stop


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    found: list[_Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, end):
        words = match.group()
        begin, stop = match.span()
        gap = text.count("\n", last, begin) > 1
        possessive = False
        after = stop
        if words[0].isalpha():
            if words[-2:] in _POSSESSIVES and len(words) > 2:
                words, possessive, stop = words[:-2], True, stop - 2
            if words.endswith(("'", "’")):
                words, stop = words[:-1], stop - 1
            if (
                text[after : after + 1] in ("'", "’")
                and words[-1:] in "sS"
                and not text[after + 1 : after + 2].isalnum()
            ):
                possessive, after = True, after + 1
            elif words.lower() in _DOTTED and text[after : after + 1] == "." and words[0].isupper():
                after += 1
        if found and after <= found[-1].after:
            continue  # the full stop or apostrophe that the token before has taken
        found.append(
            _Token(words, words.lower(), begin, stop, _is_capital(words), words[0].isalpha(), gap, possessive, after)
        )
        last = after
    return found


_POSSESSIVES = frozenset(["'s", "’s", "'S", "’S"])
_ARTICLE_NAME = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ul|d|l|n|o|m)[-'’][^\W\d_]")


_CONTRACTED = re.compile(r"(?:['’](?:d|ll|re|ve|m)|n['’]t)$", re.IGNORECASE)


def _is_capital(word: str) -> bool:
    if not word[0].isalpha() or (not word.isalpha() and _CONTRACTED.search(word)):
        return False
    if word[0].isupper():
        return True
    if word.isalpha():
        return False
    return (
        bool(_ARTICLE_NAME.match(word)) and word.split(word[2] if not word[2].isalpha() else "-", 1)[-1][:1].isupper()
    ) or (bool(_ARTICLE_NAME.match(word)) and any(char.isupper() for char in word))


def is_in_capitals(text: str) -> bool:
    """More than four letters in five are capitals, so that capitals say nothing about names."""
    letters = text.encode("latin-1", "ignore")
    upper = len(letters) - len(letters.translate(None, _UPPER))
    lower = len(letters) - len(letters.translate(None, _LOWER))
    return upper > 4 * lower and upper + lower > 5


_BEFORE_TYPES = words_of("border capital port oil mining coastal frontier market university")
_BESIDE = words_of("nearby neighbouring neighboring adjacent")

_UPPER = bytes(code for code in range(256) if chr(code).isupper())
_LOWER = bytes(code for code in range(256) if chr(code).islower() and chr(code) not in "ªºµ")


# --- grammar --------------------------------------------------------------------------------------------------------


def find_place_phrases(
    text: str, start: int = 0, end: int | None = None, *, is_place_word: PlaceTest | None = None
) -> list[PlacePhrase]:
    """Place phrases in a stretch of text, in order, none overlapping.

    Args:
        text: Any text; spans count its code points.
        start: Where to begin.
        end: Where to stop, excluded; None is the end of the text.
        is_place_word: Tells whether words are a place name. It decides in text printed in capitals; elsewhere it lets
            through names that neither a preposition nor a type word announces, and confirms names after weak
            prepositions ("of", "to").

    Returns:
        Phrases with at least one head.
    """
    end = len(text) if end is None else end
    reader = _Reader(text, _tokens(text, start, end), is_in_capitals(text[start:end]), is_place_word)
    return list(reader.phrases())


def parse_place_phrase(words: str, *, is_place_word: PlaceTest | None = None) -> PlacePhrase | None:
    """The phrase that words which are known to name a place make up, as `find_place_phrases` printed them in `text`.

    More is allowed than in running text: a bare name is a head, and words in capitals are read as names where they are
    no function or type words. None where no name is found.
    """
    cased = _as_names(words) if is_in_capitals(words) else words
    reader = _Reader(cased, _tokens(cased, 0, len(cased)), False, is_place_word, trusting=True)
    phrase = reader.whole()
    if phrase is None or cased == words:
        return phrase
    return replace(phrase, text=words[phrase.span[0] : phrase.span[1]])


def _as_names(words: str) -> str:
    """Words in capitals with names capitalised and everything else in lower case; same length."""
    pieces = []
    last = 0
    for match in re.finditer(r"[^\W\d_]+", words):
        lower = match.group().lower()
        plain = lower in FUNCTION or lower in TYPES or lower in UNITS or lower in POINTS or lower in PARTS
        plain = (
            plain
            or lower in PARTICLES
            or _direction(lower) is not None
            or lower in ("refugee", "outskirts", "vicinity", "edge")
        )
        pieces.append(words[last : match.start()] + (lower if plain else lower[:1].upper() + lower[1:]))
        last = match.end()
    cased = "".join(pieces) + words[last:]
    return cased if len(cased) == len(words) else words


def _direction(lower: str) -> str | None:
    """ "northern", "south-east", "southwestern" -> the point of the compass, without hyphens; None for other words."""
    plain = lower.replace("-", "").removesuffix("ern")
    return plain if plain in POINTS else None


@dataclass(slots=True)
class _Np:
    """What a noun phrase of place holds, and the token after it."""

    heads: list[PlaceHead]
    end: int
    site: tuple[int, int] | None = None
    people: str | None = None
    listed: bool = False
    strong: bool = False  # a type word, an outer place or the caller's word vouches for the first name
    road: bool = False


class _Reader:
    """Reads phrases off a list of tokens. `trusting` takes every name for a place (the words are known to be one)."""

    def __init__(
        self, text: str, tokens: list[_Token], capitals: bool, test: PlaceTest | None, *, trusting: bool = False
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.capitals = capitals
        self.test = test
        self.trusting = trusting

    # phrases

    def phrases(self) -> Iterator[PlacePhrase]:
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if not (token.capital or token.lower in STARTERS or token.text[0].isdigit() or _direction(token.lower)):
                i += 1
                continue
            found = self._distance(i) or self._bearing(i) or self._prepositional(i) or self._bare(i)
            if found is None:
                i = self._past_name(i)
            else:
                phrase, i = found
                yield phrase

    def whole(self) -> PlacePhrase | None:
        for i in range(len(self.tokens)):
            found = self._distance(i) or self._bearing(i) or self._prepositional(i)
            found = found or self._road(i, i, "on") or self._of_the_road(i, i, "on")
            if found is None and (np := self._np(i)):
                found = self._make(i, i, np, None, None), np.end
            if found:
                return found[0]
        return None

    def _past_name(self, i: int) -> int:
        """The next token to try: a run of capitals that made no phrase is passed whole, so that its tail makes none."""
        if self.capitals or not self._names_at(i):
            return i + 1
        j = i + 1
        while j < len(self.tokens) and self.tokens[j].capital and not self.tokens[j].gap and self._touch(j - 1, j):
            if self.tokens[j].lower in PREPOSITIONS:
                break
            j += 1
        return j

    def _make(
        self,
        first: int,
        begin: int,
        np: _Np,
        preposition: str | None,
        relation: Relation | None,
        *,
        distance_km: float | None = None,
        bearing: float | None = None,
    ) -> PlacePhrase:
        span = (self.tokens[first].start, self._end_of(np.end - 1))
        site = None
        if np.site is not None:
            site_span = (self.tokens[np.site[0]].start, self.tokens[np.site[1] - 1].end)
            site = Words(self.text[slice(*site_span)], site_span)
        if np.road:
            relation = Relation.BETWEEN if len(np.heads) > 1 else Relation.NEAR
        return PlacePhrase(
            text=self.text[slice(*span)],
            span=span,
            heads=tuple(np.heads),
            relation=relation,
            preposition=preposition,
            distance_km=distance_km,
            bearing=bearing,
            site=site,
            listed=np.listed,
            people=np.people,
        )

    def _end_of(self, i: int) -> int:
        token = self.tokens[i]
        return token.end if token.possessive else token.after

    def _distance(self, i: int) -> tuple[PlacePhrase, int] | None:
        """ "(some) 12 km (south of | from | outside) NP"."""
        j = i
        if self._low(j) in ABOUT:
            j += 1
        value, j, unit = self._measure(j)
        if value is None or unit is None:
            return None
        if self._low(j) == "(":
            same, k, same_unit = self._measure(j + 1)
            if same is not None and same_unit is not None and self._low(k) == ")":
                j = k + 1
        bearing, j = self._point(j)
        if self._low(j) in ("of", "from", "outside", "off", "away") or (bearing is not None and self._low(j) == "of"):
            while self._low(j) in ("away", "of", "from", "outside", "off", "the"):
                if self._low(j) == "the" and self._low(j + 1) not in words_of(
                    "town city village capital port provincial"
                ):
                    break
                j += 1
        elif not (bearing is None and self._low(j) in ("inside", "into")):
            return None
        else:
            j += 1
        np = self._np(j)
        if np is None:
            return None
        return self._make(i, j, np, None, Relation.OFFSET, distance_km=round(value * unit, 3), bearing=bearing), np.end

    def _measure(self, j: int) -> tuple[float | None, int, float | None]:
        value: float | None = None
        token = self._at(j)
        if token is None:
            return None, j, None
        if token.text[0].isdigit():
            number, _, unit = token.text.partition("-")
            try:
                value = float(number.replace(",", "").rstrip("."))
            except ValueError:
                return None, j, None
            if unit:
                return value, j + 1, UNITS.get(unit.lower())
            j += 1
            if self._low(j) in ("to", "-", "–") and (higher := self._at(j + 1)) and higher.text.isdigit():
                value, j = (value + float(higher.text)) / 2, j + 2
        elif token.lower in NUMBERS:
            value, j = NUMBERS[token.lower], j + 1
            if token.lower == "half" and self._low(j) in ("a", "an"):
                j += 1
            elif token.lower in ("a", "several") and self._low(j) in ("few", "couple", "dozen", "half", "hundred"):
                value = {"few": 3.0, "couple": 2.0}.get(self._low(j), NUMBERS.get(self._low(j), 1.0))
                j += 2 if self._low(j + 1) == "of" else 1
            elif self._low(j) in ("hundred", "dozen"):
                value, j = value * NUMBERS[self._low(j)], j + 1
        else:
            return None, j, None
        unit_word = self._low(j)
        if unit_word in UNITS:
            return value, j + 1 + (self._low(j + 1) == "."), UNITS[unit_word]
        return None, j, None

    def _point(self, j: int) -> tuple[float | None, int]:
        """A point of the compass: "south", "to the north-east", "south-southeast", "south east"."""
        k = j
        if self._low(k) == "(":
            k += 1
        if self._low(k) in ("to", "toward", "due", "just"):
            k += 1
        if self._low(k) == "the":
            k += 1
        name = self._low(k).replace("-", "")
        if not name or name[0] not in "neswNESW":
            return None, j
        name = ABBREVIATED_POINTS.get(name, name) if k == j else name
        joined = name + self._low(k + 1)
        for candidate, length in ((joined, 2), (name, 1)):
            if candidate in PLAIN_POINTS:
                return PLAIN_POINTS[candidate], k + length
        return None, j

    def _bearing(self, i: int) -> tuple[PlacePhrase, int] | None:
        """ "(just | to the) south of NP"."""
        j = i + 1 if self._low(i) in ("just", "due") else i
        bearing, k = self._point(j)
        if bearing is None or self._low(k) != "of":
            return None
        np = self._np(k + 1)
        if np is None or not self._admits(np, "near"):
            return None
        return self._make(i, k + 1, np, "near", Relation.NEAR, bearing=bearing), np.end

    def _prepositional(self, i: int) -> tuple[PlacePhrase, int] | None:
        for words, relation, word in LONG.get(self._low(i), ()):
            if all(self._low(i + k) == part for k, part in enumerate(words)):
                np = self._np(i + len(words))
                if np is not None and self._admits(np, "near"):
                    return self._make(i, i + len(words), np, word, relation), np.end
        word = self._low(i)
        if not (word in PREPOSITIONS or word in ENTERING) or (word in ("of", "for") and self._after_organisation(i)):
            return None
        if word == "between":
            return self._between(i, i + 1, word)
        j = i + 1
        if word in AT and self._low(j) == "or" and self._low(j + 1) in NEARS:
            j += 2
        for found in (self._road(i, j, word), self._of_the_road(i, j, word)):
            if found is not None:
                return found
        np = self._np(j)
        if np is None or not self._admits(np, word):
            return None
        relation_of: Relation | None = None
        keeps = True
        if word in NEARS or word == "off":
            relation_of = Relation.NEAR
        elif word in ACROSS:
            relation_of = Relation.ACROSS
        elif word in AT:
            relation_of, keeps = Relation.AT, False
        else:
            keeps = False
        if word == "by":
            keeps, relation_of = False, None
        return self._make(i if keeps else self._skip_the(j), j, np, word, relation_of), np.end

    def _after_organisation(self, i: int) -> bool:
        """ "Ministry of", "Front for the": what follows is part of an organisation's name."""
        before = self._at(i - 1)
        return (
            before is not None
            and before.capital
            and before.lower in ORGANISATIONS | {"department", "university", "school"}
        )

    def _skip_the(self, j: int) -> int:
        return j + 1 if self._low(j) == "the" and self._low(j + 1) not in ("", "capital") else j

    def _between(self, i: int, j: int, word: str | None) -> tuple[PlacePhrase, int] | None:
        first = self._np(j, chain=False)
        if first is None or self._low(first.end) not in ("and", "to", "with"):
            return None
        second = self._np(first.end + 1)
        if second is None or not (self._admits(first, "near") and self._admits(second, "near")):
            return None
        np = _Np([first.heads[0], *second.heads], second.end, strong=True)
        return self._make(i, j, np, word, Relation.BETWEEN), np.end

    def _road(self, i: int, j: int, word: str) -> tuple[PlacePhrase, int] | None:
        """ "the Oru-Belen road", "the Oru to Belen highway", "the Oru road"; also borders."""
        start = self._skip_the(j)
        if self._low(start) in words_of("main old"):
            start += 1
        token = self._at(start)
        if token is None:
            return None
        # names joined by a hyphen or dash, perhaps with blanks in either name: take tokens up to the joining word
        for k in range(start, min(start + 8, len(self.tokens))):
            lower = self.tokens[k].lower
            if lower in JOINING and k > start:
                pair = self._pair(start, k)
                if pair is None:
                    return None
                end = k + 1
                np = _Np(pair, end, strong=True, road=True)
                return self._make(start if word in AT or word in WEAK else i, start, np, word, Relation.BETWEEN), end
            if not (self.tokens[k].capital or lower in PARTICLES or lower in ("-", "–", "—", "/", "to", "and")):
                return None
        return None

    def _pair(self, start: int, end: int) -> list[PlaceHead] | None:
        """Two names between tokens: "Oru - San Belen", "Oru-Belen", "Oru to Belen"."""
        for k in range(start + 1, end - 1):
            if self.tokens[k].lower in ("-", "–", "—", "/", "to", "and"):
                left, right = self._plain_head(start, k), self._plain_head(k + 1, end)
                return [left, right] if left and right else None
        token = self.tokens[start]
        whole_span = (token.start, self.tokens[end - 1].end)
        words = self.text[slice(*whole_span)]
        for match in re.finditer(r"[-–]", words):
            left_words, right_words = words[: match.start()], words[match.end() :]
            if not left_words or not right_words or not right_words[0].isupper():
                continue
            if left_words.lower() in PARTICLES or left_words.rsplit(" ", 1)[-1].lower() in PARTICLES:
                continue
            if any(part.split()[0].lower() in NOT_PLACES for part in (left_words, right_words)):
                return None
            if self.capitals and self.test is not None and not (self.test(left_words) or self.test(right_words)):
                return None
            middle = whole_span[0] + match.start()
            return [
                PlaceHead(left_words, (whole_span[0], middle), full=left_words),
                PlaceHead(right_words, (middle + 1, whole_span[1]), full=right_words),
            ]
        return None

    def _plain_head(self, start: int, end: int) -> PlaceHead | None:
        span = (self.tokens[start].start, self.tokens[end - 1].end)
        words = self.text[slice(*span)]
        if self.tokens[start].lower in NOT_PLACES or (self.capitals and (self.test is None or not self.test(words))):
            return None
        return PlaceHead(words, span, full=words)

    def _of_the_road(self, i: int, j: int, word: str) -> tuple[PlacePhrase, int] | None:
        """ "the road between X and Y", "the highway from X to Y", "a road linking X with Y", "the border between X and
        Y"."""
        k = j + 1 if self._low(j) in ("the", "a") else j
        while self._low(k) in words_of("main old dirt dusty coastal mountain paved rural"):
            k += 1
        if self._low(k) not in JOINING:
            return None
        link = self._low(k + 1)
        if link not in words_of("between from linking connecting joining"):
            return None
        found = self._between(j, k + 2, word)
        return found

    def _bare(self, i: int) -> tuple[PlacePhrase, int] | None:
        """A name that no preposition announces: with a type word or a part, or vouched for by the caller."""
        token = self.tokens[i]
        if not token.word or token.lower in FUNCTION:
            return None
        if not (token.capital or _direction(token.lower) or token.lower in PARTS):
            return None
        np = self._np(i, bare=True)
        if np is None or not np.heads:
            return None
        head = np.heads[0]
        vouched = self.test is not None and not self.capitals and self.test(head.text) and len(head.text) > 3
        apposed = (
            len(np.heads) > 1
            and self.test is not None
            and self.text[head.span[1] : np.heads[1].span[0]].strip() in (",", "(")
        )
        typed = head.type is not None and head.type not in WEAK_TYPES
        if not (typed or (head.part is not None and self._known(head)) or vouched or apposed):
            return None
        if self.capitals and not (typed or head.part):
            return None
        return self._make(i, i, np, None, None), np.end

    def _known(self, head: PlaceHead) -> bool:
        return self.test is None or self.test(head.text)

    def _admits(self, np: _Np, word: str) -> bool:
        """Whether a preposition and a noun phrase make a place: names after weak prepositions need a voucher."""
        head = np.heads[0]
        if self.trusting or np.strong or head.type is not None or head.part is not None:
            return True
        if word in ENTERING and self.test is None:
            return False
        if self.test is not None and (word in WEAK or word in ENTERING or self.capitals):
            return self.test(head.text)
        return True

    # noun phrases

    def _np(self, j: int, *, bare: bool = False, chain: bool = True) -> _Np | None:
        """A noun phrase of place from token j on; None where there is none."""
        start = j
        if self._low(j) in ("the", "a", "an"):
            j += 1
        if self._low(j) in _BESIDE:
            j += 1
        part, people, j = self._modifiers(j, bare)
        np = self._typed_of(start, j, part, people) or self._capital(j) or self._named(start, j, part, people)
        if np is None and not bare:
            np = self._site(start, j, people)
        if np is None:
            return None
        np.people = np.people or people
        if chain:
            self._chain(np)
        return np

    def _modifiers(self, j: int, bare: bool) -> tuple[str | None, str | None, int]:
        """Words before a name that are no name: a part ("northern"), a people ("Indian"), adjectives before a type
        word."""
        part: str | None = None
        people: str | None = None
        for _ in range(5):
            token = self._at(j)
            if token is None or not token.word:
                break
            lower = token.lower
            direction = _direction(lower)
            if direction is not None or lower in PARTS:
                following = self._at(j + 1)
                if following is None or not following.word or following.gap:
                    break
                if token.capital and not self.capitals and not lower.endswith("ern") and following.capital:
                    break  # "North Kivu", "South Sudan" are names
                if (
                    token.capital
                    and not self.capitals
                    and self._low(j - 1) != ""
                    and following.capital
                    and self._name_known(j)
                ):
                    break
                if self.capitals and self._name_known(j):
                    break
                if self._low(j + 1) == "of" or self._low(j + 1) in FUNCTION:
                    break
                part = CENTRE.get(lower, direction or lower)
                if part in ("upper", "lower", "coastal", "outer", "interior"):
                    part = None
                j += 1
                continue
            if lower in peoples() and not token.possessive and self._type_ahead(j + 1):
                people = token.text
                j += 1
                continue
            if bare:
                break
            if (
                (not token.capital or self.capitals)
                and lower not in FUNCTION
                and lower not in TYPES
                and self._type_ahead(j + 1)
            ):
                if self.capitals and (self._name_known(j) or (self._low(j + 1) in TYPES and self._low(j + 2) != "of")):
                    break
                j += 1
                continue
            break
        return part, people, j

    def _name_known(self, j: int) -> bool:
        """The caller knows the words from token j on (two or three of them) as one place name."""
        if self.test is None:
            return False
        for k in (j + 3, j + 2):
            if k <= len(self.tokens) and all(t.word for t in self.tokens[j:k]) and self.test(self._words(j, k)):
                return True
        return False

    def _type_ahead(self, j: int) -> bool:
        """A type word, or a known modifier and then one, stands within the next three tokens, with no name between."""
        for k in range(j, min(j + 3, len(self.tokens))):
            token = self.tokens[k]
            if not token.word or token.gap:
                return False
            if token.lower in TYPES:
                return True
            if token.lower in FUNCTION or (token.capital and not self.capitals and token.lower not in peoples()):
                return False
        return False

    def _typed_of(self, start: int, j: int, part: str | None, people: str | None) -> _Np | None:
        """ "village of Oru", "refugee camp of Oru", "state of Belen", "village Oru"."""
        length = self._type_length(j)
        if not length:
            return None
        type_word = self._low(j + length - 1)
        if type_word not in OF_TYPES or self.tokens[j + length - 1].possessive:
            return None
        k = j + length
        if self.tokens[j].capital and not self.capitals and type_word in OF_NAMES and self._low(k) == "of":
            return None  # "Gulf of Aden" is a name
        of = self._low(k) in ("of", "called", "named")
        if of:
            k += 1
            if self._low(k) == "the":
                k += 1
        elif type_word not in SETTLED | {"camp", "island", "river", "lake", "neighbourhood", "neighborhood", "barrio"}:
            return None
        if type_word == "department" and self._low(k) in DEPARTMENTS:
            return None
        part_inner, _, k = self._modifiers(k, True) if of else (None, None, k)
        name_end = self._name(k, announced=of)
        if name_end is None or self.tokens[k].possessive:
            return None
        if not of and (self.tokens[j].capital and not self.capitals):
            return None
        if not of and not self.tokens[k].capital:
            return None
        type_name = self._type_name(j, length)
        head = self._head(k, name_end, type_name, part or part_inner)
        head = replace(head, full=self._words(j, name_end))
        return _Np([head], name_end, people=people, strong=True)

    def _type_length(self, j: int) -> int:
        """Tokens of the type word at j: 2, 1 or 0."""
        first, second = self._low(j), self._low(j + 1)
        if (first, second) in TWO_WORD_TYPES and not self.tokens[j].possessive:
            return 3 if second == "government" and self._low(j + 2) in ("area", "areas") else 2
        return 1 if first in TYPES else 0

    def _type_name(self, j: int, length: int) -> str:
        words = [self._low(k) for k in range(j, j + length)]
        words[-1] = SINGULAR.get(words[-1], words[-1])
        return " ".join(words)

    def _capital(self, j: int) -> _Np | None:
        """ "the capital": a place without a name."""
        if self._low(j) == "provincial" and self._low(j + 1) == "capital":
            return None
        if self._low(j) != "capital" or not (self._low(j - 1) == "the" or self._low(j - 1) in peoples()):
            return None
        end = j + 2 if self._low(j + 1) == "city" else j + 1
        after = self._at(end)
        if after is not None and (after.capital and not self.capitals) and self._name(end) is not None:
            name_end = self._name(end)
            assert name_end is not None
            return _Np([self._head(end, name_end, "capital", None)], name_end, strong=True)
        if self._low(end) == "," and (name_end := self._name(end + 1)) is not None and self._closes(name_end):
            return _Np([self._head(end + 1, name_end, "capital", None)], name_end, strong=True)
        token = self.tokens[j]
        head = PlaceHead("capital", (token.start, token.end), "capital", None, "capital")
        if self._low(end) in words_of(
            "market punishment murder crime offence offense cost costs city's investment gains charges"
        ):
            return None
        return _Np([head], end, strong=True)

    def _named(self, start: int, j: int, part: str | None, people: str | None) -> _Np | None:
        """A name, its type word, and what follows a possessive: "Oru", "Jenin refugee camp", "Oru's Belen district"."""
        end = self._name(j)
        if end is None:
            return None
        last = self.tokens[end - 1]
        if last.possessive:
            return self._possessive(start, j, end, part, people)
        length = self._type_length(end) if end < len(self.tokens) and not self.tokens[end].gap else 0
        if length and self._touch(end - 1, end):
            type_name = self._type_name(end, length)
            if type_name == "state" and self._low(end + 1) in ("tv", "television", "radio", "media", "news"):
                return None
            if (
                self._low(end + length - 1) in SITES
                and self.tokens[end].capital is False
                and type_name in words_of("house home office post")
            ):
                return None
            if self.tokens[j].lower in peoples() and j + 1 == end:
                return None
            head = self._head(j, end, type_name, part, with_type=end + length)
            if length == 1 and self.tokens[end].capital and not self.capitals and self.tokens[end].lower in NAME_TYPES:
                head = replace(head, text=head.full, span=(head.span[0], self.tokens[end].end))
            self_site = (start, end + length) if type_name.split()[-1] in SITES else None
            np = _Np([head], end + length, site=self_site, people=people, strong=type_name not in WEAK_TYPES)
            if self.tokens[end + length - 1].possessive:
                inner = self._possessive(start, j, end + length, part, people, outer=head)
                return inner or np
            if type_name.split()[-1] in JOINING:
                np.road = type_name.split()[-1] not in STREETS | {"line"}
            return np
        if self.tokens[j].lower in peoples() and j + 1 == end:
            return None
        np = _Np([self._head(j, end, None, part)], end, people=people)
        return np

    def _possessive(
        self, start: int, j: int, end: int, part: str | None, people: str | None, outer: PlaceHead | None = None
    ) -> _Np | None:
        """ "Oru's Belen neighbourhood", "Oru's main market", "Oru's northern suburbs"."""
        outer = outer or self._head(j, end, None, part)
        inner_part, _, k = self._modifiers(end, False)
        of_type = self._typed_of(start, k + (self._low(k) in _BEFORE_TYPES), inner_part, people)
        if of_type is not None and self._type_length(k) + (self._low(k) in _BEFORE_TYPES):
            of_type.heads.append(outer)  # "Venezuela's border state of Apure"
            return of_type
        name_end = self._name(k)
        if name_end is not None and not self.tokens[name_end - 1].possessive:
            length = self._type_length(name_end)
            if length and self._touch(name_end - 1, name_end):
                inner = self._head(
                    k, name_end, self._type_name(name_end, length), inner_part, with_type=name_end + length
                )
                site = (k, name_end + length) if self._low(name_end + length - 1) in SITES else None
                return _Np([inner, outer], name_end + length, site=site, people=people, strong=True)
            if (
                inner.text
                if (inner := self._head(k, name_end, None, inner_part)) and self._is_known(k, name_end)
                else ""
            ):
                return _Np([inner, outer], name_end, people=people, strong=True)
            return None
        length = self._type_length(k)
        if length:
            kind = self._low(k + length - 1)
            if kind in SITES or kind in ROADS:
                return _Np([outer], k + length, site=(end, k + length), people=people, strong=True)
            if (
                inner_part is not None
                or kind in SECTIONS
                or kind in BORDERS | {"coast", "centre", "center", "city", "town"}
            ):
                return _Np([replace(outer, part=inner_part or outer.part)], k + length, people=people, strong=True)
        if self._low(end) in ("north", "south", "east", "west", "centre", "center", "outskirts", "interior"):
            where = self._low(end)
            part_of = None if where in ("outskirts", "interior") else {"center": "centre"}.get(where, where)
            return _Np([replace(outer, part=part_of)], end + 1, people=people, strong=True)
        if self.trusting:
            return _Np([outer], end, people=people)
        return None

    def _is_known(self, k: int, end: int) -> bool:
        return self.test is not None and self.test(self._words(k, end))

    def _site(self, start: int, j: int, people: str | None) -> _Np | None:
        """ "a market in Oru", "the Palestinian refugee camp in Oru", "two villages near Oru"."""
        k = j
        while k < min(j + 5, len(self.tokens)):
            token = self.tokens[k]
            if not token.word and not token.text[0].isdigit():
                return None
            if self._type_length(k):
                break
            if token.lower in FUNCTION - STOP_MODIFIERS or (
                token.capital and not self.capitals and token.lower not in peoples()
            ):
                return None
            k += 1
        else:
            return None
        length = self._type_length(k) if k < len(self.tokens) else 0
        if not length:
            return None
        end = k + length
        link = self._low(end)
        if link not in ("in", "of", "near", "at", "outside", "inside", "on"):
            return None
        inner = self._np(end + 1)
        if inner is None or (link == "of" and self._low(k) not in BLOCKS and not self._admits(inner, "of")):
            return None
        if link == "on" and not inner.strong:
            return None
        if self._low(k) in BLOCKS:
            streets = inner.heads if inner.listed else inner.heads[:1]
            inner.heads[: len(streets)] = [self._street(k, head) for head in streets]
        return _Np(
            inner.heads,
            inner.end,
            site=(start, end),
            people=people or inner.people,
            listed=inner.listed,
            strong=True,
            road=inner.road,
        )

    def _street(self, block: int, head: PlaceHead) -> PlaceHead:
        """ "the 700 block of Madrid", "the corner of Oru and Belen": a street, not the city of that name."""
        if head.type is not None:
            return head
        words = self.text[self.tokens[block - 1].start : head.span[1]]
        return replace(head, type="street", full=" ".join(words.split()))

    # chains

    def _chain(self, np: _Np) -> None:
        """What contains the place: ", Belen province", "in Belen", "of Jabal", "(Peru)"; or what is listed beside
        it."""
        for _ in range(4):
            if not self._chain_once(np):
                return

    def _chain_once(self, np: _Np) -> bool:
        mark = self._low(np.end)
        if np.heads[-1].type == "capital" and np.heads[-1].text == "capital" and mark not in ("of",):
            return False
        if mark in ("in", "of") and (mark == "in" or np.heads[-1].type is not None):
            inner = self._np(np.end + 1, chain=False)
            if inner is None or inner.site is not None:
                return False
            if not (inner.strong or self._vouched(inner) or np.heads[-1].type is not None):
                return False
            if mark == "of" and not self._admits(inner, "near"):
                return False
            np.heads.extend(inner.heads)
            np.end, np.strong, np.people = inner.end, True, np.people or inner.people
            return True
        if mark == "(":
            inner = self._np(np.end + 1, chain=False)
            if inner is None or self._low(inner.end) != ")" or inner.site is not None:
                return False
            if not (inner.strong or self._vouched(inner) or (self.test is None and not self.capitals)):
                return False
            np.heads.extend(inner.heads)
            np.end, np.strong = inner.end + 1, True
            return True
        if mark == ",":
            return self._after_comma(np)
        if mark == "and" and not np.road:
            return self._listed(np, np.end + 1)
        return False

    def _after_comma(self, np: _Np) -> bool:
        k = np.end + 1
        if self._low(k) == "and":
            return self._listed(np, k + 1)
        state = self._at(k)
        if state is not None and state.capital and not self.capitals:
            plain = state.lower.rstrip(".")
            if (plain in STATES and (state.after > state.end or "." in state.text)) or STATE_CODE.match(state.text):
                np.heads.append(self._head(k, k + 1, None, None))
                np.end, np.strong = k + 1, True
                return True
        if self._low(k) == "in":
            inner = self._np(k + 1, chain=False)
            if inner is not None and inner.site is None and (inner.strong or inner.heads[0].part):
                np.heads.extend(inner.heads)
                np.end, np.strong = inner.end, True
                return True
            return False
        inner = self._np(k, chain=False)
        if inner is None or inner.site is not None or (self._at(k) is None):
            return False
        if self._low(k) in ("the", "a", "an") and inner.heads[0].type is None:
            return False
        if self._starts_list(inner.end):
            return self._take_list(np, k)
        accepted = inner.strong or self._vouched(inner)
        if not accepted and not self.capitals and self.test is None:
            accepted = self._closes(inner.end)
        if not accepted and self.trusting:
            accepted = True
        if not accepted:
            return False
        np.heads.extend(inner.heads)
        np.end, np.strong = inner.end, True
        return True

    def _starts_list(self, k: int) -> bool:
        """ ", X and", "X, and": the comma opened a list, not a container."""
        if self._low(k) == "and" or (self._low(k) == "," and self._low(k + 1) == "and"):
            following = k + 1 if self._low(k) == "and" else k + 2
            return self._np(following, chain=False) is not None and self._names_at(self._skip_the(following))
        return False

    def _take_list(self, np: _Np, k: int) -> bool:
        inner = self._np(k, chain=False)
        if inner is None:
            return False
        kept, kept_end = list(np.heads), np.end
        np.heads.extend(inner.heads)
        np.end = inner.end
        follow = np.end + 1 if self._low(np.end) == "and" else np.end + 2
        if not self._listed(np, follow):
            np.heads, np.end = kept, kept_end
            return False
        return True

    def _listed(self, np: _Np, k: int) -> bool:
        if self._low(k) in PREPOSITIONS:
            return False
        inner = self._np(k, chain=False)
        if inner is None or inner.site is not None:
            return False
        if not (inner.strong or self._vouched(inner) or self.trusting or (self.test is None and not self.capitals)):
            return False
        np.heads.extend(inner.heads)
        np.end, np.listed, np.strong = inner.end, True, True
        if self._low(np.end) in words_of(
            "provinces departments districts states regions counties towns villages cities camps governorates"
        ):
            type_name = SINGULAR.get(self._low(np.end), self._low(np.end))
            np.heads = [replace(head, type=head.type or type_name) for head in np.heads]
            np.end += 1
        return True

    def _vouched(self, np: _Np) -> bool:
        return self.test is not None and self.test(np.heads[0].text)

    def _closes(self, k: int) -> bool:
        """An apposition ends here: punctuation, the end, or a preposition follows."""
        token = self._at(k)
        return token is None or token.gap or not token.word or token.lower in PREPOSITIONS

    # names

    def _names_at(self, j: int) -> bool:
        return self._at(j) is not None and self._name(j) is not None

    def _name(self, j: int, *, announced: bool = False) -> int | None:
        """End of the place name that begins at token j; None where none does."""
        if self._at(j) is None:
            return None
        if self.capitals:
            return self._name_in_capitals(j, announced)
        return self._name_by_shape(j)

    def _name_by_shape(self, j: int) -> int | None:
        first = self.tokens[j]
        lead = j
        if not first.capital:
            following = self._at(j + 1)
            if first.lower not in LEADING or following is None or not following.capital or following.gap:
                return None
            lead = j + 1
        if self.tokens[lead].lower in NOT_PLACES or (
            self.tokens[lead].lower in PREPOSITIONS and len(self.tokens[lead].text) > 2
        ):
            return None
        if not first.word or (len(first.text) == 1 and not first.text.isupper()):
            return None
        known = self._known_run(j)
        if known is not None:
            return known
        end = self._run(lead)
        words = [token.lower for token in self.tokens[j:end]]
        if any(
            word in ORGANISATIONS and (k == 0 or words[k - 1] not in ORGANISATIONS_ALLOWED_AFTER)
            for k, word in enumerate(words)
        ):
            return None
        if len(words) > 1 and any(word in TITLES for word in words):
            return None  # "the Oru Ambassador"
        if words[-1] in ("department", "university", "ministry") and self._low(end) == "of":
            return None
        if self._low(end) in ORGANISATIONS and self._touch(end - 1, end):
            return None  # "the Oru police", "Belen army"
        if len(words) == 1 and (
            words[0] in ORGANISATIONS or (_IS_INITIALS.match(first.text) and not STATE_CODE.match(first.text))
        ):
            return end if first.text.rstrip(".").upper() in _INITIALS else None
        return end

    def _known_run(self, j: int) -> int | None:
        """The longest run from j that the caller knows, where shape alone would stop short ("La union")."""
        if self.test is None:
            return None
        for k in range(min(j + 4, len(self.tokens)), j + 1, -1):
            run = self.tokens[j:k]
            if all(token.word and not token.gap for token in run[1:]) and not any(t.possessive for t in run[:-1]):
                if run[-1].lower in FUNCTION or run[-1].lower in TYPES or not any(token.capital for token in run):
                    continue
                if all(self._touch(m, m + 1) for m in range(j, k - 1)) and self.test(self._words(j, k)):
                    following = self._at(k)
                    if (
                        following is not None
                        and following.capital
                        and self._touch(k - 1, k)
                        and following.lower not in TYPES | FUNCTION
                    ):
                        return None
                    return k
        return None

    def _run(self, j: int) -> int:
        """End of a run of capitalised words with particles between; a type word ends it."""
        k = j + 1
        if self.tokens[j].possessive or (
            self.tokens[j].lower in STATES
            and self.tokens[j].after > self.tokens[j].end
            and self.tokens[j].lower not in ("la", "man")
        ):
            return k
        while k < len(self.tokens) and not self.tokens[k].gap and self._touch(k - 1, k):
            token = self.tokens[k]
            if token.capital and token.lower not in FUNCTION - {"may", "will"}:
                if token.lower in OF_STATES and self._low(k + 1) == "of":
                    m = k + 2 if self._low(k + 2) != "the" else k + 3
                    if self._at(m) is not None and self.tokens[m].capital:
                        k = m + 1
                        continue
                if self._type_length(k) and not self._type_opens_name(k):
                    break
                k += 1
                if token.possessive:
                    break
                continue
            skip = self._particles(k)
            if skip:
                k = skip
                continue
            if token.lower == "of" and self.tokens[k - 1].lower in OF_NAMES and k == j + 1:
                m = k + 1 if self._low(k + 1) != "the" else k + 2
                if self._at(m) is not None and self.tokens[m].capital:
                    k = m + 1
                    continue
            break
        return k

    def _type_opens_name(self, k: int) -> bool:
        """A capitalised type word inside a name: "Port Oru", "City of X" do not end a name where a name word
        follows."""
        following = self._at(k + 1)
        return (
            following is not None
            and following.capital
            and self._touch(k, k + 1)
            and self.tokens[k].capital
            and self.tokens[k].lower
            in ("port", "lake", "river", "island", "islands", "mountain", "state", "city", "coast", "valley")
            and not self._type_length(k + 1)
            and following.lower not in FUNCTION
        )

    def _particles(self, k: int) -> int | None:
        """After particles at k that lead to another capital ("de la" Paz): the token after that capital."""
        m = k
        while m < min(k + 3, len(self.tokens)) and self.tokens[m].lower in PARTICLES and not self.tokens[m].capital:
            m += 1
        if m == k or m >= len(self.tokens) or not self.tokens[m].capital or not self._touch(m - 1, m):
            return None
        if (
            self.tokens[k].lower in ("y", "e", "en", "an", "at", "as")
            and m - k == 1
            and self.test is None
            and self.tokens[k].lower in ("an", "at", "as")
        ):
            return None
        if self.tokens[k].lower in ("at", "as", "an") and not self._is_known(k - 1, m + 1):
            return None
        return m + 1

    def _name_in_capitals(self, j: int, announced: bool) -> int | None:
        first = self.tokens[j]
        if not first.word or first.lower in NOT_PLACES - {"may"} or first.lower in ORGANISATIONS:
            return None
        if first.lower in FUNCTION and first.lower not in LEADING:
            return None
        if self.test is not None:
            for k in range(min(j + 5, len(self.tokens)), j, -1):
                if (
                    k > j + 1
                    and self.tokens[k - 1].lower in DIVISIONS | CAMPS | SECTIONS
                    and self.tokens[k - 1].lower not in NAME_TYPES
                ):
                    continue  # the type word is read as such
                if first.lower in TYPES and k == j + 1:
                    return None
                if self._plain_run(j, k) and self.test(self._words(j, k)):
                    if self._low(k) in ORGANISATIONS or (first.lower in peoples() and k == j + 1):
                        return None
                    return k
        # "EL PETEN DEPARTMENT": up to four words before a type word; "CHALCHUAPA, SANTA ANA": before a comma and a
        # known name
        for k in range(j + 1, min(j + 5, len(self.tokens))):
            if not self._plain_run(j, k) or any(t.lower in FUNCTION - LEADING for t in self.tokens[j:k]):
                break
            if (
                self._type_length(k)
                and self._low(k + self._type_length(k) - 1) in DIVISIONS | SETTLED | CAMPS | SECTIONS
            ):
                if self.test is None and not any(t.lower in TYPES or t.lower in peoples() for t in self.tokens[j:k]):
                    return k
                break
            if (
                self._low(k) == ","
                and not announced
                and self.test is not None
                and k - j <= 3
                and self._known_after(k + 1)
            ):
                return k if not any(t.lower in peoples() or t.lower in TYPES for t in self.tokens[j:k]) else None
        if announced:
            k = j + 1
            while (
                k < min(j + 3, len(self.tokens))
                and self._plain_run(j, k + 1)
                and self.tokens[k].lower not in FUNCTION | TYPES
                and len(self.tokens[j:k]) < 2
                and self.tokens[k - 1].lower in LEADING | {"san", "santa"}
            ):
                k += 1
            return k if first.lower not in TYPES and first.lower not in peoples() else None
        return None

    def _known_after(self, k: int) -> bool:
        return self.test is not None and any(
            self._plain_run(k, m) and self.test(self._words(k, m)) for m in range(min(k + 4, len(self.tokens)), k, -1)
        )

    def _plain_run(self, j: int, k: int) -> bool:
        """Tokens j to k are words side by side, with no possessive inside."""
        run = self.tokens[j:k]
        return (
            len(run) == k - j
            and all(token.word for token in run)
            and not any(token.gap for token in run[1:])
            and not any(token.possessive for token in run[:-1])
            and all(self._touch(m, m + 1) for m in range(j, k - 1))
        )

    # small things

    def _head(
        self, j: int, end: int, type_name: str | None, part: str | None, *, with_type: int | None = None
    ) -> PlaceHead:
        span = (self.tokens[j].start, self._end_of(end - 1))
        words = self.text[slice(*span)]
        full = words
        if with_type is not None:
            full = self.text[span[0] : self.tokens[with_type - 1].end]
        return PlaceHead(" ".join(words.split()), span, type_name, part, " ".join(full.split()))

    def _words(self, j: int, end: int) -> str:
        return " ".join(self.text[self.tokens[j].start : self.tokens[end - 1].end].split())

    def _touch(self, i: int, k: int) -> bool:
        """Nothing but blank stands between two tokens."""
        return not self.text[self.tokens[i].after : self.tokens[k].start].strip() and not self.tokens[k].gap

    def _at(self, i: int) -> _Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def _low(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""


_IS_INITIALS = re.compile(r"^(?:[A-Z]\.?){2,5}$")
_INITIALS = words_of("U.S US U.K UK UAE U.A.E DRC USA U.S.A D.R.C NYC L.A D.C DC")
