"""Numbers of people in plain text: a closed grammar from words and digits to bounds.

`find_quantities` reads a text, `read_quantity` one phrase. Word lists are data (`lexicon/numbers_en.toml`). A text is
scanned once by one compiled expression over its lower-case form; each hit is then judged by the words on both sides,
since most numbers in a report are ages, dates, distances, unit names or prices and no counts.

`Quantity.rule` names how a number was read:

    exact at_least more_than at_most less_than about between    by modifier, as in the contract's count table
    vague:<word>    dozens, several, a couple ...               zero    no one, none, not a single
    fraction        a share of a number: "half of the 20"; `number_*` span the base ("20"), see `fraction_base`
    fraction:open   a share of people not numbered here: "half of them" (1 or more)
    ordinal         a place in a series ("the 37th journalist killed"); `ordinal` is true, the value is the place
    compound        "a 12-member patrol"

and, joined with "+" (alone in place of "exact"), what its surroundings say of it:

    increment       another, three more, an additional 12       others          two others, three other people
    definite        the three gunmen                            definite_base   two of *the three* gunmen
    all             all eight aboard
    pronoun         one of them

With `keep_rejected=True` look-alikes come out too, as "not:age", "not:date", "not:money" and so on, with no bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from bearwitness.claims.sentence.count_bounds import (
    OPEN_MOST,
    OPEN_SHARE,
    Bounds,
    kind_of_modifier_after,
    modified,
    modifier_kinds,
    outermost,
    read_number_word,
    share_of,
)
from bearwitness.claims.sentence.counted_nouns import NounKind, kind_after
from bearwitness.claims.sentence.look_alikes import (
    COMPOUNDS,
    Cardinal,
    cardinal_look_alike,
    date_follows,
    is_date,
    is_year_number,
    ordinal_look_alike,
    previous_words,
    unit_look_alike,
    word_look_alike,
)
from bearwitness.claims.sentence.number_grammar import (
    BARE_SHARE,
    COUNT_GROUPS,
    GAP,
    HYPHEN,
    LOOK_ALIKE_GROUPS,
    NUMBERS,
    any_phrase,
    count_pattern,
)
from bearwitness.claims.sentence.number_words import (
    BLANKS,
    LETTERS,
    ORDINALS,
    SMALL,
    number_value,
    read_fraction,
    whole_number,
    word_set,
)
from bearwitness.phrases.word_patterns import lower_in_place, lowered
from bearwitness.records import Modifier, Quantity

_CHANGE = word_set("change", "words")
_OF_BASE = re.compile(
    r"\s*(?:more\s+|others\s+)?(?:out\s+)?of\s+(?:(?:the|those|these|some|about|a\s+group\s+of)\s+)*$"
)
_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(rf"{HYPHEN}({any_phrase(COMPOUNDS)})\b")
_OTHERS = re.compile(rf"{GAP}(?:of{GAP})?(others?|additional|further|extra)\b")
_DEFINITE = re.compile(r"\b(?:the|these|those)(?:\s+(?:other|remaining|first|last|said))?\s+$")
_LEADING_DIGITS = re.compile(r"\d+")


def find_quantities(
    text: str, start: int = 0, end: int | None = None, *, keep_rejected: bool = False
) -> list[Quantity]:
    """Numbers that may count people in `text[start:end]`, in order, never overlapping.

    Numbers of things come out too ("12 tanks"): the noun decides, see `following_noun_kind`. The words outside
    `start` and `end` are read as surroundings.

    Args:
        text: The text layer, in mixed or upper case.
        keep_rejected: Also give look-alikes (ages, dates, prices ...), with rule "not:<kind>" and no bounds.

    Source: domain.md 3 and the count table of the contract.
    """
    low = lowered(text)
    stop = len(text) if end is None else min(end, len(text))
    found: list[Quantity] = []
    for quantity in _scan(text, low, max(start, 0), stop):
        if keep_rejected or not quantity.rule.startswith("not:"):
            found.append(quantity)
    return found


def read_quantity(words: str) -> Quantity | None:
    """Bounds on the number that a phrase speaks of, spans counted in `words`.

    The phrase stands for itself: "1990", "no", "both" and "another", which in a text need their surroundings to be
    counts, are read as such here. Of several numbers the first is read.

    Returns:
        None when the phrase holds no number; the caller must not read that as zero.
    """
    low = lower_in_place(words)
    position = 0
    while match := count_pattern().search(low, position):
        quantity = _read_match(words, low, match, previous=None, judge=False)
        if quantity is not None and not quantity.rule.startswith("not:"):
            return quantity
        position = match.end() if match.end() > match.start() else match.start() + 1
    share = BARE_SHARE.search(low)
    if share is None:
        return None
    at, to = share.span()
    return _quantity(words, at, to, OPEN_SHARE, (at, to))


def fraction_base(quantity: Quantity, text: str) -> Quantity | None:
    """The number that a "fraction" quantity is a share of ("half of the 40 dead" -> 40), with its span in `text`."""
    if not quantity.rule.startswith("fraction") or quantity.rule.startswith("fraction:open"):
        return None
    base = read_quantity(text[quantity.number_start : quantity.number_end])
    if base is None:
        return None
    at = quantity.number_start
    reading = Bounds(base.low, base.best, base.high, base.modifier, base.rule)
    number = (at + base.number_start, at + base.number_end)
    return _quantity(text, at + base.start, at + base.end, reading, number, flags=["definite_base"])


def _scan(text: str, low: str, start: int, end: int) -> Iterator[Quantity]:
    position = start
    previous: Quantity | None = None
    while match := NUMBERS.search(low, position, end):
        special = next((name for name in LOOK_ALIKE_GROUPS if match.group(name)), None)
        if special == "date" and not is_date(text, match):
            again = count_pattern().match(low, match.start(), end)
            if again is None:
                position = _word_end(low, match.start(), end)
                continue
            match, special = again, None
        if special:
            yield _rejected(text, match.start(), match.end(), "time" if special == "clock" else special)
            position = match.end()
            continue
        quantity = _read_match(text, low, match, previous=previous, judge=True)
        if quantity is None:
            position = max(match.start() + 1, _word_end(low, match.start(), end))
            continue
        yield quantity
        previous = quantity
        position = max(quantity.end, match.start() + 1)


def _word_end(low: str, at: int, end: int) -> int:
    found = _WORD.match(low, at, end)
    return found.end() if found else at + 1


def _quantity(
    text: str, start: int, end: int, reading: Bounds, number: tuple[int, int], *, flags: Iterable[str] = ()
) -> Quantity:
    """The reading of `text[start:end]`; a flag alone replaces the rule "exact"."""
    flags = list(dict.fromkeys(flags))
    rule = "+".join(([] if reading.rule == "exact" and flags else [reading.rule]) + flags)
    return Quantity(
        text[start:end], start, end, reading.low, reading.best, reading.high, reading.modifier, rule, *number
    )


def _rejected(text: str, start: int, end: int, kind: str) -> Quantity:
    words = text[start:end]
    return Quantity(words, start, end, None, None, None, Modifier.EXACT, f"not:{kind}", start, end)


def _read_match(
    text: str, low: str, match: re.Match[str], *, previous: Quantity | None, judge: bool
) -> Quantity | None:
    """One hit of the grammar as a quantity, with rule "not:..." for a look-alike; None where it is no number at all."""
    start, end = match.span()
    kinds = modifier_kinds(match.group("mods"))
    flags = [kind for kind in kinds if kind in ("increment", "all")]
    if match.group("more"):
        flags.append("increment")
    effective = kind_of_modifier_after(match.group("post")) if match.group("post") else outermost(kinds)
    group = next(name for name in COUNT_GROUPS if match.group(name))
    if group == "n1":
        return _read_cardinal(text, low, match, kinds, effective, flags, previous=previous, judge=judge)
    if group == "frac":
        return _read_share(text, low, match, effective, judge=judge)
    if group == "ordinal":
        return _read_ordinal(text, low, match, judge=judge)
    number = match.span(group)
    if group == "vague" and match.group(group).endswith("of"):
        number = (number[0], number[0] + len(match.group(group)[:-2].rstrip()))
        end = end if match.group("post") or match.group("more") else number[1]
    if judge:
        why = word_look_alike(low, match, group, start, end) or unit_look_alike(text, low, end, vague=True)
        if why:
            return _rejected(text, start, end, why)
        flags += _flags_around(low, start, end, previous)
    flags += {"two": ["all"], "another": ["increment"]}.get(group, [])
    return _quantity(text, start, end, read_number_word(match, group), number, flags=flags)


def _read_share(text: str, low: str, match: re.Match[str], kind: str, *, judge: bool) -> Quantity | None:
    """ "half of the 20 passengers", "two-thirds of them"."""
    start, end = match.start(), match.end("frac")
    words = BLANKS.sub(" ", match.group("frac"))
    fraction = read_fraction(words)
    if match.group("base"):
        n_start, n_end = match.span("base")
        value = whole_number(number_value(match.group("base"))[0])
        if value is None or (judge and (unit_look_alike(text, low, n_end) or date_follows(text, low, n_end))):
            return _rejected(text, start, n_end, "fraction")
        return _quantity(text, start, n_end, share_of(fraction, value, kind), (n_start, n_end))
    noun = match.group("noun")
    if noun and judge and kind_after(low, match.start("noun") - 1)[0] not in (NounKind.PERSON, NounKind.FAMILY):
        return _rejected(text, start, end, "percent" if words[:1].isdigit() else "fraction")
    if noun and words == "half" and not re.search(r"\bof\b", match.group()) and judge:
        return _rejected(text, start, end, "fraction")
    share = OPEN_MOST if words.startswith("most") else OPEN_SHARE
    return _quantity(text, start, end, share, (match.start("frac"), end))


def _read_ordinal(text: str, low: str, match: re.Match[str], *, judge: bool) -> Quantity | None:
    """ "the 37th journalist killed": a place in a series, only before people or deaths."""
    start, end = match.span("ordinal")
    words = match.group("ordinal")
    digits = _LEADING_DIGITS.match(words)
    values = (ORDINALS.get(word, 0) or SMALL.get(word, 0) for word in LETTERS.findall(words))
    value = int(digits.group()) if digits else sum(values)
    if judge:
        why = ordinal_look_alike(low, end)
        if why:
            return _rejected(text, start, end, why)
    indefinite = previous_words(low, start)[-1:] in (["a"], ["an"])
    reading = Bounds(value, value, value, Modifier.EXACT, "ordinal+indefinite" if indefinite else "ordinal")
    return replace(_quantity(text, start, end, reading, (start, end)), ordinal=True)


def _read_cardinal(
    text: str,
    low: str,
    match: re.Match[str],
    kinds: list[str],
    effective: str,
    flags: list[str],
    *,
    previous: Quantity | None,
    judge: bool,
) -> Quantity | None:
    """A number or range in digits or words, after the look-alike tests."""
    start, end = match.start(), match.end()
    n_start, n_end = match.start("n1"), match.end("n2") if match.group("n2") else match.end("n1")
    first: Fraction
    second: Fraction | None
    if match.group("n2"):
        first, second, why = _read_range(low, match, judge=judge)
        if why:
            return _rejected(text, n_start, n_end, why) if judge else None
        if second is None:
            n_end = end = match.end("n1")
            effective = outermost(kinds)
            flags = [flag for flag in flags if flag != "increment" or "increment" in kinds]
    else:
        first, second = number_value(match.group("n1"))[0], None
    if match.group("from"):
        if second is None:
            start = n_start if not match.group("mods") else start
    elif match.group("both") and second is None:
        start = n_start
    if judge:
        number = Cardinal(
            text,
            low,
            kinds,
            start,
            end,
            n_start,
            n_end,
            first,
            second,
            plain=not kinds and not match.group("post") and second is None,
            years=second is not None and all(is_year_number(match.group(name)) for name in ("n1", "n2")),
            hyphen=second is not None and "-" in match.group("sep"),
        )
        why_not = cardinal_look_alike(number)
        if why_not:
            return _rejected(text, start, end, why_not)
    numbers = [whole_number(value) for value in ((first,) if second is None else (first, second))]
    if any(number is None for number in numbers):
        return _rejected(text, start, end, "decimal") if judge else None
    bottom, top = numbers[0], numbers[-1]
    assert bottom is not None and top is not None
    compound = _COMPOUND.match(low, n_end)
    got = modified(effective, bottom, top)
    if compound and got.rule == "exact":
        got = replace(got, rule="compound")
    flags = [*flags, *_flags_around(low, start, end, previous)] if judge else flags
    return _quantity(text, start, end, got, (n_start, n_end), flags=flags)


def _read_range(low: str, match: re.Match[str], *, judge: bool) -> tuple[Fraction, Fraction | None, str | None]:
    """Both ends of a range, the second None where two numbers only stand side by side; why it is a look-alike, if it is."""
    first, scale_1 = number_value(match.group("n1"))
    second, scale_2 = number_value(match.group("n2"))
    if scale_1 == 1 and scale_2 > 1 and first < second / scale_2:
        first *= scale_2  # "5 to 6 million", "two or three dozen"
    split = judge and bool(match.group("from")) and _tells_change(low, match.start("from"))
    years = _mixed_years(match, first, second)
    if not (split or first >= second or years):
        return first, second, None
    if match.group("sep") in ("-", "–", "—", "‐"):
        return first, second, "year" if years or is_year_number(match.group("n1")) else "score"
    return first, None, None  # the second is read by itself


def _tells_change(low: str, at: int) -> bool:
    """A verb of change stands before "from" in the same sentence."""
    left = re.split(r"[.;!?]\s", low[max(0, at - 70) : at])[-1]
    return any(word in _CHANGE for word in LETTERS.findall(left))


def _mixed_years(match: re.Match[str], first: Fraction, second: Fraction) -> bool:
    """ "2019-20" and "1989-1990"."""
    return is_year_number(match.group("n1")) and (second < 100 or is_year_number(match.group("n2")))


def _flags_around(low: str, start: int, end: int, previous: Quantity | None) -> list[str]:
    """What the neighbours say of a number: increment, others, definite, definite_base, pronoun."""
    flags = []
    after = _OTHERS.match(low, end)
    if after:
        flags.append("others" if after.group(1).startswith("other") else "increment")
    left = low[max(0, start - 40) : start]
    if previous is not None and previous.end >= start - 40 and _OF_BASE.fullmatch(low[previous.end : start]):
        flags.append("definite_base")
    elif _DEFINITE.search(left):
        flags.append("definite")
    return flags


def row_quantity(known: list[Quantity], start: int, said: str) -> Quantity | None:
    """The number of a row at an offset, as the sentence's own reading has it, else read and added to that list; "0", "nil" and "none" are nobody."""
    end = start + len(said)
    found = next((q for q in known if q.start < end and start < q.end and not q.ordinal), None)
    if found is not None:
        return found
    if said.lower() in ("0", "nil", "none", "zero"):
        made = Quantity(said, start, end, 0, 0, 0, Modifier.EXACT, "zero", start, end)
    else:
        read = read_quantity(said)
        if read is None:
            return None
        made = replace(read, text=said, start=start, end=end, number_start=start, number_end=end)
    known.append(made)
    return made
