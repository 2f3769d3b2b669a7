"""Where the words for a doer end: "members of the Red Star militia", "men in army uniforms", "fighters loyal to General Rell".

A doer is quoted with what tells him from others: the body that he belongs to, what he wore, rode or carried. Where he
stood ("gunmen in Oru") is the place of the harm and no part of it.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.reader import Reader
from bearwitness.phrases.word_patterns import words_of

_MEMBERS = words_of(
    """
    sons daughters brothers member members fighter fighters soldier soldiers troops officer officers men man group groups gang band unit units element elements
    riders supporters followers militants gunmen agents personnel number column squad team forces force wing faction remnants
    rebels guerrillas insurgents mob crowd patrol detachment command commando commandos subunits branch leader commander
    """
)
"""Nouns whose "of" names the body or the people that they are a part of."""
_COMING = words_of(
    "fighters soldiers troops men man group gang militants gunmen rebels guerrillas officers agents units forces people youths "
    "warriors bandits villagers tribesmen herders settlers raiders commandos"
)
_LOOKS = re.compile(
    r"\s+(?:on\s+(?:an?\s+|two\s+|several\s+)?(?:motor(?:cycles?|bikes?)|horse(?:s|back)|camels?|bicycles?|foot)"
    r"|in\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+){0,2}?(?:uniforms?|fatigues|helmets|masks|clothes|clothing|camouflage|balaclavas|pick-?ups?(?:\s+trucks?)?|cars?|vehicles?|vans?|trucks?|"
    r"motorboats?|speedboats?))\b",
    re.IGNORECASE,
)
_CLAUSES = words_of(
    "wearing armed loyal dressed riding carrying belonging allied linked affiliated disguised posing clad sent backed"
)
_DEEDS = words_of(
    "killing killings murder murders attack attacks crime crimes massacre bombing shooting kidnapping death deaths rape"
)
_CAMPS = words_of("clans clan tribes tribe gangs gang families family communities community factions sides side camps")
_REACH = 5  # tokens from a participle to the end of its noun phrase


_DRESS = re.compile(
    r"\s+(?:in|wearing|dressed|disguised|posing|pretending|claiming|clad|masquerading)\b.*", re.IGNORECASE | re.DOTALL
)


def without_dress(words: str) -> str:
    """Words for a doer without what he wears or claims to be: "gunmen in army uniform" are gunmen."""
    return _DRESS.sub("", words)


def end_of_doer(reader: Reader, head: int, last: int) -> int:
    """Offset at which the words for a doer end, whose head and bare noun phrase end at these tokens."""
    end = last
    noun = reader.tokens[head].word
    for _ in range(3):
        further = _of_body(reader, noun, end) or _clause(reader, end)
        if further is None:
            break
        end = further
        noun = reader.tokens[end].word
    at = reader.tokens[end].end
    if reader.cased.startswith('"', at) and reader.cased.count('"', reader.tokens[head].start, at) % 2:
        at += 1  # the name's closing mark
    looks = _LOOKS.match(reader.cased, at)
    return looks.end() if looks is not None else at


def _of_body(reader: Reader, noun: str, last: int) -> int | None:
    """Last token of the body or people behind "of" or "from"."""
    if last + 2 >= len(reader.tokens):
        return None
    link = reader.tokens[last + 1]
    if (
        (link.word == "of" and noun not in _MEMBERS)
        or (link.word == "from" and noun not in _COMING)
        or link.word not in ("of", "from")
    ):
        return None
    inner = next((c for c in link.children if reader.tokens[c].dep == "pobj"), None)
    if inner is None or inner <= link.i:
        return None
    first, end = reader.group_simple(inner)
    if first != link.i + 1 or reader.tokens[inner].word in _DEEDS:
        return None  # also "accused gunmen of the killing"
    named = any(t.name or t.demonym for t in reader.tokens[first : end + 1])
    if link.word == "from" and reader.tokens[inner].word in _CAMPS:
        return end
    return (
        end
        if named
        or (link.word == "of" and not reader.tokens[first].word[:1].isdigit())
        or noun in ("group", "band", "gang", "mob")
        else None
    )


def _clause(reader: Reader, last: int) -> int | None:
    """Last token of what they wore, carried or were loyal to."""
    if last + 2 >= len(reader.tokens) or reader.tokens[last + 1].word not in _CLAUSES:
        return None
    for t in reader.tokens[last + 2 : last + 2 + _REACH]:
        if t.dep in ("dobj", "pobj") and t.tag.startswith("N"):
            return reader.group_simple(t.i)[1]
        if t.word in (",", "who", "and") or t.tag.startswith("VB"):
            return None
    return None


_DATELINE = re.compile(r"(?:,\s[^()\n]{2,30})?\s*(?:\([^()\n]*\)\s*){0,2}(?:[–—/]|-{1,2}\s)")


_IN_A_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside)\s+(?:(?:As|Al|El|La|Los|Las|San|Santa|Port|New|Ar|An|Ad|Ash|At|Az)[\s-])?$"
)


def is_addressed(reader: Reader, start: int, end: int) -> bool:
    """Whether words are a place ("the market in As | Suki", the town of a dateline), or somebody spoken to ("O sons of the valley")."""
    if reader.cased[start : start + 2].lower() == "o ":
        return True
    if _IN_A_PLACE.search(reader.cased, max(reader.sentence.start, start - 16), start):
        return True
    opens = start == reader.sentence.start
    return opens and _DATELINE.match(reader.cased, end) is not None
