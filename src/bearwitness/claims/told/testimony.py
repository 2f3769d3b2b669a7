"""Torture and rape as those who suffered it tell them: "nineteen said that they had been beaten", "five described electric shocks".

Called for each parsed sentence after its own mentions are read. A beating is torture only of people held; so the sentence, or
the report just before it, must speak of prison, camp or custody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subjects import add_pronoun, subject_head
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Quantity, Unit

BEFORE_CHARACTERS = 900  # how far back the report may speak of custody

_CUSTODY = re.compile(
    r"\b(?:detainees?|prisoners?|inmates?|detention|custody|prisons?|jails?|cells?|captiv\w+|captors?|imprison\w*|interrogat\w+|cellmates?|held (?:at|in|by|for)|warders?|jailers?|blindfold\w*|barracks|arrested|detained)\b",
    re.IGNORECASE,
)
_TELL = re.compile(
    r"(?:\s+of\s+(?:these|them|those|the\s+[\w-]+))?(?P<noun>(?:\s+(?:[\w'’-]+)){0,3}?)\s+(?P<verb>said|say|told|testified|reported|stated|alleged|complained|recalled|claimed|described|describe|recounted|disclosed|spoke|detailed)\b",
    re.IGNORECASE,
)
_SAYING = words_of("said say told testified reported stated alleged complained recalled claimed")
_TELLING = words_of("described describe reported recounted disclosed complained spoke testified alleged detailed")
_THEY_WERE = re.compile(
    r"\b(?:they|he|she)\s+(?:had\s+been|were|was|have\s+been)\s+(?:all\s+|repeatedly\s+|severely\s+|badly\s+|regularly\s+|also\s+)?(?P<what>beaten|kicked|punched|whipped|flogged|burned|burnt|tortured|ill-treated|mistreated|electrocuted|waterboarded"
    r"|suspended|hung|stripped|subjected\s+to|given\s+electric|(?:held|kept)\s+in\s+stress\s+positions|kept\s+naked|chained|shackled|raped(?!\s+of)|sexually\s+(?:assaulted|abused)|gang-raped)\b"
    r"|\b(?:guards?|jailers?|warders?|soldiers?|officers?|police\w*|interrogators?|captors?|they)\s+(?:had\s+)?(?P<by>beaten|beat|kicked|whipped|tortured|burned|raped|flogged|waterboarded|electrocuted)\s+them\b|\b(?:guards?|jailers?|warders?|soldiers?|officers?|interrogators?|captors?|they)\s+(?:had\s+)?(?P<nails>(?:pulled|ripped|torn|tore)\s+out\s+their\s+(?:finger|toe)?nails)\b",
    re.IGNORECASE,
)
_OF_TORMENT = re.compile(
    r"\s+(?:of\s+)?(?:having\s+been\s+|being\s+|repeated\s+|regular\s+|severe\s+|the\s+)*(?P<what>electric\s+shocks?|beatings?|torture|ill-treatment|waterboarding|floggings?|mock\s+executions?|electrocution|beaten|kicked|whipped|hung|suspended|stripped|tortured"
    r"|(?:gang[- ])?rapes?|raped|gang-raped|sexual\s+(?:violence|abuse|assaults?|torture))\b",
    re.IGNORECASE,
)
_KEPT = Keyed(
    r"\b(?:kept|held|left|made to (?:stand|squat|lie|kneel))\s+(?:[\w-]+\s+){0,3}?(?:naked|chained|shackled|blindfold(?:ed)?|hooded|handcuffed|in stress positions?)\b"
    r"|\b(?:chained|shackled|handcuffed|tied)\s+to\s+(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){0,2}?(?:pipe|bed|radiator|wall|pole|chair|post|grille|bars?|railing|tree)\b",
    "kept held left made chained shackled handcuffed tied",
)
_SHOCKS = Keyed(
    r"\b(?:given|received|subjected to|endured|suffered)\s+(?:[\w-]+\s+){0,2}?electric\s+shocks?\b", "shock shocks"
)
_NAILS = Keyed(
    r"\b(?:pulled|pulling|ripped|ripping|tore|torn)\s+(?:out\s+)?(?:[\w-]+\s+){0,2}?(?:of\s+)?(?P<whose>his|her|their|\w+['’]s?)\s+(?:(?:finger|toe)?nails|teeth)\b|\b(?P<whose2>his|her)\s+(?:finger|toe)?nails\s+(?:had\s+been|were)\s+(?:pulled|ripped|torn)\b",
    "nails fingernails toenails teeth",
)
_CAME_BACK = Keyed(
    r"\b(?:came back|returned|released|freed|came home|emerged|brought back|let go)\b[^.;]{0,60}?\bwith\s+(?:[\w'’-]+\s+){0,6}?(?:burned|burnt|burns|broken|swollen|bruises|bruised|welts|scars|lashes|marks|cuts|missing)\b",
    "came returned released freed emerged brought let",
)
_TAKEN = re.compile(
    r"\b(?:took|taken|abduct\w*|kidnap\w*|seized|captiv\w+|held|detain\w*|arrest\w*|camp|prison|custody|cells?|barracks)\b",
    re.IGNORECASE,
)
_SHOWED = Keyed(
    r"\b(?:showed|shows?|bore|bears?|displayed|displays)\s+(?:[\w,'’-]+\s+){0,5}?(?:cigarette\s+burns?|burn\s+marks|burns|lash\s+marks|whip\s+marks|welts|(?:marks|signs|scars|traces)\s+(?:of|from)\s+(?:[\w-]+\s+)?(?:beatings?|torture|electric\s+shocks?|ill-treatment|lashes|whips?|chains?|burns?|cables?))\b",
    "showed shows show bore bears bear displayed displays",
)
_LET_OUT = re.compile(
    r"\b(?:freed|released|set\s+free|let\s+go|rescued|escaped|detain\w+|prison\w*|captiv\w+|custody|captors?|inmates?|hostages?|jail\w*)\b",
    re.IGNORECASE,
)
_FILMED = words_of("scene film actor actress play shoot model puppy dog dogs pet")
_SEXUAL = re.compile(r"rape|sexual", re.IGNORECASE)


def read_testimony(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add those who tell, or of whom it is told, that they were tortured or raped to `mentions`, the reader's own list."""
    if not _FILMED.isdisjoint(reader.low_words):
        return
    before = len(mentions)
    for q in list(reader.quantities):
        if not q.ordinal and q.high != 0:
            _read_told(reader, q)
    _read_plurals(reader)
    _read_states(reader)
    _read_nails(reader)
    for m in mentions[before:]:
        total = next((e for e in reversed(earlier) if _is_total(e, m)), None)
        if m.part_of is None and total is not None and _of_these(reader, m):
            m.part_of = total


def _of_these(reader: Reader, m: Mention) -> bool:
    """ "Five of these", "seven of them"."""
    q = m.quantity
    return q is not None and re.match(r"\s+of\s+(?:these|them|those)\b", reader.cased[q.end : q.end + 12]) is not None


def _is_total(earlier: Mention, m: Mention) -> bool:
    return (
        earlier.harm == m.harm
        and earlier.unit == Unit.PERSON
        and earlier.quantity is not None
        and m.sentence.index - earlier.sentence.index <= 3
        and (earlier.low or 0) > (m.low or 0)
    )


def _in_custody(reader: Reader) -> bool:
    start = max(0, reader.sentence.start - BEFORE_CHARACTERS)
    return _CUSTODY.search(reader.text, start, reader.sentence.end) is not None


def _read_told(reader: Reader, q: Quantity) -> None:
    """A number that is subject of a verb of saying, with what it says of itself."""
    told = _TELL.match(reader.cased, q.end, reader.sentence.end)
    if told is None:
        return
    noun = told.span("noun") if told.group("noun").strip() else None
    if noun is not None and reader.describe(noun).is_people is not True:
        return
    verb = told.group("verb").lower()
    behind = reader.cased[told.end() : reader.sentence.end]
    found = _THEY_WERE.search(behind[:110]) if verb in _SAYING else None
    what = (found.group("what") or found.group("by") or found.group("nails")) if found is not None else None
    if found is None and verb in _TELLING:
        found = _OF_TORMENT.match(behind)
        what = found.group("what") if found is not None else None
    if found is None or what is None:
        return
    sexual = _SEXUAL.search(what) is not None
    if not sexual and not _in_custody(reader):
        return
    if any(m.quantity is q and m.harm in _ABUSE for m in reader.mentions):
        return
    harm = Harm.SEXUAL_VIOLENCE if sexual else Harm.TORTURED
    span = (noun[1] - len(reader.cased[slice(*noun)].lstrip()), noun[1]) if noun is not None else None
    m = reader.add_bare(harm, reader.token_at_offset(told.start("verb")), q, "testimony", span)
    if m is not None:
        m.end = max(m.end, told.end() + found.end())


_ABUSE = (Harm.TORTURED, Harm.SEXUAL_VIOLENCE)


_THOSE_HELD = re.compile(
    r"(?:^|(?<=[\s\"“]))(?P<noun>(?:(?:the|these|many|some|most|former|other|released|freed|women|male|female|several)\s+){0,3}(?:detainees|prisoners|captives|inmates|hostages|survivors|women|girls|men|students|protesters|demonstrators|villagers|activists|abductees))\s+"
    r"(?P<verb>said|say|told|testified|reported|stated|alleged|complained|recalled|claimed|recounted)\b",
    re.IGNORECASE,
)


def _read_plurals(reader: Reader) -> None:
    """ "Former captives said they were chained to trees and flogged": people without a number tell it of themselves."""
    found = _THOSE_HELD.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None or any(m.harm in _ABUSE for m in reader.mentions):
        return
    if any(
        q.end <= found.start("noun") and not reader.cased[q.end : found.start("noun")].strip()
        for q in reader.quantities
    ):
        return
    if any(q.start < found.end("noun") and found.start("noun") < q.end for q in reader.quantities):
        return
    told = _THEY_WERE.search(reader.cased[found.end() : min(found.end() + 110, reader.sentence.end)])
    if told is None:
        return
    what = told.group("what") or told.group("by") or told.group("nails")
    sexual = _SEXUAL.search(what) is not None
    if not sexual and not _in_custody(reader):
        return
    span = found.span("noun")
    words = reader.describe(span)
    if words.is_people is not True:
        return
    harm = Harm.SEXUAL_VIOLENCE if sexual else Harm.TORTURED
    m = reader.add_people(
        harm, reader.token_at_offset(found.start("verb")), span, replace(words, plural=True), "testimony"
    )
    m.end = max(m.end, found.end() + told.end())


def _read_states(reader: Reader) -> None:
    """ "Was kept naked and chained to a pipe", "was given electric shocks", "came back with the soles of his feet burned"."""
    start, end = reader.sentence.start, reader.sentence.end
    for shape, custody in ((_KEPT, _CUSTODY), (_SHOCKS, _CUSTODY), (_CAME_BACK, _TAKEN), (_SHOWED, _LET_OUT)):
        found = shape.first(reader)
        back = 0 if shape is _SHOWED else BEFORE_CHARACTERS
        if found is None or custody.search(reader.text, max(0, start - back), end) is None:
            continue
        subject = subject_head(reader, reader.token_at_offset(found.start()))
        if subject is None:
            continue
        token, group = reader.tokens[subject], reader.group(subject)
        if group.words.is_people is not True and token.word not in ("he", "she") and group.quantity is None:
            continue
        if any(m.harm == Harm.TORTURED for m in reader.mentions):
            continue
        if (
            group.quantity is None
            and group.words.plural
            and group.noun is not None
            and token.tag in ("NNS", "NNP", "NNPS")
        ):
            at = reader.token_at_offset(found.start())
            those = reader.add_people(Harm.TORTURED, at, group.noun, group.words, "testimony")
            those.end = max(those.end, found.end())
            continue
        m = add_victims(reader, Harm.TORTURED, reader.token_at_offset(found.start()), subject, "testimony")
        if m is None and group.quantity is not None:
            m = reader.add_bare(
                Harm.TORTURED, reader.token_at_offset(found.start()), group.quantity, "testimony", group.noun
            )
        if m is not None:
            m.end = max(m.end, found.end())


def _read_nails(reader: Reader) -> None:
    """ "Pulled out three of his fingernails": the possessive is the only word for the victim."""
    found = _NAILS.first(reader)
    if found is None or any(m.harm == Harm.TORTURED for m in reader.mentions) or not _in_custody(reader):
        return
    name = "whose" if found.group("whose") else "whose2"
    whose = reader.token_at_offset(found.start(name))
    if whose.word not in ("his", "her"):
        return
    words = reader.describe((whose.start, whose.end))
    one = add_pronoun(reader, Harm.TORTURED, whose, words, "testimony")
    one.start, one.end = min(one.start, found.start()), max(one.end, found.end())
