"""Who a document's words say did it: the phrases for doers, wherever they stand.

A report seldom names the doer beside every count. It tells that gunmen opened fire, that a man was charged with the
murder, that the shooter fled. `find_doers` collects these phrases: subjects of violent acts and "by" phrases, people
accused of the deed, nouns that say it by themselves ("the gunman"), and the later mentions of a name so accused.
`perpetrators` decides which claim they are for. An accusation is no finding; these are the text's words.

Cost: linear in the tokens of the parsed sentences; of the others only those with a violent act are parsed, and only where
a claim lacks its doer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bearwitness.claims.context.doer_pronouns import speaker_over
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.context.told_doers import FURTHER, by_agents, further_doer, undone
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.report_text import ReportText
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.claims.sentence.verbs import actor, is_passive
from bearwitness.phrases.word_patterns import AnyCase, any_of, words_of
from bearwitness.records import Words

_ACTS = words_of(
    """
    fired fires firing opened opens opening attacked attacks attack attacking ambushed ambush ambushing detonated
    detonate detonates detonating exploded planted placed planting placing hurled hurling threw throwing lobbed launched
    launching stabbed stabbing strafed strafing bombed bombing shelled shelling bombarded torched burned stormed storming
    raided raiding shot shoot shooting shoots gunned intercepted intercepting perpetrated perpetrating committed committing
    carried rammed machinegunned robbed killed kills killing murdered murdering massacred beat beaten beating
    kidnapped kidnapping abducted abducting seized blew staged staging targeted targets struck hit hacked
    assassinated executed wounded wounding injured inflicted inflicting inflict strafed straffed
    captured capturing torturing tortured levelled leveled arrested arresting lynched lynching thrashed strangled slaughtered
    slaughtering beheaded hanged neutralised neutralized liquidated eliminated raped slew bludgeoned pulled pulling
    """
)
"""Verbs whose subject did violence, if their object bears it out (`_NEEDS`)."""
_NEEDS = {
    frozenset(["opened", "opens", "opening"]): words_of("fire"),
    words_of(
        "planted placed planting placing threw throwing hurled hurling lobbed launched launching blew exploded carried "
        "staged staging committed committing perpetrated perpetrating dropped"
    ): words_of(
        """
        bomb bombs grenade grenades device devices charge charges dynamite explosive explosives mine mines cocktail cocktails
        rocket rockets missile missiles himself herself themselves belt vest attack attacks assault raid raids out up
        massacre crime crimes murder murders killing killings act acts action actions ambush operation homicide atrocity
        """
    ),
    words_of("hit struck burned"): words_of("people person man woman boy girl him her them victim villagers"),
    words_of("seized"): words_of("him her them mayor villagers hostages people passengers"),
    words_of("inflicted inflicting inflict"): words_of("casualties losses wounds injuries deaths dead"),
    words_of("levelled leveled"): words_of("fire machinegun"),
    words_of("pulled pulling"): words_of("trigger"),
}
_EVENTS = words_of(
    """
    attack attacks ambush bombing bombings shelling raid raids assault offensive massacre murder killing assassination
    shooting strafing crime kidnapping abduction shot shots fire gunfire strike strikes airstrike airstrikes bombardment rape rapes torture
    """
)
"""Nouns of violence, of which "by" names the doer."""
_ACCUSED = words_of(
    """
    charged accused convicted suspected indicted arrested blamed sentenced jailed wanted sought guilty responsible
    charges accuses accusing blames blaming charge accuse blame detained held booked identified implicated tried
    perpetrator perpetrators author authors culprit behind involved connected linked
    """
)
DEED = re.compile(
    r"\b(?:murder\w*|homicides?|manslaughter|shooting|shot|slaying\w*|kill\w*|death|stabb\w+|attack\w*|assault\w*|bomb\w*"
    r"|kidnap\w*|abduct\w*|massacre|assassinat\w+|beating|battery|wounding|crime|firing|deed|incursion|raid|ambush|blast|explosion)\b",
    re.IGNORECASE,
)
_NOUN_STEMS = (
    "gunm", "shooter", "attacker", "assailant", "suspect", "bomber", "hitm", "killer", "assassins", "kidnapper", "captors",
    "murderer", "robber", "perpetrator", "unidentified", "unknown", "armed", "masked", "hooded", "uniformed", "person of interest", "accused", "persons of interest", "hijacker",
)  # fmt: skip
_NOUN_STEM = re.compile(any_of(_NOUN_STEMS))
_NOUN = AnyCase(
    r"\b(?:(?:the|an?|one|two|three|four|five|six|several|some|unknown|unidentified|alleged|accused|suspected|armed|masked|hooded|"
    r"lone|heavily|suicide|male|female|other|main|prime|convicted)[\s-]+){0,4}"
    r"(?:gunm[ae]n|shooters?|attackers?|assailants?|suspects?|bombers?|hit-?m[ae]n|killers?|assassins|kidnappers?|captors|"
    r"murderers?|robbers?|perpetrators?|persons? of interest|hijackers?|the accused)\b(?![’']s?\s+(?:lawyer|attorney|mother|father))"
    r"|\b(?:(?:an?|the|two|three|four|five|six|seven|eight|ten|several|some|about|group of|heavily)\s+){0,3}(?:(?:unidentified|unknown|armed|"
    r"masked|hooded|uniformed)\s+){1,2}(?:men|individuals|persons|subjects|people|attackers|group|youths|civilians|thugs)\b"
    r"|\b(?:an?|the|one)\s+(?:armed|masked|hooded)\s+(?:man|woman|youth|individual|person)\b",
)
_NOT_A_DOER = re.compile(
    r"\s+(?:package|bag|vehicle|car|device|was (?:not|no longer)|were not)\b|\s+fire\b", re.IGNORECASE
)
_NEGATED = re.compile(
    r"\b(?:no|not|any|number of|whether|if|without|identify|identifying|his|her|their|my|our)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
_EPITHETS = words_of("killers killer murderers murderer assassins robbers")
_PRONOUN = words_of("he she they him her them it i we us you himself herself who those these that this")
_REACH = 90  # code points behind a word of accusation in which the deed is named


@dataclass(frozen=True, slots=True)
class Doer:
    """A phrase for a doer; `kind` is `act`, `own` (for its sentence alone), `accused`, `noun` or `name`, `index` the sentence's."""

    words: Words
    index: int
    paragraph: int
    kind: str
    trigger: int  # offset of the word that makes it a doer

    @property
    def start(self) -> int:
        """Offset of its first code point."""
        return self.words.span[0]

    @property
    def is_pronoun(self) -> bool:
        """Whether it only stands for a doer."""
        return self.words.text.lower() in _PRONOUN


def find_doers(
    report: ReportText,
    sentences: Sequence[Sentence],
    parse: Callable[[Sequence[Sentence]], None],
) -> list[Doer]:
    """All phrases for doers in a document, in the order of the text; sentences with a violent act are parsed on the way."""
    wanted = [s for s in _holding(_EXTRA.finditer(report.low), sentences) if not s.tokens]
    if wanted:
        parse(wanted)
    found: dict[tuple[int, int], Doer] = {}
    for s in sentences:
        if s.tokens:
            for d in _of_sentence(report, s):
                found.setdefault(d.words.span, d)
    for d in _by_noun(report, sentences):
        if not any(
            (d.start < o.words.span[1] and o.start < d.words.span[1]) or d.start <= o.trigger < d.words.span[1]
            for o in found.values()
        ):
            found[d.words.span] = d
    return sorted(found.values(), key=lambda d: d.words.span)


_EXTRA = re.compile(
    r"\b(?:open(?:ed|ing)? fire|pull(?:ed|ing) the trigger|fired (?:at|on|into|upon|shots|several|a|multiple|the|by)|being fired|attacked|ambushed|detonated|hurled|strafed|"
    r"(?:threw|thrown|throwing|lobbed|launched|placed) (?:[\w-]+ ){0,3}(?:grenades?|bombs?|dynamite|explosives?|devices?|rockets?|cocktails?|charges?|attacks?|assault|raid)|"
    r"(?:grenades?|bombs?|dynamite|explosives?|devices?|rockets?|cocktails?|charges?) (?:[\w-]+ ){0,4}(?:thrown|lobbed|launched|placed|planted|set off|dropped)|"
    r"bombed|shelled|bombarded|torched|blew up|planted (?:a|the|by)|stormed|claimed responsibility|blamed|claimed the (?:attack|bombing|shooting|raid|killings?)|"
    r"attributed to|(?:set|laid|mounted|organi[sz]ed|carried out|perpetrated) by|rival (?:gangs|clans|tribes|factions|groups|camps)|clashes between)\b"
)


def _holding(matches: Iterator[re.Match[str]], sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences, in order, that hold any of these matches whole."""
    starts = [s.start for s in sentences]
    last = -1
    for match in matches:
        k = bisect_right(starts, match.start()) - 1
        if k > last and match.end() <= sentences[k].end:
            last = k
            yield sentences[k]


_OWN = words_of(
    "inflicted inflicting inflict capturing captured torturing tortured arrested arresting rape rapes raped torture "
    "neutralised neutralized liquidated eliminated"
)
"""Words whose doer is no other sentence's: each side of a war inflicts losses."""


def _of_sentence(report: ReportText, sentence: Sentence) -> Iterator[Doer]:
    reader: Reader | None = None
    for t in sentence.tokens:
        if t.word not in _TELLING:
            continue
        reader = reader or Reader(report, sentence)
        for head, kind in _heads(reader, t):
            if _is_nobody(reader, head):
                continue
            words = actor(reader, _antecedent(reader, head))
            if words is not None and words.text.lower() not in _EPITHETS:
                yield Doer(
                    words,
                    sentence.index,
                    sentence.paragraph,
                    "own" if t.word in _OWN and kind == "act" else kind,
                    t.start,
                )


def _heads(reader: Reader, t: Token) -> Iterator[tuple[int, str]]:
    if t.word in _ACTS and t.tag.startswith("VB") and _borne_out(reader, t) and not is_looked_into(reader.tokens, t):
        by = agent_head(reader, t)
        if by is not None:
            yield by, "act"
        elif not _passive(reader, t) and not undone(reader, t):
            head = subject_of(reader, t)
            if head is not None:
                yield head, "act"
    if t.word == "taken" and reader.word(t.i + 1) in ("hostage", "captive", "prisoner"):
        by = agent_head(reader, t) or agent_head(reader, reader.tokens[t.i + 1])
        if by is not None:
            yield by, "own"
    if t.word in _EVENTS and t.tag.startswith("NN"):
        by = agent_head(reader, t) or _by_behind_victims(reader, t)
        if by is not None:
            yield by, "act"
    if t.word in _BY_FORCES:
        force = _force_before(reader, t)
        if force is not None:
            yield force, "act"
    if t.word in _CLAIMING and _CLAIMED.match(reader.cased, t.end):
        head = subject_of(reader, t)
        if head is not None:
            yield head, "accused"
    if t.word in FURTHER:
        head = further_doer(reader, t)
        if head is not None:
            yield head, "accused" if t.word.startswith("arrest") else "act"
    if t.word in _ASCRIBED:
        head = _ascribed_to(reader, t)
        if head is not None:
            yield head, "act"
    if t.word in _HELD and reader.word(t.i - 1) in _HELD[t.word] and _of_the_deed(reader, t):
        head = _held_for(reader, t)
        if head is not None:
            yield head, "accused"
    if t.word in _ACCUSED and _of_the_deed(reader, t):
        head = accused_of(reader, t)
        if head is not None:
            yield head, "accused"


_LOOKS_INTO = words_of(
    "investigate investigates investigated investigating probe probes probed probing review reviews reviewing examine examining"
)


def is_looked_into(tokens: Sequence[Token], t: Token) -> bool:
    """ "Police officers investigate fatal shooting": what they look into, where a headline leaves out its article."""
    at = t.i - 1
    while at > 0 and tokens[at].tag.startswith(("JJ", "DT", "RB", "NN")) and tokens[at].word not in _LOOKS_INTO:
        at -= 1
    return at >= 0 and t.word.endswith("ing") and tokens[at].word in _LOOKS_INTO


_ASCRIBED = {
    **dict.fromkeys(("blamed", "blames", "blaming", "blame", "pinned"), "on"),
    **dict.fromkeys(("attributed", "attributes", "attributing", "ascribed"), "to"),
    **dict.fromkeys(("claimed", "perpetrated"), "by"),
    "hands": "of",
}
"""Words that say who did it, with the preposition that the doer stands behind ("blamed on", "at the hands of")."""


def _ascribed_to(reader: Reader, t: Token) -> int | None:
    """Whom a deed told before, or in the same breath, is laid at the door of."""
    if t.word == "hands" and reader.word(t.i - 2) not in ("at", "by"):
        return None
    if t.word != "hands" and not DEED.search(
        reader.cased, max(reader.sentence.start, t.start - _REACH), t.end + _REACH
    ):
        return None
    if _DOUBTED.search(reader.cased, max(reader.sentence.start, t.start - _DOUBT_REACH), t.start):
        return None
    for c in reader.tokens[t.i + 1 : t.i + 1 + _TO_PREPOSITION]:
        if c.word == _ASCRIBED[t.word]:
            heads = [g for g in c.children if reader.tokens[g].dep == "pobj"]
            return heads[0] if heads else None
    return None


_TO_PREPOSITION = 6  # tokens from a word of blame to its preposition ("blamed the attack on")
_NOBODY = words_of("no none nobody neither")


def _is_nobody(reader: Reader, head: int) -> bool:
    """ "No group claimed responsibility"."""
    return reader.word(head) in _NOBODY or any(reader.tokens[c].word in _NOBODY for c in reader.tokens[head].children)


_FORCES = words_of(
    "army police navy militia forces troops front movement brigade brigades guard cartel gang coalition regime"
)
"""Bodies that do what an act of war is named by; "a rebel attack" names a kind of attack, and no doer."""

_BY_FORCES = words_of(
    "attack attacks ambush bombing bombings shelling raid raids assault massacre killing killings shooting strafing "
    "gunfire strike strikes airstrike airstrikes bombardment fire"
)


def _force_before(reader: Reader, t: Token) -> int | None:
    """The force that an act of war bears the name of: "a rebel attack", "Oru Front ambush"; not "the attack on the army"."""
    at = t.i - 1
    while at > 0 and reader.word(at) in (
        "air",
        "drone",
        "artillery",
        "mortar",
        "missile",
        "rocket",
        "gun",
        "sniper",
        "suicide",
        "bomb",
        "night",
    ):
        at -= 1
    before = reader.tokens[at] if at >= 0 else None
    return at if before is not None and before.word in _FORCES and before.i < t.i else None


_HELD = {"arrest": ("under",), "custody": ("in", "into"), "bars": ("behind",), "jail": ("in",)}
"""What people are under, in or behind who are held for a deed, with the words before it."""
_CLAIMING = words_of("claims claimed claim claiming")
_TELLING = frozenset(["taken"]) | _ACTS | _EVENTS | _ACCUSED | _CLAIMING | _ASCRIBED.keys() | _HELD.keys() | FURTHER
"""Words near which a doer may be named."""
_CLAIMED = re.compile(
    r"\s+(?:the\s+|full\s+|its\s+)?(?:responsibility|(?:[\w-]+\s+){0,3}?(?:attack|bombing|raid|shooting|killings?|ambush|kidnapping)s?\b)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:about|against|amid|after|following|when|while|because|before|until|since)\b", re.IGNORECASE
)
_DOUBTED = re.compile(
    r"\b(?:not|no|never|whether|if|nobody|denied|cleared|acquitted|ruled out)\b|n['’]t\b", re.IGNORECASE
)
_DOUBT_REACH = 60  # code points before a word of accusation in which it is taken back


def _of_the_deed(reader: Reader, t: Token) -> bool:
    """Whether an accusation is of violence, and is not taken back or only near it in time ("arrested after a shooting")."""
    deed = DEED.search(reader.cased, t.start, min(t.end + _REACH, reader.sentence.end))
    if deed is None or _OTHERWISE.search(reader.cased, t.end, deed.start()):
        return False
    return not _DOUBTED.search(reader.cased, max(reader.sentence.start, t.start - _DOUBT_REACH), t.start)


def _antecedent(reader: Reader, head: int) -> int:
    """What a pronoun in the same sentence stands for: the subject of the verb of saying over its clause."""
    if reader.tokens[head].word not in ("they", "it", "he", "she"):
        return head
    speaker = speaker_over(reader, reader.tokens[head])
    return head if speaker is None else speaker


def _borne_out(reader: Reader, t: Token) -> bool:
    near = {x.word for x in reader.tokens[t.i : t.i + 9]}
    if t.word in ("fired", "fires", "firing"):
        return bool({x.word for x in reader.tokens[t.i + 1 : t.i + 5]} & _FIRED)
    if t.word not in ("blew", "exploded", "detonated") and any(
        reader.tokens[c].word in ("himself", "herself", "themselves") for c in t.children
    ):
        return False
    return all(t.word not in verbs or not objects.isdisjoint(near) for verbs, objects in _NEEDS.items())


_FIRED = words_of("at on into upon shots shot several by multiple a the from bullets rounds gun weapon")


def _passive(reader: Reader, t: Token) -> bool:
    kids = [reader.tokens[c] for c in t.children]
    if any(c.dep in ("auxpass", "nsubjpass", "agent") for c in kids) or (t.tag == "VBN" and t.dep in ("acl", "amod")):
        return True
    return t.word in reader.lexicon.transitive and is_passive(reader, t)


def agent_head(reader: Reader, t: Token) -> int | None:
    """Head of the phrase behind "by"; the first of several."""
    return next(iter(by_agents(reader, t)), None)


def _by_behind_victims(reader: Reader, t: Token) -> int | None:
    """The doer behind the victims of a noun of violence: "the killing of a man and a woman by rebels"."""
    of = next((c for c in t.children if reader.tokens[c].word == "of"), None)
    if of is None:
        return None
    stack = [g for g in (*reader.tokens[of].children, *t.children) if reader.tokens[g].dep in ("pobj", "conj")]
    while stack:
        head = reader.tokens[stack.pop()]
        by = agent_head(reader, head)
        if by is not None:
            return by
        stack += [g for g in head.children if reader.tokens[g].dep in ("conj", "appos")]
    return None


_HELD_TO_HAVE = words_of("believed thought alleged suspected said reported presumed known")


def subject_of(reader: Reader, t: Token) -> int | None:
    """Who does what an active verb says, followed through relative clauses, coordination and participles."""
    tokens = reader.tokens
    for _ in range(6):
        for c in _nearest_first(t):
            if tokens[c].dep in ("nsubj", "csubj"):
                if tokens[c].word in ("who", "that", "which"):
                    return _relative(reader, t)
                return c
        up = tokens[t.head]
        if (
            up.dep == "relcl"
            and t.dep in ("xcomp", "ccomp")
            and any(tokens[c].word in ("who", "that") for c in up.children)
        ):
            return up.head  # "the man who police said fired"
        if t.dep == "xcomp" and up.dep == "acl" and up.tag == "VBN" and up.word in _HELD_TO_HAVE:
            return up.head  # "the person believed to have shot him"
        down = t.dep == "ccomp" and up.i < t.i and up.word not in speech_words().say
        if (t.dep in ("conj", "xcomp", "advcl") or down) and up.tag.startswith("VB") and up.i != t.i:
            if any(tokens[c].dep in ("nsubjpass", "auxpass") for c in up.children):
                return accused_of(reader, up) if up.word in _ACCUSED else None
            t = up
        elif t.dep == "acl" and (
            t.tag == "VBG" or (t.tag == "VBD" and any(tokens[c].dep == "dobj" for c in t.children))
        ):
            return up.i  # also "rebels abducted 20 villagers", which the parse has for a participle
        elif t.dep == "pcomp":
            verb = tokens[up.head]
            if verb.word in _ACCUSED:
                return accused_of(reader, verb)
            if verb.word in ("policy", "campaign", "practice", "habit") and tokens[verb.head].tag.startswith("VB"):
                t = tokens[verb.head]
                continue
            return None
        else:
            return None
    return None


def _nearest_first(t: Token) -> list[int]:
    """What hangs on a verb, before it from right to left: of two subjects the first is a dateline ("LUNZ: A mob beat ...")."""
    return [*(c for c in reversed(t.children) if c < t.i), *(c for c in t.children if c > t.i)]


def _relative(reader: Reader, t: Token) -> int | None:
    """The noun that a relative clause describes, from its verb or one coordinated with it or below it."""
    for _ in range(4):
        if t.dep == "relcl":
            return t.head
        if t.head == t.i or t.dep not in ("conj", "ccomp", "xcomp"):
            return None
        t = reader.tokens[t.head]
    return None


def accused_of(reader: Reader, t: Token) -> int | None:
    """Whom a word of accusation is said of: object of the active, subject of the passive, the noun that it describes."""
    tokens = reader.tokens
    for _ in range(4):
        kids = {tokens[c].dep: c for c in t.children}
        if "nsubjpass" in kids:
            subject = kids["nsubjpass"]
            return _relative(reader, t) if tokens[subject].word in ("who", "that") else subject
        if t.word in _PREDICATES:
            verb = tokens[t.head]
            for c in verb.children:
                if tokens[c].dep in ("nsubj", "nsubjpass"):
                    return _relative(reader, verb) if tokens[c].word in ("who", "that") else c
            return None
        if "dobj" in kids and t.tag.startswith("VB"):
            return kids["dobj"]
        if t.dep == "acl" or (t.dep == "amod" and t.head > t.i):
            return t.head
        if t.dep == "conj":
            t = tokens[t.head]
            continue
        if t.dep in ("ccomp", "acomp") and _relative(reader, t) is not None:
            return _relative(reader, t)  # "a man they believe is connected to the murder"
        if "nsubj" in kids and t.tag in ("VBN", "VBD"):
            return kids["nsubj"]  # a headline: "Teen charged with murder"
        return None
    return None


def _held_for(reader: Reader, t: Token) -> int | None:
    """Who is told as "under arrest for the murder of two": the subject, or in a headline the noun before."""
    prep = reader.tokens[t.i - 1]
    up = reader.tokens[prep.head]
    if up.tag.startswith("NN"):
        return up.i if up.i < prep.i else None
    for c in up.children:
        if reader.tokens[c].dep in ("nsubj", "nsubjpass"):
            return _relative(reader, up) if reader.tokens[c].word in ("who", "that") else c
    return None


_PREDICATES = words_of("guilty responsible behind perpetrator perpetrators author authors culprit")


def _by_noun(report: ReportText, sentences: Sequence[Sentence]) -> Iterator[Doer]:
    text = report.text
    for s in _holding(_NOUN_STEM.finditer(report.low), sentences):
        for found in _NOUN.finditer(text, s.start, s.end):
            if _NOT_A_DOER.match(text, found.end()) or _NEGATED.search(
                text, max(s.start, found.start() - 45), found.start()
            ):
                continue
            if found.group().lower() in _EPITHETS:
                continue  # "the cowardly Front killers": one side's name for the other, cut from its phrase
            yield Doer(Words(text[slice(*found.span())], found.span()), s.index, s.paragraph, "noun", found.end())
