"""Headlines and other lines without a verb: "Man, 3 children dead", "3 shot, 1 fatally", "Teen dead after shooting".

Called for each parsed sentence after its own mentions are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.lists import phrase_at
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Harm, Modifier, Unit

_FATALLY = re.compile(
    r"\s*(?:of (?:them|whom)\s*)?,?\s*fatally\b(?!\s+(?:shot|wounded|stabbed|injured|beaten))", re.IGNORECASE
)
_FIRST_OF_LIST = re.compile(
    r"(?:[^\n:]{2,30}:\s+)?(?P<who>(?:\d{1,2}-(?:year|month)-old\s+)?(?:[^\W\d_][\w'’-]*\s+){0,3}?[^\W\d_][\w'’-]*)(?:,\s+\d{1,2})?\s*,\s+(?:and\s+)?$"
)

_LONE_STATE = re.compile(
    r"(?:^|[\n:;–—]\s*)(?:UPDATE:?\s+)?(?P<who>(?:(?:an?|the)\s+)?(?:[^\W\d_][\w'’-]*\s+){0,4}?[^\W\d_][\w'’-]*)(?:,\s+\d{1,2},)?\s+(?P<state>dead|hurt)\b(?!\s+at\s+(?:the\s+age\s+of\s+)?\d)"
    r"(?=\s*(?:[,;.!]|$|\n|–|—|(?:after|in|following|at|as|and|from|on|near|outside|by|when|amid|of)\b))",
    re.IGNORECASE,
)
_STATES = {"dead": Harm.KILLED, "hurt": Harm.INJURED}
_NOT_OF_ONE = frozenset(
    (
        "is are was were be been being got get gets not feared presumed believed left found declared pronounced drop "
        "drops of in on to that number among for as"
    ).split()
)
_LONE_HARM = Keyed(
    r"(?:^|(?<=[:;–—]\s))(?P<who>(?:[^\W\d_][\w'’-]*\s+){0,3}?[^\W\d_][\w'’-]*)(?:,\s+(?:aged\s+)?\d{1,2},)?\s+"
    r"(?P<state>(?P<dead>(?:fatally|mortally)\s+(?:shot|stabbed|wounded|beaten)|(?:shot|stabbed|beaten)\s+(?:dead|to\s+death|and\s+killed)|(?:accidentally\s+)?killed|murdered|slain)"
    r"|(?:accidentally\s+|critically\s+|seriously\s+|badly\s+)?(?:shot|stabbed|wounded|injured))"
    r"\b(?=\s*(?:$|\n|(?:in(?!\s+the\s+air\b)|after|during|following|near|outside|inside|while|by|with|on|from|when|as|amid)\b))",
    "shot stabbed wounded injured beaten killed murdered slain",
)
_TELLING = frozenset("say says said tell tells told police who".split())
_PREPOSITIONS = frozenset(("with of among for by in at on from besides after before since like unlike").split())


def read_headline(reader: Reader, mentions: list[Mention]) -> None:
    """Add what a line without a verb counts to `mentions`, the reader's own list."""
    _read_fatally(reader, mentions)
    _read_lone_state(reader, mentions)
    _read_lone_harm(reader, mentions)
    _read_first_of_list(reader, mentions)
    _read_pair(reader, mentions)
    for t in reader.tokens:
        if t.word in _TAKEN_FOR_NOUNS and t.tag in ("NN", "NNS"):
            _read_shot_for_noun(reader, mentions, t)
            if t.word == "shot" and t.tag == "NN":
                _read_age_shot(reader, mentions, t)
    _read_critical(reader, mentions)
    _read_identified(reader, mentions)


def _read_fatally(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "3 shot, 1 fatally", "seven were wounded, two of them fatally": the number behind is of the dead, a part of those before."""
    for k, q in enumerate(reader.quantities):
        if q.ordinal or not _FATALLY.match(reader.cased, q.end, reader.sentence.end):
            continue
        whole = [m for m in mentions if m.quantity is not None and m.quantity.end <= q.start and m.harm == Harm.INJURED]
        if not whole or any(m.quantity is q and m.harm == Harm.KILLED for m in mentions):
            continue
        for m in [m for m in mentions if m.quantity is q]:
            reader.mentions.remove(m)
        reader.used.discard(k)
        dead = reader.add_bare(Harm.KILLED, reader.token_at_offset(q.end + 1), q, "fatally")
        if dead is not None and reader.tokens[whole[-1].trigger].word == "wounded":
            dead.moved_from = Harm.INJURED


def _read_lone_state(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Teen dead after shooting", "Man dead, two hurt in Oru": one person without a number, and a state without a verb."""
    sentence = reader.sentence
    line = reader.cased[sentence.start : sentence.end]
    if "dead" not in line.lower() and "hurt" not in line.lower():
        return
    for found in _LONE_STATE.finditer(line):
        who = found.group("who").lower()
        if _NOT_OF_ONE & set(who.split()) or any(word in _STATES for word in who.split()):
            continue
        words = describe_victims(who)
        span = (sentence.start + found.start("who"), sentence.start + found.end("who"))
        trigger = reader.token_at_offset(sentence.start + found.start("state"))
        if not words.is_people or words.head is None or words.implied_count != 1:
            continue
        if any(q.start < span[1] and span[0] < q.end for q in reader.quantities):
            continue
        if any(m.noun is not None and m.noun[0] < span[1] and span[0] < m.noun[1] for m in mentions):
            continue
        reader.add_people(_STATES[found.group("state").lower()], trigger, span, words, "state")


def _read_lone_harm(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Boy, 7, killed in Oru", "Police: Teen accidentally shot": one person without a number, whose verb the parse does not see."""
    if "suicide" in reader.text[reader.sentence.start : reader.sentence.end].lower():
        return  # "Boy, 3, killed in double murder-suicide": that counts him with the others
    for found in _LONE_HARM.all(reader):
        who, span = found["who"].lower(), found.span("who")
        if (_NOT_OF_ONE | _TELLING | _PREPOSITIONS) & set(who.split()):
            continue
        words = describe_victims(who)
        if not words.is_people or words.head is None or words.implied_count != 1 or words.plural:
            continue
        if any(m.start < found.end() and found.start("who") < m.end for m in mentions):
            continue
        harm = Harm.KILLED if found["dead"] else Harm.INJURED
        one = reader.add_people(harm, reader.token_at_offset(found.end("state") - 1), span, words, "acl")
        one.end = max(one.end, found.end("state"))


def _read_first_of_list(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Man, 3 children dead": the singular noun that opens the line and the number behind its comma are one list."""
    sentence = reader.sentence
    for m in list(mentions):
        if m.part_of is not None or m.rule not in ("state", "acl", "subject", "surface-right", "noun-modifier"):
            continue
        last = (m.quantity.start, m.quantity.end) if m.quantity is not None else _bare_one(reader, m)
        if last is None:
            continue
        found = _FIRST_OF_LIST.fullmatch(reader.cased[sentence.start : last[0]])
        if found is None or reader.tokens[m.trigger].start < last[1]:
            continue
        if found.group("who").split()[0].lower() in _PREPOSITIONS:
            continue  # "With them, 48 people"
        if any(word in _STATES for word in found.group("who").lower().split()):
            continue  # "Man dead, two hurt": a state of his own
        start = sentence.start + found.start("who")
        if any(q.start < last[0] and not q.rule.startswith("not:") for q in reader.quantities):
            continue  # "One dead, five injured"
        words = describe_victims(found.group("who").lower())
        if m.quantity is None and (words.plural or words.head == m.words.head or not words.implied_count):
            continue
        if (
            not words.is_people
            or words.head is None
            or any(o.noun is not None and o.noun[0] <= start < o.noun[1] for o in mentions)
        ):
            continue
        span = (start, start + len(found.group("who")))
        first = reader.add_people(m.harm, reader.tokens[m.trigger], span, words, "list")
        first.perpetrator = m.perpetrator
        base = m.sum_with or m
        base.sum_with = first.sum_with = base


_ONE = r"(?:\d{1,2}-(?:year|month)-old\s+)?(?:[^\W\d_][\w’'-]*\s+){0,3}?[^\W\d_][\w’'-]*"
_PAIR = re.compile(
    r"(?:[^\n:]{2,30}:\s+)?(?P<first>" + _ONE + r")(?:,\s+\d{1,2})?,\s+(?P<second>" + _ONE + r")(?:,\s+\d{1,2},)?\s+"
    r"(?P<state>(?:found\s+)?(?P<dead>dead|killed|slain|murdered|(?:fatally\s+)(?:shot|stabbed|beaten)|(?:shot|stabbed|beaten)(?:\s+dead|\s+to\s+death|\s+and\s+killed)|gunned\s+down)|shot|stabbed|wounded|injured|hurt)"
    r"(?=\s*(?:$|[,;\n]|(?:in|at|on|near|after|by|outside|inside|during|while|as|when|following)\b))",
    re.IGNORECASE,
)
_IN_PAIR = frozenset("say says said tell tells told the his her their of in at on after".split())


def _read_pair(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "5-year-old boy, grandfather fatally shot", "Officer, suspect dead": two singular nouns without articles that open a line."""
    sentence = reader.sentence
    if "," not in reader.cased[sentence.start : sentence.start + 60]:
        return
    found = _PAIR.match(reader.cased, sentence.start, sentence.end)
    if found is None:
        return
    spans = [found.span("first"), found.span("second")]
    described = [describe_victims(reader.cased[slice(*span)].lower()) for span in spans]
    if any(not w.is_people or w.head is None or w.plural or w.implied_count not in (1, None) for w in described):
        return
    if any(_IN_PAIR & set(reader.cased[slice(*span)].lower().split()) for span in spans):
        return
    harm = Harm.KILLED if found.group("dead") else Harm.INJURED
    told = [next((m for m in mentions if m.noun and m.noun[0] < s[1] and s[0] < m.noun[1]), None) for s in spans]
    if all(told) or any(m is not None and m.harm != harm for m in told):
        return
    trigger = reader.token_at_offset(found.start("state"))
    both = [m or _add_one(reader, harm, trigger, span) for m, span in zip(told, spans, strict=True)]
    for m in both:
        m.rule, m.sum_with = "list", both[0]


def _bare_one(reader: Reader, m: Mention) -> tuple[int, int] | None:
    """Span of a singular noun without an article right before its verb ("Mayor, driver slain"); None else."""
    if m.noun is None or m.names or m.pronoun or not (m.low == m.best == 1) or m.words.head is None:
        return None
    words = reader.cased[slice(*m.noun)].lower().split()
    bare = len(words) <= 2 and words[0] not in ("a", "an", "the", "his", "her", "their", "one", "another")
    return m.noun if bare and reader.text[m.noun[1] : m.noun[1] + 1] == " " else None


_TAKEN_FOR_NOUNS = frozenset(("shot", "shoots", "stabs", "kills", "wounds"))


def _read_shot_for_noun(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Toddler shoots 2-year-old sister", "a boy shot a girl": the parse takes the verb for a noun, which no article can follow."""
    nxt = reader.token(t.i + 1)
    if nxt is None or t.i == 0 or any(m.trigger == t.i for m in mentions):
        return
    doer = reader.tokens[t.i - 1]
    acts = doer.name or describe_victims(doer.word).is_people or doer.word.endswith("-old")
    opens = nxt.tag in ("DT", "PRP$") or nxt.word.endswith("-old") or (t.word != "shot" and nxt.tag in ("CD", "NN"))
    if not acts or not opens or doer.tag == "POS":
        return
    span = phrase_at(reader, t.i + 1)
    words = reader.describe(span) if span is not None else None
    if span is None or words is None or not words.is_people or words.plural:
        return
    if any(q.start < span[1] and span[0] < q.end for q in reader.quantities):
        return
    dead = t.word == "kills" or re.match(r"\s*(?:dead|to death)\b", reader.cased[span[1] : span[1] + 12]) is not None
    harm = Harm.KILLED if dead else Harm.INJURED
    _add_one(reader, harm, t, span)
    himself = _SELF.match(reader.cased, span[1], reader.sentence.end)
    if himself is not None:  # "Man shoots wife, self"
        doers = _add_one(reader, harm, t, (doer.start, doer.end))
        doers.rule, doers.end = "reflexive", himself.end()


_SELF = re.compile(r"(?:,\s*\d{1,3})?\s*(?:,\s*(?:and\s+|then\s+)?|\band\s+|&\s*)(?:then\s+)?self\b", re.IGNORECASE)
_BEHIND_SHOT = frozenset(
    ("in", "at", "by", "on", "outside", "inside", "during", "near", "while", "after", "to", ",", "and", "")
)


def _read_age_shot(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "4-year-old shot in Oru": the parse takes both words for one noun."""
    who = reader.token(t.i - 1)
    if who is None or not who.word.endswith("year-old") or reader.word(t.i + 1) not in _BEHIND_SHOT:
        return
    if who.i > 0 and reader.word(who.i - 1) != ":":
        return  # "a 4-year-old shot in the dark"
    if any(m.trigger == t.i or (m.noun is not None and m.noun[0] <= who.start < m.noun[1]) for m in mentions):
        return
    if reader.word(t.i + 1) == "to" and reader.word(t.i + 2) != "death":
        return
    dead = reader.word(t.i + 2) in ("death", "killed") or reader.word(t.i + 1) == "dead"
    _add_one(reader, Harm.KILLED if dead else Harm.INJURED, t, (who.start, who.end)).rule = "acl"


def _add_one(reader: Reader, harm: Harm, t: Token, span: tuple[int, int]) -> Mention:
    one = reader.add_people(harm, t, span, reader.describe(span), "object")
    one.low = one.best = one.high = 1
    one.modifier, one.unit = Modifier.EXACT, Unit.PERSON
    return one


_CRITICAL = re.compile(
    r"\s+(?:others?\s+|more\s+)?(?:in\s+hospital|hospitali[sz]ed|critical)(?=\s*(?:$|[,.;&\n]|and\b|in\b|after\b|following\b))",
    re.IGNORECASE,
)


def _read_critical(reader: Reader, mentions: list[Mention]) -> None:
    """ "3 dead, 1 critical in Oru shooting": in a line that tells of other harm, the number in a critical state is hurt."""
    told = [m for m in mentions if m.harm in (Harm.KILLED, Harm.INJURED)]
    for q in reader.quantities if told else ():
        found = _CRITICAL.match(reader.cased, q.end, reader.sentence.end)
        if found is None or q.ordinal or any(m.quantity is q for m in mentions):
            continue
        hurt = reader.add_bare(Harm.INJURED, reader.token_at_offset(q.end + 1), q, "state")
        if hurt is not None:
            hurt.end = max(hurt.end, found.end())


_IDENTIFIED = re.compile(
    r"(?:[^\n:]{2,30}:\s+)?(?P<who>(?:[^\W\d_][\w'’-]*\s+){0,3}?[^\W\d_][\w'’-]*)(?:,\s+\d{1,2},?)?\s+(?:(?:is|was|has\s+been)\s+)?"
    r"(?:identified|named|mourned|remembered|dies)\s+(?:in|after)\s+(?:(?:a|an|the)\s+)?(?:[\w'’.-]+\s+){0,3}?(?:fatal|deadly)\s+(?:[\w'’.-]+\s+){0,3}?"
    r"(?:shooting|stabbing|attack|blast|bombing|beating|gunfire|gun\b|shooting\s+range\s+accident|knife)",
    re.IGNORECASE,
)
_DOERS = frozenset(("attacker", "suspect", "police", "guard", "official"))


def _read_identified(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Boy identified in deadly shooting": whoever is named in such a line is the one who died, unless the noun says who did it."""
    sentence = reader.sentence
    found = _IDENTIFIED.match(reader.cased, sentence.start, sentence.end)
    if found is None:
        return
    span = found.span("who")
    words = describe_victims(found.group("who").lower())
    if not words.is_people or words.plural or words.role in _DOERS or words.head in ("person", "suspect", "driver"):
        return
    if any(m.start < found.end() for m in mentions):
        return
    dead = _add_one(reader, Harm.KILLED, reader.token_at_offset(found.end() - 2), span)
    dead.words = words
    dead.rule = "subject"
