"""Names to take out of a text in every form in which it prints them, and the offsets of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Span
from bearwitness.redact.names import (
    CALENDAR,
    OFFICE,
    PARTICLES,
    TITLES,
    Part,
    is_ordinary,
    name_parts,
    parts_of,
)
from bearwitness.redact.terms import WITHHELD

RUN_TOGETHER = 7  # letters of the shortest name that is looked for inside a longer word; shorter ones hit by chance
_WIDEST_GAP = 3  # code points between two parts of one name: ", " or "%20" or ". "
_TWO_LETTER_WORDS = words_of(
    "in on at by to of it he we is as an or no so do go me my us up if be am ok mr dr ms un eu uk us al el"
)


@dataclass(slots=True)
class Mask:
    """Names to take out of a text, as folded forms.

    `full` and `kept` are whole names run together; `alone` the parts that are withheld where they stand alone, of which
    `shy` are also ordinary words and count only with a capital in mid-sentence. `base` is a mask shared between
    documents, whose whole names are withheld too, but for those in `excused`.
    """

    full: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    shy: set[str] = field(default_factory=set)
    base: Mask | None = None
    excused: set[str] = field(default_factory=set)
    longest: int = 1  # words
    size: int = 0  # letters

    def _holds(self, form: str) -> bool:
        return form in self.full or (self.base is not None and form in self.base.full and form not in self.excused)

    def withhold(
        self, name: str, *, ordinary: Callable[[str], bool], spare: Iterable[str] = (), parts: bool = True
    ) -> None:
        """Add a name; `spare` are folded words (places, say) that mean something else where they stand alone."""
        words = name_parts(name)
        self.full |= _joined_forms(words)
        self._grow(words)
        if not parts:
            return
        spared = set(spare)
        for word in name.split():
            compound = name_parts(word)  # "O'Brien" is one part of the name, though it is two words
            if len(compound) > 1:
                self.full.add("".join(compound))
        for word in words:
            if word in PARTICLES or word in TITLES or (word in spared and len(words) > 1):
                continue
            if len(word) < 2 or (len(word) == 2 and (word in _TWO_LETTER_WORDS or len(words) == 1)):
                continue
            self.alone.add(word)
            if word in CALENDAR or len(word) == 2 or ordinary(word):
                self.shy.add(word)

    def keep(self, name: str) -> None:
        """Let a name stand where it is printed as a whole."""
        words = name_parts(name)
        self.kept |= _joined_forms(words)
        self.excused |= _joined_forms(words)
        self._grow(words)

    def _grow(self, words: Sequence[str]) -> None:
        self.longest = max(self.longest, len(words))
        self.size = max(self.size, sum(map(len, words)))

    def spans(self, text: str, *, slug: bool = False, found: Iterable[Span] = ()) -> list[Span]:
        """What to take out of a text: sorted, apart from each other.

        Args:
            text: Prose, or with `slug` an address, file name or key, where case says nothing.
            found: Spans known to be withheld names in this very text.
        """
        found = list(found)
        if not (found or self.full or self.alone or (self.base and self.base.full)):
            return []
        parts = parts_of(text)
        longest = max(self.longest, self.base.longest if self.base else 1)
        size = max(self.size, self.base.size if self.base else 0)
        kept = _windows(text, parts, self.kept.__contains__, longest=longest, size=size, slug=slug)
        spans = [*_windows(text, parts, self._holds, longest=longest, size=size, slug=slug), *found]
        spans += [
            (p.start, p.end)
            for i, p in enumerate(parts)
            if (
                p.folded in self.alone
                or (p.folded[-1:] == "s" and p.folded[:-1] in self.alone and p.folded[:-1] not in self.shy)
            )
            and (
                len(p.folded) > 2
                if slug
                else p.capital and (p.folded not in self.shy or _in_mid_sentence(text, parts, i))
            )
        ]
        # Run into other letters ("JusticeForDanCaron") only a long name is told from chance.
        for p in parts:
            if len(p.folded) > RUN_TOGETHER and not is_ordinary(p.folded):
                held = (form for form in self.full if RUN_TOGETHER <= len(form) < len(p.folded))
                spans += [(p.start, p.end) for form in held if form in p.folded]
        spans = [s for s in spans if not any(k[0] <= s[0] and s[1] <= k[1] for k in kept)]
        if not slug:
            spans = [_with_neighbours(text, parts, s, kept) for s in spans]
        return _merged(text, parts, spans)

    def apply(self, text: str, *, slug: bool = False, replacement: str = WITHHELD) -> str:
        """The text without the names."""
        return replaced(text, [(a, b, replacement) for a, b in self.spans(text, slug=slug)])


def redact_text(text: str, *, withhold: Iterable[str], keep: Iterable[str] = (), slug: bool = False) -> str:
    """The text with names replaced by `[name withheld]`.

    Args:
        text: Prose; with `slug` an address, file name or comparable key, in which case and hyphens say nothing.
        withhold: Names that may not stand, in full or by one part alone.
        keep: Names that may stand where they are printed in full; `withhold` wins where only one part is printed.
    """
    mask = Mask()
    for name in withhold:
        mask.withhold(name, ordinary=is_ordinary)
    for name in keep:
        mask.keep(name)
    return mask.apply(text, slug=slug)


def occurrences(text: str, parts: Sequence[Part], name: str) -> list[Span]:
    """Where a text, given with its words, prints a name in full."""
    words = name_parts(name)
    joined = "".join(words)
    return _windows(text, parts, joined.__eq__, longest=len(words), size=len(joined), slug=False) if words else []


def replaced(text: str, replacements: Iterable[tuple[int, int, str]]) -> str:
    """A text with words in place of some spans; of spans that overlap the first counts."""
    pieces, position = [], 0
    for a, b, words in sorted(replacements):
        if a < position:
            continue
        pieces += [text[position:a], words]
        position = b
    return "".join([*pieces, text[position:]])


def _joined_forms(parts: Sequence[str]) -> set[str]:
    """The ways a name of these parts is printed, each run together: whole, first and last, initial and last, turned."""
    if not parts:
        return set()
    forms = {"".join(parts)}
    if len(parts) > 1:
        first, last = parts[0], parts[-1]
        forms |= {first + last, last + "".join(parts[:-1]), last + first}
        if len(last) > 2:
            forms.add(first[0] + last)
    return forms


def _windows(
    text: str, parts: Sequence[Part], holds: Callable[[str], bool], *, longest: int, size: int, slug: bool
) -> list[Span]:
    """Runs of neighbouring words that, run together, are a form that `holds`; the longest at each word.

    Args:
        longest: Words of the longest name.
        size: Letters of the longest name.
        slug: Case says nothing.
    """
    reach = longest + 3  # apostrophes and hyphens make more words of a name than it was listed with
    found: list[Span] = []
    for i, first in enumerate(parts):
        run, best = "", None
        for j in range(i, min(i + reach, len(parts))):
            if j > i and not _near(text[parts[j - 1].end : parts[j].start]):
                break
            run += parts[j].folded
            if len(run) > size:
                break
            # "hope" is no name in prose, nor is "I hope" one with an initial.
            if (slug or parts[j].capital or (j > i and len(first.folded) > 1)) and holds(run):
                best = (first.start, parts[j].end)
        if best:
            found += _without_commas(text, *best)
    return found


def _without_commas(text: str, start: int, end: int) -> Iterator[Span]:
    """The sides of a comma apart: "Hale, Dara" may be one name turned, or two people."""
    for match in re.finditer(r"[^\s,][^,]*", text[start:end]):
        yield start + match.start(), start + match.end()


def _near(gap: str) -> bool:
    return len(gap) <= _WIDEST_GAP and "\n\n" not in gap


def _in_mid_sentence(text: str, parts: Sequence[Part], i: int) -> bool:
    if i == 0:
        return False
    gap = text[parts[i - 1].end : parts[i].start]
    return not re.search(r"[.!?:;\n\"“”‘(]", gap)


def _merged(text: str, parts: Sequence[Part], spans: list[Span]) -> list[Span]:
    """Spans joined where they meet, and grown over an initial, a particle or one middle name between or before them."""
    merged: list[list[int]] = []
    for a, b in sorted(set(spans)):
        for p in reversed([q for q in parts if q.end <= a and a - q.end <= 2][-2:]):
            initial = p.capital and len(p.folded) == 1 and re.fullmatch(r"\.?[ ]?", text[p.end : a]) is not None
            if initial or (p.folded in PARTICLES and text[p.end : a] in ("-", "'", "’")):
                a = p.start
        if merged and (a <= merged[-1][1] or _between_names(text, merged[-1][1], a)):
            merged[-1][1] = max(merged[-1][1], b)
        else:
            merged.append([a, b])
    return [(a, b) for a, b in merged]


def _with_neighbours(text: str, parts: Sequence[Part], span: Span, kept: Sequence[Span]) -> Span:
    """A name grown over the words beside it that can only belong to it: capitalised, in no dictionary, no title."""

    def belongs(p: Part) -> bool:
        known = p.folded in TITLES or p.folded in OFFICE or p.folded in CALENDAR or is_ordinary(p.folded)
        return p.capital and len(p.folded) > 1 and not known and not any(a < p.end and p.start < b for a, b in kept)

    start, end = span
    for p in reversed([p for p in parts if p.end <= start][-2:]):
        if text[p.end : start] != " " or not belongs(p):
            break
        start = p.start
    for p in [p for p in parts if p.start >= end][:2]:
        if text[end : p.start] != " " or not belongs(p):
            break
        end = p.end
    return start, end


def _between_names(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if len(gap) > 24 or "\n\n" in gap:
        return False
    words = parts_of(gap)
    if not words:
        return re.fullmatch(r"[\s\-_.+'’%20]{0,3}", gap) is not None and not re.search(r"[.]\s", gap)
    return re.fullmatch(r"\s?[-']?[\w'’.-]+[-']?\s?", gap) is not None and (
        words[0].folded in PARTICLES or (len(words) == 1 and (words[0].capital and len(words[0].folded) < 14))
    )
