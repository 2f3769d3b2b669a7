"""Where and when a harm happened, chosen among all that a report names (docs/setting.md)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearwitness.one_report import open_gazetteer
from bearwitness.records import Claim, Claimant, Harm, Modifier, Period, Place, Victims, Words
from bearwitness.resolve.claims import resolver_version
from bearwitness.resolve.dates import Anchor
from bearwitness.resolve.places.words import is_place_word_for
from bearwitness.resolve.report_wording import ReportWording
from bearwitness.resolve.setting import choosing, scoring
from bearwitness.resolve.setting.candidates import Source, find_places, find_times
from bearwitness.resolve.setting.choosing import Page, chosen
from bearwitness.resolve.setting.doers import find_doers
from bearwitness.resolve.setting.names import NAME, PEOPLE, PLACE, words_of_sentence
from bearwitness.resolve.setting.signs import DOER, RULES, PageSigns

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
        ("They fell in the stubble.", ["the stubble"]),
        ("He lay near the tram shed, behind some crates.", ["near the tram shed", "behind some crates"]),
        ("A man was shot outside the kiosk on Friday.", ["outside the kiosk"]),
        ("He fell in the course of the year.", []),
        ("He was shot on his way home.", []),
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
        ("Nobody has seen them since the ferry left.", ["since the ferry left"]),
        ("Losses by parish, August", ["August"]),
        ("They may march on.", []),
        ("Forty were shot, a rise on February.", []),
        ("She was led off on the morning of the 3rd.", ["the morning of the 3rd"]),
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


def test_words_for_the_men_of_one_side_or_another_are_read_alike() -> None:
    texts = ("Soldiers killed a rebel.", "Rebels killed a soldier.", "Guerrillas killed a paratrooper.")
    assert len({" ".join(read(text)) for text in texts}) == 1
    assert read("The army came.") == read("The rebels came.") == read("The government came.")
    assert read("Rebel forces came.") == read("Government forces came.") == read("Army forces came.")


def test_in_a_title_capitals_tell_no_name() -> None:
    assert read("Gunmen Kill Nine at Zemrad Market") == f"gunmen kill nine at {NAME} market".split()


def test_in_capitals_ordinary_words_are_no_names() -> None:
    assert read("GUERRILLAS KILLED JORGE RUALES IN ZEMRAD", ("ZEMRAD",)) == f"fighters killed {NAME} in {PLACE}".split()


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


def test_the_rules_answer_counts_for_the_network() -> None:
    claim = claim_at(REPORT, "Eleven passengers")
    page = page_of(REPORT, [claim])
    found = find_places(REPORT, page.sentences, page.is_place_word)
    signs = PageSigns(REPORT, page.report, [claim], found, "place").of_pair(0)
    sentence = scorer().read(words_of_sentence(REPORT, 0, len(REPORT), []))
    people, phrases = (sentence, claim.victims.span), [(sentence, c.span) for c in found]
    before = scorer().score("place", people, phrases, signs)
    signs[1][RULES] = 1.0
    after = scorer().score("place", people, phrases, signs)
    assert before.shape == after.shape == (1 + len(found),)
    assert after[1] > before[1] and all(after[k] < before[k] for k in range(len(before)) if k != 1)


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


# ---- what the choice does with probabilities (given here, so that each rule of it is met)

TRAM = (
    "Two men were killed on Friday at the depot. Their names were not given. It began near the tram shed before dawn. "
    "A guard was taken to Krakow."
)


def settled(monkeypatch: pytest.MonkeyPatch, text: str, claims: list[Claim], likely: dict[str, float]) -> list[Claim]:
    """The claims after a choice in which each phrase has the probability given by its words, and none what is left."""

    class Given:
        def read(self, words):
            return words

        def likeliest(self, slot, signs, most):
            return list(range(1, len(signs)))

        def score(self, slot, people, candidates, signs):
            shares = [likely.get(text[slice(*span)], 0.0) for _, span in candidates]
            return np.array([1 - sum(shares), *shares], dtype=np.float32)

    monkeypatch.setattr(choosing, "setting_scorer", Given)

    def locate(words: str) -> Place:
        return (
            Place(words, name=words, geonames_id=len(words), where_prec=1, lat=50.0)
            if "Krakow" in words
            else Place(words)
        )

    def date(words: str) -> Period:
        days = {"Friday": ("2024-05-03", "2024-05-03"), "this month": ("2024-05-01", "2024-05-31")}.get(
            words, (None, None)
        )
        return Period(words, start=days[0], end=days[1])

    return chosen(claims, page_of(text, claims), locate=locate, date=date)


def place_at(text: str, words: str, **given) -> Place:
    start = text.index(words)
    return Place(words, (start, start + len(words)), **given)


@pytest.mark.parametrize(
    ("known", "shed", "wins"),
    [({}, 0.65, True), ({}, 0.55, False), ({"where_prec": 1}, 0.65, False), ({"where_prec": 1}, 0.8, True)],
)
def test_another_wins_by_a_margin_that_grows_where_the_gazetteer_knows_the_answer(
    monkeypatch: pytest.MonkeyPatch, known: dict[str, int], shed: float, wins: bool
) -> None:
    claim = claim_at(TRAM, "Their names", place=place_at(TRAM, "the depot", **known))
    given = {"near the tram shed": shed, "the depot": 1 - shed}
    (found,) = settled(monkeypatch, TRAM, [claim], given)
    assert found.place is not None and found.place.text == ("near the tram shed" if wins else "the depot")


def test_nothing_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = claim_at(TRAM, "Their names", place=place_at(TRAM, "the depot"))
    assert settled(monkeypatch, TRAM, [claim], {"the depot": 0.01}) == [claim]


def test_what_the_own_sentence_says_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = claim_at(TRAM, "Two men", place=place_at(TRAM, "the depot"))
    assert settled(monkeypatch, TRAM, [claim], {"near the tram shed": 0.99}) == [claim]


@pytest.mark.parametrize(("likely", "wins"), [(0.7, False), (0.9, True)])
def test_words_that_the_rules_passed_over_in_the_own_sentence_must_win_by_more(
    monkeypatch: pytest.MonkeyPatch, likely: float, wins: bool
) -> None:
    (found,) = settled(monkeypatch, TRAM, [claim_at(TRAM, "Two men")], {"the depot": likely})
    assert (found.place is not None) is wins


def test_words_without_an_entry_keep_the_point_that_the_claim_had(monkeypatch: pytest.MonkeyPatch) -> None:
    had = place_at(TRAM, "Krakow", name="Krakow", geonames_id=6, lat=50.0, where_prec=1)
    (found,) = settled(monkeypatch, TRAM, [claim_at(TRAM, "Two men", place=had)], {"the depot": 0.9})
    assert found.place is not None
    assert (found.place.text, found.place.name, found.place.lat) == ("the depot", "Krakow", 50.0)


def test_words_without_an_entry_take_the_point_of_the_likeliest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"near the tram shed": 0.7, "Krakow": 0.2}
    (found,) = settled(monkeypatch, TRAM, [claim_at(TRAM, "Their names")], given)
    assert found.place is not None and (found.place.text, found.place.lat) == ("near the tram shed", 50.0)
    given = {"near the tram shed": 0.9, "Krakow": 0.05}
    (found,) = settled(monkeypatch, TRAM, [claim_at(TRAM, "Their names")], given)
    assert found.place is not None and found.place.lat is None


def test_days_give_way_neither_to_wider_ones_nor_to_words_that_name_none(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{TRAM} It was the worst this month."
    friday = text.index("Friday")
    time = Period("Friday", (friday, friday + 6), start="2024-05-03", end="2024-05-03")
    claim = claim_at(text, "It was the worst", time=time)
    for words in ("this month", "before dawn"):
        (found,) = settled(monkeypatch, text, [claim], {words: 0.99})
        assert found.time == time


def test_what_repeats_a_claim_goes_where_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = claim_at(TRAM, "Their names", place=place_at(TRAM, "the depot", geonames_id=1, where_prec=1))
    own = place_at(TRAM, "Krakow", geonames_id=1, where_prec=1)
    for again, follows in (
        (claim_at(TRAM, "A guard", place=own, repeats=first.claim_id), True),
        (claim_at(TRAM, "A guard", place=own), False),
    ):
        one, other = settled(monkeypatch, TRAM, [first, again], {"near the tram shed": 0.9})
        assert one.place is not None and one.place.text == "near the tram shed"
        assert other.place == (one.place if follows else own)


DOERS = (
    "Fighters of the Orl Column came at dawn. Two men were shot. The baker fled. They took a boy with them. "
    "A man was held later; nobody said by whom."
)


def doer_at(text: str, words: str) -> Words:
    start = text.index(words)
    return Words(words, (start, start + len(words)))


@pytest.mark.parametrize(
    ("people", "said", "likely", "doer"),
    [
        ("Two men", None, 0.6, "Fighters of the Orl Column"),  # told in another sentence
        ("Two men", None, 0.55, None),  # not likelier by enough
        ("Two men", "The baker", 0.65, "Fighters of the Orl Column"),
        ("Two men", "The baker", 0.1, "The baker"),  # none takes nothing away
        ("a boy", "They", 0.65, "Fighters of the Orl Column"),  # "they" gives way like words from elsewhere
        ("The baker", "The baker", 0.65, "The baker"),  # its own sentence says it
        ("The baker", "The baker", 0.8, "Fighters of the Orl Column"),
    ],
)
def test_a_doer_is_chosen_by_a_margin(
    monkeypatch: pytest.MonkeyPatch, people: str, said: str | None, likely: float, doer: str | None
) -> None:
    claim = claim_at(DOERS, people, alleged_perpetrator=None if said is None else doer_at(DOERS, said))
    shares = {"Fighters of the Orl Column": likely}
    if said is not None and likely > 0.5:
        shares[said] = 1 - likely
    (found,) = settled(monkeypatch, DOERS, [claim], shares)
    assert (found.alleged_perpetrator and found.alleged_perpetrator.text) == doer
    if found.alleged_perpetrator is not None:
        assert DOERS[slice(*found.alleged_perpetrator.span)] == doer


@pytest.mark.parametrize(
    ("answer", "doer"),
    [
        ("Fighters of the Orl Column", "Fighters of the Orl Column"),
        ("Élan", "Élan"),
        ("A neighbour", "The attackers"),
    ],
)
def test_words_that_only_point_take_the_place_of_no_name(
    monkeypatch: pytest.MonkeyPatch, answer: str, doer: str
) -> None:
    text = "Fighters of the Orl Column came. A neighbour ran from Élan. The attackers left. Two men had been shot."
    claim = claim_at(text, "Two men", alleged_perpetrator=doer_at(text, answer))
    (found,) = settled(monkeypatch, text, [claim], {"The attackers": 0.9})
    assert found.alleged_perpetrator is not None and found.alleged_perpetrator.text == doer


def test_nobody_is_offered_as_the_doer_of_a_harm_to_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = claim_at(DOERS, "The baker")
    assert settled(monkeypatch, DOERS, [claim], {"The baker": 0.99}) == [claim]
    text = "Ory Bran, a trader, was killed at home. It is said that Bran had once fired on a post."
    claim = claim_at(text, "Ory Bran")
    assert settled(monkeypatch, text, [claim], {"Bran": 0.99}) == [claim]


@pytest.mark.parametrize(("precision", "chosen_too"), [(1, False), (None, False), (6, True)])
def test_a_town_is_no_doer_and_a_state_may_be_one(
    monkeypatch: pytest.MonkeyPatch, precision: int | None, chosen_too: bool
) -> None:
    text = "Nine people were killed in Zemra. Nobody knew that Zemra had been warned. Two men were shot."
    first = claim_at(text, "Nine people", place=place_at(text, "Zemra", where_prec=precision))
    found = settled(monkeypatch, text, [first, claim_at(text, "Two men")], {"Zemra": 0.9})
    assert (found[1].alleged_perpetrator is not None) is chosen_too


def test_nobody_is_made_to_admit_what_he_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says a claim is not offered as its doer, wherever he is named again: rules alone read an admission."""
    text = "Eleven people were killed at Orl, the army said. The priest hid the children. The army came in the evening."
    start = text.index("the army")
    claim = claim_at(text, "Eleven people", claimant=Claimant("the army", (start, start + 8)))
    assert settled(monkeypatch, text, [claim], {"The army": 0.99}) == [claim]


@pytest.mark.parametrize(
    ("told", "inquires"),
    [
        ("By evening officers arrested two men near the airport.", True),
        ("The deputies have since arrested a baker.", True),
        ("Officers took the younger of them into custody.", True),
        ("Detectives are looking for a killer in a grey coat.", True),
        ("Detectives are still investigating.", True),
        ("Officers opened fire at the gate.", False),
        ("The officers were arrested on Monday.", False),
        ("Two officers arrested over the killings were in court.", False),
        ("The officers arrested Monday had been drinking.", False),
        ("Two officers were investigated.", False),
        ("Officers hunting for the killer of a sergeant had come.", False),
        ("Deputies responded to a report of a fight.", False),
        ("Soldiers were looking for the mayor.", False),
        ("Soldiers detained forty others.", False),
    ],
)
def test_who_inquires_into_a_harm_or_arrests_for_it_is_not_chosen_as_its_doer(
    monkeypatch: pytest.MonkeyPatch, told: str, inquires: bool
) -> None:
    text = f"Eleven people were killed at Orl. {told}"
    claim = claim_at(text, "Eleven people")
    phrase = next(c for c in find_doers(text, page_of(text).sentences) if c.sentence == 1)
    words = text[slice(*phrase.span)]
    (found,) = settled(monkeypatch, text, [claim], {words: 0.99})
    assert found.alleged_perpetrator == (None if inquires else Words(words, phrase.span))
    (held,) = settled(monkeypatch, text, [replace(claim, harm=Harm.DETAINED)], {words: 0.99})
    assert held.alleged_perpetrator == Words(words, phrase.span)


def test_who_arrests_somebody_before_he_is_killed_may_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Police arrested a baker at a bridge. On Tuesday two men were found dead."
    claim = claim_at(text, "two men")
    (found,) = settled(monkeypatch, text, [claim], {"Police": 0.99})
    assert found.alleged_perpetrator == doer_at(text, "Police")


def test_what_repeats_a_claim_has_its_doer(monkeypatch: pytest.MonkeyPatch) -> None:
    baker = doer_at(DOERS, "The baker")
    first = claim_at(DOERS, "Two men", alleged_perpetrator=baker)
    again = claim_at(DOERS, "A man", alleged_perpetrator=baker, repeats=first.claim_id)
    found = settled(monkeypatch, DOERS, [first, again], {"Fighters of the Orl Column": 0.9})
    assert {c.alleged_perpetrator.text for c in found if c.alleged_perpetrator} == {"Fighters of the Orl Column"}


def test_only_the_likeliest_phrases_are_read() -> None:
    signs = [{"none": 1.0}, {"people of a claim": 1.0}, {"acts": 1.0, "harm word": 1.0}, {}]
    every = scorer().likeliest(DOER, signs, 9)
    assert sorted(every) == [1, 2, 3] and every[0] == 2
    assert scorer().likeliest(DOER, signs, 2) == every[:2]


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("Fighters of the Orl Column", ["Fighters of the Movement of the Salt Plain", "Rebels of Zemra"]),
        ("Zemra", ["the Hill Guard", "the Orl Front", "Black Widows", "Young Men of Orl"]),
        ("the army", ["the rebels", "the troops", "the insurgents", "the military"]),
        ("the rebel forces", ["the government forces", "the military forces"]),
    ],
)
def test_signs_of_doers_know_neither_name_nor_side(phrase: str, others: list[str]) -> None:
    signs = []
    for party in (phrase, *others):
        text = f"Elders spoke. It was {party} that came. Two men were shot."
        claim = claim_at(text, "Two men")
        page = page_of(text, [claim])
        signs.append(PageSigns(text, page.report, [claim], find_doers(text, page.sentences), DOER).of_pair(0))
    assert all(own == signs[0] for own in signs) and len(signs[0]) == 3


@pytest.mark.parametrize(
    ("text", "people", "words"),
    [
        ("Nine died in Orl on Friday.\n\nElsewhere, two boys were shot.", "two boys", "Friday"),
        ("The agency raised the toll to nine on Friday. Two boys were shot.", "Two boys", "Friday"),
        ("NINE DIED ON FRIDAY IN ORL. TWO BOYS WERE SHOT.", "TWO BOYS", "FRIDAY"),
    ],
)
def test_what_is_of_something_else_is_not_offered(
    monkeypatch: pytest.MonkeyPatch, text: str, people: str, words: str
) -> None:
    claim = claim_at(text, people)
    assert settled(monkeypatch, text, [claim], {words: 0.99}) == [claim]


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


@pytest.mark.parametrize("file", [scoring.WEIGHTS_FILE, scoring.HEADS_FILE])
def test_the_digest_is_of_weights_and_heads(monkeypatch: pytest.MonkeyPatch, tmp_path, file: str) -> None:
    for name in (scoring.WEIGHTS_FILE, scoring.HEADS_FILE):
        (tmp_path / name).write_bytes(b"other" if name == file else (scoring._folder() / name).read_bytes())
    now = scoring.setting_digest()
    monkeypatch.setattr(scoring, "_folder", lambda: tmp_path)
    assert scoring.setting_digest() != now


def test_what_was_resolved_before_depends_on_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    now = resolver_version()
    monkeypatch.setattr("bearwitness.resolve.claims.setting_digest", lambda: "00000000")
    assert resolver_version() != now
