"""Figures as situation reports and statements give them: "Civilian casualties: 212 (68 killed, 144 injured)", "suffered no losses".

Called for each parsed sentence before its parts are read. A label with a colon counts what it names; "the figure given
in the previous update was 29" and "112 people sought medical help" lean on the harm told just before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.quantities import read_quantity
from bearwitness.claims.sentence.reader import Reader
from bearwitness.records import BODILY, Harm, Modifier, Quantity

LOOK_BACK_SENTENCES = 2  # how far back the harm may stand on which a bare figure leans

_HARMS = {
    "killed": Harm.KILLED, "dead": Harm.KILLED, "deaths": Harm.KILLED, "fatalities": Harm.KILLED, "injured": Harm.INJURED,
    "wounded": Harm.INJURED, "injuries": Harm.INJURED, "casualties": Harm.KILLED_OR_INJURED, "abducted": Harm.ABDUCTED,
    "kidnapped": Harm.ABDUCTED, "arrested": Harm.DETAINED, "detained": Harm.DETAINED, "displaced": Harm.DISPLACED, "missing": Harm.MISSING,
}  # fmt: skip
_OPEN_CAUSE = frozenset("dead deaths fatalities injured injuries casualties displaced missing".split())
_LABEL = re.compile(
    r"(?:^|(?<=[.;|\n]))\s*(?:[-*•–▪►]\s*)?(?:the\s+)?(?P<who>(?:(?:total|confirmed|verified|reported|overall|new)\s+)*(?:civilians?|people|military|police|security\s+forces?|soldiers|children|women)?)\s*\b"
    rf"(?P<what>{'|'.join(_HARMS)})\b(?:\s+(?:in|since|as\s+of|during|on|this|to\s+date|so\s+far|between|from|by)\b[^:.;\n]{{0,45}}?)?\s*[:=]\s*$",
    re.IGNORECASE,
)
_LABEL_ENDS = re.compile(
    r"\s*(?:people|persons|civilians|individuals)?\s*(?:$|[.;\n(|]|,?\s*(?:including|among|of\s+whom)\b)", re.IGNORECASE
)
_FIGURE = re.compile(
    r"\b(?:figure|number|toll|count|tally)s?\s+(?:(?:that\s+)?(?:we\s+|was\s+)?(?:given|reported|published|cited|announced|released|issued)\s+)?(?:in|from|by)\s+"
    r"(?:(?:the|our|its|their|an?)\s+)?(?:(?:previous|last|earlier|first|preceding|initial)\s+[\w\s#]{2,30}?|(?:flash\s+|situation\s+)?(?:update|report|bulletin|sitrep)\s+(?:#|no\.?\s*)?\d+)\s+(?:was|had\s+been|stood\s+at)\s+$"
    r"|\b(?:previous|earlier|last|initial|first)\s+(?:official\s+)?(?:update|figure|count|report|bulletin|tally|toll|estimate)\s+(?:was|had\s+been|stood\s+at|had\s+(?:put|given|listed)|gave|listed|put\s+(?:it|the\s+(?:figure|number|total))\s+at)\s+$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\s+(?P<who>(?:(?:more|other|wounded|injured|young)\s+)*(?:people|persons|individuals|men|women|children|protesters|demonstrators|civilians|residents|patients|officers|students|worshippers|survivors))\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\s+(?:who\s+)?(?:had\s+|have\s+)?(?:sought|requested|asked\s+for|required|requiring|needed|received)\s+(?:(?:emergency|urgent)\s+)?(?:medical\s+(?:help|attention|assistance|aid|care|treatment)|first\s+aid)\b",
    re.IGNORECASE,
)
_NUMBER_SOUGHT = re.compile(
    r"\bnumber\s+of\s+(?:those|people|persons|demonstrators|protesters)\s+(?:who\s+(?:had\s+|have\s+)?(?:sought|requested|needed|required|received)|seeking|needing|requiring|receiving)\s+(?:(?:medical|emergency)\s+)?(?:help|attention|assistance|aid|care|treatment)\b[^.;\d]{0,40}?\s(?:at|to|is|was|reached|stood\s+at)\s+$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\b(?P<what>killings?|killed|maiming|maimed|injuring|wounding|injured|wounded|abductions?|abducted|rapes?|torture|detentions?|detained)\s*\((?P<n>\d[\d,]*)\)",
    re.IGNORECASE,
)
_STEMS = (
    ("kill", Harm.KILLED), ("maim", Harm.INJURED), ("injur", Harm.INJURED), ("wound", Harm.INJURED), ("abduct", Harm.ABDUCTED),
    ("rape", Harm.SEXUAL_VIOLENCE), ("tortur", Harm.TORTURED), ("detain", Harm.DETAINED), ("detention", Harm.DETAINED),
)  # fmt: skip
_HEALTH = frozenset("health hospital hospitals clinic clinics medical doctors medics".split())
_OF_ALL = re.compile(r"\s+of\s+(?:about\s+|at\s+least\s+|some\s+)?[\d,]+\s", re.IGNORECASE)
_FATAL = re.compile(
    r"\s+(?:of\s+(?:them|these|those|which|whom)|cases)\s+(?:(?:were|was|are|being|proved)\s+)?(?:fatal|deadly)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    r"\bso\s+far\s+(?:been\s+able\s+to\s+)?(?:verif(?:y|ied)|confirm(?:ed)?|document(?:ed)?|record(?:ed)?|identif(?:y|ied)|received?|register(?:ed)?|establish(?:ed)?|corroborated?|counted?)\b[^;.]{0,40}?$",
    re.IGNORECASE,
)
_CASES = re.compile(
    r"\s+of\s+the\s+(?:most\s+|more\s+)?(?:serious|severe|critical|gravest|urgent|worst)(?:ly\s+(?:wounded|injured|hurt))?\s*(?P<noun>cases|patients|wounded|injured|casualties)?\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:referr\w+|evacuat\w+|transferr?\w*|airlift\w*|flown|mov(?:ed|ing)|sent|taken|medevac\w*|transport\w*|stabilis\w+|stabiliz\w+)\b",
    re.IGNORECASE,
)
_NO_LOSSES = re.compile(
    r"\b(?:suffer(?:ed|ing)?|sustain(?:ed|ing)?|took|taken|incurred|reported|recorded|had|with)\s+(?P<no>no|zero)\s+(?:(?:human|combat|further|personnel)\s+)?(?P<noun>losses)\b(?!\s+(?:of|in|on|last|for|this)\s+(?!(?:the\s+)?(?:attack|battle|raid|clash\w*|fighting|operation|ambush)))",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:army|troops|soldiers|fighters|forces|rebels|unit|battalion|brigade|militants|guerrillas|battle|clash\w*|fighting|ambush)\b",
    re.IGNORECASE,
)
_TO_HELL = re.compile(
    r"\s+(?:(?:were|was|have\s+been|had\s+been|being)\s+)?(?:sent|dispatched|despatched)\s+to\s+hell\b", re.IGNORECASE
)
_SENT_TO_HELL = re.compile(r"\s+to\s+hell\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"\bat\s+least\s+(?:the\s+)?$", re.IGNORECASE)


def read_registers(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add such figures to `mentions`, the reader's own list."""
    _drop_displaced_who_died(mentions)
    _drop_places_of_rows(reader, mentions)
    _drop_second_of_pair(reader, mentions)
    _read_elsewhere(reader, mentions)
    _read_shared_out(reader, mentions, earlier)
    words = reader.low_words
    for m in mentions:
        if m.quantity is not None and m.quantity.ordinal:
            m.extra["at_least"] = _AT_LEAST.search(reader.cased, reader.sentence.start, m.quantity.start) is not None
    for q in list(reader.quantities):
        if q.ordinal or any(m.quantity is q for m in mentions):
            continue
        _read_label(reader, q)
        if "figure" in words or "previous" in words or "earlier" in words:
            _read_former(reader, mentions, earlier, q)
        if reader.report.tells_of_force:
            _read_sought(reader, mentions, earlier, q)
            if "hell" in words:
                _read_to_hell(reader, q)
    if "(" in reader.cased[reader.sentence.start : reader.sentence.end]:
        _read_bracketed(reader, mentions)
    if "fatal" in words or "deadly" in words:
        _read_fatal(reader, mentions)
    if {"so", "far"} <= words:
        _settle_so_far(reader, mentions)
    if "losses" in words:
        _read_no_losses(reader)


def _drop_displaced_who_died(mentions: list[Mention]) -> None:
    """ "37 displaced people lost their lives, 14 of them children": it is told of them that they died."""
    for m in [m for m in mentions if m.harm == Harm.DISPLACED and m.rule == "noun-modifier"]:
        dead = next((k for k in mentions if k.quantity is m.quantity is not None and k.harm in BODILY), None)
        if dead is None:
            continue
        mentions.remove(m)
        for part in mentions:
            if part.part_of is m:
                part.part_of, part.harm = dead, dead.harm


def _drop_places_of_rows(reader: Reader, mentions: list[Mention]) -> None:
    """ "By area: Oru, 9 killed; Belen, 4 killed": the name before the number is where it was."""
    for m in [m for m in mentions if m.quantity is None and m.noun is not None]:
        for k in mentions:
            if k.quantity is not None and m.noun is not None and m.noun[1] <= k.quantity.start and k.harm == m.harm:
                between = reader.text[m.noun[1] : k.quantity.start]
                if between.strip() == "," and reader.text[m.noun[0] - 2 : m.noun[0]].strip() in (";", ":", "|"):
                    mentions[:] = [x for x in mentions if x is not m]


_ELSEWHERE = re.compile(
    r"\s*[;,]\s*(?:and\s+)?(?:in|at|near|around)\s+(?:the\s+)?(?:(?:district|province|town|village|city|state)\s+of\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3}\s*,?\s+(?=\S)"
)
_WHERE = re.compile(
    r"(?:^|[;:.]\s|\bsaid\s+)\W*(?:in|at|near|around)\s+[^,;:]{2,60},?\s+(?:at\s+least\s+|some\s+|about\s+)?$",
    re.IGNORECASE,
)


def _read_elsewhere(reader: Reader, mentions: list[Mention]) -> None:
    """ "In Oru, nine people were killed; in Belen, four; and in Tarn, two": the verb is told once."""
    for m in list(mentions):
        if m.quantity is None or not _WHERE.search(reader.cased[reader.sentence.start : m.quantity.start]):
            continue
        at, told = max(m.end, m.quantity.end), m
        while (found := _ELSEWHERE.match(reader.cased, at, reader.sentence.end)) is not None:
            q = next((q for q in reader.quantities if q.start == found.end() and not q.ordinal), None)
            if q is None or any(k.quantity is q for k in mentions):
                break
            if not re.match(r"\s*(?:[;,.]|$|and\b|people\b\s*[;,.])", reader.cased[q.end : reader.sentence.end]):
                break
            one = reader.add_bare(told.harm, reader.token_at_offset(q.start), q, "ellipsis")
            if one is None:
                break
            at = q.end


_IN_PLACE = re.compile(r"\s+(?:in|at|near|around)\s+(?:the\s+)?[A-Z]")


def _read_first_place(reader: Reader, mentions: list[Mention]) -> None:
    """ "Thirty-one were killed: 14 in Oru, nine in Belen": the first number behind the mark."""
    for m in [m for m in mentions if m.quantity is not None and m.part_of is None]:
        for q in reader.quantities:
            lead = reader.cased[m.evidence[1] : q.start] if q.start >= m.evidence[1] else ""
            free = not q.ordinal and not any(k.quantity is q for k in mentions)
            behind = [k for k in mentions if k.quantity is not None and k.start > q.end and k.harm == m.harm]
            if not (free and behind and re.fullmatch(r"\s*[:—–(]\s*", lead)):
                continue
            if (q.best or 0) < (m.best or m.low or 0) and _IN_PLACE.match(reader.cased, q.end, reader.sentence.end):
                one = reader.add_bare(m.harm, reader.token_at_offset(q.start), q, "breakdown")
                if one is not None:
                    one.part_of = m


def _drop_second_of_pair(reader: Reader, mentions: list[Mention]) -> None:
    """ "51 women and girls have been subjected to abuse": the number counts the girls as well."""
    for m in [m for m in mentions if m.rule == "abuse" and m.quantity is None and m.noun is not None]:
        for k in mentions:
            if k.quantity is None or k.harm != m.harm or m.noun is None or k.quantity.end > m.noun[0]:
                continue
            if re.fullmatch(r"\s+(?:women|men|boys|girls)\s+and\s+", reader.cased[k.quantity.end : m.noun[0]]):
                mentions[:] = [x for x in mentions if x is not m]
                break


_OF_THE = re.compile(
    r"\s+of\s+(?:the|these|those|all)\s+(?P<what>killings|deaths|murders|executions|fatalities|homicides|arrests|detentions|abductions|kidnappings|casualties|injuries)\s+"
    r"(?:were|was|occurred|happened|took\s+place|came|involved|resulted|had)\b",
    re.IGNORECASE,
)
_EVENTS = {
    **dict.fromkeys("killings deaths murders executions fatalities homicides".split(), Harm.KILLED),
    **dict.fromkeys("arrests detentions".split(), Harm.DETAINED),
    **dict.fromkeys("abductions kidnappings".split(), Harm.ABDUCTED),
    "casualties": Harm.KILLED_OR_INJURED,
    "injuries": Harm.INJURED,
}
_NEXT = re.compile(r"[^,;.]{0,70}?(?:[,;]\s*(?:and\s+)?|\s+and\s+)$")
_HOW = re.compile(r"\s+(?:in|by|with|at|through|during|from|on|near)\b", re.IGNORECASE)


def _read_shared_out(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """ "Fourteen of the deaths occurred in Oru, six in Belen and two in Tarn": shares of what was told before."""
    told: Mention | None = None
    _read_first_place(reader, mentions)
    for q in [q for q in reader.quantities if not q.ordinal and "fraction" not in q.rule and "per" not in q.text]:
        if any(m.quantity is q for m in mentions):
            continue
        opening = _OF_THE.match(reader.cased, q.end, reader.sentence.end)
        goes_on = (
            told is not None
            and told.quantity is not None
            and _NEXT.fullmatch(reader.cased, told.end, q.start) is not None
            and _HOW.match(reader.cased, q.end, reader.sentence.end) is not None
        )
        if opening is not None and reader.report.tells_of_force and not reader.report.is_of_other_cause:
            harm = _EVENTS[opening.group("what").lower()]
        elif goes_on and told is not None:
            harm = told.harm
        else:
            continue
        one = reader.add_bare(
            harm, reader.token_at_offset((opening.end() if opening is not None else q.end) - 1), q, "share"
        )
        if one is None:
            continue
        if opening is not None:
            one.end = max(one.end, opening.end())
        totals = [
            m
            for m in (*earlier, *mentions)
            if m.harm == harm and m.part_of is None and m is not one and m.rule != "share" and m.start < one.start
        ]
        whole = [m for m in totals if (m.best or m.low or 0) >= (one.best or one.low or 0)]
        one.part_of = whole[-1] if whole else None
        told = one


def _read_label(reader: Reader, q: Quantity) -> None:
    """ "Killed: 23, including 4 women"."""
    if (
        ":" not in reader.text[max(reader.sentence.start, q.start - 3) : q.start]
        and "=" not in reader.text[max(reader.sentence.start, q.start - 3) : q.start]
    ):
        return
    found = _LABEL.search(reader.cased, reader.sentence.start, q.start)
    if found is None or not _LABEL_ENDS.match(reader.cased, q.end, reader.sentence.end):
        return
    what = found.group("what").lower()
    told = {Harm.KILLED, Harm.INJURED} & {m.harm for m in reader.mentions}
    if what in _OPEN_CAUSE and not (reader.report.tells_of_force or told or "civilian" in found.group("who").lower()):
        return
    if reader.report.is_of_other_cause:
        return
    who = found.group("who").strip()
    span = (
        (found.start("who"), found.start("who") + len(who))
        if who and reader.describe(found.span("who")).is_people
        else None
    )
    reader.mentions[:] = [
        m for m in reader.mentions if m.rule != "casualties" or m.start < found.start() or m.end > q.start
    ]
    reader.add_bare(_HARMS[what], reader.token_at_offset(found.start("what")), q, "cell", span)


def _read_bracketed(reader: Reader, mentions: list[Mention]) -> None:
    """ "The killing (14) and maiming (27) of 41 children": each harm has its own number."""
    found = list(_BRACKETED.finditer(reader.cased, reader.sentence.start, reader.sentence.end))
    if not found or not _OF_ALL.match(reader.cased, found[-1].end(), reader.sentence.end):
        return
    triggers = {reader.token_at_offset(f.start("what")).i for f in found}
    mentions[:] = [m for m in mentions if m.trigger not in triggers]
    for f in found:
        q = next((q for q in reader.quantities if q.start == f.start("n")), None)
        if q is None:
            n = int(f.group("n").replace(",", ""))
            q = Quantity(f.group("n"), *f.span("n"), n, n, n, Modifier.EXACT, "exact", *f.span("n"))
            reader.quantities.append(q)
        harm = next(h for stem, h in _STEMS if f.group("what").lower().startswith(stem))
        m = reader.add_bare(harm, reader.token_at_offset(f.start("what")), q, "cell")
        if m is not None:
            m.start = f.start("what")


def _read_fatal(reader: Reader, mentions: list[Mention]) -> None:
    """ "246 casualties, 91 of them fatal"."""
    for q in reader.quantities:
        found = _FATAL.match(reader.cased, q.end, reader.sentence.end)
        before = [m for m in mentions if m.quantity is not None and m.quantity.end <= q.start and m.part_of is None]
        if found is None or q.ordinal or not before or before[-1].harm not in (Harm.KILLED_OR_INJURED, Harm.INJURED):
            continue
        mentions[:] = [m for m in mentions if m.quantity is not q]
        dead = reader.add_bare(Harm.KILLED, reader.token_at_offset(found.end() - 1), q, "part")
        if dead is not None:
            dead.part_of = before[-1] if before[-1].harm == Harm.KILLED_OR_INJURED else None


def _settle_so_far(reader: Reader, mentions: list[Mention]) -> None:
    """ "Has so far been able to verify the deaths of 12": at least twelve."""
    for m in mentions:
        q = m.quantity
        if q is None or q.modifier != Modifier.EXACT or m.part_of is not None or not m.low or m.low != m.high:
            continue
        if _SO_FAR.search(reader.cased, reader.sentence.start, q.start):
            m.high, m.modifier = None, Modifier.AT_LEAST


def _read_former(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], q: Quantity) -> None:
    """ "The figure given in the previous update was 29", after "The death toll stands at 37"."""
    if not _FIGURE.search(reader.cased, reader.sentence.start, q.start):
        return
    if reader.people_after(q) is not None or re.match(r"\s+[a-z]", reader.cased[q.end : q.end + 4]):
        return
    total = next((m for m in mentions if m.quantity is not None and m.end <= q.start and m.part_of is None), None)
    if total is None:
        total = _told_before(reader, earlier)
    if total is not None:
        former = reader.add_bare(total.harm, reader.token_at_offset(q.start), q, "toll")
        if former is not None and total.sentence is reader.sentence and (total.best or 0) != (former.best or 0):
            total.replaces = total.replaces or former


def _told_before(reader: Reader, earlier: Sequence[Mention]) -> Mention | None:
    near = [
        m
        for m in earlier
        if reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES
        and m.quantity is not None
        and m.part_of is None
    ]
    return near[-1] if near and len({m.harm for m in near}) == 1 else None


def _read_sought(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], q: Quantity) -> None:
    """ "112 people sought medical help", "referred 16 of the most serious cases": of those hurt."""
    if reader.report.is_of_other_cause:
        return
    who = _WHO.match(reader.cased, q.end, reader.sentence.end)
    noun = who.span("who") if who is not None else None
    end = noun[1] if noun is not None else q.end
    sought = _SOUGHT.match(reader.cased, end, reader.sentence.end) if noun is not None else None
    if sought is not None and (reader.names_force or _hurt_before(reader, earlier)):
        m = reader.add_bare(Harm.INJURED, reader.token_at_offset(sought.end() - 1), q, "care", noun)
        if m is not None:
            m.end = max(m.end, sought.end())
        return
    lead = _NUMBER_SOUGHT.search(reader.cased, reader.sentence.start, q.start)
    if lead is not None and (
        reader.names_force or _hurt_before(reader, earlier) or not _HEALTH.isdisjoint(reader.low_words)
    ):
        reader.add_bare(Harm.INJURED, reader.token_at_offset(lead.start()), q, "care")
        return
    cases = _CASES.match(reader.cased, q.end, reader.sentence.end)
    if cases is None or not _MOVED.search(reader.cased, reader.sentence.start, reader.sentence.end):
        return
    if cases.group("noun") or reader.names_force:
        m = reader.add_bare(Harm.INJURED, reader.token_at_offset(cases.end() - 1), q, "care")
        if m is not None:
            m.end = max(m.end, cases.end())


def _hurt_before(reader: Reader, earlier: Sequence[Mention]) -> bool:
    return any(
        m.harm in (Harm.INJURED, Harm.KILLED_OR_INJURED) and reader.sentence.index - m.sentence.index <= 4
        for m in earlier
    )


def _read_to_hell(reader: Reader, q: Quantity) -> None:
    """ "Five fighters were sent to hell", as armies say it of the other side's dead."""
    noun = reader.people_after(q)
    end = noun[1] if noun is not None else q.end
    found = _TO_HELL.match(reader.cased, end, reader.sentence.end)
    if found is None and re.search(
        r"\b(?:sent|sending|dispatched|dispatching)\s+$", reader.cased[reader.sentence.start : q.start]
    ):
        found = _SENT_TO_HELL.match(reader.cased, end, reader.sentence.end)
    if found is not None and noun is not None:
        reader.add_bare(Harm.KILLED, reader.token_at_offset(found.end() - 1), q, "to-hell", noun)


def _read_no_losses(reader: Reader) -> None:
    """ "The unit suffered no losses in the attack": none of those who bear arms died."""
    found = _NO_LOSSES.search(reader.cased, reader.sentence.start, reader.sentence.end)
    zero = read_quantity("no")
    if found is None or zero is None or not _ARMED.search(reader.cased, reader.sentence.start, reader.sentence.end):
        return
    start, end = found.span("no")
    if any(m.low == 0 and m.harm == Harm.KILLED for m in reader.mentions):
        return
    q = replace(zero, text=reader.cased[start:end], start=start, end=end, number_start=start, number_end=end)
    reader.quantities.append(q)
    m = reader.add_bare(Harm.KILLED, reader.token_at_offset(found.start("noun")), q, "nobody")
    if m is not None:
        m.start, m.end = start, found.end("noun")
