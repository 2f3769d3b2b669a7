"""Further grammar that tells who did it, which the verbs of violence and their "by" do not show.

An ambush is *set by* bandits, a blast *organised by* a front; rival gangs fight, and people die; a body, its short name
between commas behind it, claims an attack; soldiers' arrest is for killing; the parse takes "opened fire on" apart. Each
reader gets one word of a sentence and gives the head of the phrase for the doer, or None.
"""

from __future__ import annotations

from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.phrases.word_patterns import words_of

_DEEDS = words_of(
    """
    attack attacks ambush ambushes bombing bombings shelling raid raids assault assaults massacre killing killings murder
    murders shooting shootings explosion explosions blast blasts incursion incursions onslaught kidnapping abduction
    assassination bomb device mine charge grenade grenades operation offensive crime violence strike strikes
    """
)
_STAGED = words_of(
    """
    set laid mounted waged led unleashed orchestrated masterminded conducted organised organized triggered activated sparked
    committed perpetrated carried staged launched executed ordered planted thrown hurled placed detonated lobbed fired dropped
    """
)
"""What is done with a deed by those who do it; nobody does it who condemns, probes or foils one."""
_FIGHTS = words_of("fought fight fighting clashed clash clashing battled battle battling feuded feuding")
_BETWEEN = words_of(
    """
    clash clashes fighting battle battles feud feuds quarrel quarrels dispute disputes gunfight gunfights shootout shootouts
    gunbattle brawl brawls row skirmish skirmishes confrontation confrontations violence bloodshed fight fights
    """
)
_SIDES = words_of("rival two three warring feuding opposing enemy competing neighbouring neighboring both")
"""What tells that all of a plural fought each other: "rival gangs", "two clans"."""
_PEOPLE = words_of(
    "men women people persons boys girls students teenagers teens youths friends neighbours neighbors residents officers"
)
"""Two of these who quarrel need not be those who shoot."""
_WALKED_OVER = words_of("has have had also reportedly allegedly later then immediately")
_SEEN_ON = words_of("on in aboard with wearing from of")
FURTHER = _DEEDS | _FIGHTS | _BETWEEN | words_of("claimed opened arrest arrests wounded injured killed")
"""Words beside which one of these readers may find a doer."""


def further_doer(reader: Reader, t: Token) -> int | None:
    """Head of the phrase for a doer that this word tells of in one of these ways; None if it doesn't."""
    if t.word in _DEEDS and t.tag.startswith("NN"):
        head = _staged_by(reader, t)
        if head is not None:
            return head
    if t.word in _FIGHTS or t.word in _BETWEEN:
        return _fought(reader, t)
    if t.word == "claimed" and reader.word(t.i + 1) in ("responsibility", "the", "credit"):
        return _left_of(reader, t) if not _has_subject(reader, t) else None
    if t.word == "opened" and reader.word(t.i + 1) == "fire":
        return _left_of(reader, t) if not _has_subject(reader, t) else None
    if t.word in _SHOT_AND:
        return _who_shot(reader, t)
    if t.word in ("arrest", "arrests"):
        return _arrested_for(reader, t)
    return None


_SHOT_AND = words_of("wounded injured killed")


def _who_shot(reader: Reader, t: Token) -> int | None:
    """The noun before "shot and wounded ten people", which the parse may take apart."""
    if reader.word(t.i - 1) != "and" or reader.word(t.i - 2) != "shot" or _has_subject(reader, t):
        return None
    if not any(reader.tokens[c].dep == "dobj" for c in t.children):
        return None  # "ten people shot and wounded"
    return _left_of(reader, reader.tokens[t.i - 2])


def by_agents(reader: Reader, t: Token) -> list[int]:
    """Heads of the phrases behind each "by" of a word, in order; behind "by motorcycle-riding men" the men."""
    heads = []
    for c in t.children:
        if reader.tokens[c].word != "by":
            continue
        for g in reader.tokens[c].children:
            inner = reader.tokens[g]
            if inner.dep == "pobj":
                heads.append(g)
            elif inner.dep == "pcomp" and "-" in inner.text:
                heads += [o for o in inner.children if reader.tokens[o].dep == "dobj" and o == g + 1]
    return heads


def _staged_by(reader: Reader, t: Token) -> int | None:
    verbs = [reader.tokens[c] for c in t.children if reader.tokens[c].dep in ("acl", "relcl")]
    if t.dep == "nsubjpass":
        verbs.append(reader.tokens[t.head])
    for verb in verbs:
        if verb.word in _STAGED:
            heads = by_agents(reader, verb)
            if heads:
                return heads[-1]  # "set off by radio by a unit"
    return None


def _fought(reader: Reader, t: Token) -> int | None:
    """Those who fight each other, where one plural names them all; of two named sides neither is said to have done it."""
    tokens = reader.tokens
    heads: list[int] = []
    if t.word in _FIGHTS and t.tag.startswith("VB"):
        heads = [c for c in t.children if tokens[c].dep == "nsubj"]
    if t.word in _BETWEEN and t.tag.startswith(("NN", "VBG")):
        between = [c for c in t.children if tokens[c].word == "between"]
        heads = [g for c in between for g in tokens[c].children if tokens[g].dep == "pobj"]
    for h in heads:
        if (
            tokens[h].tag == "NNS"
            and tokens[h].word not in _PEOPLE
            and not any(tokens[c].dep == "conj" for c in tokens[h].children)
        ):
            if _tells_sides(reader, h):
                return h
    return None


def _tells_sides(reader: Reader, head: int) -> bool:
    near = [
        head,
        *(
            g
            for c in reader.tokens[head].children
            if reader.tokens[c].word in ("from", "of")
            for g in reader.tokens[c].children
        ),
    ]
    return any(reader.tokens[c].word in _SIDES for h in near for c in reader.tokens[h].children)


def _has_subject(reader: Reader, t: Token) -> bool:
    verb = t
    for _ in range(4):
        if any(reader.tokens[c].dep in ("nsubj", "nsubjpass") for c in verb.children):
            return True
        if verb.dep not in ("conj", "relcl", "xcomp", "acl") or verb.head == verb.i:
            return False
        verb = reader.tokens[verb.head]
    return False


def _left_of(reader: Reader, t: Token) -> int | None:
    """The noun right before a verb that the parse gave no subject, over its short name and what they rode on."""
    i = t.i - 1
    while i > 0 and (reader.word(i) in _WALKED_OVER or reader.tokens[i].text == ","):
        i -= 1
    if i < 0 or not reader.tokens[i].tag.startswith("NN"):
        return None
    first = i
    while first > 0 and reader.tokens[first - 1].tag.startswith(("NN", "JJ", "DT", "CD", "VBG", "VBN")):
        first -= 1
    if first > 1 and reader.tokens[first - 1].text == "," and reader.tokens[i].text.isupper() and first == i:
        return i - 2 if reader.tokens[i - 2].tag.startswith("NN") else i
    if first > 1 and reader.word(first - 1) in _SEEN_ON:
        return first - 2 if reader.tokens[first - 2].tag.startswith("NN") else None
    return i


def _arrested_for(reader: Reader, t: Token) -> int | None:
    """Whose arrest is for killing: "the arrest of two officers for killing six farmers"."""
    for c in t.children:
        if reader.tokens[c].word == "of":
            heads = [g for g in reader.tokens[c].children if reader.tokens[g].dep == "pobj"]
            last = max((x for h in heads for x in (h, *reader.conjuncts(h))), default=None)
            if last is not None and reader.word(last + 1) in ("for", "over") and reader.word(last + 2) in _KILLING:
                return heads[0]
    return None


_KILLING = words_of("killing murdering shooting stabbing kidnapping abducting massacring raping beating")


_UNDONE = words_of(
    """
    deny denies denied denying refuse refuses refused refusing threaten threatens threatened threatening plan plans planned
    planning plot plots plotted plotting vow vows vowed vowing prevent prevents prevented preventing intend intends intended
    avoid avoids avoided avoiding foil foiled stop stopped reject rejects rejected
    """
)
_NOT_YET = words_of("would could will shall should can might may must")
_UNDER = ("xcomp", "ccomp", "pcomp", "prep", "acl")


def undone(reader: Reader, t: Token) -> bool:
    """Whether the words deny a deed, or tell one that is planned, threatened or possible ("the army denies firing")."""
    kids = [reader.tokens[c] for c in t.children]
    if any(c.dep == "neg" or c.word in ("if", "unless") for c in kids):
        return True
    if any(c.dep == "aux" and c.word in _NOT_YET for c in kids) and not any(c.word == "have" for c in kids):
        return True
    for _ in range(3):
        if t.dep not in _UNDER:
            return False
        t = reader.tokens[t.head]
        if t.word in _UNDONE:
            return True
    return False
