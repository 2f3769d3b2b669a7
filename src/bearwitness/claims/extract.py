"""A document -> its claims, with quotes, claimants, scope, links, and the words of place and time still unresolved.

    split into sentences -> those with a word of harm -> parse -> mentions (outcomes) -> claimant and factuality
    (claimants) -> scope, time and place words (setting) -> links within the document (links) -> claims

Cost: linear in the text; parsing, the slow part, touches only sentences that hold a word of harm, the ends of the
quotations that those stand in, and up to six sentences before a pronoun claimant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bearwitness.claims.build import linked_claims
from bearwitness.claims.context.carried import settle_ages_of_pronouns, settle_status_and_role
from bearwitness.claims.context.claimants import Attribution
from bearwitness.claims.context.confidence import score_drafts
from bearwitness.claims.context.drafts import Draft, Setting
from bearwitness.claims.context.factuality import how_firmly
from bearwitness.claims.context.levels import follow_the_whole, share_total_scope
from bearwitness.claims.context.links import link_drafts, other_setting
from bearwitness.claims.context.officers import settle_officers
from bearwitness.claims.context.periods import settle_scope
from bearwitness.claims.context.perpetrators import Page, settle_perpetrators
from bearwitness.claims.context.persons import settle_sex_and_age
from bearwitness.claims.context.portraits import settle_portraits
from bearwitness.claims.context.setting import SettingReader
from bearwitness.claims.context.shot import settle_shot
from bearwitness.claims.context.unreal import out_of_scope, same_natural_death, told_as, why_unreal
from bearwitness.claims.context.voices import is_tentative
from bearwitness.claims.network.likely import read_likely
from bearwitness.claims.sentence.brackets import open_brackets
from bearwitness.claims.sentence.harm_lexicon import harm_words, sentences_of_harm
from bearwitness.claims.sentence.mentions import NETWORK_RULE, Mention
from bearwitness.claims.sentence.outcomes import read_outcomes
from bearwitness.claims.sentence.parse import parse_sentences
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.report_sentences import may_follow, sentences_of
from bearwitness.claims.sentence.report_text import ReportText
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.claims.sentence.titles import recase_titles
from bearwitness.claims.sentence.upper_case import is_mostly_upper, truecase
from bearwitness.claims.told.abuse import read_abuse
from bearwitness.claims.told.among import read_among
from bearwitness.claims.told.beatings import read_beatings
from bearwitness.claims.told.blows import read_blows
from bearwitness.claims.told.breakdowns import read_breakdowns
from bearwitness.claims.told.brought import read_brought
from bearwitness.claims.told.by_place import read_by_place
from bearwitness.claims.told.captives import read_captives
from bearwitness.claims.told.care import read_care, settle_who_died
from bearwitness.claims.told.custody import read_custody
from bearwitness.claims.told.cut_lists import read_cut_lists
from bearwitness.claims.told.deaths import read_deaths
from bearwitness.claims.told.denials import read_denials
from bearwitness.claims.told.displaced import read_displaced
from bearwitness.claims.told.doubles import join_ordinal, without_doubles
from bearwitness.claims.told.ellipsis import read_ellipsis
from bearwitness.claims.told.fates import read_fates
from bearwitness.claims.told.found import read_bullet_found, read_discovery, read_found
from bearwitness.claims.told.got_free import read_got_free
from bearwitness.claims.told.headlines import read_headline
from bearwitness.claims.told.idioms import read_idioms
from bearwitness.claims.told.left_hurt import read_left_hurt
from bearwitness.claims.told.likewise import read_likewise
from bearwitness.claims.told.lost_kin import read_lost_kin
from bearwitness.claims.told.lost_track import read_lost_track
from bearwitness.claims.told.most import read_most
from bearwitness.claims.told.multiples import read_multiples
from bearwitness.claims.told.murder_suicides import read_murder_suicides
from bearwitness.claims.told.neither import read_neither
from bearwitness.claims.told.nobody import read_nobody
from bearwitness.claims.told.one_of import read_one_of
from bearwitness.claims.told.own_hand import read_own_hand, settle_murder_suicide
from bearwitness.claims.told.parts import read_parts
from bearwitness.claims.told.pointed import read_pointed
from bearwitness.claims.told.registers import read_registers
from bearwitness.claims.told.revised import read_corrected, read_revised
from bearwitness.claims.told.rolls import read_roll
from bearwitness.claims.told.seized import read_seized
from bearwitness.claims.told.series import read_series
from bearwitness.claims.told.shares import read_shares
from bearwitness.claims.told.short_lists import read_short_lists
from bearwitness.claims.told.slain import read_slain
from bearwitness.claims.told.slips import drop_slips
from bearwitness.claims.told.tables import drop_heads, read_tables
from bearwitness.claims.told.taken import read_taken
from bearwitness.claims.told.tallies import Lead, read_tally, rows_under_leads
from bearwitness.claims.told.testimony import read_testimony
from bearwitness.claims.told.themselves import read_themselves
from bearwitness.claims.told.treated import read_treated
from bearwitness.claims.told.unnumbered import read_unnumbered
from bearwitness.claims.told.unseen import read_unseen
from bearwitness.claims.told.uprooted import read_uprooted
from bearwitness.claims.told.verb_series import read_verb_series
from bearwitness.claims.told.victims_of import read_victims_of
from bearwitness.claims.told.whole_lists import read_whole_lists
from bearwitness.claims.told.wounds import read_wounds
from bearwitness.records import Claim, Counting, Document, Factuality, Harm, Modifier, Scope, SetAsideSpan, Status


@dataclass(frozen=True, slots=True)
class Extraction:
    """Claims of a document in the order of the text, and the spans that speak of harm but claim none."""

    claims: tuple[Claim, ...]
    set_aside: tuple[SetAsideSpan, ...]


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
    drafts = _sure_enough(drafts)
    follow_the_whole(drafts, document.text)
    return Extraction(linked_claims(document, drafts), tuple(sorted(aside, key=lambda a: (a.start, a.end, a.reason))))


def read_drafts(
    document: Document, *, is_place_word: Callable[[str], bool] | None = None
) -> tuple[list[Draft], list[SetAsideSpan]]:
    """The claims of a document in the making, linked, and what is set aside; `extract` makes claims of them."""
    text = document.text
    sentences = sentences_of(document)
    candidates = sentences_of_harm(text, sentences)
    if not candidates:
        return [], []
    cased = open_brackets(truecase(text, sentences) if is_mostly_upper(text) else recase_titles(text, candidates))
    after = [sentences[s.index + 1] for s in candidates if s.index + 1 < len(sentences)]
    leads = rows_under_leads(text, sentences, candidates)
    held = {s.index for s in candidates}
    follow_up = [s for s in after if s.index not in held and may_follow(text, s)]
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
    natural: list[Mention] = []
    for mention, others in mentions:
        factuality, reason = how_firmly(cased, mention)
        if reason in (None, "planned") and before is not None and _goes_on(cased, before[0], mention):
            reason = before[1]  # "10 dead and 30 wounded": what holds of the one holds of the other
        before = (mention, reason)
        reason = reason or out_of_scope(report, mention) or why_unreal(cased, mention, told)
        if reason is not None:
            if reason == "out_of_scope" and mention.harm == Harm.KILLED and mention.low == 1:
                natural.append(mention)
            aside.append(_set_aside(document, mention, reason))
            continue
        setting = settings.read(mention, others, previous)
        claimant = attribution.claimant_of(mention)
        if claimant is not None and factuality is Factuality.ASSERTED and is_tentative(claimant.text):
            factuality = Factuality.HEDGED
        drafts.append(Draft(mention, setting, claimant, factuality, in_title=mention.start < document.body_start))
        if (setting.place is not None or setting.time is not None) and not _is_of_police(mention):
            previous = (mention, setting)
    for d in [d for d in drafts if same_natural_death(cased, natural, d.mention)]:
        aside.append(_set_aside(document, d.mention, "out_of_scope"))
        drafts.remove(d)
    share_total_scope(drafts, text)
    settle_scope(drafts, text, sentences, settings.times)
    drafts = settle_shot(drafts, text)
    drafts = _keep_parents(drafts)
    settle_who_died([d.mention for d in drafts if d.factuality != Factuality.DENIED])
    settle_officers([d.mention for d in drafts], cased)
    _settle_another(drafts)
    _link(drafts, text)
    settle_sex_and_age(drafts, text, apart=other_setting)
    settle_ages_of_pronouns(drafts, text, sentences)
    settle_status_and_role(drafts, text, apart=other_setting)
    settle_portraits(drafts, text, sentences, apart=other_setting)
    settle_perpetrators(drafts, Page(report, sentences, parse))
    return [*(d for d in drafts if not d.mention.extra.get("told_apart")), *_series_of(drafts)], aside


SURE = 0.8
"""Confidence from which a claim stands that the network found alone; of such claims in held reports five in six are right."""


def _sure_enough(drafts: Sequence[Draft]) -> list[Draft]:
    """Without what the network found alone where it is as likely as not a misreading."""
    unsure = {id(d) for d in drafts if d.mention.rule == NETWORK_RULE and (d.confidence or 0.0) < SURE}
    for d in drafts:
        if id(d.repeats) in unsure:
            d.repeats = None
    return [d for d in drafts if id(d) not in unsure]


def _link(drafts: Sequence[Draft], text: str) -> None:
    """Link the drafts; what the network alone found is linked to what the rules read, and changes no link of theirs."""
    link_drafts(drafts, text)
    alone = [d for d in drafts if d.mention.rule == NETWORK_RULE]
    if not alone:
        return
    read = [d for d in drafts if d.mention.rule != NETWORK_RULE]
    for d in read:
        d.repeats = d.denies = None
    link_drafts(read, text)
    for d in alone:
        if d.repeats is not None and d.repeats.repeats is not None:
            d.repeats = d.repeats.repeats


def _set_aside(document: Document, mention: Mention, reason: str) -> SetAsideSpan:
    start, end = mention.start, mention.end
    return SetAsideSpan(document.document_id, start, end, document.text[start:end], mention.harm, reason)


def _is_of_police(mention: Mention) -> bool:
    """Whether a mention tells an arrest, whose day and place are not those of the killing told behind it."""
    return mention.harm == Harm.DETAINED and mention.words.status is not Status.COMBATANT


def _goes_on(cased: str, first: Mention, second: Mention) -> bool:
    """Whether two counted states stand side by side: "10 dead and 30 wounded"."""
    counted = first.quantity is not None and second.quantity is not None and first.harm != second.harm
    return counted and first.end <= second.start and _AND_ALSO.fullmatch(cased, first.end, second.start) is not None


_AND_ALSO = re.compile(r"\s*(?:,|and|,\s*and|&)\s+", re.IGNORECASE)


def _all_mentions(
    report: ReportText, sentences: Sequence[Sentence], leads: Mapping[int, Lead]
) -> list[tuple[Mention, list[Mention]]]:
    read: list[tuple[Reader, list[Mention]]] = []
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
        read_uprooted(reader, mentions)
        read_unseen(reader, mentions)
        read_lost_track(reader, mentions)
        read_beatings(reader, mentions)
        read_abuse(reader, mentions)
        read_testimony(reader, mentions, earlier)
        read_themselves(reader, mentions)
        read_neither(reader, mentions)
        read_nobody(reader, mentions)
        read_idioms(reader, mentions)
        read_short_lists(reader, mentions)
        read_own_hand(reader, mentions)
        read_wounds(reader, mentions)
        read_blows(reader, mentions)
        read_found(reader, mentions)
        read_treated(reader, mentions)
        read_care(reader, mentions, earlier)
        read_brought(reader, mentions, earlier)
        read_whole_lists(reader, mentions)
        read_slain(reader, mentions)
        read_lost_kin(reader, mentions)
        read_left_hurt(reader, mentions)
        read_victims_of(reader, mentions)
        read_bullet_found(reader, mentions)
        read_pointed(reader, mentions)
        read_headline(reader, mentions)
        settle_murder_suicide(reader, mentions)
        read_murder_suicides(reader, mentions)
        read_likewise(reader, mentions)
        read_multiples(reader, mentions)
        read_unnumbered(reader, mentions)
        read_roll(reader, mentions)
        read_series(reader, mentions)
        read_tables(reader, mentions, earlier)
        read_tally(reader, mentions, earlier, leads)
        read_denials(reader, mentions)
        read_got_free(reader, mentions, earlier)
        read_registers(reader, mentions, earlier)
        read_parts(reader, mentions, earlier)
        read_shares(reader, mentions, earlier)
        read_one_of(reader, mentions)
        read_among(reader, mentions, earlier)
        read_breakdowns(reader, mentions, earlier)
        read_by_place(reader, mentions)
        read_cut_lists(reader, mentions, earlier)
        read_revised(reader, mentions, earlier)
        read_corrected(reader, mentions, earlier)
        read_ellipsis(reader, mentions, earlier)
        read_discovery(reader, mentions)
        read_verb_series(reader, mentions)
        read_most(reader, mentions, earlier)
        drop_slips(reader, mentions)
        drop_heads(reader, mentions)
        mentions = without_doubles(mentions)
        join_ordinal(mentions)
        mentions.sort(key=_place_of)
        read.append((reader, mentions))
        earlier.extend(mentions)
    return [(m, mentions) for mentions in read_likely(read) for m in sorted(mentions, key=_place_of)]


def _place_of(m: Mention) -> tuple[int, str]:
    """Where a mention's number stands, else its people, else its words; then its harm."""
    return (m.quantity.start if m.quantity else m.noun[0] if m.noun else m.start, m.harm.value)


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


def _series_of(drafts: Sequence[Draft]) -> list[Draft]:
    """ "The seventh journalist killed this year" also says that seven were: a cumulative claim of its own."""
    added = []
    for d in drafts:
        m, q = d.mention, d.mention.quantity
        if m.counting != Counting.ORDINAL or q is None or q.best is None or q.best < 2:
            continue
        open_above = m.extra.get("at_least", False)  # "at least the fourth"
        whole = Mention(
            m.harm,
            m.sentence,
            m.trigger,
            m.start,
            m.end,
            q.best,
            q.best,
            None if open_above else q.best,
            Modifier.AT_LEAST if open_above else Modifier.EXACT,
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
