"""Drafts of a document -> its claims, with spans, quotes, ids and the links between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.extractor import extractor_version, network_version
from bearwitness.claims.sentence.mentions import NETWORK_RULE, merged_words
from bearwitness.claims.sentence.victims import ROLES
from bearwitness.records import Claim, Document, Harm, Name, Period, Place, Scope, Status, Victims, hash_parts


def claims_of(document: Document, drafts: Sequence[Draft]) -> list[Claim]:
    """The claim of each draft, in their order, without links; two drafts of the same words give the same id."""
    version = extractor_version()
    return [_claim(document, d, version) for d in drafts]


def linked_claims(document: Document, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
    claims = {id(d): claim for d, claim in zip(drafts, claims_of(document, drafts), strict=True)}
    done = []
    seen: set[str] = set()
    for d in drafts:
        claim = claims[id(d)]
        if claim.claim_id in seen:
            continue
        seen.add(claim.claim_id)
        done.append(
            replace(
                claim,
                part_of=_id(claims, d.part_of, claim),
                repeats=_id(claims, d.repeats, claim),
                supersedes=_id(claims, d.supersedes, claim),
                denies=_id(claims, d.denies, claim),
                sum_group=claims[id(d.sum_group)].claim_id
                if d.sum_group is not None and id(d.sum_group) in claims
                else None,
            )
        )
    return tuple(sorted(done, key=lambda c: (c.start, c.end, c.harm.value, c.claim_id)))


def _id(claims: dict[int, Claim], target: Draft | None, claim: Claim) -> str | None:
    if target is None or id(target) not in claims:
        return None
    found = claims[id(target)].claim_id
    return None if found == claim.claim_id else found


def _said(text: str, span: tuple[int, int]) -> str:
    """The words of the text layer itself; phrases are found in its true-cased copy."""
    return text[span[0] : span[1]]


_IN_BRACKET = re.compile(r"\d[\d,]*\)")


def _with_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """Evidence that opens or ends inside the brackets of a count takes them in: "(27) dead"."""
    if text[start - 1 : start] == "(" and _IN_BRACKET.match(text, start, end + 1):
        start -= 1
    if text[end : end + 1] == ")" and re.search(r"\(\d[\d,]*$", text[start:end]):
        end += 1
    return start, end


def _victims(d: Draft, text: str) -> Victims:
    """Who was harmed, with the traits that the words of a draft and its harm give them."""
    m = d.mention
    status, role, age_group, sex = merged_words(m)
    names = tuple(
        sorted(
            {(n.span, n.age): Name(text[n.span[0] : n.span[1]], n.span, n.age) for n in m.names}.values(),
            key=lambda n: n.span,
        )
    )
    if role == "suspect" and status is Status.COMBATANT and m.harm is Harm.KILLED:
        role = None  # "suspected rebels" shot in the fighting are no suspects of a crime
    if role not in ROLES:
        role = "detainee" if m.harm is Harm.TORTURED and m.high != 0 else None
    if _is_suspect(d, status, role):
        role = "suspect"
    return Victims(text[m.noun[0] : m.noun[1]] if m.noun else None, m.noun, status, role, age_group, sex, names)


def _is_suspect(d: Draft, status: Status, role: str | None) -> bool:
    """Whether people were arrested for an offence: attackers, or people of no role who are neither fighters nor held as captives."""
    m = d.mention
    if m.harm is not Harm.DETAINED or d.setting.scope is not Scope.INCIDENT or m.high == 0:
        return False
    if m.sentence.tokens[m.trigger].word in ("rounded", "picked"):
        return False  # taken along, for what is not said
    captive = m.rule in ("held", "people-of-harm", "part") or m.extra.get("captive")
    return role == "attacker" or (role is None and not captive and status is not Status.COMBATANT)


def _claim(document: Document, d: Draft, version: str) -> Claim:
    m, text = d.mention, document.text
    count_span = (m.quantity.start, m.quantity.end) if m.quantity is not None else None
    start, end = _with_bracket(text, *m.evidence)
    place = Place(_said(text, d.setting.place.span), d.setting.place.span) if d.setting.place is not None else None
    if d.setting.site is not None:
        place = replace(place or Place(), name=_said(text, d.setting.site.span), basis="site")
    time = Period(_said(text, d.setting.time.span), d.setting.time.span) if d.setting.time is not None else None
    as_of = Period(_said(text, d.setting.as_of.span), d.setting.as_of.span) if d.setting.as_of is not None else None
    claim_id = hash_parts(
        (
            document.document_id,
            document.layer_hash,
            m.harm.value,
            m.noun,
            count_span,
            start,
            end,
            d.claimant.span if d.claimant else None,
            d.setting.scope.value,
            d.factuality.value,
            m.counting.value,
            version,
        ),
        digits=32,
    )
    return Claim(
        claim_id=claim_id,
        document_id=document.document_id,
        start=start,
        end=end,
        quote=text[start:end],
        harm=m.harm,
        low=m.low,
        best=m.best,
        high=m.high,
        modifier=m.modifier,
        count_text=text[count_span[0] : count_span[1]] if count_span else None,
        count_start=count_span[0] if count_span else None,
        count_end=count_span[1] if count_span else None,
        count_rule=m.quantity.rule if m.quantity is not None else None,
        unit=m.unit,
        counting=m.counting,
        victims=_victims(d, text),
        scope=d.setting.scope,
        factuality=d.factuality,
        moved_from=m.moved_from,
        as_of=as_of,
        claimant=d.claimant,
        alleged_perpetrator=m.perpetrator,
        place=place,
        time=time,
        confidence=d.confidence,
        extractor=network_version() if m.rule == NETWORK_RULE else version,
    )
