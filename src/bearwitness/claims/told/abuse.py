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
from bearwitness.claims.sentence.verbs import victims_of
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Harm, Unit

_MARKS = Keyed(r"\b(?:marks|signs?|traces|evidence|scars)\s+of\s+(?:[\w'’-]+\s+){0,2}?torture\b", "torture")
_IN_CUSTODY = AnyCase(
    r"\b(?:in (?:police |military |army )?(?:custody|detention|captivity)|in (?:his|her|their|a|the) (?:prison |jail )?cells?|in (?:prison|jail)|by (?:the |his |her |their |prison )?"
    r"(?:guards?|jailers?|warders?|interrogators?|wardens?)|while (?:detained|being held|held|imprisoned|blindfolded)|(?:during|under) (?:interrogation|questioning)|after (?:his|her|their) arrest)\b",
)
_PRISONERS = re.compile(r"\b(?:prisoners?|detainees?|inmates?|captives?)\b", re.IGNORECASE)
_BLOWS = words_of("beaten beat beating kicked punched whipped burned burnt hit hurt injured wounded maimed")
_HURT = words_of("hurt injured wounded maimed burned burnt")
_WHERE_HELD = re.compile(r"in\b|after\b", re.IGNORECASE)
_TORMENT = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,6}?(?:by|from)\s+(?:the|his|her|their)\s+(?:wrists?|ankles?|arms?|hands?|feet|thumbs?)\b",
    re.IGNORECASE,
)
_SUBJECTED = re.compile(
    r"\s+to\s+(?:[\w'’-]+\s+){0,3}?(?:torture|electric shocks?|ill-treatment|mistreatment|waterboarding|(?P<sexual>sexual (?:violence|abuse|assault)|rape))\b",
    re.IGNORECASE,
)
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
    if (t.word in _SEXUAL_VERBS and before == "sexually") or t.word in ("gang-raped", "gangraped"):
        harm = Harm.SEXUAL_VIOLENCE
    elif _is_torment(reader, t, rest):
        harm = Harm.TORTURED
    elif t.word == "subjected" and (to := _SUBJECTED.match(rest)) is not None:
        harm = Harm.SEXUAL_VIOLENCE if to.group("sexual") else Harm.TORTURED
    if harm is None:
        return
    heads, agent, _ = victims_of(reader, t)
    for head in heads:
        for h in reader.conjuncts(head):
            m = add_victims(reader, harm, t, h, "abuse")
            if m is not None:
                m.perpetrator = agent


def _is_torment(reader: Reader, t: Token, rest: str) -> bool:
    if t.word in ("hung", "hanged", "suspended", "strung"):
        return _TORMENT.match(rest) is not None
    if t.word in ("ill-treated", "mistreated", "maltreated"):
        words = reader.cased[reader.sentence.start : reader.sentence.end]
        return _IN_CUSTODY.search(words) is not None or _PRISONERS.search(words) is not None
    return t.word == "waterboarded"
