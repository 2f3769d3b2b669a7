"""Where and when, of every claim of short reports: the words that a report says once hold for its whole event, and no other."""

from __future__ import annotations

import pytest

from bearwitness.claims.extract import extract
from bearwitness.records import Claim
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document

Row = tuple[str, str | None, str | None]  # a piece of the quote, words of place, words of time


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def read(title: str, text: str, gazetteer: Gazetteer) -> list[Claim]:
    report = document(text, title=title or None)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    return resolve_claims(claims, report, gazetteer=gazetteer)


def told(claims: list[Claim]) -> list[Row]:
    return [
        (c.quote, c.place.text if c.place is not None else None, c.time.text if c.time is not None else None)
        for c in claims
    ]


BAR, EVENING = "the Blue Anchor bar in Oamaru", "Wednesday night"
SHOP, MARCH = "her shop on Orl Road, Oamaru", "3 March last year"
LANE, AFTERNOON = "a home on Belen Lane in Hokitika", "Monday afternoon"
HAMLET, MIDNIGHT = "the hamlet of Ranfurly", "around midnight on Saturday"
DRIVE, SIX = "a house on Bren Drive", "6 p.m. Thursday"
JAIL = "the prison in Oamaru"
MARKET = "the fish market of Oamaru"
AREA, APRIL = "Otago and Southland provinces", "April 2024"
PARK = "the Brook Bend Caravan Park"

REPORTS: list[tuple[str, str, list[Row]]] = [
    (
        "Three killed as gunmen attack bar",  # one event, its place in a sentence of its own
        "Three men were shot dead and five wounded, the mayor of Oamaru said on Thursday.\n\n"
        "It happened at the Blue Anchor bar in Oamaru on Wednesday night. The gunmen fled on motorcycles.\n\n"
        '"They killed my cousin," a waiter said.',
        [
            ("Three killed", BAR, EVENING),
            ("Three men were shot dead", BAR, EVENING),
            ("five wounded", BAR, EVENING),
            ("killed my cousin", BAR, EVENING),
        ],
    ),
    (
        "Two sisters shot dead in Oamaru",  # an older event in passing, a burial to come
        "OAMARU - Two sisters were shot dead on Friday, police said.\n\n"
        "They were walking home along Rell Street when a man opened fire from a car.\n\n"
        "In 2014 three students were killed in Dunedin in a similar attack.\n\n"
        "The sisters will be buried in Hokitika on Tuesday.",
        [
            ("Two sisters shot dead", "along Rell Street", "Friday"),
            ("Two sisters were shot dead", "along Rell Street", "Friday"),
            ("three students were killed", "Dunedin", "2014"),
        ],
    ),
    (
        "Nine dead in market bombing",  # two events
        "Nine people were killed when a bomb exploded on Monday. The blast took place in the fish market of Oamaru.\n\n"
        "Thirty people were injured, officials said on Tuesday.\n\n"
        "Separately, four soldiers died in an ambush near Hokitika.",
        [
            ("Nine dead", MARKET, "Monday"),
            ("Nine people were killed", MARKET, "Monday"),
            ("Thirty people were injured", MARKET, "Monday"),
            ("four soldiers died", "near Hokitika", None),
        ],
    ),
    (
        "Teenager jailed for killing shopkeeper",  # a court's day and town are not the killing's
        "A court in Dunedin on Monday jailed a teenager for 14 years for murdering a shopkeeper.\n\n"
        "Mara Bren, 52, was stabbed to death at her shop on Orl Road, Oamaru, on 3 March last year. She died at the scene.\n\n"
        "The boy was arrested in Hokitika two days later.",
        [
            ("killing shopkeeper", SHOP, MARCH),
            ("murdering a shopkeeper", SHOP, MARCH),
            ("Mara Bren, 52, was stabbed to death", SHOP, MARCH),
            ("She died", SHOP, MARCH),
            ("The boy was arrested", "Hokitika", "two days later"),
        ],
    ),
    (
        "Couple followed trainee before stabbing, court told",  # the day of what a court hears is a year past
        "A trainee was followed and stabbed to death by a couple, a court in Dunedin heard on Tuesday.\n\n"
        "Ben Orl collapsed at the door of a bakery in Bren Drive, Oamaru, at about 7.40am on June 2 last year.\n\n"
        "The trial continues in Dunedin.",
        [
            (
                "stabbed to death",
                "the door of a bakery in Bren Drive, Oamaru",
                "about 7.40am on June 2 last year",
            )
        ],
    ),
    (
        "Police arrest five over village raid",  # nor are those of the arrests
        "Police said on Wednesday that they had arrested five men over the killing of eight farmers.\n\n"
        "The attack took place last Friday in the village of Ross, where gunmen burned 20 houses.\n\n"
        "Two of the men were captured in Hokitika on Tuesday.",
        [
            ("killing of eight farmers", "the village of Ross", "last Friday"),
            ("Two of the men were captured", "Hokitika", "Tuesday"),
        ],
    ),
    (
        "Prison riot leaves six dead",  # a place that a clause tells what happened of
        "Six inmates were killed and 20 injured in a riot, the ministry said.\n\n"
        "Soldiers on Sunday retook the prison in Oamaru where gangs had fought for nine hours.",
        [("six dead", JAIL, None), ("Six inmates were killed", JAIL, None), ("20 injured", JAIL, None)],
    ),
    (
        "Deputies: boy, 12, shot by friend",  # where the victims were when it began; the hospital is elsewhere
        "A 12-year-old boy was shot in the leg, deputies said on Tuesday.\n\n"
        "The boys were playing at a home on Belen Lane in Hokitika on Monday afternoon when the gun went off.\n\n"
        "The boy was flown to a hospital in Dunedin. No one else was hurt.",
        [
            ("boy, 12, shot", LANE, AFTERNOON),
            ("A 12-year-old boy was shot", LANE, AFTERNOON),
            ("The boy was flown to a hospital", LANE, AFTERNOON),
            ("No one else was hurt", LANE, AFTERNOON),
        ],
    ),
    (
        "Two brothers killed",  # a sentence without a word of harm
        "A man shot his two brothers dead, the sheriff said on Thursday.\n\n"
        "They were asleep at the Brook Bend Caravan Park when it began, he said.",
        [("Two brothers killed", PARK, None), ("shot his two brothers", PARK, None)],
    ),
    (
        "Villagers flee after night attack",  # armed men storm a place; the burial is elsewhere
        "At least 14 villagers were killed and hundreds fled, a local leader said.\n\n"
        "Armed men stormed the hamlet of Ranfurly around midnight on Saturday, setting fire to huts.\n\n"
        '"We buried them on Sunday in Oamaru," he said.',
        [("At least 14 villagers were killed", HAMLET, MIDNIGHT), ("hundreds fled", HAMLET, MIDNIGHT)],
    ),
    (
        "Four shot in separate attacks",  # a roundup: no place is lent from one event to another
        "A man was shot in the arm on Rell Street in Oamaru on Friday night.\n\n"
        "Less than an hour later, two women were wounded outside a club on Wallace Avenue.\n\n"
        "On Saturday a boy was grazed by a bullet at Ross Park.",
        [
            ("A man was shot", "Rell Street in Oamaru", "Friday night"),
            ("two women were wounded", "outside a club on Wallace Avenue", "Less than an hour later"),
            ("a boy was grazed", "Ross Park", "Saturday"),
        ],
    ),
    (
        "Mum dead, toddler hurt in Dunedin stabbing",  # police are called; another crime is recalled
        "A woman has died and her son was badly hurt in a stabbing in Dunedin overnight.\n\n"
        "Medics were called to an apartment complex on Rell Street about 11.15pm on Tuesday following reports of shouting.\n\n"
        "Two sisters were shot dead at Hokitika in March.",
        [
            ("Mum dead", "an apartment complex on Rell Street", "about 11.15pm on Tuesday"),
            ("A woman has died", "an apartment complex on Rell Street", "about 11.15pm on Tuesday"),
            ("Two sisters were shot dead", "Hokitika", "March"),
        ],
    ),
    (
        "Family of four found dead in Hokitika home",  # an older event, of last month
        "A couple and their two children were found shot dead in a house, police said.\n\n"
        "Officers responded to a house on Bren Drive at 6 p.m. Thursday after relatives called.\n\n"
        "Last month two people were shot dead at Ranfurly.",
        [
            ("Family of four found dead", DRIVE, SIX),
            ("their two children were found shot dead", DRIVE, SIX),
            ("two people were shot dead", "Ranfurly", "Last month"),
        ],
    ),
    (
        "",  # an update: totals have the area of its heading, whatever part of it was hit most
        "PROTECTION OF CIVILIANS\nOtago and Southland provinces: update for April 2024\n\nKEY FIGURES\n31 killed | 90 injured\n\n"
        "In April, shelling killed 31 civilians and injured 90, mostly in the suburbs of Dunedin.\n\n"
        "On 12 April a shell hit a market in Oamaru, killing six people.",
        [
            ("31 killed", AREA, APRIL),
            ("90 injured", AREA, APRIL),
            ("killed 31 civilians", AREA, APRIL),
            ("injured 90", AREA, APRIL),
            ("killing six people", "a market in Oamaru", "12 April"),
        ],
    ),
    (
        "Troops retake jail",  # captions are no items of a roundup
        "IMAGE CAPTION: Relatives wait by the fence\n\n16 inmates were killed, the prison service said.\n\n"
        "IMAGE CAPTION: The gates on Friday\n\nVIDEO: Why it happened\n\n"
        "Troops have taken back a prison in the port of Oamaru where two gangs clashed with clubs.",
        [("16 inmates were killed", "a prison in the port of Oamaru", None)],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), REPORTS, ids=[row[0] or row[1][:30] for row in REPORTS])
def test_place_and_time_of_every_claim(title: str, text: str, expected: list[Row], gazetteer: Gazetteer) -> None:
    found = told(read(title, text, gazetteer))
    for quote, place, time in expected:
        assert [row[1:] for row in found if quote in row[0]][:1] == [(place, time)], (quote, found)


def test_a_death_told_again_keeps_the_day_that_it_counts_to(gazetteer: Gazetteer) -> None:
    text = (
        "A woman, 41, faces a murder charge over the death of Milo Bren at a quarry in Oamaru last Monday.\n\n"
        "Police say Bren, 28, was struck on the head and died three days later in a clinic."
    )
    first, again = read("Woman charged in quarry death", text, gazetteer)[-2:]
    assert again.repeats == first.claim_id
    assert (first.time and first.time.text, again.time and again.time.text) == ("last Monday", "three days later")


NOT_THERE: list[tuple[str, str]] = [
    # a text of one event without a place, and the place that is not its
    ("Two men were shot dead on Friday. Officers were called to Dunedin Hospital.", "Dunedin Hospital"),
    ("Two men were shot dead on Friday. The mayor was called to a meeting in Dunedin.", "Dunedin"),
    ("Two men were shot dead on Friday. A vigil took place on Sunday at Ross Park.", "Ross Park"),
    (
        "Two men were shot dead on Friday. Police raided a farm in Hokitika on Sunday and made arrests.",
        "a farm in Hokitika",
    ),
    ("Two men were shot dead on Friday. They lived on Wallace Avenue in Dunedin.", "Wallace Avenue in Dunedin"),
    ("Two men were shot dead on Friday. It was the worst attack since gunmen stormed Hokitika.", "Hokitika"),
    ("Two men were shot dead on Friday. A similar shooting took place on Wallace Avenue.", "Wallace Avenue"),
    (
        "Two men were shot dead. On 3 May last year gunmen stormed the Blue Anchor bar in Dunedin, killing four.",
        "Dunedin",
    ),
    ("Two men were shot dead on Friday. A man opened fire on Dunedin Orl.", "Dunedin"),
    ("Two men were shot dead on Friday. A memorial march will begin at Ross Park.", "Ross Park"),
    ("Two men were shot dead on Friday. Another shooting occurred on Rell Street in March.", "Rell Street"),
]


@pytest.mark.parametrize(("text", "place"), NOT_THERE, ids=[row[0][38:80] for row in NOT_THERE])
def test_no_place_of_another_act(text: str, place: str, gazetteer: Gazetteer) -> None:
    first = read("", text, gazetteer)[0].place
    assert first is None or first.text != place
