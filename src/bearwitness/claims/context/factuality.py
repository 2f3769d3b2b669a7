"""How firmly a harm is said: asserted, hedged or denied; and what is not said to have happened at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.context.voices import is_hearsay
from bearwitness.claims.sentence.dependencies import parted
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import BODILY, Factuality, Harm

Verdict = tuple[Factuality, str | None]
"""How firmly it is said; why it is set aside, if it is."""

_GOVERNED = frozenset(
    ("xcomp ccomp advcl conj dobj pcomp pobj prep acl nsubjpass nsubj oprd acomp relcl attr csubj").split()
)
_DENIED_BELOW = frozenset(("xcomp", "ccomp", "dobj", "pcomp", "prep", "pobj", "acl"))
_UNREAL_BELOW = frozenset(("xcomp", "acl", "dobj", "pcomp", "prep", "pobj"))
_MODAL_BELOW = frozenset(("xcomp", "dobj", "oprd", "acomp", "prep", "pobj", "conj", "attr"))
_HEDGING_ADVERB_BELOW = frozenset(("xcomp", "ccomp", "conj", "dobj", "acl", "prep", "pobj"))
_HEDGED_BELOW = frozenset(("xcomp", "ccomp", "oprd", "acomp", "prep", "pcomp", "acl", "dobj"))
"""How a word hangs on the one that governs it, by what the governing word then decides of it."""
_DOUBTS = frozenset(("fears", "fear", "reports", "rumors", "rumours", "suspicions"))
_FEARS = frozenset(("feared", "fear", "fears", "fearing"))
_IS_POSSIBLE = re.compile(r"[^.;,]{0,40}\b(?:is|are) (?:possible|likely|unlikely|inevitable|feared)\b")
_HEDGED_INSIDE = re.compile(
    r"\b(?:reportedly|allegedly|believed(?!\s+to\s+be\s+(?:in\s+(?:his|her|their)\b|aged\b|\d))|presumed|feared|unconfirmed reports?|said to have|thought(?!\s+to\s+be\s+(?:in\s+(?:his|her|their)\b|aged\b|\d)))\b"
)
_HEDGED_BEFORE = re.compile(
    r"\b(?:reportedly|unconfirmed reports? (?:that|of)|rumou?rs (?:that|of)|is believed|are believed|feared)\s*$"
)
_FEARED_DEAD = re.compile(r"\bfeared (?:dead|killed|to have)")
_CALLED_FOR = re.compile(r"\b(?:call|calls|called|calling) for (?:the |a )?$")
_ATTEMPTED = re.compile(r"\b(?:attempted|attempts? (?:at|on)|plot to|conspiracy to|threats? (?:to|of))\s*$")
_CAUSING = frozenset(
    (
        "cause causes caused causing lead leads led leading result results resulted resulting mean means "
        "avoid prevent bring brought demand demanded call calls called calling seek want"
    ).split()
)
_IN_JAIL = re.compile(
    r"\bin\s+(?:police\s+|federal\s+|the\s+(?:county\s+)?)?(?:custody|jail|prison|detention)\b|\bbehind bars\b"
)
_INQUIRED = frozenset(
    "figure find determine learn understand establish piece help identify explain know see investigate contact".split()
)
_DID = frozenset(
    (
        "forced compelled made managed helped began begin begun started continued came went proceeded used "
        "obliged driven had proved fled caused causing led far"
    ).split()
)
_FICTION = re.compile(
    r"\bin (?:the|a|his|her|this) (?:\w+ )?(?:film|movie|novel|book|play|sitcom|thriller|video game|computer game|(?:tv|television|crime|radio|period) (?:series|drama|show)|opera)\b"
    r"(?!['’]s\b|\s+(?:theat(?:er|re)|house|hall|cinema|complex|cent(?:er|re)|market|stall|store|shop|shops|launch|reading|fair|festival|premiere|set|crew|director|star|producer|club|company|school|area|ground|room))"
    r"|\bfictional\b"
    r"|\b(?:crime |spy |historical )?(?:novel|thriller|opera|film|movie|musical|sitcom)"
    r"(?:,? in which| (?:\w+ ){0,3}?(?:tells|follows|depicts|shows|in which|opens|ends|begins|stars|is about))\b"
    r"|\bplays? (?:an?|the) (?!(?:[\w-]+ )?(?:roles?|part|trick|game|record|tune|video|song|match|cent(?:ral|er))\b)"
    r"|\b(?:starring|re-?enact\w*|players must|screenplay|storyline)\b"
)
_SPORT = re.compile(
    r"\b(?:striker|goalkeeper|midfielder|penalty|innings|wickets?|quarterback|touchdown|home run|league|playoffs?|half-?time|scored|semi-?final|tournament|grand slam|merger|shareholders?|layoffs?)\b"
)
_ARMS = re.compile(
    r"\b(?:gun\w*|bomb\w*|attack\w*|grenade|explo\w+|blast|police|soldiers?|troops|army|knife|stabb\w+|rifle|missiles?|shell\w+|riot\w*"
    r"|shot (?:dead|and killed|to death)|fatally shot|shooting (?:at|in|outside)|murder\w*|gunned|militants?|rebels?|raid\w*|ambush\w*|airstrikes?|drones?)\b"
)
_UNTRUE = re.compile(
    r"\b(?:is|was|are|were) (?:untrue|false|not true|a lie|fabricated|baseless|nonsense) that\b"
    r"|\b(?:dismiss|den[iy]|reject|disput|refut)(?:e[ds]|s)?\b[^.;]{0,40}\b(?:reports?|claims?|allegations?|accusations?|charges?|accounts?|versions?|rumou?rs?|lies?)\b[^.;]{0,40}\b(?:that|of|according to which)\b"
    r"|\bruled out (?:[\w-]+ ){0,2}?(?:reports?|claims?|rumou?rs?) that\b|\b(?:an?|the) (?:[\w'’]+ ){0,2}?(?:lie|falsehood|fabrication|hoax)s?\b[^.;,]{0,30}\bthat\b|\blies when (?:it|he|she) says\b|\blie when they say\b"
)
_KNOWN_EVENT = ("noun-of", "possessive", "deaths")
_A_PART_IN = re.compile(
    r"\b(?:participat\w+|part|role|involve\w+|complicity|hand|connection|links?|linked|anything\s+to\s+do|knowledge|"
    r"masterminded|ordered|mastermind\w*|authors?|responsib\w+)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_BLAMED = frozenset("accused accuse accuses accusing suspected suspect suspects suspicion convicted".split())
_CONDITION = re.compile(r"^\s*(?:if|had|were|unless)\b|, if\b|\bif (?:the|it|he|they|she) had\b")
_WOULD_HAVE = re.compile(r"\b(?:might|could|would|may) (?:well )?have\b")
_DRILL = re.compile(
    r"\b(?:drill|drills|mock (?:attack|drill)|mass[- ]casualty exercise|simulated|simulation|training exercise|rehearsal)\b"
)


@dataclass(frozen=True, slots=True)
class _Step:
    """One word on the way from the word of harm up to the verb of its sentence.

    `below` is the word before it on that way, None for the word of harm itself, which has depth 0.
    """

    depth: int
    token: Token
    below: Token | None
    children: Sequence[Token]

    def hangs(self, ways: frozenset[str]) -> bool:
        """Whether the word below hangs on this one in one of these ways."""
        return self.below is not None and self.below.dep in ways


def _has_have(children: Sequence[Token]) -> bool:
    return any(g.word in ("have", "'ve") and g.dep == "aux" for g in children)


def how_firmly(cased: str, mention: Mention) -> Verdict:
    """How firmly a mention is said, and the reason to set it aside if it is not said to have happened.

    A death that is only feared becomes a missing person: the mention's harm is set so.

    Args:
        cased: The text layer, true-cased where it is in capitals.
        mention: In a parsed sentence.
    """
    verdict = _by_sentence(cased, mention)
    if verdict is not None:
        return verdict
    hedged = bool(mention.extra.get("hedged", False))
    for step in _steps(cased, mention):
        if step.below is not None and step.below.dep == "relcl":
            hedged = hedged or step.token.word in _DOUBTS
            break  # what governs the noun does not govern the clause that describes it
        if step.below is not None and _is_of_known(mention.sentence, step):
            break
        verdict, doubt = _read_step(cased, mention, step)
        if verdict is not None:
            return verdict
        hedged = hedged or doubt
    hedged = _hedged_beside(cased, mention) or hedged
    before = cased[max(mention.sentence.start, mention.start - 45) : mention.start].lower()
    if _CALLED_FOR.search(before):
        return Factuality.ASSERTED, "planned"
    if _ATTEMPTED.search(before):
        return Factuality.ASSERTED, "foiled"
    return (Factuality.HEDGED if hedged else Factuality.ASSERTED), None


def _by_sentence(cased: str, mention: Mention) -> Verdict | None:
    """What the words of the sentence decide by themselves: fiction, sport, a falsehood, a condition, a drill."""
    sentence = mention.sentence
    trigger = sentence.tokens[mention.trigger]
    low = cased[sentence.start : sentence.end].lower()
    if _FICTION.search(low):
        return Factuality.ASSERTED, "fiction"
    if _SPORT.search(low) and not _ARMS.search(low):
        return Factuality.ASSERTED, "figurative"
    untrue = _UNTRUE.search(cased[sentence.start : trigger.start].lower())
    if untrue and not _denies_the_doing(cased, mention):
        return Factuality.DENIED, None
    said = cased[max(sentence.start, trigger.start - 30) : trigger.end].lower()
    if _CONDITION.search(low) and _WOULD_HAVE.search(said):
        return Factuality.ASSERTED, "hypothetical"
    if trigger.tag.startswith("NN") and _IS_POSSIBLE.match(cased[trigger.end : sentence.end].lower()):
        return Factuality.ASSERTED, "hypothetical"
    if _DRILL.search(low):
        return Factuality.ASSERTED, "drill"
    return None


def _steps(cased: str, mention: Mention) -> Iterator[_Step]:
    """The word of harm, then each word that governs the one before."""
    sentence = mention.sentence
    path = _path(cased, sentence, sentence.tokens[mention.trigger])
    known = mention.rule in ("noun-of", "possessive", "deaths", "bodies-of")
    if known and _is_known_event(sentence, sentence.tokens[mention.trigger]):
        path = path[:1]  # "the murder of X will be investigated": what is done about it does not unmake it
    below: Token | None = None
    for depth, token in enumerate(path):
        yield _Step(depth, token, below, [sentence.tokens[c] for c in token.children])
        below = token


def _path(cased: str, sentence: Sentence, t: Token) -> list[Token]:
    path = [t]
    while t.head != t.i and len(path) < 10 and not parted(cased, t, sentence.tokens[t.head]):
        t = sentence.tokens[t.head]
        path.append(t)
    return path


def _read_step(cased: str, mention: Mention, step: _Step) -> tuple[Verdict | None, bool]:
    """What one governing word decides, if anything, and whether it hedges."""
    verdict, passed = _by_governor(cased, mention, step)
    if verdict is not None or passed:
        return verdict, False
    hedged = False
    for child in step.children:
        verdict = _by_child(cased, mention, step, child)
        if verdict is not None:
            return verdict, False
        hedged = hedged or _hedged_by_child(mention, step, child)
    if _is_open_infinitive(mention, step):
        trigger = mention.sentence.tokens[mention.trigger]
        governing = mention.sentence.tokens[step.token.head]
        if governing.word in _DID or _was_able(mention.sentence, governing):
            return None, hedged
        if governing.word in speech_words().hedge_verbs or governing.word in speech_words().say:
            hedged = True
        elif mention.quantity is None or trigger.dep != "ccomp":
            return (Factuality.ASSERTED, "planned"), False
    hedges = step.token.word in speech_words().hedge_verbs and not _is_known_doing(mention, step)
    if step.depth > 0 and hedges and step.hangs(_HEDGED_BELOW):
        hedged = True
        if step.token.word in _FEARS and mention.harm == Harm.KILLED:
            mention.harm = Harm.MISSING
    return None, hedged or (step.below is not None and is_hearsay(mention.sentence, step.token, step.below))


def _is_of_known(sentence: Sentence, step: _Step) -> bool:
    """Whether a participle tells of people taken for known: "justice for the six priests murdered", "the two arrested men"."""
    of_noun = step.below is not None and step.below.dep in ("acl", "amod") and step.below.tag == "VBN"
    if not of_noun or not step.token.tag.startswith("NN"):
        return False
    return any(c.dep == "det" and c.word in ("the", "these", "those") for c in step.children)


def _is_known_doing(mention: Mention, step: _Step) -> bool:
    """Whether the doubt is about who did it, or no doubt at all: "accused of killing three", "a suspect in the killing"."""
    if step.token.word in ("suspect", "suspects"):
        return not any(c.dep == "nsubj" and c.tag in ("PRP", "NNS", "NNPS") for c in step.children)
    of = step.below is not None and step.below.dep == "prep" and step.below.word in ("of", "in")
    return of and step.token.word in _BLAMED and mention.harm in BODILY


def _by_governor(cased: str, mention: Mention, step: _Step) -> tuple[Verdict | None, bool]:
    """What a verb or noun of denial, threat or plan decides; True where it says that it happened after all."""
    if step.depth == 0 or not step.hangs(_GOVERNED) or step.below is None:
        return None, False
    words, t, below, sentence = speech_words(), step.token, step.below, mention.sentence
    denies = t.word in words.deny and t.tag.startswith("VB") and step.hangs(_DENIED_BELOW)
    if denies or t.word in words.deny_nouns:
        condemned = t.word.startswith("reject") and below.dep == "dobj" and step.depth == 1
        if _denies_the_doing(cased, mention) or (condemned and mention.rule in _KNOWN_EVENT):
            return None, True
        return (Factuality.DENIED, None), False
    reason = words.unreal.get(t.word)
    if (
        reason is not None
        and step.hangs(_UNREAL_BELOW)
        and not _was_able(sentence, t)
        and not _finite(sentence, below)
        and not (t.word in ("warning", "warned", "called", "agreed", "tried") and below.dep in ("prep", "dobj"))
        and not (t.word in ("wanted", "sought") and below.word in ("for", "in"))  # by the police, for what was done
    ):
        if t.word in ("order", "ordered", "orders", "tried", "meant") and below.dep in ("dobj", "prep"):
            return None, True
        if reason == "foiled" and _beside_the_attempt(mention, below):
            return None, True
        if _happened(sentence, below):
            return None, True
        return (Factuality.ASSERTED, reason), False
    if reason == "threatened" and below.dep == "ccomp" and _modal(sentence, below):
        return (Factuality.ASSERTED, reason), False
    return None, False


def _denies_the_doing(cased: str, mention: Mention) -> bool:
    """Whether what is denied before an agreed death is a part in it: "denied any role in the murder of X"."""
    if mention.rule not in _KNOWN_EVENT:
        return False
    trigger = mention.sentence.tokens[mention.trigger]
    start = max(mention.sentence.start, trigger.start - 70)
    return _A_PART_IN.search(cased, start, trigger.start) is not None


def _beside_the_attempt(mention: Mention, attempted: Token) -> bool:
    """ "Trying to find out how he was shot", "trying to load it when it went off, hitting him": the harm is not what was tried."""
    trigger = mention.sentence.tokens[mention.trigger]
    tokens = mention.sentence.tokens
    t = trigger
    while t.i != attempted.i:
        if _finite(mention.sentence, t) or t.head == t.i:
            return t.head != t.i
        t = tokens[t.head]
    if any(c < trigger.i and tokens[c].dep == "advcl" and _finite(mention.sentence, tokens[c]) for c in t.children):
        return trigger.dep == "advcl"
    return trigger.i != attempted.i and attempted.word in _INQUIRED


def _by_child(cased: str, mention: Mention, step: _Step, child: Token) -> Verdict | None:
    """What an adverb, a negation, a modal or an "if" below a word decides."""
    zero = mention.low == 0 and mention.high == 0
    t, depth = step.token, step.depth
    almost = child.word in ("almost", "nearly", "narrowly") and child.dep == "advmod"
    if almost and depth == 0 and child.i == t.i - 1:
        return Factuality.ASSERTED, "foiled"  # "was almost killed"
    if child.dep == "neg" and depth == 0 and not zero and child.i < t.i and mention.rule != "corrected":
        counted = mention.quantity is not None and _after(child, mention)
        return (Factuality.DENIED, None) if counted else (Factuality.ASSERTED, "negated")
    if _is_modal_child(step, child) and not _may_have(mention, step, child):
        if child.word == "must" and not _has_have(step.children):
            return Factuality.ASSERTED, "planned"
        if child.word == "will" and mention.rule == "wound" and t.word == "lose":
            return None  # "one of whom will lose his foot": the wound has happened
        if child.word == "will" and t.word in ("remain", "stay") and _IN_JAIL.search(cased, t.end, mention.end):
            return None  # "will remain in custody": held already
        if child.word in ("will", "shall", "'ll", "wo"):
            return Factuality.ASSERTED, "future"
        if child.word in ("could", "would", "can", "may", "might", "should", "'d", "ca"):
            return Factuality.ASSERTED, "hypothetical"
    marked = child.dep == "mark" and child.word in ("if", "unless", "lest", "whether")
    if marked and (depth == 0 or (step.below is not None and step.below.dep != "ccomp")):
        return Factuality.ASSERTED, "hypothetical"
    return None


def _hedged_by_child(mention: Mention, step: _Step, child: Token) -> bool:
    """Whether "may have" or "reportedly" below a word hedges."""
    if _is_modal_child(step, child) and _may_have(mention, step, child):
        return True
    adverb = child.dep == "advmod" and child.word in speech_words().hedge_adverbs
    return adverb and (step.depth == 0 or step.hangs(_HEDGING_ADVERB_BELOW))


def _is_modal_child(step: _Step, child: Token) -> bool:
    return child.dep == "aux" and child.tag == "MD" and (step.depth == 0 or step.hangs(_MODAL_BELOW))


def _may_have(mention: Mention, step: _Step, child: Token) -> bool:
    """ "may have killed", but not "the blast might have killed 40" of an object: that did not happen."""
    return (
        child.word in ("may", "might", "must")
        and _has_have(step.children)
        and not (child.word == "might" and step.depth == 0 and mention.rule == "object")
    )


def _is_open_infinitive(mention: Mention, step: _Step) -> bool:
    """ "to kill": an infinitive of which nothing says that it was done."""
    trigger = mention.sentence.tokens[mention.trigger]
    return (
        step.token.tag == "VB"
        and step.depth == 0
        and any(c.tag == "TO" for c in step.children)
        and not _happened(mention.sentence, step.token)
        and trigger.dep in ("advcl", "relcl", "acl", "xcomp", "ccomp", "ROOT", "conj")
    )


def _was_able(sentence: Sentence, t: Token) -> bool:
    """ "Were able to kill him": it was done; "will be able to" and "were not able to" are not."""
    be = sentence.tokens[t.head]
    if t.word != "able" or be.word not in ("was", "were"):
        return False
    beside = {sentence.tokens[c].word for c in (*be.children, *t.children)}
    return beside.isdisjoint(("not", "n't", "never", "hardly", "barely", "if", "whether"))


def _hedged_beside(cased: str, mention: Mention) -> bool:
    """Whether the words of the mention or those right before it hedge; "feared dead" is missing."""
    before = cased[max(mention.sentence.start, mention.start - 45) : mention.start].lower()
    inside = cased[mention.start : mention.end].lower()
    if not (_HEDGED_INSIDE.search(inside) or _HEDGED_BEFORE.search(before.rstrip() + " ")):
        return False
    if mention.harm == Harm.KILLED and _FEARED_DEAD.search(cased[mention.start : mention.end + 20].lower()):
        mention.harm = Harm.MISSING
    return True


def _is_known_event(sentence: Sentence, trigger: Token) -> bool:
    """Whether the harm is a noun that the text takes for granted: "the murders of", "X's death"."""
    if not trigger.tag.startswith("NN"):
        return False
    definite = any(
        sentence.tokens[c].word in ("the", "this", "that", "his", "her", "their") or sentence.tokens[c].dep == "poss"
        for c in trigger.children
    )
    if not definite:
        return False
    head = sentence.tokens[trigger.head]
    verb = head
    for _ in range(3):
        if verb.tag.startswith("VB"):
            break
        verb = sentence.tokens[verb.head]
    return not (
        verb.word in _GOES_ON
        or (verb.word in _CAUSING and head.word != "by")  # "the chaos caused by the murder of": it has happened
        or verb.word in speech_words().deny
        or speech_words().unreal.get(verb.word) in ("planned", "foiled", "threatened")
        or head.word in ("attempt", "threat", "plan", "plot", "order", "responsibility")
    )


_GOES_ON = words_of("continue continues continued persist persists stop stops cease ceases go goes end ends")
"""Verbs behind "if" of what may be done again: "if the murder of judges goes on"."""


def _after(neg: Token, mention: Mention) -> bool:
    return mention.quantity is not None and mention.quantity.start > neg.start and mention.low != 0


def _finite(sentence: Sentence, t: Token) -> bool:
    return t.tag in ("VBD", "VBZ", "VBP") or any(
        sentence.tokens[c].tag in ("VBD", "VBZ", "VBP") and sentence.tokens[c].dep in ("aux", "auxpass")
        for c in t.children
    )


def _modal(sentence: Sentence, t: Token) -> bool:
    return any(sentence.tokens[c].tag == "MD" for c in t.children)


def _happened(sentence: Sentence, t: Token) -> bool:
    """ "to have killed": the infinitive of something that has happened."""
    return any(sentence.tokens[c].word == "have" for c in t.children)
