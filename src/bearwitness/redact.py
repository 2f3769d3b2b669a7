"""What a public audience may not see, taken out of rows and texts before any output.

In public, personal names become `[name withheld]`, except adults claimed dead and people speaking in office; minors,
victims of sexual violence and private alleged perpetrators are always withheld, groups never. Rows of sexual violence,
all rows of an incident that has one (they share its place), and what else these reports tell of the same place have no
place finer than a province, and counts of sexual violence under five read `<5`. Words are taken out, not covered; offsets and hashes stay.

Names come from the claims (victims, claimants, alleged perpetrators) and from screening of the whole document: a
statistical finder handed in by the caller, and cues of shape ("his wife X", "X, 34,"). Both miss names, and every
public page has to say so. A name found once is withheld wherever the document, its title, address or file name has
it: in full, by one part alone, with possessive or hyphen, in a slug, in other case or without accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

import pyarrow.compute as pc

from bearwitness.coarse import PLACE_WITHHELD, coarse_place, fine_words, is_fine, narrow_parts
from bearwitness.not_people import acronyms_of_groups, countries_of, is_place_name
from bearwitness.records import JSON, Harm, Span

WITHHELD = "[name withheld]"
WORDS_WITHHELD = "[words withheld]"
CONTACT_WITHHELD = "[contact withheld]"

# A number or an address leads to a person as surely as a name. Numbers count only where the text says that they are called.
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\+\d{1,3}[\s().-]*\d(?:[\s().-]{0,2}\d){5,12}"
    r"|(?<=\b)(?:phone|tel|telephone|mobile|cell|whatsapp|signal|call|fax)\b\.?\s*:?\s*\(?\d(?:[\s().-]{0,2}\d){5,12}",
    re.IGNORECASE,
)
UNDER_FIVE = "<5"
ADULT_AGE = 18  # years
SMALL_CELL = 5  # counts of sexual violence below it are suppressed (design.md 4)
LONGEST_PARAGRAPH = 1_200  # code points printed around a claim where the text has no paragraphs; about 200 words
SCREENED_PIECE = 4_000  # code points a call of the name finder; longer pieces gain nothing and cost memory
ROWS_AT_ONCE = 256  # rows whose documents are screened together
REMEMBERED_DOCUMENTS = 4_096  # screened documents kept at hand, some kilobytes each

RUN_TOGETHER = 7  # letters of the shortest name that is looked for inside a longer word; shorter ones hit by chance

NameFinder = Callable[[Sequence[str]], Sequence[Sequence[Span]]]


class Audience(StrEnum):
    """Who will read an output."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class Tables(Protocol):
    """What redaction asks of a build: its tables and its text layers."""

    def table(self, name: str, *, columns: Sequence[str] | None = None, where: Mapping[str, Any] | None = None) -> Any:
        """Rows of a table as Arrow; `where` names columns and the value, or the list of values, that they hold."""
        ...

    def layer_text(self, layer_hash: str) -> str | None:
        """A text layer; None where it was erased."""
        ...


# --- words and names -------------------------------------------------------------------------------------------------

_WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f])*")
_PLAIN_LETTERS = dict(zip("øłđðıħþæœß", ("o", "l", "d", "d", "i", "h", "th", "ae", "oe", "ss"), strict=True))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WIDEST_GAP = 3  # code points between two parts of one name: ", " or "%20" or ". "
_PARTICLES = _words(
    "al el as an ar ad ash at az bin ibn bint abu umm van von der den de del della di da do dos das du la las le "
    "los mac"
)
_TITLES = _words(
    "mr mrs ms miss dr prof professor sir madam sheikh imam father sister brother rev reverend pastor rabbi haji "
    "hajji col colonel gen general lt lieutenant sgt sergeant capt captain maj major cpl pvt private officer "
    "constable"
)
_OFFICE = _words(
    "president minister premier chancellor governor mayor senator ambassador spokesman spokeswoman spokesperson "
    "commissioner secretary chief commander general colonel admiral brigadier marshal prosecutor judge coroner "
    "deputy director chairman chairwoman chair chairperson head envoy representative rapporteur coordinator "
    "superintendent inspector sheriff parliamentarian lawmaker congressman congresswoman councillor councilman "
    "administrator official"
)
_CALENDAR = _words(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday"
)
_TWO_LETTER_WORDS = _words(
    "in on at by to of it he we is as an or no so do go me my us up if be am ok mr dr ms un eu uk us al el"
)


@lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    """The letters of a word without case, accents and invisible marks."""
    plain = "".join(_PLAIN_LETTERS.get(c, c) for c in word.casefold())
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalpha())


class _Part(NamedTuple):
    start: int
    end: int
    folded: str
    capital: bool


def _parts(text: str) -> Sequence[_Part]:
    """The words of a text; those of short texts are remembered, since each is looked at several times."""
    return _remembered_parts(text) if len(text) < 20_000 else _parts_anew(text)


def _parts_anew(text: str) -> tuple[_Part, ...]:
    found = ((m.start(), m.end(), m.group()) for m in _WORD.finditer(text))
    return tuple(_Part(a, b, _fold(word), word[0] != word[0].lower()) for a, b, word in found)


_remembered_parts = lru_cache(maxsize=512)(_parts_anew)


def _name_parts(name: str) -> list[str]:
    """The folded parts of a name, with article and titles before and a possessive after it left out."""
    parts = [p.folded for p in _parts(re.sub(r"['’][sS]?\s*$", "", name)) if p.folded]
    while len(parts) > 1 and (parts[0] in _TITLES or parts[0] in _OFFICE or parts[0] == "the"):
        parts.pop(0)
    return parts


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
        words = _name_parts(name)
        self.full |= _joined_forms(words)
        self._grow(words)
        if not parts:
            return
        spared = set(spare)
        for word in name.split():
            compound = _name_parts(word)  # "O'Brien" is one part of the name, though it is two words
            if len(compound) > 1:
                self.full.add("".join(compound))
        for word in words:
            if word in _PARTICLES or word in _TITLES or (word in spared and len(words) > 1):
                continue
            if len(word) < 2 or (len(word) == 2 and (word in _TWO_LETTER_WORDS or len(words) == 1)):
                continue
            self.alone.add(word)
            if word in _CALENDAR or len(word) == 2 or ordinary(word):
                self.shy.add(word)

    def keep(self, name: str) -> None:
        """Let a name stand where it is printed as a whole."""
        words = _name_parts(name)
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
        parts = _parts(text)
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
            if len(p.folded) > RUN_TOGETHER and not _is_ordinary(p.folded):
                held = (form for form in self.full if RUN_TOGETHER <= len(form) < len(p.folded))
                spans += [(p.start, p.end) for form in held if form in p.folded]
        spans = [s for s in spans if not any(k[0] <= s[0] and s[1] <= k[1] for k in kept)]
        if not slug:
            spans = [_with_neighbours(text, parts, s, kept) for s in spans]
        return _merged(text, parts, spans)

    def apply(self, text: str, *, slug: bool = False, replacement: str = WITHHELD) -> str:
        """The text without the names."""
        return _replace(text, [(a, b, replacement) for a, b in self.spans(text, slug=slug)])


def _windows(
    text: str, parts: Sequence[_Part], holds: Callable[[str], bool], *, longest: int, size: int, slug: bool
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


def _in_mid_sentence(text: str, parts: Sequence[_Part], i: int) -> bool:
    if i == 0:
        return False
    gap = text[parts[i - 1].end : parts[i].start]
    return not re.search(r"[.!?:;\n\"“”‘(]", gap)


def _merged(text: str, parts: Sequence[_Part], spans: list[Span]) -> list[Span]:
    """Spans joined where they meet, and grown over an initial, a particle or one middle name between or before them."""
    merged: list[list[int]] = []
    for a, b in sorted(set(spans)):
        for p in reversed([q for q in parts if q.end <= a and a - q.end <= 2][-2:]):
            initial = p.capital and len(p.folded) == 1 and re.fullmatch(r"\.?[ ]?", text[p.end : a]) is not None
            if initial or (p.folded in _PARTICLES and text[p.end : a] in ("-", "'", "’")):
                a = p.start
        if merged and (a <= merged[-1][1] or _between_names(text, merged[-1][1], a)):
            merged[-1][1] = max(merged[-1][1], b)
        else:
            merged.append([a, b])
    return [(a, b) for a, b in merged]


def _with_neighbours(text: str, parts: Sequence[_Part], span: Span, kept: Sequence[Span]) -> Span:
    """A name grown over the words beside it that can only belong to it: capitalised, in no dictionary, no title."""

    def belongs(p: _Part) -> bool:
        known = p.folded in _TITLES or p.folded in _OFFICE or p.folded in _CALENDAR or _is_ordinary(p.folded)
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
    words = _parts(gap)
    if not words:
        return re.fullmatch(r"[\s\-_.+'’%20]{0,3}", gap) is not None and not re.search(r"[.]\s", gap)
    return re.fullmatch(r"\s?[-']?[\w'’.-]+[-']?\s?", gap) is not None and (
        words[0].folded in _PARTICLES or (len(words) == 1 and (words[0].capital and len(words[0].folded) < 14))
    )


def _replace(text: str, replacements: Iterable[tuple[int, int, str]]) -> str:
    pieces, position = [], 0
    for a, b, words in sorted(replacements):
        if a < position:
            continue
        pieces += [text[position:a], words]
        position = b
    return "".join([*pieces, text[position:]])


def redact_text(text: str, *, withhold: Iterable[str], keep: Iterable[str] = (), slug: bool = False) -> str:
    """The text with names replaced by `[name withheld]`.

    Args:
        text: Prose; with `slug` an address, file name or comparable key, in which case and hyphens say nothing.
        withhold: Names that may not stand, in full or by one part alone.
        keep: Names that may stand where they are printed in full; `withhold` wins where only one part is printed.
    """
    mask = Mask()
    for name in withhold:
        mask.withhold(name, ordinary=_is_ordinary)
    for name in keep:
        mask.keep(name)
    return mask.apply(text, slug=slug)


@lru_cache(maxsize=50_000)
def _is_ordinary(word: str) -> bool:
    """Whether a folded word is ordinary vocabulary or the name of a people, so that it may stand for itself."""
    from bearwitness.claims.sentence.parse import demonyms, is_common_word

    return word in demonyms() or is_common_word(word)


# --- who may be named ------------------------------------------------------------------------------------------------

_ADULT = _words(
    "man woman gentleman lady father mother husband wife widow widower grandfather grandmother farmer teacher "
    "doctor nurse surgeon paramedic policeman policewoman officer journalist reporter photographer cameraman "
    "editor driver worker labourer laborer shopkeeper merchant trader lawyer judge prosecutor priest imam pastor "
    "rabbi businessman businesswoman engineer professor lecturer carpenter mechanic electrician baker tailor "
    "fisherman miner guard watchman accountant pharmacist dentist architect colonel general captain lieutenant "
    "sergeant major commander mayor governor minister senator councillor councilman deputy president director "
    "manager activist ranger peasant rancher bishop nun"
)
_CHILD = _words(
    "child children boy boys girl girls baby babies infant infants toddler toddlers newborn teenager teenagers "
    "teenage teen schoolboy schoolgirl schoolboys schoolgirls schoolchild schoolchildren pupil pupils minor "
    "minors juvenile kid kids adolescent adolescents"
)
_GROUP_NOUNS = _words(
    "fighters militants rebels forces troops insurgents gunmen members force soldiers guerrillas militiamen militia "
    "militias movement party front brigade brigades battalion army group organisation organization faction clan "
    "tribe cell"
)
_DIVISION_NOUNS = _words("state province region governorate township district county municipality")
_KIN = _words(
    "brother brothers sister sisters son sons daughter daughters mother father parents husband wife child children family "
    "twins siblings cousin cousins uncle aunt nephew niece grandmother grandfather grandson granddaughter"
)
_ADULT_ROLES = frozenset({"police", "official", "medic", "journalist", "aid_worker"})
_ATTACKER_ROLES = frozenset({"attacker", "suspect"})
_SEXUAL_VIOLENCE = re.compile(
    r"\b(?:gang-?)?rap(?:e|ed|es|ing|ist|ists)\b|\bsexual(?:ly)?\b|\bmolest\w*", re.IGNORECASE
)


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


_AGE_AFTER = re.compile(r"^\s*[,(]\s*(?:aged\s+)?(\d{1,3})\b(?!\s*(?:people|civilians|others|were))", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old(?:\s+[\w-]+){0,2}\s*,?\s*$", re.IGNORECASE)
_APPOSITIVE = r"^\s*,\s*(?:(?:aged\s+)?\d+,?\s+)?(?:an?|the)\s+(?:[\w-]+\s+){0,3}?"
_ADULT_AFTER = re.compile(_APPOSITIVE + _any_of(_ADULT) + r"\b", re.IGNORECASE)
_CHILD_AFTER = re.compile(_APPOSITIVE + _any_of(_CHILD) + r"\b", re.IGNORECASE)
_ADULT_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Capt|Lt|Sgt|Maj|Rev|Judge|Sheikh|" + _any_of(_ADULT) + r")\.?,?\s*$", re.IGNORECASE
)
_CHILD_BEFORE = re.compile(r"\b" + _any_of(_CHILD) + r"(?:\s+named)?,?\s*$", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(
    r"\b(?:"
    + _any_of(_OFFICE)
    + r"|Gov|Sen|Amb|Col|Gen|Sgt|Lt|Capt|Maj|Det|Insp|Supt|Officer|Sergeant|Lieutenant|Captain)"
    r"\.?(?:\s+[A-Z][\w.'’-]*){0,1},?\s*$",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(
    r"^\s*,\s*(?:(?:an?|the|its|their)\s+)?(?:[\w'’-]+\s+){0,4}?" + _any_of(_OFFICE) + r"\b", re.IGNORECASE
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|adds?|added|announced?|announces|stated|states|declared|confirmed|reported|according to"
    r"|claimed|denied)\b"
)
_ACCUSED_BEFORE = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?|attackers?|assailants?|killers?|bombers?|accused|perpetrators?),?\s*$",
    re.IGNORECASE,
)
_ACCUSED_AFTER = re.compile(
    r"^[^.;]{0,60}?\b(?:(?:was|is|were|as) (?:one of )?the"
    r" (?:shooters?|attackers?|gunm[ae]n|bombers?|suspects?|assailants?)\b"
    r"|suspected of|accused of|charged with|allegedly"
    r"|(?:shot|killed|stabbed)(?: and killed)? (?:his|her|their|himself|herself)\b)",
    re.IGNORECASE,
)
_GROUP_AFTER = re.compile(r"^(?:\s+[\w-]+)?\s+" + _any_of(_GROUP_NOUNS) + r"\b", re.IGNORECASE)

_LISTED_BEFORE = re.compile(r"\s*[,(]\s*(?:aged\s+)?\d{1,3}\)?\s*(?:,\s*(?:and\s+)?|and\s+)")
_CAUSE_AFTER = re.compile(
    r"^ (?:for|without) [A-Z]\w+,? (?:said|says|told|reported|announced|has|have|had|staff|workers|volunteers)\b"
)

_CAPITAL = "[^\\W\\d_a-zß-öø-ÿ]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w'’-]+|{_CAPITAL}\.)"
_RUN = rf"{_NAME_WORD}(?:\s+(?:(?:al|el|bin|ibn|van|von|de|del|da)[\s-]+)?{_NAME_WORD}){{0,3}}"
_CUES = (
    re.compile(rf"\b({_RUN})(?=\s*,\s*(?:aged\s+)?\d{{1,2}}\s*(?:[,.;)]|\sand\b|\sor\b))"),
    re.compile(rf"\b({_RUN})(?=\s*\(\s*(?:aged\s+)?\d{{1,2}}\s*\))"),
    re.compile(
        r"\b(?:wife|husband|brother|sister|mother|father|son|daughter|uncle|aunt|cousin|nephew|niece|neighbou?r|friend|widow|"
        rf"resident|witness|survivor|villager|farmer|named|called|identified as),?\s+({_RUN})"
    ),
    re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s+({_RUN})"),
    re.compile(rf"\b(?:Photos?|Images?|Pictures?|Credit)\s*(?:by|:)\s*({_RUN})"),
    re.compile(rf"[^\W\d_]\s?/\s?({_NAME_WORD}\s+{_NAME_WORD})\b"),  # a credit: "Oru Herald/Dan Caron"
)


@dataclass(slots=True)
class _Person:
    """What the claims of a document say of one name."""

    name: str
    dead: bool = False
    adult: bool = False
    barred: bool = False  # a minor, of sexual violence, an attacker, or a death that is denied
    victim: bool = False
    speaks: bool = False
    accused: bool = False

    def may_stand(self) -> bool:
        if self.barred:
            return False
        return (self.dead and self.adult and not self.accused) or (self.speaks and not (self.victim and not self.dead))


@dataclass(slots=True)
class _Screened:
    """A document after screening: its masks, and spans of its text layer that are to be taken out."""

    mask: Mask
    places: Mask
    names: list[Span]
    silent: list[Span]  # words of sexual violence that tell a count under five
    standing: set[str]  # whole names, run together, that may stand
    slugs: dict[str, list[Span]] = field(default_factory=dict)  # names found in the document's addresses and file names


def _occurrences(text: str, parts: Sequence[_Part], name: str) -> list[Span]:
    words = _name_parts(name)
    joined = "".join(words)
    return _windows(text, parts, joined.__eq__, longest=len(words), size=len(joined), slug=False) if words else []


def _is_in_office(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 60) : start], text[end : end + 80]
    return _OFFICE_BEFORE.search(before) is not None or _OFFICE_AFTER.search(after) is not None


def _age_near(text: str, start: int, end: int) -> int | None:
    found = _AGE_AFTER.search(text[end : end + 16]) or _AGE_BEFORE.search(text[max(0, start - 50) : start])
    return int(found[1]) if found else None


def _capital_runs(text: str) -> list[Span]:
    return [m.span() for m in re.finditer(_RUN, text)]


def paragraph_of(text: str, start: int, end: int) -> tuple[int, int, bool, bool]:
    """The paragraph around a span: its edges, and whether it was cut short before and after.

    A paragraph ends at a blank line; where it is longer than a reader would take for one, at a line break, and failing
    that at white space.
    """
    a = text.rfind("\n\n", 0, start)
    a = 0 if a < 0 else a + 2
    b = text.find("\n\n", end)
    b = len(text) if b < 0 else b
    if b - a > LONGEST_PARAGRAPH:
        a = max(a, text.rfind("\n", a, start) + 1)
        line_end = text.find("\n", end, b)
        b = b if line_end < 0 else line_end
    before = after = False
    room = max(0, LONGEST_PARAGRAPH - (end - start)) // 2
    if b - a > LONGEST_PARAGRAPH and start - a > room:
        space = text.find(" ", start - room, start)
        a, before = (space + 1 if space >= 0 else start), True
    if b - a > LONGEST_PARAGRAPH and b - end > room:
        space = text.rfind(" ", end, end + room)
        b, after = (space if space >= 0 else end), True
    while a < start and text[a].isspace():
        a += 1
    while b > end and text[b - 1].isspace():
        b -= 1
    return a, b, before, after


class Piece(NamedTuple):
    """A stretch of a passage; `mark` is empty, `quote` (the claim's words) or `count` (the number's words).

    `withheld` says that the text stands in for words that were taken out.
    """

    text: str
    mark: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim's words in their paragraph, as an audience may read them."""

    pieces: tuple[Piece, ...]
    cut_before: bool = False
    cut_after: bool = False
    redacted: bool = False
    erased: bool = False  # the text layer is gone; only the quoted words of the claim remain
    stale: bool = False  # the words at the span are not the words of the claim


# --- rows ------------------------------------------------------------------------------------------------------------

_PEOPLE_COLUMNS = ["document_id", "harm", "factuality", "victims", "claimant", "alleged_perpetrator"]
_SCREEN_COLUMNS = ["claim_id", "start", "end", "count_text", "low", "best", "high", "place", *_PEOPLE_COLUMNS]


class Redactor:
    """Rows of a build as an audience may see them; each gets `redacted`, which says whether anything was taken out."""

    def __init__(
        self,
        build: Tables,
        audience: Audience = Audience.PUBLIC,
        *,
        find_person_names: NameFinder | None = None,
    ) -> None:
        """Prepare for a build.

        Args:
            build: Whose rows will be handed in.
            audience: `restricted` lets every row through unchanged.
            find_person_names: Spans of personal names in each text; None takes that of `bearwitness.claims.sentence.parse`.
        """
        self.audience = Audience(audience)
        self._build = build
        self._finder = find_person_names
        self._screened: OrderedDict[str, _Screened] = OrderedDict()
        self._everyone = Mask()  # withheld in every document that does not itself let the name stand
        self._never: set[str] = set()  # whole names of minors and of victims of sexual violence, run together
        self._adults: set[str] = set()  # whole names of people claimed dead with an age from 18, run together
        self._acronyms: set[str] = set()  # those that claims of any report treat as a group's name
        self._sensitive_incidents: dict[str, Mask] = {}
        self._sensitive_claims: set[str] = set()
        self._place_words: dict[str, set[str]] = {}
        self._layers: dict[str, tuple[str, str | None]] = {}
        if self.audience is Audience.PUBLIC:
            self._layers = self._load_documents()
            self._load_sensitive()
            self._load_everyone()

    # What the whole build says, needed before the first row can be judged.

    def _load_documents(self) -> dict[str, tuple[str, str | None]]:
        table = self._build.table("documents", columns=["document_id", "layer_hash", "publisher"])
        return {
            row["document_id"]: (row["layer_hash"], row["publisher"])
            for batch in table.to_batches()
            for row in batch.to_pylist()
        }

    def _load_sensitive(self) -> None:
        """Incidents with a claim of sexual violence, the claims of those, and the place words that give them away.

        A report whose words are taken out must not tell them elsewhere: its other claims from the same place, the
        incidents of those, and what may be the same incident have their places coarsened too.
        """
        table = self._build.table("claims", columns=["claim_id", "harm"])
        cruel = set(table.filter(pc.equal(table["harm"], Harm.SEXUAL_VIOLENCE.value))["claim_id"].to_pylist())
        if not cruel:
            return
        incident_of: dict[str, str] = {}
        documents_of: dict[str, set[str]] = {}
        for batch in self._build.table(
            "incident_claims", columns=["incident_id", "claim_id", "document_id"]
        ).to_batches():
            for row in batch.to_pylist():
                incident_of[row["claim_id"]] = row["incident_id"]
                documents_of.setdefault(row["incident_id"], set()).add(row["document_id"])
        sensitive = {incident_of[claim] for claim in cruel if claim in incident_of}
        self._hide(sensitive, cruel, incident_of, documents_of)
        beside = self._incidents_beside(incident_of) | self._near_merged(sensitive)
        self._hide(beside - sensitive, set(), incident_of, documents_of)

    def _hide(
        self,
        incidents: set[str],
        claims: set[str],
        incident_of: Mapping[str, str],
        documents_of: Mapping[str, set[str]],
    ) -> None:
        """Coarsen some incidents with all their claims, and some claims; remember the place words to take out."""
        hidden = claims | {c for c, i in incident_of.items() if i in incidents}
        self._sensitive_claims |= hidden
        words: dict[str, set[str]] = {incident: set() for incident in incidents}
        for batch in self._build.table("claims", columns=["claim_id", "document_id", "place"]).to_batches():
            for row in batch.to_pylist():
                if row["claim_id"] not in hidden or not row["place"] or not is_fine(row["place"]):
                    continue
                found = _telling_words(row["place"])
                self._place_words.setdefault(row["document_id"], set()).update(found)
                if incident_of.get(row["claim_id"]) in words:
                    words[incident_of[row["claim_id"]]].update(found)
        for row in self._build.table("incidents").to_pylist():
            if row["incident_id"] in incidents and is_fine(row):
                words[row["incident_id"]].update(_telling_words(row))
        for incident, told in words.items():
            mask = Mask()
            for word in sorted(told):
                mask.withhold(word, ordinary=_is_ordinary, spare=filter(_is_ordinary, _name_parts(word)))
            self._sensitive_incidents[incident] = mask
            for document in documents_of.get(incident, ()):
                self._place_words.setdefault(document, set()).update(told)

    def _incidents_beside(self, incident_of: Mapping[str, str]) -> set[str]:
        """Incidents of other claims of these reports that name a place that is taken out of the report's words."""
        claims: dict[str, list[JSON]] = {}
        columns = ["claim_id", "document_id", "place"]
        for row in self._build.table(
            "claims", columns=columns, where={"document_id": sorted(self._place_words)}
        ).to_pylist():
            claims.setdefault(row["document_id"], []).append(row)
        return {
            incident_of[row["claim_id"]]
            for document, rows in claims.items()
            for mask in [self._place_mask(document, rows)]
            for row in rows
            if row["claim_id"] in incident_of and _tells(mask, row["place"])
        }

    def _near_merged(self, sensitive: set[str]) -> set[str]:
        """Incidents that may be the same as one of these and are named after the same place."""
        near = set()
        for row in self._build.table("incidents").to_pylist():
            others = {m["incident_id"] for m in row.get("near_merges") or ()}
            if row["incident_id"] in sensitive:
                near |= others
            elif others & sensitive:
                near.add(row["incident_id"])
        masks = [self._sensitive_incidents[incident] for incident in sorted(sensitive)]
        where = {"incident_id": sorted(near - sensitive)}
        named = [(r["incident_id"], r) for r in self._build.table("incidents", where=where).to_pylist()]
        members = self._build.table("incident_claims", columns=["incident_id", "claim_id"], where=where).to_pylist()
        home = {row["claim_id"]: row["incident_id"] for row in members}
        claims = self._build.table("claims", columns=["claim_id", "place"], where={"claim_id": sorted(home)})
        named += [(home[row["claim_id"]], row["place"]) for row in claims.to_pylist()]
        return {incident for incident, place in named if any(_tells(mask, place) for mask in masks)}

    def _place_mask(self, document_id: str, claims: Iterable[Mapping[str, Any]]) -> Mask:
        """Place words to take out of a report; ordinary words ("the village of", "camp") and provinces stay."""
        mask, provinces = Mask(), _province_words(claims)
        for word in sorted(self._place_words.get(document_id, ())):
            mask.withhold(word, ordinary=_is_ordinary, spare=provinces.union(filter(_is_ordinary, _name_parts(word))))
        return mask

    def _load_everyone(self) -> None:
        """Names that the claims give to people who may not be named; they are withheld in other documents too."""
        table = self._build.table("claims", columns=_PEOPLE_COLUMNS)
        for batch in table.to_batches():
            for row in batch.to_pylist():
                harm, victims = row["harm"], row["victims"] or {}
                for words in (row["claimant"], row["alleged_perpetrator"]):
                    self._acronyms.update(acronyms_of_groups(f"by {words['text']}") if words else ())
                for name in victims.get("names") or ():
                    joined = "".join(_name_parts(name["text"]))
                    minor = _is_minor(name, victims)
                    if len(_name_parts(name["text"])) < 2:
                        continue  # one given name is many people's
                    if minor or harm == Harm.SEXUAL_VIOLENCE:
                        self._never.add(joined)
                    if harm == Harm.KILLED and row["factuality"] == "asserted" and (name.get("age") or 0) >= ADULT_AGE:
                        self._adults.add(joined)
                    if minor or harm != Harm.KILLED:
                        self._everyone.withhold(name["text"], ordinary=_is_ordinary, parts=False)

    # Screening of one document.

    def _find(self, texts: Sequence[str]) -> Sequence[Sequence[Span]]:
        if self._finder is None:
            from bearwitness.claims.sentence.parse import find_person_names

            self._finder = find_person_names
        return self._finder(texts)

    def prepare(self, document_ids: Iterable[str]) -> None:
        """Screen some documents together, which costs less than one by one; their rows may then be handed in."""
        todo = sorted({d for d in document_ids if d not in self._screened and d in self._layers})
        if not todo:
            return
        claims: dict[str, list[JSON]] = {document: [] for document in todo}
        table = self._build.table("claims", columns=_SCREEN_COLUMNS, where={"document_id": todo})
        for row in table.to_pylist():
            claims[row["document_id"]].append(row)
        texts = [self._layer(document) or "" for document in todo]
        for document, text, names in zip(todo, texts, self._names_in(texts), strict=True):
            self._screened[document] = self._screen_text(document, text, names, claims[document])
        known = {document: {p.folded for p in _parts(text)} for document, text in zip(todo, texts, strict=True)}
        slugs = [(document, slug) for document, slug in self._slugs_of(todo) if _is_strange(slug, known[document])]
        for (document, slug), found in zip(slugs, self._names_in_slugs([s for _, s in slugs]), strict=True):
            strange = [(a, b) for a, b in found if _fold(slug[a:b]) not in known[document]]
            self._screened[document].slugs[slug] = strange
        while len(self._screened) > max(REMEMBERED_DOCUMENTS, len(todo)):
            self._screened.popitem(last=False)

    def _slugs_of(self, document_ids: Sequence[str]) -> list[tuple[str, str]]:
        """Addresses and file names of documents, decoded, each with its document."""
        found: set[tuple[str, str]] = set()
        for table, columns in (("documents", ("url", "part")), ("arrivals", ("url", "part", "given_as"))):
            rows = self._build.table(
                table, columns=["document_id", *columns], where={"document_id": list(document_ids)}
            )
            for row in rows.to_pylist():
                found.update((row["document_id"], unquote(row[c])) for c in columns if row[c])
        return sorted(found)

    def _screen(self, document_id: str) -> _Screened:
        if document_id not in self._screened:
            self.prepare([document_id])
        self._screened.move_to_end(document_id)
        return self._screened[document_id]

    def _screen_text(self, document_id: str, text: str, names: Sequence[Span], claims: Sequence[JSON]) -> _Screened:
        """A document's masks, from its text layer, the names found in it and its claims."""
        publisher = self._layers[document_id][1]
        parts = _parts(text)
        place_forms, place_words = _place_forms(claims)
        groups = _group_forms(claims, publisher)
        people: dict[str, _Person] = {}
        listed: set[str] = set()  # names that the claims themselves give to people

        def person(name: str) -> _Person:
            return people.setdefault("".join(_name_parts(name)), _Person(name))

        acronyms = self._acronyms | set(acronyms_of_groups(text))
        found = [(a, b) for a, b in names if not _is_no_name(text, a, b, place_forms=place_forms, groups=groups)]
        found = [(a, b) for a, b in found if not _is_acronym(text[a:b], acronyms)]
        named_places = _named_places(text, parts, (text[a:b] for a, b in found), claims)
        found = [
            (a, b)
            for a, b in found
            if "".join(_name_parts(text[a:b])) not in named_places and not _CAUSE_AFTER.search(text[b : b + 20])
        ]
        where = Counter("".join(_name_parts(text[a:b])) for a, b in found if _names_a_place(text, a, b))
        every = Counter("".join(_name_parts(text[a:b])) for a, b in found)
        found = [(a, b) for a, b in found if (key := "".join(_name_parts(text[a:b]))) and where[key] < every[key]]
        voices = [name for claim in claims for name, _, _ in _voices(claim, text, found)]
        named_places |= _named_places(text, parts, voices, claims)
        for claim in claims:
            self._read_victims(claim, text, parts, person, listed)
            self._read_listed(claim, text, found, person, listed)
            for name, speaks, accused in _voices(claim, text, found):
                if _is_acronym(name, acronyms) or "".join(_name_parts(name)) in named_places:
                    continue
                one = person(name)
                one.speaks |= speaks
                one.accused |= accused
                if not speaks:
                    listed.add("".join(_name_parts(name)))
        cruel_paragraphs = _cruel_paragraphs(text, claims)
        for a, b in found:
            name = text[a:b]
            one = person(name)
            if _is_in_office(text, a, b) and _SPEECH.search(text[max(0, a - 30) : b + 90]):
                one.speaks = True
            if any(s <= a < e for s, e in cruel_paragraphs) and not one.speaks:
                one.barred = True
        for one in people.values():
            if (
                any(s <= a < e for a, _ in _occurrences(text, parts, one.name) for s, e in cruel_paragraphs)
                and not one.speaks
            ):
                one.barred = True
        return self._masks(document_id, claims, text, parts, people, listed, found, place_words)

    def _read_victims(
        self,
        claim: JSON,
        text: str,
        parts: Sequence[_Part],
        person: Callable[[str], _Person],
        listed: set[str],
    ) -> None:
        victims = claim["victims"] or {}
        for name in victims.get("names") or ():
            one = person(name["text"])
            one.victim = True
            listed.add("".join(_name_parts(name["text"])))
            ages = [_age_near(text, a, b) for a, b in _occurrences(text, parts, name["text"])]
            around = [(text[max(0, a - 40) : a], text[b : b + 100]) for a, b in _occurrences(text, parts, name["text"])]
            known = [age for age in [name.get("age"), *ages] if age is not None]
            child = _is_minor(name, victims) or any(age < 18 for age in known)
            child = child or any(_CHILD_BEFORE.search(x) or _CHILD_AFTER.search(y) for x, y in around)
            adult = (
                victims.get("age_group") == "adult"
                or victims.get("role") in _ADULT_ROLES
                or any(a >= 18 for a in known)
            )
            adult = adult or any(_ADULT_BEFORE.search(x) or _ADULT_AFTER.search(y) for x, y in around)
            if len(victims["names"]) == 1 and victims.get("text"):
                said = {p.folded for p in _parts(victims["text"])}
                child, adult = child or bool(said & _CHILD), adult or bool(said & _ADULT)
            one.adult |= adult or "".join(_name_parts(name["text"])) in self._adults
            one.barred |= (
                child
                or claim["harm"] == Harm.SEXUAL_VIOLENCE
                or claim["factuality"] == "denied"
                or victims.get("role") in _ATTACKER_ROLES
                or "".join(_name_parts(name["text"])) in self._never
            )
            one.accused |= any(_ACCUSED_BEFORE.search(x) or _ACCUSED_AFTER.search(y) for x, y in around)
            one.dead |= claim["harm"] == Harm.KILLED and claim["factuality"] == "asserted"

    def _read_listed(
        self, claim: JSON, text: str, found: Sequence[Span], person: Callable[[str], _Person], listed: set[str]
    ) -> None:
        """Names with an age that a claim's words list after a victim that the claim names ("Yasir, 33, and Ana, 27,")."""
        if (
            claim["harm"] != Harm.KILLED
            or claim["factuality"] != "asserted"
            or not (claim["victims"] or {}).get("names")
        ):
            return
        ends = {name["span"][1] for name in claim["victims"]["names"] if name.get("span") is not None}
        for a, b in sorted(found):
            age = _AGE_AFTER.search(text[b : b + 16])
            if not (claim["start"] <= a and b <= claim["end"] and age is not None):
                continue
            if any(e <= a and _LISTED_BEFORE.fullmatch(text[e:a]) for e in ends):
                one = person(text[a:b])
                one.victim = one.dead = True
                one.adult |= int(age[1]) >= ADULT_AGE
                one.barred |= int(age[1]) < ADULT_AGE or "".join(_name_parts(one.name)) in self._never
                listed.add("".join(_name_parts(one.name)))
                ends.add(b)

    def _names_in(self, texts: Sequence[str]) -> list[list[Span]]:
        """Names that the finder and the cues of shape see in each text."""
        pieces = [(i, start, piece) for i, text in enumerate(texts) for start, piece in _screened_pieces(text)]
        spans: list[set[Span]] = [set() for _ in texts]
        for (i, start, piece), found in zip(pieces, self._find([p for _, _, p in pieces]), strict=True):
            for a, b in found:
                line_end = piece.find("\n", a, b)
                a, b = _trimmed(piece, a, line_end if line_end >= 0 else b)
                if any(c.isalpha() for c in piece[a:b]):
                    spans[i].add((start + a, start + b))
        for i, start, paragraph in ((i, start, p) for i, text in enumerate(texts) for start, p in _paragraphs(text)):
            for match in (match for cue in _CUES for match in cue.finditer(paragraph)):
                words = _name_parts(match[1])
                if words and not all(_is_ordinary(w) or w in _CALENDAR for w in words) and words[0] not in _CALENDAR:
                    spans[i].add((start + match.start(1), start + match.end(1)))
        return [sorted(found) for found in spans]

    def _masks(
        self,
        document_id: str,
        claims: Sequence[JSON],
        text: str,
        parts: Sequence[_Part],
        people: Mapping[str, _Person],
        listed: set[str],
        found: Sequence[Span],
        place_words: set[str],
    ) -> _Screened:
        lower = {p.folded for p in parts if not p.capital}

        def ordinary(word: str) -> bool:
            return word in lower or _is_ordinary(word)

        standing = {key: one for key, one in people.items() if one.may_stand() and key not in self._never}
        part_of_standing = {w for one in standing.values() for w in _name_parts(one.name)}
        guarded = {w for key, one in people.items() if one.barred and one.victim for w in _name_parts(one.name)[-1:]}
        mask = Mask(base=self._everyone)
        withheld: set[str] = set()
        for key, one in people.items():
            words = _name_parts(one.name)
            # "Dorr said" after "Mayor Ilan Dorr": part of a name that stands is that person, unless the claims say not.
            if key in standing or (key not in listed and set(words) <= part_of_standing):
                continue
            withheld.add(key)
            # One ordinary word that only the finder takes for a name is withheld where it was found, not everywhere.
            alone = key in listed or len(words) > 1 or not all(map(_is_ordinary, words))
            if alone:
                mask.withhold(one.name, ordinary=ordinary, spare=place_words)
        children = [one for one in people.values() if one.barred and one.victim]
        for key, one in standing.items():
            cruel = any(c["harm"] == Harm.SEXUAL_VIOLENCE for c in claims)
            shared = set(_name_parts(one.name)[-1:]) & guarded
            if not one.speaks and shared and (cruel or _is_kin(text, parts, one.name, [c.name for c in children])):
                mask.withhold(
                    one.name, ordinary=ordinary, spare=place_words
                )  # a shared family name points at the victim
                withheld.add(key)
                continue
            mask.keep(one.name)
        places = self._place_mask(document_id, claims)
        spans = [(a, b) for a, b in found if "".join(_name_parts(text[a:b])) in withheld]
        silent = [(c["start"], c["end"]) for c in claims if _tells_small_count(c)]
        return _Screened(mask, places, spans, silent, {k for k in standing if k not in withheld})

    # Texts.

    def _replacements(
        self, document_id: str, text: str, start: int, end: int, *, silence: bool = True
    ) -> list[tuple[int, int, str]]:
        """What to take out of layer[start:end], in layer offsets, sorted and apart from each other."""
        screened = self._screen(document_id)
        piece = text[start:end]
        local = [(max(a, start) - start, min(b, end) - start) for a, b in screened.names if a < end and b > start]
        taken = [
            (max(a, start), min(b, end), WORDS_WITHHELD)
            for a, b in screened.silent
            if silence and a < end and b > start
        ]
        names = [(a + start, b + start, WITHHELD) for a, b in screened.mask.spans(piece, found=local)]
        places = [(a + start, b + start, PLACE_WITHHELD) for a, b in screened.places.spans(piece)]
        contacts = [(m.start() + start, m.end() + start, CONTACT_WITHHELD) for m in _CONTACT.finditer(piece)]
        result: list[tuple[int, int, str]] = []
        for a, b, words in [*taken, *contacts, *names, *places]:  # silence first, then contacts, names, places
            if all(b <= x or a >= y for x, y, _ in result):
                result.append((a, b, words))
            elif words == WORDS_WITHHELD or not any(x <= a and b <= y for x, y, _ in result):
                over = [r for r in result if r[0] < b and r[1] > a]
                result = [r for r in result if r not in over]
                result.append((min(a, *(r[0] for r in over)), max(b, *(r[1] for r in over)), over[0][2]))
        return sorted(result)

    def text(
        self,
        document_id: str | None,
        text: str | None,
        *,
        slug: bool = False,
        span: Span | None = None,
        silence: bool = True,
    ) -> str | None:
        """A string that belongs to a document, as the audience may read it.

        Args:
            document_id: Whose names are withheld; None for a string of no document, screened by itself.
            slug: The string is an address, file name or comparable key.
            span: Where the string stands in the text layer, if it does.
            silence: Take out the words that tell a small count of sexual violence.
        """
        if text is None or self.audience is not Audience.PUBLIC or not text:
            return text
        if document_id is None or document_id not in self._layers:
            return self._screen_stray(text, slug=slug)
        screened = self._screen(document_id)
        layer = self._layer(document_id) if span else None
        if span and layer is not None and layer[span[0] : span[1]] == text:
            shifted = self._replacements(document_id, layer, span[0], span[1], silence=silence)
            return _replace(text, [(a - span[0], b - span[0], w) for a, b, w in shifted])
        plain = unquote(text) if slug and "%" in text else text
        found = screened.slugs.get(plain, []) if slug else []
        taken = [(a, b, WITHHELD) for a, b in screened.mask.spans(plain, slug=slug, found=found)]
        taken += [
            (a, b, PLACE_WITHHELD)
            for a, b in screened.places.spans(plain, slug=slug)
            if all(b <= x or a >= y for x, y, _ in taken)
        ]
        return _replace(plain, taken) if taken else text

    def _screen_stray(self, text: str, *, slug: bool) -> str:
        plain = unquote(text) if slug and "%" in text else text
        found: Sequence[Span] = []
        if slug:
            found = self._names_in_slugs([plain])[0] if _is_strange(plain, set()) else []
        elif any(p.capital and not _is_ordinary(p.folded) for p in _parts(plain)):
            found = self._names_in([plain])[0]
        spans = self._everyone.spans(plain, slug=slug, found=found)
        return _replace(plain, [(a, b, WITHHELD) for a, b in spans]) if spans else text

    def _names_in_slugs(self, slugs: Sequence[str]) -> list[list[Span]]:
        """Names in addresses and file names: their words, capitalised, are screened.

        Two words at least: what the finder says of one word without its sentence is worth little.
        """
        titles = [" ".join(slug[p.start : p.end].capitalize() for p in _slug_parts(slug)) for slug in slugs]
        result: list[list[Span]] = []
        for slug, found in zip(slugs, self._find(titles), strict=True):
            spans, at = [], 0
            for p in _slug_parts(slug):
                spans.append((at, at + p.end - p.start, p))
                at += p.end - p.start + 1
            inside = [[p for x, y, p in spans if x < b and y > a] for a, b in found]
            result.append(
                [(p.start, p.end) for run in inside for p in run if len(run) > 1 and not _is_ordinary(p.folded)]
            )
        return result

    def _layer(self, document_id: str) -> str | None:
        layer_hash = self._layers.get(document_id, ("", None))[0]
        return self._build.layer_text(layer_hash) if layer_hash else None

    def passage(self, claim: Mapping[str, Any], layer_hash: str | None) -> Passage:
        """A claim's words in their paragraph.

        Args:
            claim: The row of `claims` as the build has it, not one that went through `claims`.
            layer_hash: The document's text layer.
        """
        start, end, document = int(claim["start"]), int(claim["end"]), str(claim["document_id"])
        text = self._build.layer_text(layer_hash) if layer_hash else None
        public = self.audience is Audience.PUBLIC
        if text is None or text[start:end] != claim["quote"]:
            quote = self._quote_alone(claim) if public else str(claim["quote"])
            changed = quote != claim["quote"]
            return Passage((Piece(quote, "quote"),), redacted=changed, erased=text is None, stale=text is not None)
        cruel = public and claim["harm"] == Harm.SEXUAL_VIOLENCE
        a, b, before, after = (start, end, *_cut_at(text, start, end)) if cruel else paragraph_of(text, start, end)
        taken = self._replacements(document, text, a, b) if public else []
        count = (claim["count_start"], claim["count_end"]) if claim["count_start"] is not None else (end, end)
        pieces = tuple(_marked(text, a, b, taken, quote=(start, end), count=count))
        return Passage(pieces, before, after, redacted=bool(taken) or cruel)

    def _quote_alone(self, claim: Mapping[str, Any]) -> str:
        if _tells_small_count(claim):
            return WORDS_WITHHELD
        return self.text(claim["document_id"], claim["quote"]) or ""

    # Rows.

    def may_stand(self, document_id: str, name: str) -> bool:
        """Whether a name may be printed in the outputs of this document."""
        if self.audience is not Audience.PUBLIC:
            return True
        return "".join(_name_parts(name)) in self._screen(document_id).standing

    def is_sensitive(self, incident_id: str) -> bool:
        """Whether the incident's place is coarsened because of sexual violence."""
        return incident_id in self._sensitive_incidents

    def any_table(self, name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of any table of a build, each a dict with `redacted`, in the order given."""
        change = _CHANGES.get(name)
        remaining = iter(rows)
        while group := [dict(row) for row in islice(remaining, ROWS_AT_ONCE)]:
            if self.audience is not Audience.PUBLIC or change is None:
                yield from ({**row, "redacted": False} for row in group)
                continue
            self.prepare(row["document_id"] for row in group if row.get("document_id"))
            for row in group:
                changed = change(self, row)
                yield {**changed, "redacted": changed != row}

    def claims(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of `claims`."""
        return self.any_table("claims", rows)

    def documents(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of `documents`."""
        return self.any_table("documents", rows)

    def people(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of `people`."""
        return self.any_table("people", rows)

    def _claim(self, row: JSON) -> JSON:
        document, cruel = row["document_id"], row["harm"] == Harm.SEXUAL_VIOLENCE
        small = _tells_small_count(row)

        def said(words: JSON | None, *extra: str) -> JSON | None:
            if words is None:
                return None
            span = _pair(words.get("span"))
            return {
                **words,
                **{
                    k: self.text(document, words.get(k), span=span if k == "text" else None, silence=False)
                    for k in ("text", *extra)
                },
            }

        victims = said(row["victims"])
        if victims is not None:
            victims["names"] = (
                [
                    name if self.may_stand(document, name["text"]) else {**name, "text": WITHHELD}
                    for name in victims.get("names") or ()
                ]
                if victims.get("names") is not None
                else None
            )
            if cruel and victims["names"]:
                victims["names"] = [{**name, "age": None} for name in victims["names"]]
            if small and victims.get("text"):
                victims["text"] = WORDS_WITHHELD
        claimant = said(row["claimant"], "refers_to")
        if claimant is not None:
            claimant["key"] = self.text(document, claimant.get("key"), slug=True)
            if claimant["text"] != row["claimant"]["text"] and claimant["key"] == row["claimant"].get("key"):
                claimant["key"] = (
                    WITHHELD if claimant["key"] and claimant.get("kind") in ("person", "witness") else claimant["key"]
                )
            if claimant.get("chain") is not None:
                claimant["chain"] = [self.text(document, link) for link in claimant["chain"]]
        changed = {
            **row,
            "quote": WORDS_WITHHELD if small else self.text(document, row["quote"], span=(row["start"], row["end"])),
            "victims": victims,
            "claimant": claimant,
            "alleged_perpetrator": said(row["alleged_perpetrator"]),
            "place": said(row["place"]),
            "time": said(row["time"]),
            "as_of": said(row["as_of"]),
        }
        if changed["count_text"] is not None:
            changed["count_text"] = self.text(document, row["count_text"])
        if row["claim_id"] in self._sensitive_claims or _tells(self._screen(document).places, row["place"]):
            changed["place"] = coarse_place(row["place"])
        if cruel:
            changed |= _suppressed(row)
            if small and row["count_text"] is not None:
                changed["count_text"] = UNDER_FIVE
        return changed

    def _document(self, row: JSON) -> JSON:
        document = row["document_id"]
        changed: JSON = {k: self.text(document, row[k]) for k in ("title", "publisher") if k in row}
        changed |= {k: self.text(document, row[k], slug=True) for k in ("url", "part", "given_as") if k in row}
        if "title" in changed and changed["title"] and self._has_small_count(document):
            changed["title"] = WORDS_WITHHELD if _SEXUAL_VIOLENCE.search(row["title"]) else changed["title"]
        if changed.get("url") and self._has_small_count(document) and _SEXUAL_VIOLENCE.search(_spaced(row["url"])):
            changed["url"] = WORDS_WITHHELD
        for key in ("given_as", "part"):
            if changed.get(key) and self._has_small_count(document) and _SEXUAL_VIOLENCE.search(_spaced(row[key])):
                changed[key] = WORDS_WITHHELD
        return {**row, **changed}

    def _has_small_count(self, document_id: str) -> bool:
        return document_id in self._layers and bool(self._screen(document_id).silent)

    def _rejected(self, row: JSON) -> JSON:
        document = row["document_id"]
        return {
            **row,
            "given_as": self.text(document, row["given_as"], slug=True),
            "reason": self.text(document, row["reason"]),
        }

    def _set_aside_span(self, row: JSON) -> JSON:
        if row["harm"] == Harm.SEXUAL_VIOLENCE:
            return {**row, "quote": WORDS_WITHHELD}
        return {**row, "quote": self.text(row["document_id"], row["quote"], span=(row["start"], row["end"]))}

    def _copy_group(self, row: JSON) -> JSON:
        return {**row, "evidence": self.text(row["document_id"], row["evidence"])}

    def _incident(self, row: JSON) -> JSON:
        merges = row.get("near_merges")
        if merges is not None:
            merges = [
                {
                    **m,
                    "reason": self._without_places(
                        self._screen_stray(m["reason"] or "", slug=False), row["incident_id"], m["incident_id"]
                    ),
                }
                for m in merges
            ]
        changed = {**row, "near_merges": merges} if "near_merges" in row else dict(row)
        if self.is_sensitive(row["incident_id"]):
            keys = [k for k in _PLACE_KEYS if k in row]
            coarse = coarse_place({k: row[k] for k in keys}) or {}
            changed |= {k: coarse.get(k) for k in keys}
        return changed

    def _without_places(self, text: str, *incidents: str) -> str:
        for incident in incidents:
            mask = self._sensitive_incidents.get(incident)
            text = mask.apply(text, replacement=PLACE_WITHHELD) if mask else text
        return text

    def _incident_claim(self, row: JSON) -> JSON:
        reason = self.text(row["document_id"], row["reason"]) or ""
        return {**row, "reason": self._without_places(self._everyone.apply(reason), row["incident_id"])}

    def _figure(self, row: JSON) -> JSON:
        return {**row, **_suppressed(row)} if row["harm"] == Harm.SEXUAL_VIOLENCE else row

    def _period(self, row: JSON) -> JSON:
        area = self.text(row["document_id"], row["area"])
        if row["harm"] != Harm.SEXUAL_VIOLENCE:
            return {**row, "area": area}
        claim = self._build.table("claims", columns=["place"], where={"claim_id": row["claim_id"]}).to_pylist()
        place = claim[0]["place"] if claim else None
        wide = place is not None and not is_fine(place) and not narrow_parts(row["area"], place)
        return {**row, **_suppressed(row), "area": area if wide or area is None else PLACE_WITHHELD}

    def _person(self, row: JSON) -> JSON:
        changed = dict(row) if self.may_stand(row["document_id"], row["name"]) else {**row, "name": WITHHELD}
        return {**changed, "age": None} if row["harm"] == Harm.SEXUAL_VIOLENCE else changed

    def _person_link(self, row: JSON) -> JSON:
        return {**row, "reasons": [self._screen_stray(reason, slug=False) for reason in row["reasons"] or ()]}

    def _setting(self, row: JSON) -> JSON:
        return {**row, "value": self._everyone.apply(row["value"], slug=True)}


_CHANGES: dict[str, Callable[[Redactor, JSON], JSON]] = {
    "claims": Redactor._claim,
    "documents": Redactor._document,
    "arrivals": Redactor._document,
    "rejected": Redactor._rejected,
    "set_aside_spans": Redactor._set_aside_span,
    "copy_groups": Redactor._copy_group,
    "incidents": Redactor._incident,
    "incident_claims": Redactor._incident_claim,
    "figures": Redactor._figure,
    "periods": Redactor._period,
    "people": Redactor._person,
    "person_links": Redactor._person_link,
    "settings": Redactor._setting,
}

_PLACE_KEYS = ("name", "geonames_id", "lat", "lon", "country", "adm1", "adm2", "where_prec", "radius_km", "basis")


def _slug_parts(slug: str) -> list[_Part]:
    """The words of an address's path or of a file name, without the host and the ending."""
    start = match.end() if (match := re.match(r"\w+://[^/]*", slug)) else 0
    stop = match.start() if (match := re.search(r"\.\w{1,5}$", slug)) else len(slug)
    return [p for p in _parts(slug) if p.start >= start and p.end <= stop]


def _is_strange(slug: str, known: set[str]) -> bool:
    """Whether a slug has two words, one of which neither the document nor the dictionary knows."""
    words = [p.folded for p in _slug_parts(slug) if len(p.folded) > 1]
    return len(words) > 1 and any(w not in known and not _is_ordinary(w) for w in words)


def _pair(span: Sequence[int] | None) -> Span | None:
    return (int(span[0]), int(span[1])) if span is not None else None


def _spaced(slug: str) -> str:
    return " ".join(_WORD.findall(unquote(slug)))


def _telling_words(place: Mapping[str, Any]) -> list[str]:
    """The words of a place without the country around it ("Kela, Vara" in Vara), which may be told."""
    return [word for words in fine_words(place) for word in narrow_parts(words, place)]


def _tells(mask: Mask, place: Mapping[str, Any] | None) -> bool:
    """Whether a place finer than a province is named by a word that is taken out."""
    return place is not None and is_fine(place) and any(mask.spans(word) for word in fine_words(place))


def _province_words(claims: Iterable[Mapping[str, Any]]) -> set[str]:
    names = [c["place"]["adm1"] for c in claims if c.get("place") and c["place"].get("adm1")]
    return {word for name in names for word in _name_parts(name)}


def _suppressed(row: Mapping[str, Any]) -> JSON:
    """Bounds of sexual violence with those under five replaced."""
    keys = [k for k in ("low", "best", "high", "names_floor") if k in row]
    return {k: UNDER_FIVE if row[k] is not None and row[k] < SMALL_CELL else row[k] for k in keys}


def _tells_small_count(claim: Mapping[str, Any]) -> bool:
    """Whether the words of a claim would tell a count of sexual violence under five ("a woman was raped")."""
    if claim["harm"] != Harm.SEXUAL_VIOLENCE:
        return False
    numbers = [n for n in (claim["low"], claim["best"], claim["high"]) if n is not None]
    return not numbers or min(numbers) < SMALL_CELL


def _is_minor(name: Mapping[str, Any], victims: Mapping[str, Any]) -> bool:
    age = name.get("age")
    return age < 18 if age is not None else victims.get("age_group") == "child"


def _place_forms(claims: Iterable[JSON]) -> tuple[set[str], set[str]]:
    """Place words of the claims: whole, run together, and each word."""
    places = [c["place"] for c in claims if c["place"]]
    names = [p.get(k) for p in places for k in ("text", "name", "adm1", "adm2") if p.get(k)]
    return {"".join(_name_parts(n)) for n in names}, {w for n in names for w in _name_parts(n)}


def _group_forms(claims: Iterable[JSON], publisher: str | None) -> set[str]:
    """Whole names of bodies that the claims and the publisher give, run together."""
    names = [
        c["claimant"]["text"] for c in claims if c["claimant"] and c["claimant"]["kind"] in ("organisation", "media")
    ]
    return {"".join(_name_parts(n)) for n in [*names, publisher or ""] if n}


def _is_no_name(text: str, start: int, end: int, *, place_forms: set[str], groups: set[str]) -> bool:
    """Whether a span that looks like a person's is a place, a body or a people by the document's own words."""
    words = _name_parts(text[start:end])
    joined = "".join(words)
    if not words or joined in place_forms or joined in groups:
        return True
    if (len(words) > 1 and words[-1] in _GROUP_NOUNS | _DIVISION_NOUNS) or text[start : start + 4].lower() == "the ":
        return True
    if len(words) == 1 and (words[0] in _CALENDAR or _is_people(words[0])):
        return True
    if all(map(_is_ordinary, words)) and _in_headline(text, start, end):
        return True
    return _GROUP_AFTER.search(text[end : end + 40]) is not None


def _is_kin(text: str, parts: Sequence[_Part], name: str, others: Iterable[str]) -> bool:
    """Whether a sentence tells by a word of kinship that somebody belongs to one of these of the same family name."""
    family = _name_parts(name)[-1:]
    for other in others:
        if _name_parts(other)[-1:] != family:
            continue
        for a, b in _occurrences(text, parts, name):
            for c, d in _occurrences(text, parts, other):
                start, end = min(a, c), max(b, d)
                if end - start < 160 and {p.folded for p in _parts(text[max(0, start - 60) : end])} & _KIN:
                    return True
    return False


def _is_acronym(name: str, acronyms: Collection[str]) -> bool:
    words = _name_parts(name)
    return len(words) == 1 and words[0] in acronyms and not any(c.islower() for c in re.sub(r"(?i)^the ", "", name))


def _named_places(
    text: str, parts: Sequence[_Part], names: Iterable[str], claims: Sequence[Mapping[str, Any]]
) -> set[str]:
    """Those of some names, run together, that stand nowhere but where places stand, and are part of no longer name."""
    words = {"".join(found): found for name in names if (found := _name_parts(name))}
    longer = {w for found in words.values() if len(found) > 1 and found[0] not in _PARTICLES for w in found}
    for claim in claims:
        longer.update(w for name in (claim["victims"] or {}).get("names") or () for w in _name_parts(name["text"]))
    countries = countries_of(claims)
    return {
        key
        for key, found in words.items()
        if not (len(found) == 1 and key in longer)
        and is_place_name(text, _occurrences(text, parts, " ".join(found)), countries=countries)
    }


def _in_headline(text: str, start: int, end: int) -> bool:
    """Whether the line around a span is printed like a headline, where capitals say nothing of names."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = _parts(text[line_start : line_end if line_end >= 0 else len(text)])
    return len(line) >= 4 and sum(p.capital for p in line) >= 0.6 * len(line)


def _names_a_place(text: str, start: int, end: int) -> bool:
    """Whether a span stands where only a place stands ("in Kela,"), and not as an owner ("in Kela's house")."""
    before, after = text[max(0, start - 6) : start], text[end : end + 2]
    return re.search(r"\b(?:in|In|near|Near)\s$", before) is not None and after[:1] not in "'’"


def _is_people(word: str) -> bool:
    from bearwitness.claims.sentence.parse import demonyms

    return word in demonyms()


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without white space, punctuation and possessive at its edges."""
    while start < end and not text[start].isalnum():
        start += 1
    stop = re.search(r"(?:['’][sS])?[^\w.]*$", text[start:end])
    return start, end - (len(stop.group()) if stop else 0)


def _screened_pieces(text: str) -> list[tuple[int, str]]:
    """A text in pieces for the finder, with their offsets: whole paragraphs together, long ones cut at white space."""
    pieces, start = [], 0
    while start < len(text):
        stop = min(len(text), start + SCREENED_PIECE)
        if stop < len(text):
            cut = max(text.rfind("\n\n", start, stop), -1)
            cut = text.rfind(" ", start, stop) if cut <= start else cut
            stop = stop if cut <= start else cut
        if text[start:stop].strip():
            pieces.append((start, text[start:stop]))
        start = stop
    return pieces


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        yield match.start(), match.group()


def _voices(claim: JSON, text: str, found: Sequence[Span]) -> Iterator[tuple[str, bool, bool]]:
    """Names in claimant and alleged perpetrator: each with whether it speaks in office, and whether it is accused."""
    claimant, accused = claim["claimant"], claim["alleged_perpetrator"]
    if claimant is not None:
        kind, span = claimant["kind"], _pair(claimant["span"])
        office = kind == "official" or bool({p.folded for p in _parts(claimant["text"])} & _OFFICE)
        for name, at in _names_within(claimant["text"], span, text, found, trust_shape=kind in ("person", "witness")):
            yield (
                name,
                kind in ("official", "person") and (office or (at is not None and _is_in_office(text, *at))),
                False,
            )
        if claimant.get("refers_to"):
            for name, _ in _names_within(claimant["refers_to"], None, text, found, trust_shape=kind == "person"):
                yield name, office, False
        for link in claimant.get("chain") or ():
            for name, _ in _names_within(link, None, text, found, trust_shape=False):
                yield name, False, False
    if accused is not None:
        shaped = (
            re.search(
                r"\b(?:gunman|attacker|bomber|man|woman|suspect|named|identified|student|resident)\b", accused["text"]
            )
            is not None
        )
        for name, _ in _names_within(accused["text"], _pair(accused["span"]), text, found, trust_shape=shaped):
            yield name, False, True


def _names_within(
    words: str, span: Span | None, text: str, found: Sequence[Span], *, trust_shape: bool
) -> list[tuple[str, Span | None]]:
    """Personal names among some words: those found there, else, where shape may be trusted, capitalised runs."""
    if span is not None and text[span[0] : span[1]] == words:
        inside: list[tuple[str, Span | None]] = [(text[a:b], (a, b)) for a, b in found if a < span[1] and b > span[0]]
    else:
        inside = [(text[a:b], None) for a, b in found if text[a:b] in words]
    if inside or not trust_shape:
        return inside
    runs = []
    for a, b in _capital_runs(words):
        parts = [p for p in _parts(words[a:b]) if p.folded not in _TITLES]
        while parts and _is_ordinary(parts[0].folded) and a == 0:
            parts.pop(0)  # the first word of a sentence ("The", "Residents")
        if parts and not all(_is_ordinary(p.folded) for p in parts):
            at = (span[0] + a + parts[0].start, span[0] + a + parts[-1].end) if span else None
            runs.append((words[a + parts[0].start : a + parts[-1].end], at))
    return runs


def _cruel_paragraphs(text: str, claims: Iterable[JSON]) -> list[Span]:
    """Paragraphs that speak of sexual violence; whoever is named there may be its victim."""
    spans = [(c["start"], c["end"]) for c in claims if c["harm"] == Harm.SEXUAL_VIOLENCE]
    spans += [m.span() for m in _SEXUAL_VIOLENCE.finditer(text)]
    return [paragraph_of(text, a, b)[:2] for a, b in spans]


def _cut_at(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether words go before and after a span in its own sentence."""
    before = re.search(r"[^\s.!?:]['\"”’)\]]*[^\S\n]*$", text[max(0, start - 8) : start]) is not None
    closed = re.match(r"['\"”’)\]]*(?:[.!?\n]|$)", text[end : end + 4]) is not None
    return before, not (closed or text[end - 1 : end] in ".!?")


def _marked(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int, str]], *, quote: Span, count: Span
) -> Iterator[Piece]:
    """Stretches of text[start:end] with the quote and the count marked and what is withheld replaced."""

    def mark(a: int, b: int) -> str:
        if a < count[1] and b > count[0]:
            return "count"
        return "quote" if a < quote[1] and b > quote[0] else ""

    edges = {start, end, *(max(start, min(end, e)) for e in (*quote, *count))}
    for a, b, _ in taken:
        edges = {e for e in edges if not a < e < b} | {a, b}
    replaced = {a: words for a, _, words in taken}
    points = sorted(edges)
    for a, b in pairwise(points):
        words = replaced.get(a, text[a:b])
        if words:
            yield Piece(words, mark(a, b), a in replaced)
