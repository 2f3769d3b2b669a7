"""Where and when a harm happened, chosen among all that a report names (docs/setting.md)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearwitness.one_report import open_gazetteer
from bearwitness.records import Claim, Harm, Modifier, Period, Place, Victims
from bearwitness.resolve.claims import resolver_version
from bearwitness.resolve.dates import Anchor
from bearwitness.resolve.places.words import is_place_word_for
from bearwitness.resolve.setting import choosing, scoring
from bearwitness.resolve.setting.candidates import Source, find_places, find_times
from bearwitness.resolve.setting.choosing import Page, chosen
from bearwitness.resolve.setting.names import NAME, PEOPLE, PLACE, words_of_sentence
from bearwitness.resolve.setting.signs import RULES, PageSigns
from bearwitness.resolve.wording import ReportWording

pytestmark = pytest.mark.network

REPORT = (
    "The bus to Tarnow had left at six. Eleven passengers were shot dead, the driver among them. It was stopped by men with a rope across "
    "the road at a bakery near the Orl bridge, on the night of the 14th. Relatives were told in Krakow on Friday."
)


def is_place_word():
    return is_place_word_for(open_gazetteer(None))


def page_of(text: str, claims=()) -> Page:
    return Page(text, ReportWording(text, Anchor(), claims), None, is_place_word())


def claim_at(text: str, people: str, **given) -> Claim:
    start = text.index(people)
    return Claim(
        f"claim {start}", "report", start, start + len(people), people, Harm.KILLED, 11, 11, 11, Modifier.EXACT,
        victims=Victims(people, (start, start + len(people))), **given,
    )  # fmt: skip


def scorer() -> scoring.SettingScorer:
    found = scoring.setting_scorer()
    assert found is not None
    return found


# ---- what is offered


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They died in the wet rice behind the mill.", ["the wet rice", "behind the mill"]),
        ("A man was shot outside the creche on Friday.", ["outside the creche"]),
        ("He fell in the course of the year.", []),
        ("He was killed in Krakow.", ["Krakow"]),
        ("THREE MEN WERE KILLED IN SAN SALVADOR YESTERDAY.", ["SAN SALVADOR"]),
    ],
)
def test_places_are_found_with_and_without_a_name(text: str, words: list[str]) -> None:
    sentences = page_of(text).sentences
    found = [text[slice(*c.span)] for c in find_places(text, sentences, is_place_word())]
    assert found == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two died on Friday.", ["Friday"]),
        ("They have been missing since they ran.", ["since they ran"]),
        ("The Tally, March", ["March"]),
        ("They may march on.", []),
        ("She was taken on the night of the 14th.", ["the night of the 14th"]),
    ],
)
def test_times_are_found_with_and_without_a_date(text: str, words: list[str]) -> None:
    found = [text[slice(*c.span)] for c in find_times(text, page_of(text).sentences, page_of(text).of_harm)]
    assert found == words


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_what_is_found_stands_in_its_sentence(text: str) -> None:
    sentences = page_of(text).sentences
    for c in (*find_places(text, sentences, lambda words: False), *find_times(text, sentences, lambda phrase, k: True)):
        start, end = sentences[c.sentence]
        assert start <= c.span[0] < c.span[1] <= end


# ---- what the network sees


def read(text: str, places: tuple[str, ...] = ()) -> list[str]:
    spans = [(text.index(p), text.index(p) + len(p)) for p in places]
    return [w.text for w in words_of_sentence(text, 0, len(text), spans)]


def test_no_name_is_read() -> None:
    text = "In Orl, the Belen Front said on Monday that Turkish jets killed 12,000 of Ana Rell’s goats."
    assert (
        read(text, ("Orl",))
        == (f"in {PLACE} , the {NAME} said on monday that {PEOPLE} jets killed 1,000 of {NAME} goats .").split()
    )


def test_names_of_one_length_or_another_are_read_alike() -> None:
    one = "Rebels of the Orl Front shot him."
    for name in ("Greater Belen Oru Army", "Movement of the Salt Plain", "ZLA"):
        assert read(one) == read(one.replace("Orl Front", name))


def test_in_a_title_capitals_tell_no_name() -> None:
    assert read("Gunmen Kill Nine at Zemrad Market") == f"gunmen kill nine at {NAME} market".split()


def test_in_capitals_ordinary_words_are_no_names() -> None:
    assert (
        read("GUERRILLAS KILLED JORGE RUALES IN ZEMRAD", ("ZEMRAD",)) == f"guerrillas killed {NAME} in {PLACE}".split()
    )


# ---- the signs


def test_the_rules_answer_is_one_of_the_signs() -> None:
    start = REPORT.index("Tarnow")
    claim = claim_at(REPORT, "Eleven passengers", place=Place("Tarnow", (start, start + 6)))
    page = page_of(REPORT, [claim])
    found = find_places(REPORT, page.sentences, page.is_place_word)
    signs = PageSigns(REPORT, page.report, [claim], found, "place").of_pair(0)
    assert len(signs) == 1 + len(found)
    assert [REPORT[slice(*c.span)] for c, own in zip(found, signs[1:], strict=True) if own.get(RULES)] == ["Tarnow"]
    assert not signs[0].get(RULES)


def test_an_answer_that_is_no_phrase_is_offered_too() -> None:
    start = REPORT.index("driver")
    claim = claim_at(REPORT, "Eleven passengers", place=Place("driver", (start, start + 6)))
    page = page_of(REPORT, [claim])
    signs = PageSigns(REPORT, page.report, [claim], [], "place")
    assert [c.source for c in signs.candidates] == [Source.RULES]


def test_signs_know_no_word_of_a_name() -> None:
    """The same report with other names has the same signs."""
    other = REPORT.replace("Tarnow", "Lublin").replace("Krakow", "Gdansk").replace("Orl", "Rel")
    signs = []
    for text in (REPORT, other):
        claim = claim_at(text, "Eleven passengers")
        page = page_of(text, [claim])
        found = find_places(text, page.sentences, page.is_place_word)
        signs.append(PageSigns(text, page.report, [claim], found, "place").of_pair(0))
    assert signs[0] == signs[1]


# ---- the choice


def test_probabilities_are_one_in_all() -> None:
    claim = claim_at(REPORT, "Eleven passengers")
    page = page_of(REPORT, [claim])
    found = find_places(REPORT, page.sentences, page.is_place_word)
    signs = PageSigns(REPORT, page.report, [claim], found, "place")
    words = words_of_sentence(REPORT, 0, len(REPORT), [])
    sentence = scorer().read(words)
    weighed = scorer().score(
        "place", (sentence, claim.victims.span), [(sentence, c.span) for c in found], signs.of_pair(0)
    )
    assert weighed.shape == (1 + len(found),)
    assert float(weighed.sum()) == pytest.approx(1, abs=1e-5) and (weighed >= 0).all()


def test_a_phrase_too_late_in_a_long_sentence_is_known_by_its_sentence() -> None:
    text = "Nine died " + "and so on " * 60 + "in Krakow."
    sentence = scorer().read(words_of_sentence(text, 0, len(text), []))
    at = text.index("Krakow")
    assert (sentence.of((at, at + 6)) == np.concatenate([sentence.rows[0], sentence.rows[0]])).all()


def chosen_of(text: str, claim: Claim) -> Claim:
    def locate(words: str) -> Place:
        return Place(words, name=words, where_prec=1) if "Krakow" in words else Place(words)

    def date(words: str) -> Period:
        return Period(words)

    return chosen([claim], page_of(text, [claim]), locate=locate, date=date)[0]


def test_a_place_told_in_another_sentence_is_chosen() -> None:
    found = chosen_of(REPORT, claim_at(REPORT, "Eleven passengers"))
    assert found.place is not None and found.place.span is not None
    assert REPORT[slice(*found.place.span)] == found.place.text
    assert "bakery" in found.place.text or "bridge" in found.place.text or "road" in found.place.text
    assert found.place.basis == "document"


def test_words_without_an_entry_keep_the_point_that_the_claim_had() -> None:
    """Whatever is chosen, coordinates stay with a claim whose new words have none."""
    at = REPORT.index("Krakow")
    had = Place("Krakow", (at, at + 6), name="Krakow", geonames_id=3094802, lat=50.06, lon=19.94, where_prec=1)
    found = chosen_of(REPORT, claim_at(REPORT, "Eleven passengers", place=had))
    assert found.place is not None and (found.place.lat, found.place.lon) == (50.06, 19.94)


def test_without_weights_the_rules_answers_stand(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    claim = claim_at(REPORT, "Eleven passengers", time=Period("six", (REPORT.index("six"), REPORT.index("six") + 3)))
    with monkeypatch.context() as patch:
        patch.setattr(scoring, "_folder", lambda: tmp_path)
        scoring.setting_scorer.cache_clear()
        assert scoring.setting_scorer() is None and scoring.setting_digest() == "none"
        assert chosen_of(REPORT, claim) == claim
    scoring.setting_scorer.cache_clear()


def test_a_list_too_long_to_weigh_keeps_the_rules_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = claim_at(REPORT, "Eleven passengers")
    monkeypatch.setattr(choosing, "MOST_PAIRS", 1)
    assert chosen_of(REPORT, claim) == claim


def test_the_same_words_give_the_same_choice() -> None:
    claim = claim_at(REPORT, "Eleven passengers")
    assert chosen_of(REPORT, claim) == chosen_of(REPORT, replace(claim))


def test_what_was_resolved_before_depends_on_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    now = resolver_version()
    monkeypatch.setattr("bearwitness.resolve.claims.setting_digest", lambda: "00000000")
    assert resolver_version() != now
