"""Verbs of harm: what harm a form states, whether it is passive, whom it is said of and who did it.

All answers come from the dependency parse and from the words right beside the verb, and change nothing.
"""

from __future__ import annotations

from bearwitness.claims.sentence.doer_words import end_of_doer, is_addressed
from bearwitness.claims.sentence.outcome_words import (
    ACTORS,
    AT_SCENE,
    BE,
    HAVE,
    INANIMATE_AGENTS,
    NO_DOERS,
    NOT_VICTIMS,
    OFFSHORE,
    THEN_KILLED,
    TIME_NOUNS,
)
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Harm, Words

_OPENS_CLAUSE = frozenset(("after", "as", "while", "when", "before", "because", "since"))
INVERSION_REACH = 18  # tokens behind "Also killed" within which "were" still opens the subject
_BEFORE_PARTICIPLE = frozenset(("also", "seriously", "critically", "badly", "slightly"))
_OPENS_MAIN = frozenset((",", ";", ":", "and", '"', "“", "--", "—", "–", "-", "]"))
_BEHIND_BE = ("attr", "nsubj", "nsubjpass", "dobj")
AGENT_REACH = 14  # tokens behind a passive verb within which "by" still tells who did it


def verb_harm(reader: Reader, t: Token) -> Harm | None:
    """The harm that a verb form states here, or None."""
    word = t.word
    name = reader.lexicon.transitive.get(word)
    if name is None or not t.tag.startswith(("VB", "JJ", "NN")):
        return None
    following = [reader.word(t.i + k) for k in (1, 2, 3)]
    if name == "shot":
        return _harm_of_shot(reader, t, following)
    if "to" in following[:2] and "death" in following and name != "killed":
        return Harm.KILLED
    if name == "injured" and word in ("burned", "burnt"):
        if "alive" in following[:2]:
            return Harm.KILLED
        if following[0] == "down":
            return None
    if name == "injured" and reader.word(t.i - 1) in ("fatally", "mortally"):
        return Harm.KILLED
    active = t.tag in ("VB", "VBP", "VBZ", "VBG")
    if following[0] == "off" and (
        active or not _off_a_coast(reader, t.i + 1)
    ):  # "killed off" is said of teams and plans
        return None
    return Harm(name)


_ROSE_TO = frozenset(
    "fame stardom prominence power notoriety attention success number international national global worldwide first second third".split()
)


def _harm_of_shot(reader: Reader, t: Token, following: list[str]) -> Harm | None:
    """Of "shot" and its like: killed where death is said beside it, else injured; None where nobody was hit."""
    word = t.word
    if word in ("shooting", "shoot", "shoots") and t.tag.startswith("NN"):
        return None
    if (
        following[0] == "dead"
        or THEN_KILLED.match(reader.cased, t.end, reader.sentence.end)
        or following[:2] == ["to", "death"]
        or (following[0] == "and" and following[1] in ("killed", "killing", "kill"))
    ):
        return Harm.KILLED
    if reader.word(t.i - 1) in ("fatally", "mortally"):
        return Harm.KILLED
    if word == "strafed" and _at_no_people(reader, t):
        return None
    if word in ("gunned",):
        return Harm.KILLED if following[0] == "down" else None
    if following[0] == "to" and following[1] in _ROSE_TO:
        return None  # "shot to fame"
    if following[0] == "up" or (following[0] == "at" and not AT_SCENE.match(reader.cased, t.end)):
        return None
    if following[0] == "at" and reader.word(t.i - 1) in ("who", "that") and t.dep == "relcl":
        return None  # "two men who shot at a house"
    for k in range(1, 9):  # "shot 12 people dead"
        if reader.word(t.i + k) == "dead":
            return Harm.KILLED
        if reader.word(t.i + k) in (",", ".", ";", ""):
            break
    return Harm.INJURED


def _at_no_people(reader: Reader, t: Token) -> bool:
    """Whether what was strafed is a place or a thing for all that the words say: "strafed Oru", "strafed the hills"."""
    hit = [c for c in t.children if reader.tokens[c].dep in ("dobj", "nsubjpass")]
    return not hit or any(reader.group(c).words.is_people is not True and reader.word(c) not in _PERSONAL for c in hit)


_PERSONAL = frozenset(("he", "she", "him", "her", "they", "them"))


def _off_a_coast(reader: Reader, i: int) -> bool:
    """Whether "off" says where: "killed off Oru", "off the coast", not "killed off the plan"."""
    at = reader.token(i + 1)
    return at is not None and (at.name or OFFSHORE.match(reader.cased, at.start, reader.sentence.end) is not None)


def without_names(reader: Reader, heads: list[int]) -> list[int]:
    """Subjects without those that only name the one before: "Mira and her son, Jordan Reeves, 2, were shot"."""
    kept: list[int] = []
    for h in heads:
        before = reader.conjuncts(kept[-1])[-1] if kept else None
        if before is None or not reader.names_behind(before, h):
            kept.append(h)
    return kept


def joint_harm(reader: Reader, t: Token, harm: Harm) -> Harm | None:
    """killed_or_injured for "killed or wounded N", whichever verb the victims hang on."""
    pair = {Harm.KILLED, Harm.INJURED}
    for other in (reader.token(t.i - 2), reader.token(t.i + 2)):
        if other is None:
            continue
        between = reader.word(min(t.i, other.i) + 1)
        other_harm = verb_harm(reader, other) or (
            Harm(reader.lexicon.states[other.word]) if other.word in reader.lexicon.states else None
        )
        if between in ("or", "and/or") and other_harm is not None and {harm, other_harm} == pair:
            return Harm.KILLED_OR_INJURED
    return None


def _has_gap(reader: Reader, t: Token) -> bool:
    """ "The people he shot": the clause has a subject of its own, and its object is the noun it hangs on."""
    if t.dep != "relcl" or any(reader.tokens[c].dep in ("auxpass", "dobj", "agent") for c in t.children):
        return False
    subjects = reader.children(t.i, ("nsubj",))
    return bool(subjects) and all(reader.tokens[s].word in ("he", "she", "they", "i", "we", "you") for s in subjects)


_CELL_MARK = frozenset(":|")  # what stands behind one of these is no object: a credit, or the next cell of a row


def is_passive(reader: Reader, t: Token) -> bool:
    """Whether the subject of a transitive verb of harm is the one harmed."""
    if _has_gap(reader, t):
        return False
    if (
        t.dep == "acl"
        and (reader.children(t.i, ("nsubj",)) or _is_clause(reader, t))
        and reader.children(t.i, ("dobj",))
    ):
        return False  # "sure from the report that she killed her guard"
    if t.tag.startswith("JJ") or (t.word == "slain" and t.tag in ("VBP", "VBD", "VB")):
        return True
    if t.tag not in ("VBN", "VBD"):
        return any(reader.tokens[c].dep == "auxpass" for c in t.children)
    helpers = [reader.tokens[c] for c in t.children if reader.tokens[c].dep in ("aux", "auxpass")]
    if (
        reader.children(t.i, ("dobj",))
        and any(h.word in HAVE for h in helpers)
        and not any(h.word in BE for h in helpers)
    ):
        return False  # "had hanged a boy by the wrists": no doer behind "by"
    for c in t.children:
        child = reader.tokens[c]
        if child.dep == "auxpass" or (child.dep == "aux" and child.word in BE):
            return True
        if child.dep == "agent":
            return True
    if any(reader.tokens[c].dep == "aux" and reader.tokens[c].word in HAVE for c in t.children):
        return False
    if t.dep == "acl" or t.dep == "amod":
        return True
    if t.dep == "conj" and not reader.children(t.i, ("nsubj", "dobj")):
        parent = reader.tokens[t.head]
        if parent.tag.startswith("VB") and is_passive(reader, parent):
            return True
    for c in reader.children(t.i, ("conj",)):  # "shot and killed X"
        if c <= t.i + 3 and reader.tokens[c].tag in ("VBD", "VBN", "VBG") and reader.children(c, ("dobj",)):
            return False
    nxt = reader.token(t.i + 1)
    objects = reader.children(t.i, ("dobj", "dative", "oprd"))
    # "Shot when it fell: police": what stands behind the colon is a credit.
    objects = [o for o in objects if _CELL_MARK.isdisjoint(reader.text[t.end : reader.tokens[o].start])]
    objects += _taken_for_adverb(reader, t)
    has_object = any(reader.tokens[o].word not in ("time", "times") for o in objects)
    if not has_object and (
        nxt is None
        or bool(objects)  # "shot multiple times"
        or nxt.tag in ("IN", "WRB", ",", ".", "CC", ":", "RB", "TO", "''", "-RRB-", "VBG", "VBZ", "VBP", "VBD")
        or nxt.word in TIME_NOUNS
    ):
        return True
    return False


def _is_clause(reader: Reader, t: Token) -> bool:
    """ "The raid killed Ana Rell, a trader": a whole sentence that the parse takes for "the raid (that was) killed"."""
    doer = reader.tokens[t.head]
    if doer.dep != "ROOT" or t.i != doer.i + 1 or reader.group(doer.i).words.is_people is True:
        return False
    people = (reader.tokens[o].name or reader.group(o).words.is_people is True for o in reader.children(t.i, ("dobj",)))
    return any(people)


def _taken_for_adverb(reader: Reader, t: Token) -> list[int]:
    """The object that the parse hangs behind a particle as if it said when: "whisked away 15 schoolchildren"."""
    if reader.word(t.i + 1) not in ("away", "down", "off", "up"):
        return []
    groups = [reader.group(c) for c in reader.children(t.i, ("npadvmod",)) if c > t.i + 1]
    return [g.head for g in groups if g.first == t.i + 2 and g.words.is_people is True]


def victims_of_verb(reader: Reader, t: Token, transitive: bool) -> tuple[list[int], Words | None, str]:
    """Heads of those whom a verb of harm is said of, who did it, and how they hang on the verb; transitive if it takes an object."""
    tokens = reader.tokens
    if transitive and not is_passive(reader, t):
        return _objects(reader, t), doer_of(reader, t), "object"
    own = (
        ("nsubjpass",) if transitive else ("nsubjpass", "nsubj")
    )  # "ORU: A guard died": the parse hangs it on the place
    if (t.dep == "acl" and not reader.children(t.i, own)) or (t.dep == "amod" and t.head > t.i and transitive):
        if t.dep == "acl" and tokens[t.head].word == "shot":  # "Toddler shot, killed by cousin"
            return reader.children(t.head, ("compound",))[-1:], agent_of(reader, t), "acl"
        return [t.head], agent_of(reader, t), "noun-modifier" if t.dep == "amod" else "acl"
    subjects = reader.children(t.i, ("nsubjpass", "nsubj")) or _subjects_of_helper(reader, t)
    if not subjects and reader.quantity_at.get(t.i - 1) is not None and reader.word(t.i - 2) == "and":
        return [], None, "ellipsis"  # "received nine bodies and 27 wounded": the number is theirs
    if transitive and not subjects:
        subjects = _found_so(reader, t)
    if transitive and (not subjects or subjects[0] > t.i):
        subjects = behind_verb(reader, t) or subjects
    if len(subjects) > 1 and any(
        reader.word(i) in _OPENS_CLAUSE or reader.word(i) == "." for i in range(subjects[-2] + 1, subjects[-1])
    ):
        subjects = subjects[-1:]  # "Killer at large after man shot": the first has no verb
    if not subjects:
        parent = tokens[t.head]
        if t.dep == "conj" and parent.tag.startswith(("VB", "JJ")):
            return _inherited_subject(reader, t, parent)
        if t.dep in ("xcomp", "oprd", "acomp", "ccomp", "advcl") and parent.tag.startswith("VB"):
            if parent.word in ("left", "leaving", "leave", "leaves"):
                subjects = reader.children(parent.i, ("dobj", "nsubj")) if reader.children(parent.i, ("dobj",)) else []
            elif t.dep != "advcl":
                subjects = reader.children(parent.i, ("dobj",)) or reader.children(parent.i, ("nsubjpass", "nsubj"))
            if not subjects and parent.dep in ("acl", "relcl") and parent.word == "found":
                return [parent.head], agent_of(reader, t), "acl"  # "the girl found shot dead in a car"
        if t.dep == "relcl":
            return [t.head], agent_of(reader, t), "relcl"
    said = _said_of(reader, t, subjects)
    if said is None:
        return [t.head], agent_of(reader, t), "relcl"  # "whom a relative identified, was hurt": one subject
    return said, agent_of(reader, t), "subject"


def _found_so(reader: Reader, t: Token) -> list[int]:
    """The subject of "has been found murdered", and in a headline of "robbed, then shot dead"."""
    before = reader.token(t.i - 1)
    if (
        before is not None
        and before.word in ("found", "discovered")
        and before.tag == "VBN"
        and t.dep in ("advcl", "dep")
    ):
        return reader.children(before.i, ("nsubjpass",))
    if t.dep == "dep" and reader.word(t.i - 1) == "then" and reader.word(t.i - 2) == ",":
        subjects = [s for s in reader.children(t.head, ("nsubj", "nsubjpass")) if s < t.head]
        return [s for s in subjects if reader.tokens[s].tag == "NN" and reader.group(s).words.is_people is True]
    return []


def _subjects_of_helper(reader: Reader, t: Token) -> list[int]:
    """ "A girl was badly injured Sunday in": the subject that the parse hangs on the "was" below the verb."""
    return [s for h in reader.children(t.i, ("auxpass",)) for s in reader.children(h, ("nsubj", "nsubjpass")) if s < h]


def behind_verb(reader: Reader, t: Token) -> list[int]:
    """The subject behind a participle that opens its clause: "also killed was Ana Rell", "Wounded in the raid were two boys"."""
    opens = t.i
    while opens > 0 and (reader.word(opens - 1) in _BEFORE_PARTICIPLE or reader.tokens[opens - 1].tag == "RB"):
        opens -= 1
    if opens > 0 and reader.word(opens - 1) not in _OPENS_MAIN:
        return []
    for b in range(t.i + 1, min(t.i + INVERSION_REACH, len(reader.tokens))):
        be = reader.tokens[b]
        if be.word in ("was", "were", "is", "are"):
            if reader.word(b + 1) == ":":
                return []  # a list, read as such
            behind = [*reader.children(b, _BEHIND_BE), *reader.children(t.i, _BEHIND_BE)]
            return [c for c in behind if c > b][:1] if be.dep in ("auxpass", "ROOT", "conj") else []
        if be.tag in ("VBD", "VBZ", "VBP", "MD", ",", ":") or (be.dep == "dobj" and be.head == t.i):
            return []
    return []


def _said_of(reader: Reader, t: Token, subjects: list[int]) -> list[int] | None:
    """Subjects without credits, "who" resolved to its noun; None where "whom" opens the clause and its noun is the subject."""
    tokens = reader.tokens
    resolved: list[int] = []
    for s in subjects:
        if ":" in reader.text[tokens[s].end : t.start]:
            continue  # "Police: boy dies": what stands before the colon is a credit
        if any(o > s and "--" in reader.text[tokens[s].end : tokens[o].start] for o in subjects):
            continue  # "ORU, 3 May -- Three people were hurt"
        if tokens[s].word == "whom" and t.dep == "relcl":
            return None
        if tokens[s].word in ("who", "that", "which", "whom") and t.dep == "relcl":
            resolved.append(_beyond_things(reader, t.head) if tokens[s].word == "who" else t.head)
        elif tokens[s].word in ("who", "that", "which", "whom"):
            verb = t
            for _ in range(4):
                if verb.dep == "relcl":
                    resolved.append(verb.head)
                    break
                verb = tokens[verb.head]
        else:
            resolved.append(s)
    return resolved


def _beyond_things(reader: Reader, head: int) -> int:
    """Whom "who" stands for where the parse hangs it on a thing: "Ana Rell, secretary of the court, who was shot"."""
    at = head
    for _ in range(6):
        t = reader.tokens[at]
        if t.tag not in ("NN", "NNP", "IN") or (at == head and reader.group(at).quantity is not None):
            return head
        if t.name or reader.group(at).words.is_people is True:
            named = at != head and t.dep == "appos" and reader.tokens[t.head].name
            return t.head if named else at
        if t.dep not in ("pobj", "prep", "appos", "conj") or t.head == at:
            return head
        at = t.head
    return head


def _objects(reader: Reader, t: Token) -> list[int]:
    """Objects of an active verb, its own or those it shares with the verb beside it."""
    objects = reader.children(t.i, ("dobj", "dative")) or _taken_for_adverb(reader, t)
    if not objects:
        for c in reader.children(t.i, ("conj",)):  # "killed and wounded 40": the object hangs on the second verb
            if c <= t.i + 3 and reader.tokens[c].tag.startswith("VB"):
                objects = reader.children(c, ("dobj",))
    if not objects and t.dep == "conj" and reader.tokens[t.head].i >= t.i - 3:
        objects = [o for o in reader.children(t.head, ("dobj",)) if o > t.i]
    if not objects and _has_gap(reader, t):
        objects = [t.head]
    if not objects and t.dep == "pcomp":
        objects = _whom_accused_of(reader, t)
    if t.dep == "relcl":  # "the woman whom four men had raped"
        objects = [t.head if reader.tokens[o].word in ("whom", "who", "that") else o for o in objects]
    return [o for o in objects if not reader.is_time_or_place(o)]


_ACCUSED = frozenset(("accused", "charged", "convicted", "suspected"))


def _whom_accused_of(reader: Reader, t: Token) -> list[int]:
    """ "The guard she is accused of killing": the noun right before the clause is the object that it lacks."""
    accused = reader.tokens[reader.tokens[t.head].head]
    subjects = reader.children(accused.i, ("nsubj", "nsubjpass"))
    if accused.word not in _ACCUSED or accused.dep != "relcl" or not subjects or subjects[0] > accused.i:
        return []
    before = reader.group(subjects[0]).first - 1
    if reader.word(before) in ("that", "whom", "who"):
        before -= 1
    whom = reader.token(before)
    return [before] if whom is not None and whom.tag.startswith("NN") and reader.group(before).words.is_people else []


def _inherited_subject(reader: Reader, t: Token, parent: Token) -> tuple[list[int], Words | None, str]:
    """The subject that a coordinated participle shares, unless a number stands between ("six were killed and several injured")."""
    for i in range(t.i - 1, max(parent.i, t.i - 5), -1):
        if reader.quantity_at.get(i) is not None and reader.word(i + 1) not in NOT_VICTIMS:
            return [], None, "ellipsis"
    for _ in range(4):
        subjects = reader.children(parent.i, ("nsubjpass", "nsubj"))
        if subjects:
            shared = [s for s in subjects if reader.tokens[s].word not in ("who", "that", "which")]
            if not shared and parent.dep == "relcl":
                shared = [parent.head]
            if (
                reader.lexicon.transitive.get(t.word)
                and not is_passive(reader, parent)
                and parent.word not in reader.lexicon.intransitive
                and not reader.children(t.i, ("auxpass",))  # "opened the gate and was stabbed" says whose it is
            ):
                return [], None, "ellipsis"
            return shared, agent_of(reader, t), "shared-subject"
        if parent.dep in ("acl", "relcl"):
            return [parent.head], agent_of(reader, t), "shared-acl"
        if parent.dep != "conj" and not (parent.dep == "oprd" and parent.word == "guilty"):
            break
        parent = reader.tokens[parent.head]
    return [], None, "ellipsis"


def doer_of(reader: Reader, t: Token) -> Words | None:
    """The subject of an active verb of harm, if it can act."""
    subjects = reader.children(t.i, ("nsubj",))
    for s in sorted(subjects, key=lambda c: (c > t.i, abs(c - t.i))):  # of two before it the first is a dateline
        if reader.tokens[s].word in ("who", "which", "that"):
            head = _who_is_meant(reader, t.head) if reader.tokens[s].word == "who" else t.head
            return actor(reader, head) if t.dep == "relcl" else None
        return actor(reader, s)
    if t.dep in ("conj", "xcomp", "advcl") and reader.tokens[t.head].tag.startswith("VB"):
        for s in reader.children(t.head, ("nsubj",)):
            return actor(reader, s)
    return accused_of(reader, t)


def _who_is_meant(reader: Reader, head: int) -> int:
    """Whom "who" goes on from: "men on a motorcycle who shot", "fighters of the Front who killed" are the men, the fighters."""
    t = reader.tokens[head]
    link = reader.tokens[t.head]
    if (
        t.dep != "pobj"
        or link.word not in ("of", "on", "in", "from", "with")
        or not reader.tokens[link.head].tag.startswith("NN")
    ):
        return head
    outer = reader.tokens[link.head]
    if link.word == "of" and outer.tag != "NNS":
        return head
    is_person = describe_victims(reader.plain(t.start, t.end)).is_people and not t.name
    return outer.i if describe_victims(outer.word).is_people and not is_person else head


def accused_of(reader: Reader, t: Token) -> Words | None:
    accused = _accused(reader, t)
    return actor(reader, accused) if accused is not None else None


def _accused(reader: Reader, t: Token) -> int | None:
    """Whoever is accused or convicted of what a word of harm says: "a man accused of shooting his nephew"."""
    for _ in range(6):
        if t.dep not in ("pcomp", "prep", "conj", "pobj", "xcomp", "advcl") or t.head == t.i:
            return None
        t = reader.tokens[t.head]
        if t.word in ("accused", "charged", "convicted", "guilty", "suspected", "acquitted"):
            break
    else:
        return None
    if t.word == "guilty" and reader.tokens[t.head].tag.startswith("VB"):
        t = reader.tokens[t.head]
    who = reader.children(t.i, ("nsubjpass",)) or reader.children(t.i, ("dobj",))
    if who or t.dep not in ("acl", "relcl"):
        return who[0] if who and reader.tokens[who[0]].word not in ("who", "that") else t.head if who else None
    return t.head


def agent_of(reader: Reader, t: Token) -> Words | None:
    for c in reader.children(t.i, ("agent", "prep")):
        if reader.tokens[c].word == "by":
            inner = reader.child(c, "pobj")
            words = actor(reader, inner) if inner is not None else None
            if words is not None:
                return words
    return _agent_apart(reader, t) if t.tag == "VBN" else None


_NO_AGENT_BEHIND = frozenset(["after", "following", "amid", "despite", "before", "upon", "pending", "under", "without"])


def _agent_apart(reader: Reader, t: Token) -> Words | None:
    """ "Was shot in the face, reportedly by accident, by a brother": the phrase that the parse hangs elsewhere."""
    for k in range(t.i + 1, min(t.i + AGENT_REACH, len(reader.tokens))):
        other = reader.tokens[k]
        if other.tag in ("VBD", "VBZ", "VBP", "VBN", "VBG", "CC", "WDT", "WP") or other.word in (";", "and"):
            return None
        if other.word in _NO_AGENT_BEHIND:
            return None  # "released after mediation by elders"
        if other.word == "by":
            inner = reader.child(k, "pobj")
            words = actor(reader, inner) if inner is not None else None
            if words is not None:
                return words
    return None


def actor(reader: Reader, head: int) -> Words | None:
    t = reader.tokens[head]
    first, last = reader.group_simple(head)
    of = reader.child(head, "prep", ("of",))
    if of is not None:
        inner = reader.child(of, "pobj")
        if inner is not None and reader.tokens[inner].name:
            last = inner
    while first < head and not reader.tokens[first].text[0].isalnum():
        first += 1  # "[the Front (FR)] guerrillas": the bracket is no part of the phrase
    while first < head and reader.tokens[first].tag in ("WRB", "CC"):
        first += 1  # "when two men": the parse hangs the "when" on the men
    closing = [k for k in range(first, head) if reader.tokens[k].text == "]"]
    if closing and not any(reader.tokens[k].text == "[" for k in range(first, closing[-1])):
        first = closing[-1] + 1  # "[TEXT] rebels"
    if first > 0 and reader.tokens[first - 1].tag == "VBG" and "-" in reader.tokens[first - 1].text:
        first -= 1  # "motorcycle-riding men"
    if first > 0 and reader.tokens[first].tag != "DT" and reader.word(first - 1) in ("a", "an", "the"):
        first -= 1  # the parse hangs the article on the verb
    span = (reader.tokens[first].start, reader.tokens[last].end)
    words = describe_victims(reader.plain(*span))
    if (
        t.word in INANIMATE_AGENTS
        or _is_no_body(reader, t)
        or t.tag.startswith(("VB", "WDT", "CD"))
        or t.word in ("it", "this", "that", "which", "who", "what", "there")
    ):
        return None
    if not (t.name or t.demonym or words.is_people or t.word in ACTORS or _does_for_living(reader, t)):
        return None
    if reader.text.startswith(":", span[1]):
        return None  # "1030 LEAD: ...": a label
    if is_addressed(reader, *span):
        return None
    span = (span[0], max(span[1], end_of_doer(reader, head, last)))
    return Words(reader.text[span[0] : span[1]], span)


_THINGS = frozenset("bullets shots rounds explosives injuries wounds blows stab attacks cases weapons".split())


def _is_no_body(reader: Reader, t: Token) -> bool:
    """Whether "force" or "number" is none of people: taken by force, the force of the blast, the number of bullets."""
    if t.word not in ("force", "number"):
        return False
    of = [g for c in t.children if reader.tokens[c].word == "of" for g in reader.tokens[c].children]
    if any(reader.tokens[g].word in _THINGS or reader.tokens[g].word in INANIMATE_AGENTS for g in of):
        return True
    return t.word == "force" and not any(c < t.i for c in t.children) and not of


def _does_for_living(reader: Reader, t: Token) -> bool:
    """Whether a plural that no list holds is of people by its ending ("rustlers", "separatists")."""
    return t.tag == "NNS" and t.word.endswith(("lers", "kers", "ders", "ists")) and t.word not in NO_DOERS


def victims_of(reader: Reader, t: Token) -> tuple[list[int], Words | None, str]:
    """Heads of those whom a transitive verb is said of, who did it, and the rule, for readers in other modules."""
    heads, agent, how = victims_of_verb(reader, t, True)
    return without_names(reader, heads), agent, how
