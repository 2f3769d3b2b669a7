"""A document -> its claims, with quotes, claimants, scope, links, and the words of place and time still unresolved.

    split into sentences -> those with a word of harm -> parse -> mentions (outcomes) -> claimant and factuality
    (claimants) -> scope, time and place words (setting) -> links within the document (links) -> claims

Cost: linear in the text; parsing, the slow part, touches only sentences that hold a word of harm, the ends of the
quotations that those stand in, and up to six sentences before a pronoun claimant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bearwitness.claims.context.carried import settle_ages_of_pronouns, settle_status_and_role
from bearwitness.claims.context.claimants import Attribution
from bearwitness.claims.context.confidence import score_drafts
from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.context.levels import follow_the_whole
from bearwitness.claims.context.links import link_drafts, other_setting
from bearwitness.claims.context.officers import settle_officers
from bearwitness.claims.context.periods import settle_scope
from bearwitness.claims.context.perpetrators import Page, settle_perpetrators
from bearwitness.claims.context.persons import settle_sex_and_age
from bearwitness.claims.context.portraits import settle_portraits
from bearwitness.claims.context.setting import Setting, SettingReader
from bearwitness.claims.context.unreal import told_as, why_unreal
from bearwitness.claims.context.voices import is_tentative
from bearwitness.claims.sentence.brackets import open_brackets
from bearwitness.claims.sentence.harm_lexicon import harm_words, sentences_of_harm
from bearwitness.claims.sentence.mentions import Mention, merged_words
from bearwitness.claims.sentence.outcome_words import TIME_NOUNS
from bearwitness.claims.sentence.outcomes import read_outcomes
from bearwitness.claims.sentence.parse import (
    Sentence,
    is_mostly_upper,
    model_digest,
    parse_sentences,
    split_sentences,
    truecase,
)
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.report_text import ReportText
from bearwitness.claims.sentence.titles import recase_titles
from bearwitness.claims.sentence.victims import ROLES
from bearwitness.claims.told.abuse import read_abuse
from bearwitness.claims.told.among import read_among
from bearwitness.claims.told.beatings import read_beatings
from bearwitness.claims.told.blows import read_blows
from bearwitness.claims.told.breakdowns import read_breakdowns
from bearwitness.claims.told.by_place import read_by_place
from bearwitness.claims.told.captives import read_captives
from bearwitness.claims.told.care import read_care, settle_who_died
from bearwitness.claims.told.custody import read_custody
from bearwitness.claims.told.cut_lists import read_cut_lists
from bearwitness.claims.told.deaths import read_deaths
from bearwitness.claims.told.denials import read_denials
from bearwitness.claims.told.displaced import read_displaced
from bearwitness.claims.told.ellipsis import read_ellipsis
from bearwitness.claims.told.fates import read_fates
from bearwitness.claims.told.found import read_found
from bearwitness.claims.told.got_free import read_got_free
from bearwitness.claims.told.headlines import read_headline
from bearwitness.claims.told.idioms import read_idioms
from bearwitness.claims.told.likewise import read_likewise
from bearwitness.claims.told.lost_track import read_lost_track
from bearwitness.claims.told.most import read_most
from bearwitness.claims.told.multiples import read_multiples
from bearwitness.claims.told.nobody import read_nobody
from bearwitness.claims.told.one_of import read_one_of
from bearwitness.claims.told.own_hand import read_own_hand
from bearwitness.claims.told.parts import read_parts
from bearwitness.claims.told.revised import read_revised
from bearwitness.claims.told.rolls import read_roll
from bearwitness.claims.told.seized import read_seized
from bearwitness.claims.told.series import read_series
from bearwitness.claims.told.shares import read_shares
from bearwitness.claims.told.short_lists import read_short_lists
from bearwitness.claims.told.slips import drop_slips
from bearwitness.claims.told.survivors import read_survivors
from bearwitness.claims.told.tables import drop_heads, read_tables
from bearwitness.claims.told.taken import read_taken
from bearwitness.claims.told.tallies import Lead, read_tally, rows_under_leads
from bearwitness.claims.told.testimony import read_testimony
from bearwitness.claims.told.themselves import read_themselves
from bearwitness.claims.told.treated import read_treated
from bearwitness.claims.told.unnumbered import read_unnumbered
from bearwitness.claims.told.unseen import read_unseen
from bearwitness.claims.told.verb_series import read_verb_series
from bearwitness.claims.told.whole_lists import read_whole_lists
from bearwitness.claims.told.wounds import read_wounds
from bearwitness.records import (
    BODILY,
    Claim,
    Counting,
    Document,
    Factuality,
    Harm,
    Modifier,
    Name,
    Period,
    Place,
    Scope,
    SetAsideSpan,
    Status,
    Victims,
    hash_parts,
)
from bearwitness.versions import rules_version

EXTRACTOR = "bearwitness-rules/1"
DATELINE_REACH = (
    1_500  # code points of the body in which a paragraph may open with a dateline: behind a caption or a notice
)

OPENING_LINES = 250  # code points of the body in which a page may print its title again, with its own name behind it

_OPENS_SUBSET = re.compile(
    r"\s*(?:\"|“)?(?:Of (?:which|whom|these|those|them)|Among (?:them|these|those|the (?:dead|victims|killed|wounded|injured|casualties|detainees|prisoners))|They include|These include|Including)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:correct(?:ed|ion)?|figure|number|count|toll|puts? (?:it|them) at|of (?:these|those) (?:said|described|told))\b"
    r"|\b(?:there (?:had been|were)|it (?:is|was)) [\w,-]+\s*(?:$|[.;,])",
    re.IGNORECASE,
)  # a number that leans on the sentence before
_BARE_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}(?:,\s+[A-Z][\w .'’-]{1,30}){0,2}(?:,\s+\d{1,2}\s+\w+\.?(?:\s+\d{2,4})?|,\s+\w+\.?\s+\d{1,2}(?:,\s+\d{4})?)?\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|—|–|-|>>)\s+"
)
_DATELINE = re.compile(r"\s*[^\n]{0,120}?(?:\([^)\n]{1,60}\)\s*)?(?:--|—|–|-|>>)\s*(?:\[[^\]]{1,90}\]\s*)*")
_MARKS = re.compile(
    r"(?:\s*\[[^\]]{1,90}\]\s*)+|\s*(?:[01]?\d|2[0-3])[:.][0-5]\d\s*(?:GMT|UTC|BST|EST|CET|a\.?m\.?|p\.?m\.?)?\s*[-–—:|]?\s+(?=[A-Z\"“])"
)


_PAGE_NAME = re.compile(
    r"\s+[-–—|]\s+(?=[A-Z0-9])(?:[\w&.,:'’/-]+\s+){0,5}?(?:[\w-]+\.(?:com|org|net|tv)\b|News\b|TV\b|Channel\b|Radio\b|Weather\b|Sports\b|FOX\b|CNN\b|"
    r"[ANC]BC\b|CBS\b|[KW][A-Z]{2,3}(?:-?TV)?\b)[^\n]*|\s+(?:Posted|Updated|Published):[^\n]*"
)
"""The name of the site, or the hour, behind a title: "Boy shot - Oru News, Weather and Sports". Capitals as printed."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Claims of a document in the order of the text, and the spans that speak of harm but claim none."""

    claims: tuple[Claim, ...]
    set_aside: tuple[SetAsideSpan, ...]


def extractor_version() -> str:
    """Name and version of the rules and the language model, as claims carry it; raised when claims are read otherwise."""
    return f"{EXTRACTOR}+{model_digest()}"


def extraction_rules() -> str:
    """The same with a digest of the rules' own source: the key of what was extracted before, by these very rules."""
    return f"{rules_version(EXTRACTOR, 'claims', 'phrases')}+{model_digest()}"


def extract(document: Document, *, is_place_word: Callable[[str], bool] | None = None) -> Extraction:
    """Claims of a document, unresolved.

    Args:
        document: With its text layer.
        is_place_word: Tells place names in texts printed in capitals, where shape cannot; None takes shape alone.

    Returns:
        Claims sorted by span; place and time hold words only.
    """
    drafts, aside = read_drafts(document, is_place_word=is_place_word)
    score_drafts(drafts, document.text)
    follow_the_whole(drafts, document.text)
    return Extraction(_build(document, drafts), tuple(sorted(aside, key=lambda a: (a.start, a.end, a.reason))))


def read_drafts(
    document: Document, *, is_place_word: Callable[[str], bool] | None = None
) -> tuple[list[Draft], list[SetAsideSpan]]:
    """The claims of a document in the making, linked, and what is set aside; `extract` makes claims of them."""
    text = document.text
    sentences = _sentences(document)
    candidates = sentences_of_harm(text, sentences)
    if not candidates:
        return [], []
    cased = open_brackets(truecase(text, sentences) if is_mostly_upper(text) else recase_titles(text, candidates))
    after = [sentences[s.index + 1] for s in candidates if s.index + 1 < len(sentences)]
    leads = rows_under_leads(text, sentences, candidates)
    held = {s.index for s in candidates}
    follow_up = [s for s in after if s.index not in held and _may_follow(text, s)]
    follow_up += [sentences[k] for k in leads if k not in held and sentences[k] not in follow_up]

    def parse(wanted: Sequence[Sentence]) -> None:
        parse_sentences(text, cased, wanted)

    attribution = Attribution(text, cased, sentences, parse)
    wanted = {s.index: s for s in [*candidates, *follow_up]}
    for s in candidates:
        for needed in attribution.needed_for(s):
            wanted[needed.index] = needed
    parse([wanted[k] for k in sorted(wanted)])

    report = ReportText(text, cased, harm_words())
    mentions = _all_mentions(report, [wanted[k] for k in sorted({s.index for s in [*candidates, *follow_up]})], leads)
    told = told_as(text)
    settings = SettingReader(text, cased, sentences, is_place_word)
    drafts: list[Draft] = []
    aside: list[SetAsideSpan] = []
    previous: tuple[Mention, Setting] | None = None
    before: tuple[Mention, str | None] | None = None
    for mention, others in mentions:
        factuality, reason = attribution.factuality(mention)
        if reason in (None, "planned") and before is not None and _goes_on(cased, before[0], mention):
            reason = before[1]  # "10 dead and 30 wounded": what holds of the one holds of the other
        before = (mention, reason)
        reason = reason or _out_of_scope(report, mention) or why_unreal(cased, mention, told)
        if reason is not None:
            aside.append(
                SetAsideSpan(
                    document.document_id,
                    mention.start,
                    mention.end,
                    text[mention.start : mention.end],
                    mention.harm,
                    reason,
                )
            )
            continue
        setting = settings.read(mention, others, previous)
        claimant = attribution.claimant_of(mention)
        if claimant is not None and factuality is Factuality.ASSERTED and is_tentative(claimant.text):
            factuality = Factuality.HEDGED
        drafts.append(Draft(mention, setting, claimant, factuality, in_title=mention.start < document.body_start))
        if setting.place is not None or setting.time is not None:
            previous = (mention, setting)
    _share_total_scope(drafts, text)
    settle_scope(drafts, text, sentences, settings.times)
    drafts = _settle_shot(drafts, text)
    drafts = _keep_parents(drafts)
    settle_who_died([d.mention for d in drafts if d.factuality != Factuality.DENIED])
    settle_officers([d.mention for d in drafts], cased)
    _settle_another(drafts)
    link_drafts(drafts, text)
    settle_sex_and_age(drafts, text, apart=other_setting)
    settle_ages_of_pronouns(drafts, text, sentences)
    settle_status_and_role(drafts, text, apart=other_setting)
    settle_portraits(drafts, text, sentences, apart=other_setting)
    settle_perpetrators(drafts, Page(report, sentences, parse))
    return [*(d for d in drafts if not d.mention.extra.get("told_apart")), *_series(drafts)], aside


def _goes_on(cased: str, first: Mention, second: Mention) -> bool:
    """Whether two counted states stand side by side: "10 dead and 30 wounded"."""
    counted = first.quantity is not None and second.quantity is not None and first.harm != second.harm
    return counted and first.end <= second.start and _AND_ALSO.fullmatch(cased, first.end, second.start) is not None


_AND_ALSO = re.compile(r"\s*(?:,|and|,\s*and|&)\s+", re.IGNORECASE)


def _sentences(document: Document) -> list[Sentence]:
    """Sentences of title and body; a dateline is no part of the first."""
    text = document.text
    sentences = split_sentences(text)
    line_end = (
        document.dateline_date.span[1]
        if document.dateline_date
        else document.dateline_place.span[1]
        if document.dateline_place
        else None
    )
    kept: list[Sentence] = []
    capitals = is_mostly_upper(text)
    for s in sentences:
        if line_end is not None and s.start < line_end <= s.end + 1 and s.start <= document.body_start + 200:
            head = _DATELINE.match(text, max(s.start, line_end - 1), s.end)
            s.start = min(head.end(), s.end) if head else s.start
        opens = s.start <= document.body_start + 3 or (not kept or kept[-1].paragraph != s.paragraph)
        if opens and s.start <= document.body_start + DATELINE_REACH and not capitals:
            place = _BARE_DATELINE.match(text, s.start, s.end)
            s.start = place.end() if place else s.start
        mark = _MARKS.match(text, s.start, s.end)
        if mark:
            s.start = mark.end()
        if s.start < document.body_start + OPENING_LINES:
            tail = _PAGE_NAME.search(text, s.start, s.end)
            s.end = tail.start() if tail else s.end
        if s.end - s.start >= 2:
            s.index = len(kept)
            kept.append(s)
    return kept


def _may_follow(text: str, sentence: Sentence) -> bool:
    """Whether a sentence without a word of harm may speak of the people before it ("Three were children.")."""
    words = text[sentence.start : sentence.end]
    if _OPENS_SUBSET.match(words):
        return True
    if len(words) > 160:
        return False
    return bool(
        re.match(
            r"\s*(?:At least |About |Some |Nearly )?(?:\w+[- ]?){1,3}(?:of them |of those )?(?:were|was|are)\b",
            words,
            re.IGNORECASE,
        )
    ) or bool(_LEANS.search(words))


def _all_mentions(
    report: ReportText, sentences: Sequence[Sentence], leads: Mapping[int, Lead]
) -> list[tuple[Mention, list[Mention]]]:
    found: list[tuple[Mention, list[Mention]]] = []
    earlier: list[Mention] = []
    for sentence in sentences:
        reader = Reader(report, sentence)
        mentions = read_outcomes(reader)
        read_fates(reader, mentions)
        read_deaths(reader, mentions)
        read_captives(reader, mentions)
        read_custody(reader, mentions)
        read_taken(reader, mentions)
        read_seized(reader, mentions)
        read_displaced(reader, mentions)
        read_unseen(reader, mentions)
        read_lost_track(reader, mentions)
        read_beatings(reader, mentions)
        read_abuse(reader, mentions)
        read_testimony(reader, mentions, earlier)
        read_themselves(reader, mentions)
        read_nobody(reader, mentions)
        read_idioms(reader, mentions)
        read_short_lists(reader, mentions)
        read_own_hand(reader, mentions)
        read_wounds(reader, mentions)
        read_blows(reader, mentions)
        read_found(reader, mentions)
        read_treated(reader, mentions)
        read_care(reader, mentions, earlier)
        read_whole_lists(reader, mentions)
        read_survivors(reader, mentions)
        read_headline(reader, mentions)
        read_likewise(reader, mentions)
        read_multiples(reader, mentions)
        read_unnumbered(reader, mentions)
        read_roll(reader, mentions)
        read_series(reader, mentions)
        read_tables(reader, mentions, earlier)
        read_tally(reader, mentions, earlier, leads)
        read_denials(reader, mentions)
        read_got_free(reader, mentions, earlier)
        read_parts(reader, mentions, earlier)
        read_shares(reader, mentions, earlier)
        read_one_of(reader, mentions)
        read_among(reader, mentions)
        read_breakdowns(reader, mentions, earlier)
        read_by_place(reader, mentions)
        read_cut_lists(reader, mentions, earlier)
        read_revised(reader, mentions, earlier)
        _read_corrected(reader, mentions, earlier)
        read_ellipsis(reader, mentions, earlier)
        _read_discovery(reader, mentions)
        read_verb_series(reader, mentions)
        read_most(reader, mentions, earlier)
        drop_slips(reader, mentions)
        drop_heads(reader, mentions)
        mentions = _without_doubles(mentions)
        _join_ordinal(mentions)
        mentions.sort(
            key=lambda m: (m.quantity.start if m.quantity else m.noun[0] if m.noun else m.start, m.harm.value)
        )
        found.extend((m, mentions) for m in mentions)
        earlier.extend(mentions)
    return found


def _without_doubles(mentions: list[Mention]) -> list[Mention]:
    """One mention a number (or noun phrase) and harm; "shot" gives way to what the same people are said to have suffered."""
    kept: list[Mention] = []
    for m in mentions:
        twin = next(
            (
                k
                for k in kept
                if (
                    (m.quantity is not None and k.quantity is m.quantity)
                    or (m.quantity is None and k.quantity is None and m.noun is not None and k.noun == m.noun)
                    or (m.harm == k.harm and m.noun is not None and _same_start(m, k))
                    or (m.harm == k.harm and m.trigger == k.trigger and m.best == k.best and _is_floating(m))
                )
                and (
                    k.harm == m.harm
                    or _from_shot(k)
                    or _from_shot(m)
                    or (m.quantity is not None and {k.harm, m.harm} <= BODILY)
                )
                and not (k.harm != m.harm and m.extra.get("told_as_both"))
            ),
            None,
        )
        if twin is None:
            kept.append(m)
        elif (
            (_from_shot(twin) and not _from_shot(m))
            or _burned_then(twin, m)
            or (m.harm == Harm.KILLED_OR_INJURED and twin.harm != m.harm)
            or _died_of_it(twin, m)
        ):
            if _died_of_it(twin, m):
                m.moved_from = Harm.INJURED
            kept[kept.index(twin)] = m
            _repoint(mentions, twin, m)
        elif _died_of_it(m, twin):
            twin.moved_from = Harm.INJURED
            _repoint(mentions, m, twin)
        else:
            _repoint(mentions, m, twin)
    return kept


def _burned_then(hurt: Mention, dead: Mention) -> bool:
    """ "Lynched and then burned two men": what was done to the bodies hurts nobody more."""
    burned = hurt.sentence.tokens[hurt.trigger].word in ("burned", "burnt", "burning", "mutilated")
    return burned and hurt.harm == Harm.INJURED and dead.harm == Harm.KILLED and hurt.rule == dead.rule == "object"


def _is_floating(m: Mention) -> bool:
    """ "The two brothers both died": the second number repeats the first."""
    return m.noun is None and m.quantity is not None and m.quantity.text.lower() in ("both", "all")


def _same_start(m: Mention, k: Mention) -> bool:
    """Whether two phrases without a number open with the same word: "the cousin" and "the cousin of a singer"."""
    return (
        m.quantity is None
        and k.quantity is None
        and k.noun is not None
        and m.noun is not None
        and m.noun[0] == k.noun[0]
    )


def _join_ordinal(mentions: list[Mention]) -> None:
    """ "The killing of Hadi Solm makes him the 14th medical worker to die": one person, said twice in the sentence."""
    for ordinal in [m for m in mentions if m.counting == Counting.ORDINAL and not m.extra.get("told_apart")]:
        same = next(
            (
                m
                for m in mentions
                if m is not ordinal
                and m.harm == ordinal.harm
                and m.implied
                and m.low == m.best == 1
                and m.part_of is None
                and m.sum_with is None
            ),
            None,
        )
        if same is not None:
            ordinal.names = ordinal.names or same.names
            ordinal.start, ordinal.end = min(ordinal.start, same.start), max(ordinal.end, same.end)
            _repoint(mentions, same, ordinal)
            mentions.remove(same)


def _died_of_it(wounded: Mention, dead: Mention) -> bool:
    """ "Two people wounded in the bombing have died": the wound describes those whom the verb says died."""
    return (
        wounded.harm == Harm.INJURED
        and dead.harm == Harm.KILLED
        and wounded.rule in ("acl", "relcl", "noun-modifier", "the-dead", "shared-acl", "part")
    )


def _repoint(mentions: Sequence[Mention], old: Mention, new: Mention) -> None:
    for m in mentions:
        if m.part_of is old:
            m.part_of = new if m is not new else None
            if new.harm == Harm.KILLED_OR_INJURED and m.harm == old.harm and m is not new:
                m.harm = new.harm  # "57 casualties (21 killed), among them 24 children"
        if m.sum_with is old:
            m.sum_with = new


_LIMB = re.compile(
    r"^(?:[^,;.]{0,30} )?(?:in|through|on) (?:the|his|her|their|both|one) (?:\w+ )?(?:legs?|arms?|foot|feet|knees?|shoulders?|hands?|thighs?|ankles?|calf|buttocks|fingers?)\b"
)
_GUNSHOT = re.compile(r"\b(?:gunshot|bullet|stab)\s+(?:wounds?|injur\w+)\b", re.IGNORECASE)
_HITS = frozenset(("hit struck shootings stab stabs stabbed stabbing stabbings knifed slashed beaten beating").split())


def _from_shot(m: Mention) -> bool:
    word = m.sentence.tokens[m.trigger].word
    if m.harm == Harm.INJURED and _LIMB.search(
        " ".join(t.word for t in m.sentence.tokens[m.trigger + 1 : m.trigger + 10])
    ):
        return False  # "shot in the leg": no death is to be thought of
    return m.harm == Harm.INJURED and (
        harm_words().transitive.get(word) == "shot" or word in _HITS or bool(m.extra.get("fate_open"))
    )


def _read_corrected(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """ "an earlier version said 15 people were killed; the figure is 5": the bare number takes the harm that it corrects."""
    sentence = reader.sentence
    low = reader.cased[sentence.start : sentence.end].lower()
    near = [
        m
        for m in [*earlier, *mentions]
        if m.quantity is not None and 0 <= sentence.index - m.sentence.index <= 1 and m.part_of is None
    ]
    for k, q in enumerate(reader.quantities):
        if k in reader.used or q.ordinal:
            continue
        lead = reader.cased[max(sentence.start, q.start - 60) : q.start].lower()
        if near and re.search(
            r"\b(?:gave|gives|giving|put|puts|cited) (?:a|the|its|their) (?:figure|toll|number|count|total) (?:of|at)\s*$",
            lead,
        ):
            base = near[-1]
            other = reader.add_bare(base.harm, reader.token_at_offset(q.start), q, "other-figure")
            if other is not None:
                other.words = base.words
            continue
        says = re.search(
            r"\b(?:correct |actual |right |true |revised |new )?(?:figure|number|toll|count|total)\s+(?:for\s+[^.;,]{2,30}?\s+|\w+\s+)?(?:is|was|has been (?:corrected|revised) to|should (?:be|have been)|stands at|at)\s*$",
            lead,
        )
        instead = re.search(
            r"\bnot\s*$|\band not (?:the )?$|\brather than\s*$|\binstead of\s*$|\b(?:up|down|revised) from(?: an earlier| a previous)?\s*$",
            lead,
        )
        if (
            says
            and near
            and re.search(
                r"\b(?:correct|earlier|previous|initial|wrong|error|mistake|revised|actual)",
                low + reader.cased[max(0, sentence.start - 200) : sentence.start].lower(),
            )
        ):
            wrong = next((m for m in reversed(near) if m.quantity is not None and m.quantity.end <= q.start), None)
            if wrong is not None:
                new = reader.add_bare(wrong.harm, reader.token_at_offset(q.start), q, "corrected")
                if new is not None:
                    new.replaces = wrong
                    new.noun, new.words = None, wrong.words
        elif instead and reader.word(reader.token_index(q.end)) not in TIME_NOUNS:
            right = next((m for m in reversed(mentions) if m.quantity is not None and m.quantity.end <= q.start), None)
            if right is not None and q.end - right.end < 120:
                old = reader.add_bare(right.harm, reader.token_at_offset(q.start), q, "corrected")
                if old is not None and right.replaces is None:
                    right.replaces = old
                    old.part_of = old.sum_with = None


def _read_discovery(reader: Reader, mentions: list[Mention]) -> None:
    """ "Ten bodies were found ...; they died in 2019": the time of death is the event's, not the discovery's."""
    for m in mentions:
        if not m.rule.startswith("bodies"):
            continue
        tail = reader.cased[m.end : reader.sentence.end]
        found = re.search(
            r"\b(?:they|who|the (?:men|women|victims|people))\s+(?:had |were |had been |are believed to have |probably )?(?:died|killed|been killed|executed|murdered)\b",
            tail,
        )
        if found:
            m.extra["event_after"] = m.end + found.start()


_CRASH = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:in|during|after|following|from|of)\s+(?:(?:a|an|the|his|her|their)\s+)?(?:\w+\s+){0,2}?(?:crash|wreck|collision|car accident|traffic accident|road accident|heart attack|cancer|illness|"
    r"natural causes|thirst|hunger|starvation|exposure|snake ?bite|typhoid|malaria|dysentery|fever|old age|overdose|earthquake|flood|floods|storm|landslide|covid-19|cholera|pneumonia)\b",
    re.IGNORECASE,
)


_QUESTION = re.compile(
    r"(?:^|[:;.\"“]\s*)(?:was|were|is|are|did|do|does|has|have|had|could|can|how many|who|what)\b[^.;:]{2,150}\?[\"”’]?\s*$",
    re.IGNORECASE,
)


def _out_of_scope(report: ReportText, mention: Mention) -> str | None:
    words = harm_words()
    sentence = report.cased[mention.sentence.start : mention.sentence.end]
    if _QUESTION.search(sentence):
        return "hypothetical"
    cause = words.outside.search(sentence)
    mention.extra["other_cause"] = cause is not None
    if cause and mention.harm != Harm.DETAINED and not words.force.search(sentence):
        return "out_of_scope"
    trigger = mention.sentence.tokens[mention.trigger]
    if _CRASH.match(report.cased, trigger.end):
        return "out_of_scope"
    if report.is_of_other_cause and mention.harm != Harm.DETAINED and not words.force.search(sentence):
        return "out_of_scope"
    return None


_ANYBODY = frozenset([None, "victim", "person", "body", "individual", "one"])


def _may_be_same(hit: Mention, dead: Mention, *, only_one: bool) -> bool:
    """Whether the one who was hit may be the one told as dead: nothing tells them apart, and something holds them together."""
    if hit.names and dead.names:
        mine, theirs = ({n.text.split()[-1].lower() for n in m.names} for m in (hit, dead))
        return bool(mine & theirs)
    if dead.low != 1 or dead.best != 1:
        return False
    for a, b in zip(merged_words(hit), merged_words(dead), strict=True):
        if a != b and {str(getattr(w, "value", w)) for w in (a, b)}.isdisjoint({"unknown", "None"}):
            return False
    if hit.sentence is dead.sentence and not hit.pronoun and not dead.pronoun and hit.words.head != dead.words.head:
        return False  # "she was torn apart and her grandson lost both legs"
    if hit.pronoun or dead.pronoun or hit.words.head == dead.words.head or {hit.words.head, dead.words.head} & _ANYBODY:
        return True
    return only_one and (hit.definite or dead.definite or bool(hit.names or dead.names))


def _settle_shot(drafts: list[Draft], text: str) -> list[Draft]:
    """ "Shot" alone says hit, not whether dead: injured, unless the document tells that the same people died of it.

    One person shot and one dead are one, unless their names say otherwise; as many shot as dead are the dead; more shot
    than dead were of mixed fate.
    """
    killed = [
        d
        for d in drafts
        if d.mention.harm == Harm.KILLED
        and d.factuality != Factuality.DENIED
        and d.mention.low != 0
        and d.mention.words.role != "attacker"
    ]
    if any(not d.mention.pronoun for d in killed):
        killed = [d for d in killed if not d.mention.pronoun]  # the pronouns stand for these
    names = {n.text.split()[-1].lower() for d in killed for n in d.mention.names}
    only_one = len(names) < 2 and all(d.mention.low == d.mention.best == 1 for d in killed)
    the_dead = {w.lower() for d in killed for n in d.mention.names for w in n.text.split()} if only_one else set()
    tolls = _tolls(drafts)
    together = _counted_together(drafts)
    hurt = any(d.mention.harm == Harm.INJURED and not _from_shot(d.mention) for d in drafts)
    kept: list[Draft] = []
    for d in drafts:
        m = d.mention
        if _of_wounds(m, text) and (
            m.best in tolls or together.get(id(m.sum_with)) in tolls or _all_of_the_dead(d, drafts, text)
        ):
            continue  # "three people with gunshot wounds", where three are told dead
        if _from_shot(m) and killed and m.high != 0:
            if m.low == 1 and m.best == 1:
                if m.names and the_dead and the_dead.isdisjoint(w.lower() for n in m.names for w in n.text.split()):
                    pass  # the one who died goes by another name
                elif any(_may_be_same(m, k.mention, only_one=only_one) for k in killed):
                    continue
            elif m.low is not None and any((k.mention.low, k.mention.high) == (m.low, m.high) for k in killed):
                continue
            elif m.pronoun and not hurt and any((k.mention.low or 0) > 1 for k in killed):
                continue  # "they were shot", where several are told dead
            elif not hurt and _found_dead(m, text):
                m.harm = Harm.KILLED
            else:
                m.harm = Harm.KILLED_OR_INJURED
        kept.append(d)
    _settle_taken_away(kept)
    for d in kept:
        if d.mention.rule == "care" and d.mention.part_of is not None and d.mention.part_of.harm != d.mention.harm:
            d.mention.part_of = None
    return kept


def _settle_taken_away(drafts: Sequence[Draft]) -> None:
    """ "Five were shot, killing one and hurting four. Two were taken to one hospital, three to another": whoever was taken away may
    have died there, where as many are taken as were hit in all."""
    told = [d.mention for d in drafts if d.factuality == Factuality.ASSERTED and d.mention.low == d.mention.high]
    killed = {m.best for m in told if m.harm == Harm.KILLED and m.best} - {None}
    if not killed:
        return
    hurt = {m.best for m in told if m.harm == Harm.INJURED and m.rule != "care" and m.best}
    in_all = {m.best for m in told if m.harm == Harm.KILLED_OR_INJURED and m.best}
    in_all |= {k + h for k in killed for h in hurt if k is not None and h is not None}
    taken = [
        m for m in told if m.rule == "care" and m.harm == Harm.INJURED and m.part_of is None and m.quantity is not None
    ]
    together: dict[int, int] = {}
    for m in taken:
        together[id(m.sum_with or m)] = together.get(id(m.sum_with or m), 0) + (m.best or 0)
    for m in taken:
        if together[id(m.sum_with or m)] in in_all and together[id(m.sum_with or m)] > 1:
            m.harm = Harm.KILLED_OR_INJURED


_FOUND_SHOT = re.compile(r"\bfound\s+(?:shot|stabbed)\b", re.IGNORECASE)
_ALIVE = re.compile(r"\b(?:hospitals?|alive|treated|condition|surviv\w+|wound\w*|injur\w+|recover\w*)\b", re.IGNORECASE)


def _found_dead(m: Mention, text: str) -> bool:
    """Whether people "found shot" are some of the dead: in a report of more dead, where nobody is told as wounded."""
    sentence = text[m.sentence.start : m.sentence.end]
    return _FOUND_SHOT.search(text[m.start : m.end]) is not None and _ALIVE.search(sentence) is None


def _of_wounds(m: Mention, text: str) -> bool:
    """Whether several people are told by their wounds alone, alive or dead ("all three had suffered gunshot wounds")."""
    if m.harm != Harm.INJURED or ((m.best or m.low or 0) < 2 and m.sum_with is None):
        return False
    return m.rule == "wound" or _GUNSHOT.search(text[m.start : m.end + 20]) is not None


def _counted_together(drafts: Sequence[Draft]) -> dict[int, int]:
    """How many wounded each sum of single claims comes to, by the identity of its first mention."""
    counts: dict[int, int] = {}
    for d in drafts:
        if d.mention.harm == Harm.INJURED and d.mention.sum_with is not None:
            counts[id(d.mention.sum_with)] = counts.get(id(d.mention.sum_with), 0) + (d.mention.best or 0)
    return counts


_ALL = frozenset(("all", "both", "they", "each", "the victims", "the bodies"))


def _all_of_the_dead(d: Draft, drafts: Sequence[Draft], text: str) -> bool:
    """ "Three people were dead. All had suffered gunshot wounds": the plural told of last before "all" is of the dead."""
    m = d.mention
    if m.quantity is not None or m.noun is None or text[slice(*m.noun)].lower() not in _ALL:
        return False
    several = [o.mention for o in drafts if o.mention.start < m.start and (o.mention.best or o.mention.low or 0) > 1]
    return bool(several) and max(several, key=lambda o: o.start).harm == Harm.KILLED


def _tolls(drafts: Sequence[Draft]) -> set[int]:
    """Exact numbers of the dead, and what one sentence tells of them together ("killed his wife, her son and himself")."""
    tolls: set[int] = set()
    together: dict[int, int] = {}
    for d in drafts:
        m = d.mention
        if m.harm == Harm.KILLED and d.factuality == Factuality.ASSERTED and m.best is not None and m.low == m.best:
            tolls.add(m.best)
            if m.part_of is None:
                together[m.sentence.index] = together.get(m.sentence.index, 0) + m.best
    return tolls | set(together.values())


_NOT_IN_TOTAL = re.compile(
    r"\b(?:(?:not|n['’]t|without) (?:include|including|count|counting)|excluding|in addition to|on top of|apart from)\b"
)


def _share_total_scope(drafts: Sequence[Draft], text: str) -> None:
    """ "3,290 were hurt this year, and that does not include the 629 who died": what a running total leaves out runs as long."""
    for k, d in enumerate(drafts):
        if d.setting.scope != Scope.INCIDENT or d.mention.quantity is None or d.setting.time is not None:
            continue
        for total in drafts[:k]:
            between = text[total.mention.end : d.mention.start]
            if (
                total.mention.sentence is d.mention.sentence
                and total.setting.scope == Scope.CUMULATIVE
                and _NOT_IN_TOTAL.search(between)
            ):
                d.setting.scope = Scope.CUMULATIVE
                d.setting.time = total.setting.time


def _settle_another(drafts: list[Draft]) -> None:
    """ "Four were killed. Another ten were hurt": the ten add to no earlier number of hurt people; they are the total."""
    told: set[tuple[Harm, Scope]] = set()
    for d in drafts:
        m = d.mention
        key = (m.harm, d.setting.scope)
        if (
            m.counting == Counting.INCREMENT
            and m.quantity is not None
            and key not in told
            and m.quantity.text.lower().startswith("another")
        ):
            m.counting = Counting.TOTAL
        if d.factuality != Factuality.DENIED and m.low != 0:
            told.add(key)


def _keep_parents(drafts: list[Draft]) -> list[Draft]:
    """Parts whose total was set aside go with it."""
    alive = {id(d.mention) for d in drafts}
    return [d for d in drafts if d.mention.part_of is None or id(d.mention.part_of) in alive]


def _series(drafts: Sequence[Draft]) -> list[Draft]:
    """ "The seventh journalist killed this year" also says that seven were: a cumulative claim of its own."""
    added = []
    for d in drafts:
        m, q = d.mention, d.mention.quantity
        if m.counting != Counting.ORDINAL or q is None or q.best is None or q.best < 2:
            continue
        whole = Mention(
            m.harm,
            m.sentence,
            m.trigger,
            m.start,
            m.end,
            q.best,
            q.best,
            q.best,
            Modifier.EXACT,
            q,
            Counting.TOTAL,
            m.unit,
            m.noun,
            m.words,
            perpetrator=None,
            rule="series",
        )
        added.append(
            Draft(
                whole,
                Setting(time=d.setting.time, place=d.setting.place, scope=Scope.CUMULATIVE),
                d.claimant,
                d.factuality,
            )
        )
        d.setting.scope = Scope.INCIDENT
        if d.setting.time is not None and d.setting.time.is_period:
            d.setting.time = None
    return added


def claims_of(document: Document, drafts: Sequence[Draft]) -> list[Claim]:
    """The claim of each draft, in their order, without links; two drafts of the same words give the same id."""
    version = extractor_version()
    return [_claim(document, d, version) for d in drafts]


def _build(document: Document, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
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
        extractor=version,
    )
