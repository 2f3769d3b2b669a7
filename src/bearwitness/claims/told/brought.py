"""Those whom others bring to a hospital: "friends drove him to the hospital", "got her airlifted to a clinic in Oru".

Called for each parsed sentence after `care`, which has those who "were taken". To bring somebody says nothing of force: the
report must tell of it, and of people hurt before, or the sentence itself of arms. It leaves open whether they lived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention, are_told
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.told.care import is_for_other_reasons, names_told
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import BODILY, Harm

LOOK_BACK_SENTENCES = 4  # how far back somebody must be told as hurt

_TO_HOSPITAL = Keyed(
    r"\bto\s+(?:the\s+|an?\s+|(?:his|her|their)\s+)?(?:(?!to\b)[\w'’.-]+\s+){0,6}?(?:hospitals?|clinic|medical cent(?:er|re)|trauma cent(?:er|re)|emergency room|infirmary)\b",
    "hospital hospitals clinic medical trauma emergency infirmary",
)
_BRING = words_of(
    "took take takes taking drove drives driving rushed rushes rushing carried carries carrying flew flies flying airlifted airlifts "
    "airlifting transported transports transporting brought brings bringing ferried ferries escorted evacuated evacuating moved"
)
_GET = words_of("get got getting gets have had")
_DEAD = words_of("died die dies dead death pronounced body bodies corpse corpses remains killed morgue")
_PERSONAL = words_of("him her them he she")


def read_brought(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add those whom somebody brings to a hospital to `mentions`, the reader's own list, where nothing is told of them yet."""
    found = _TO_HOSPITAL.first(reader)
    if found is None or not _DEAD.isdisjoint(reader.low_words) or not reader.is_of_force:
        return
    near = [
        m
        for m in earlier
        if m.harm in BODILY and m.low != 0 and reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES
    ]
    if (not near and not reader.names_force) or is_for_other_reasons(reader):
        return
    known = names_told(reader, earlier)
    for t, head in _brought(reader, found.start()):
        token = reader.tokens[head]
        group = reader.group(head)
        start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
        one = token.word in _PERSONAL and (bool(near) or bool(mentions))
        one = one or group.words.is_people is True or (token.name and token.word.split()[-1] in known)
        if not one or are_told(mentions, start, end, *BODILY) or _is_told_elsewhere(mentions, token):
            continue
        hurt = add_victims(reader, Harm.INJURED, t, head, "care")
        if hurt is not None:
            hurt.end = max(hurt.end, found.end())
            hurt.extra["fate_open"] = True


def _brought(reader: Reader, before: int) -> Iterator[tuple[Token, int]]:
    """Each verb of bringing that stands before "to the hospital", with the head of its object."""
    for t in reader.tokens:
        if t.start >= before:
            return
        if t.word not in _BRING or not t.tag.startswith("VB"):
            continue
        parent = reader.tokens[t.head]
        got = t.tag == "VBN" and parent.word in _GET and t.dep in ("ccomp", "xcomp", "oprd")
        for c in t.children:
            child = reader.tokens[c]
            if child.start >= before or child.dep not in (("nsubj", "nsubjpass") if got else ("dobj",)):
                continue
            if got == (c < t.i):
                yield t, c


def _is_told_elsewhere(mentions: Sequence[Mention], token: Token) -> bool:
    """Whether "him" or "her" stands for somebody of whom the sentence tells a harm ("found Orl shot and drove him")."""
    return token.word in _PERSONAL and any(m.harm in BODILY and m.low == m.best == 1 for m in mentions)
