"""Torture and sexual violence beyond the plain verbs: marks of torture, beatings in custody, survivors of rape, complaints.

Called for each parsed sentence after its own mentions are read. A beating is torture only where the sentence says that it
was done to people held.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.subjects import subject_head
from bearwitness.claims.sentence.verbs import is_passive, victims_of
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Harm, Unit, Words

_MARKS = Keyed(r"\b(?:marks|signs?|traces|evidence|scars)\s+of\s+(?:[\w'’-]+\s+){0,2}?torture\b", "torture")
_IN_CUSTODY = AnyCase(
    r"\b(?:in (?:police |military |army )?(?:custody|detention|captivity)|in (?:his|her|their|a|the) (?:prison |jail )?cells?|in (?:prison|jail)|(?:at|in|inside) (?:the|an?|their) (?:[\w'’-]+ ){0,2}?(?:barracks|police station|army camp|(?:military|army) base|interrogation \w+|detention (?:centre|center|facility|camp))|by (?:the |their |his |her )(?:captors|kidnappers|abductors)|by (?:the |his |her |their |prison )?"
    r"(?:guards?|jailers?|warders?|interrogators?|wardens?)|while (?:detained|being held|held|imprisoned|blindfolded)|(?:during|under) (?:interrogation|questioning)|after (?:his|her|their) arrest)\b",
)
_PRISONERS = re.compile(r"\b(?:prisoners?|detainees?|inmates?|captives?)\b", re.IGNORECASE)
_BLOWS = words_of("beaten beat beating kicked punched whipped burned burnt hit hurt injured wounded maimed")
_HURT = words_of("hurt injured wounded maimed burned burnt")
_WHERE_HELD = re.compile(r"in\b|after\b", re.IGNORECASE)
_TORMENT = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,6}?(?:by|from)\s+(?:the|his|her|their|its|both)\s+(?:wrists?|ankles?|arms?|hands?|feet|thumbs?)\b",
    re.IGNORECASE,
)
_SUBJECTED = re.compile(
    r"\s+(?:(?!to\b)[\w'’-]+\s+){0,6}?to\s+(?:[\w'’-]+\s+){0,3}?(?:(?P<vanished>(?:enforced|forced)\s+disappearances?)|mock\s+executions?|simulated\s+drowning|stress\s+positions|floggings?|sleep\s+deprivation|(?:cruel,?\s+)?inhuman\s+(?:and|or)\s+degrading|torture|electric shocks?|ill-treatment|mistreatment|waterboarding|(?P<sexual>sexual (?:violence|abuse|assault|slavery|torture)|forced nudity|gang rape|rapes?))\b",
    re.IGNORECASE,
)
_FROM_ABOVE = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,4}?from\s+(?:the|an?)\s+(?:[\w-]+\s+)?(?:ceilings?|beams?|hooks?|rafters?|bars?|poles?|pipes?|trees?|roof|window|door)\b",
    re.IGNORECASE,
)
_WITH_FIRE = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,6}?with\s+(?:[\w'’-]+\s+){0,2}?(?:cigarettes?|irons?|melted\s+plastic|lighters?|metal)\b",
    re.IGNORECASE,
)
_BEAT = words_of("beaten beat beating flogged flogging whipped whipping kicked punched starved lashed")
_NIGHTLY = re.compile(
    r"\b(?:every|each)\s+(?:single\s+)?(?:night|evening|day)|\bnight\s+after\s+night|\bnightly\b|\brepeatedly\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:kept|held|captiv\w+|captors?|abduct\w*|kidnap\w*|locked|detain\w*|detention|prison\w*)\b", re.IGNORECASE
)
_WOMEN = re.compile(r"\b(?:wom[ae]n|girls?|she|her|wives|wife|daughters?|sisters?|nuns?|schoolgirls?)\b", re.IGNORECASE)
_SEX_SLAVES = Keyed(
    r"\b(?:kept|held|used|sold|taken|treated)\s+(?:captive\s+)?(?:by\s+(?:the\s+)?\w+\s+)?as\s+sex(?:ual)?\s+slaves?\b|\b(?:forced|sold|taken)\s+into\s+sex(?:ual)?\s+slavery\b|\bsexually\s+enslaved\b",
    "slave slaves slavery enslaved",
)
BEFORE_CHARACTERS = 900  # how far back the report may speak of custody
_SEXUAL_VERBS = words_of("assaulted abused molested violated exploited assaulting abusing molesting")
_CASES = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?P<kind>complaints?|allegations?|reports?|cases?|instances|incidents|acts|episodes)\s+of\s+(?:[\w-]+\s+){0,2}?(?P<harm>torture|ill-treatment|(?:gang\s+)?rapes?|sexual\s+violence|sexual\s+assaults?|sexual\s+abuse"
    r"|(?:enforced|forced)\s+disappearances?|disappearances?|abductions?|kidnappings?|arbitrary\s+(?:arrests?|detentions?)|(?:unlawful|illegal)\s+detentions?|murders?|killings?|executions?|assassinations?|lynchings?)\b",
    re.IGNORECASE,
)
_HARM_OF = (
    ("tortur", Harm.TORTURED), ("ill-treat", Harm.TORTURED), ("rape", Harm.SEXUAL_VIOLENCE), ("sexual", Harm.SEXUAL_VIOLENCE),
    ("disappear", Harm.MISSING), ("abduct", Harm.ABDUCTED), ("kidnap", Harm.ABDUCTED), ("arbitrary", Harm.DETAINED),
    ("detention", Harm.DETAINED), ("murder", Harm.KILLED), ("killing", Harm.KILLED), ("execution", Harm.KILLED),
    ("assassination", Harm.KILLED), ("lynching", Harm.KILLED),
)  # fmt: skip
_ON_BODIES = re.compile(
    r"bod(?:y|ies)\s+of\s+(?:[\w-]+\s+){0,3}?(?:detainees?|prisoners?|inmates?|survivors?|captives?|patients?)\b"
)
_OF_TORTURE = re.compile(
    r"\bon\s+the\s+bod(?:y|ies)\s+of\b.*\b(?:tortur\w*|beatings?|ill-treatment)\b|\b(?:tortur\w*|beatings?|ill-treatment)\b.*\bon\s+the\s+bod(?:y|ies)\s+of\b",
    re.IGNORECASE | re.DOTALL,
)
_SURVIVORS = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?P<who>(?:survivors?|victims?)\s+of\s+(?:[\w-]+\s+)?(?:(?P<rape>rape|sexual\s+(?:violence|assault|abuse))|torture)|(?P<rape2>rape|sexual\s+(?:assault|violence|abuse))\s+(?:survivors?|victims?)|torture\s+(?:survivors?|victims?))\b",
    re.IGNORECASE,
)


def read_abuse(reader: Reader, mentions: list[Mention]) -> None:
    """Add those tortured or sexually abused to `mentions`, the reader's own list; a beating in custody becomes torture."""
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    for m in [m for m in mentions if m.harm == Harm.KILLED and m.low != 0]:
        hanged = reader.tokens[m.trigger]
        if hanged.word == "hanged" and _TORMENT.match(reader.cased, hanged.end, reader.sentence.end):
            m.harm, m.rule = Harm.TORTURED, "abuse"  # "hanged a boy by the wrists"
    _turn_beatings(reader, mentions, words)
    _read_dead(reader, mentions, words)
    _read_counted(reader)
    for found in _SEX_SLAVES.all(reader):
        subject = subject_head(reader, reader.token_at_offset(found.start()))
        if subject is not None:
            for m in _add_heads(reader, Harm.SEXUAL_VIOLENCE, reader.token_at_offset(found.start()), [subject], None):
                m.end = max(m.end, found.end())
    for m in mentions if "gang" in reader.low_words else ():
        if m.harm is Harm.SEXUAL_VIOLENCE and m.perpetrator is not None and m.perpetrator.text.endswith(" gang"):
            doer = m.perpetrator  # "soldiers gang raped a woman"
            m.perpetrator = replace(doer, text=doer.text[:-5], span=(doer.span[0], doer.span[1] - 5))
    for t in reader.tokens:
        if t.tag.startswith(("VB", "JJ")):
            _read_verb(reader, t)


def _turn_beatings(reader: Reader, mentions: list[Mention], words: str) -> None:
    custody = _IN_CUSTODY.search(words)
    at = reader.sentence.start + custody.start() if custody is not None else None
    for m in mentions:
        held = at is not None and ";" not in reader.cased[min(at, m.start) : max(at, m.end)]
        if not held and m.words.role != "detainee":
            continue
        word = m.sentence.tokens[m.trigger].word
        if word in _HURT and (custody is None or _WHERE_HELD.match(custody.group())):
            continue  # "five detainees and a cook were hurt", in whatever way
        if m.harm == Harm.INJURED and word in _BLOWS and m.low != 0:
            m.harm = Harm.TORTURED
            m.words = replace(m.words, role=m.words.role or "detainee")


def _read_dead(reader: Reader, mentions: list[Mention], words: str) -> None:
    """ "Bodies with marks of torture", "tortured to death": those killed were tortured too."""
    marks = _MARKS.first(reader)
    for m in mentions:
        if m.harm == Harm.KILLED and _ON_BODIES.match(reader.cased, m.start) and _OF_TORTURE.search(words):
            m.harm, m.rule = Harm.TORTURED, "marks"  # the living show them on their bodies
    for m in list(mentions):
        if m.harm != Harm.KILLED or m.part_of is not None or m.low == 0:
            continue
        trigger = m.sentence.tokens[m.trigger]
        beside = marks is not None and m.start <= marks.start()
        if not (beside or trigger.word in ("tortured", "torturing")):
            continue
        if any(o.harm == Harm.TORTURED for o in mentions):
            return
        end = max(m.end, marks.end()) if marks is not None and beside else m.end
        mentions.append(replace(m, harm=Harm.TORTURED, end=end, sum_with=None, moved_from=None, rule="marks"))
        if beside:
            return


def _read_counted(reader: Reader) -> None:
    """ "19 survivors of rape", "137 complaints of torture": the second counts cases, not people."""
    for k, q in enumerate(reader.quantities):
        if k in reader.used or q.ordinal:
            continue
        of = _SURVIVORS.match(reader.cased, q.end, reader.sentence.end)
        if of is not None:
            harm = Harm.SEXUAL_VIOLENCE if of.group("rape") or of.group("rape2") else Harm.TORTURED
            reader.add_bare(harm, reader.token_at_offset(of.start("who")), q, "people-of-harm", of.span("who"))
            continue
        cases = _CASES.match(reader.cased, q.end, reader.sentence.end)
        if cases is not None:
            named = cases.group("harm").lower()
            harm = next(h for stem, h in _HARM_OF if stem in named)
            found = reader.add_bare(harm, reader.token_at_offset(cases.start("harm")), q, "cases")
            if found is not None:
                found.unit = Unit.CASE
                found.extra["hedged"] = cases.group("kind").lower().startswith(("complaint", "allegation", "report"))


def _read_verb(reader: Reader, t: Token) -> None:
    rest = reader.cased[t.end : reader.sentence.end]
    before = reader.word(t.i - 1)
    harm: Harm | None = None
    if (
        t.word in ("molested", "molesting")
        or (t.word in _SEXUAL_VERBS and before == "sexually")
        or t.word in ("gang-raped", "gangraped")
    ):
        harm = Harm.SEXUAL_VIOLENCE
    elif _is_torment(reader, t, rest):
        harm = Harm.TORTURED
    elif t.word == "subjected" and (to := _SUBJECTED.match(rest)) is not None:
        harm = Harm.SEXUAL_VIOLENCE if to.group("sexual") else Harm.MISSING if to.group("vanished") else Harm.TORTURED
    elif t.word == "assaulted" and _are_captive_women(reader, t, rest):
        harm = Harm.SEXUAL_VIOLENCE
    elif t.word in _BEAT and _is_beaten_captive(reader, t, victims_of(reader, t)[0]):
        harm = Harm.TORTURED
    for m in reader.mentions if harm is Harm.TORTURED else ():
        if m.trigger == t.i and m.harm is Harm.INJURED:
            m.harm = Harm.TORTURED
    if harm is not None:
        heads, agent, _ = victims_of(reader, t)
        _add_heads(reader, harm, t, heads, agent)


def _add_heads(reader: Reader, harm: Harm, t: Token, heads: list[int], agent: Words | None) -> list[Mention]:
    """The people at these heads and those joined to them; "the captives" without a number are two or more."""
    told: list[Mention] = []
    for h in [c for head in heads for c in reader.conjuncts(head)]:
        group, token = reader.group(h), reader.tokens[h]
        if any(m.harm == harm and m.noun is not None and m.noun[0] <= token.start < m.noun[1] for m in reader.mentions):
            continue
        plural = (
            group.words.is_people is True
            and group.words.plural
            and group.quantity is None
            and token.tag not in ("NN", "PRP")
        )
        plural = plural and reader.word(t.i - 1) not in ("are", "is", "be", "being")  # a general truth
        m = None if plural else add_victims(reader, harm, t, h, "abuse")
        last = told[-1] if told else None
        if plural and last is not None and last.implied and last.noun is not None and last.words.plural:
            span = (last.noun[0], token.end)  # "women and old men": one group
            last.noun, last.words, last.end = span, reader.describe(span), max(last.end, token.end)
            continue
        if plural and group.noun is not None:
            m = reader.add_people(harm, t, group.noun, group.words, "abuse")
            m.definite = reader.word(group.first) in ("the", "these", "those", "their")
        elif m is None and token.word in ("they", "them") and t.word == "assaulted":
            words = VictimWords(is_people=True, plural=True)
            m = reader.add_people(harm, t, (token.start, token.end), words, "abuse")
            m.pronoun = True
        if m is not None:
            m.perpetrator = agent
            told.append(m)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]
    return told


def _are_captive_women(reader: Reader, t: Token, rest: str) -> bool:
    """ "Where they were assaulted every night", of women told to be kept somewhere."""
    near = reader.text[max(0, t.start - BEFORE_CHARACTERS // 2) : reader.sentence.end]
    return _NIGHTLY.search(rest) is not None and _KEPT.search(near) is not None and _WOMEN.search(near) is not None


def _is_beaten_captive(reader: Reader, t: Token, heads: list[int]) -> bool:
    """ "The captives were beaten daily", told of by no other reader since their noun has no number."""
    if any(m.trigger == t.i and m.harm is not Harm.INJURED for m in reader.mentions):
        return False
    if t.word == "starved" and reader.word(t.i + 1) == "of":
        return False
    nouns = [c for h in heads for c in reader.conjuncts(h)]
    return any(reader.tokens[c].word in _HELD_NOUNS for c in nouns) and (
        is_passive(reader, t) or any(reader.tokens[c].dep == "dobj" for c in heads)
    )


_HELD_NOUNS = words_of(
    "prisoners detainees inmates captives hostages prisoner detainee inmate captive hostage abductees"
)


def _is_torment(reader: Reader, t: Token, rest: str) -> bool:
    if t.word in ("hung", "hanged", "suspended", "strung"):
        if _TORMENT.match(rest) is not None:
            return True
        near = reader.text[max(0, t.start - BEFORE_CHARACTERS) : reader.sentence.end]
        return (
            t.word != "hanged"
            and _FROM_ABOVE.match(rest) is not None
            and (_IN_CUSTODY.search(near) or _PRISONERS.search(near)) is not None
        )
    if t.word in ("burned", "burnt", "burning", "branded"):
        near = reader.text[max(0, t.start - BEFORE_CHARACTERS) : reader.sentence.end]
        return _WITH_FIRE.match(rest) is not None and (_IN_CUSTODY.search(near) or _PRISONERS.search(near)) is not None
    if t.word in ("ill-treated", "mistreated", "maltreated"):
        words = reader.cased[reader.sentence.start : reader.sentence.end]
        return _IN_CUSTODY.search(words) is not None or _PRISONERS.search(words) is not None
    return t.word == "waterboarded"
