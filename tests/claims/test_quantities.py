"""Number phrases and look-alikes, one idea a line.

Expected: "words: low/best/high rule", several joined with "; ", "-" for an open bound.
"""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.claims.sentence.counted_nouns import NounKind, following_noun_kind
from bearwitness.claims.sentence.number_words import read_fraction
from bearwitness.claims.sentence.quantities import find_quantities, fraction_base, read_quantity
from bearwitness.records import Modifier, Quantity


def show(quantity: Quantity) -> str:
    bounds = "/".join("-" if n is None else str(n) for n in (quantity.low, quantity.best, quantity.high))
    return f"{' '.join(quantity.text.split())}: {bounds} {quantity.rule}"


COUNTS = [
    # plain numbers
    ("12 people were killed", "12: 12/12/12 exact"),
    ("Twelve people were killed", "Twelve: 12/12/12 exact"),
    ("TWELVE PEOPLE WERE KILLED", "TWELVE: 12/12/12 exact"),
    ("killed 3,000 people", "3,000: 3000/3000/3000 exact"),
    ("killed 3 000 people", "3 000: 3000/3000/3000 exact"),
    ("killed 3\u00a0000 people", "3\u00a0000: 3000/3000/3000 exact".replace("\u00a0", " ")),
    ("killed 1.200 people", "1.200: 1200/1200/1200 exact"),
    ("killed 1.200.000 people", "1.200.000: 1200000/1200000/1200000 exact"),
    ("displaced 1,00,000 people", "1,00,000: 100000/100000/100000 exact"),
    ("displaced 1.2 million people", "1.2 million: 1200000/1200000/1200000 exact"),
    ("displaced 1.2-million people", "1.2-million: 1200000/1200000/1200000 exact"),
    ("displaced 2 lakh people", "2 lakh: 200000/200000/200000 exact"),
    ("displaced 2.5 lakh people", "2.5 lakh: 250000/250000/250000 exact"),
    ("displaced 1 crore people", "1 crore: 10000000/10000000/10000000 exact"),
    ("displaced 12k people", "12k: 12000/12000/12000 exact"),
    ("displaced half a million people", "half a million: 500000/500000/500000 exact"),
    ("displaced one and a half million people", "one and a half million: 1500000/1500000/1500000 exact"),
    ("a hundred villagers died", "a hundred: 100/100/100 exact"),
    ("one hundred and twenty villagers died", "one hundred and twenty: 120/120/120 exact"),
    ("ONE HUNDRED TWENTY-ONE VILLAGERS DIED", "ONE HUNDRED TWENTY-ONE: 121/121/121 exact"),
    ("two hundred and five villagers died", "two hundred and five: 205/205/205 exact"),
    ("twelve hundred villagers died", "twelve hundred: 1200/1200/1200 exact"),
    ("two thousand three hundred and four died", "two thousand three hundred and four: 2304/2304/2304 exact"),
    ("one hundred thousand people fled", "one hundred thousand: 100000/100000/100000 exact"),
    ("twenty-one hostages", "twenty-one: 21/21/21 exact"),
    ("TWENTY-\nONE HOSTAGES", "TWENTY- ONE: 21/21/21 exact"),
    ("thirty\nfive hostages", "thirty five: 35/35/35 exact"),
    ("a dozen farmers", "a dozen: 12/12/12 exact"),
    ("half a dozen farmers", "half a dozen: 6/6/6 exact"),
    ("half-dozen farmers", "half-dozen: 6/6/6 exact"),
    ("a half dozen farmers", "a half dozen: 6/6/6 exact"),
    ("two dozen farmers", "two dozen: 24/24/24 exact"),
    ("a dozen and a half farmers", "a dozen and a half: 18/18/18 exact"),
    ("three score farmers", "three score: 60/60/60 exact"),
    ("قتل ٢٥ شخصا", "٢٥: 25/25/25 exact"),
    ("۱۲ نفر", "۱۲: 12/12/12 exact"),
    ("१२ लोग", "१२: 12/12/12 exact"),
    ("a total of 12 people", "a total of 12: 12/12/12 exact"),
    ("exactly 12 people", "exactly 12: 12/12/12 exact"),
    ("only two survivors", "only two: 2/2/2 exact"),
    ("a single soldier was killed", "a single: 1/1/1 exact"),
    ("a pair of gunmen", "a pair: 2/-/- vague:a_pair"),
    ("a 12-member patrol was ambushed", "12: 12/12/12 compound"),
    ("a five-man squad", "five: 5/5/5 compound"),
    ("killed: 12", "12: 12/12/12 exact"),
    ("12 dead", "12: 12/12/12 exact"),
    ("(12 dead, 30 hurt)", "12: 12/12/12 exact; 30: 30/30/30 exact"),
    # at least
    ("at least 12 people", "at least 12: 12/12/- at_least"),
    ("AT LEAST 12 PEOPLE", "AT LEAST 12: 12/12/- at_least"),
    ("no fewer than 12 people", "no fewer than 12: 12/12/- at_least"),
    ("no less than 12 people", "no less than 12: 12/12/- at_least"),
    ("not less than 12 people", "not less than 12: 12/12/- at_least"),
    ("a minimum of 12 people", "a minimum of 12: 12/12/- at_least"),
    ("12 or more people", "12 or more: 12/12/- at_least"),
    ("12+ people", "12+: 12/12/- at_least"),
    ("12 confirmed so far", "12 confirmed so far: 12/12/- at_least"),
    ("50-plus people", "50-plus: 50/50/- at_least"),
    ("12 people, and 12, possibly more, wounded", "12: 12/12/12 exact; 12, possibly more: 12/12/- at_least"),
    ("at least a dozen people", "at least a dozen: 12/12/- at_least"),
    ("at least two dozen people", "at least two dozen: 24/24/- at_least"),
    ("at least some 50 people", "at least some 50: 50/50/- at_least"),
    ("at\nleast 12 people", "at least 12: 12/12/- at_least"),
    ("one or more people", "one or more: 1/1/- at_least"),
    # more than
    ("more than 12 people", "more than 12: 13/13/- more_than"),
    ("over 12 people", "over 12: 13/13/- more_than"),
    ("well over 12 people", "well over 12: 13/13/- more_than"),
    ("upwards of 12 people", "upwards of 12: 13/13/- more_than"),
    ("in excess of 12 people", "in excess of 12: 13/13/- more_than"),
    ("more than a dozen people", "more than a dozen: 13/13/- more_than"),
    ("far more than 100 people", "far more than 100: 101/101/- more_than"),
    ("more than 1100 are held", "more than 1100: 1101/1101/- more_than"),
    # at most, less than
    ("up to 30 people", "up to 30: -/-/30 at_most"),
    ("as many as 30 people", "as many as 30: -/-/30 at_most"),
    ("a maximum of 30 people", "a maximum of 30: -/-/30 at_most"),
    ("no more than 30 people", "no more than 30: -/-/30 at_most"),
    ("30 or fewer people", "30 or fewer: -/-/30 at_most"),
    ("fewer than 10 people", "fewer than 10: -/-/9 less_than"),
    ("less than 10 people", "less than 10: -/-/9 less_than"),
    ("under 10 people died", "under 10: -/-/9 less_than"),
    # ranges
    ("20 to 25 people", "20 to 25: 20/-/25 between"),
    ("20-25 people", "20-25: 20/-/25 between"),
    ("20–25 people", "20–25: 20/-/25 between"),
    ("20 - 25 people", "20 - 25: 20/-/25 between"),
    ("between 20 and 25 people", "between 20 and 25: 20/-/25 between"),
    ("from 20 to 25 people", "from 20 to 25: 20/-/25 between"),
    ("anywhere from 20 to 25 people", "anywhere from 20 to 25: 20/-/25 between"),
    ("five or six people", "five or six: 5/-/6 between"),
    ("FIVE OR SIX PEOPLE", "FIVE OR SIX: 5/-/6 between"),
    ("two or three people", "two or three: 2/-/3 between"),
    ("one or two people", "one or two: 1/-/2 between"),
    ("5 to 6 million people", "5 to 6 million: 5000000/-/6000000 between"),
    ("two or three hundred people", "two or three hundred: 200/-/300 between"),
    ("two or three dozen people", "two or three dozen: 24/-/36 between"),
    ("50 to one hundred people", "50 to one hundred: 50/-/100 between"),
    ("20, or even 25 people", "20, or even 25: 20/-/25 between"),
    ("20 or even 25 people", "20 or even 25: 20/-/25 between"),
    ("about 20 to 25 people", "about 20 to 25: 20/-/25 between"),
    ("The toll rose from 12 to 14 dead", "12: 12/12/12 exact; 14: 14/14/14 exact"),
    ("raising the number of dead from 12 to 14", "12: 12/12/12 exact; 14: 14/14/14 exact"),
    ("revised the toll down from 15 to 5", "15: 15/15/15 exact; 5: 5/5/5 exact"),
    # about
    ("about 50 people", "about 50: -/50/- about"),
    ("around 50 people", "around 50: -/50/- about"),
    ("approximately 50 people", "approximately 50: -/50/- about"),
    ("nearly 50 people", "nearly 50: -/50/- about"),
    ("almost 50 people", "almost 50: -/50/- about"),
    ("some 50 people", "some 50: -/50/- about"),
    ("roughly 50 people", "roughly 50: -/50/- about"),
    ("an estimated 50 people", "an estimated 50: -/50/- about"),
    ("close to 50 people", "close to 50: -/50/- about"),
    ("nearly 1100 are held", "nearly 1100: -/1100/- about"),
    ("about a dozen people", "about a dozen: -/12/- about"),
    ("a dozen or so people", "a dozen or so: -/12/- about"),
    ("30-odd people", "30-odd: -/30/- about"),
    ("SOME 20 GUERRILLAS", "SOME 20: -/20/- about"),
    # zero
    ("no one was hurt", "no one: 0/0/0 zero"),
    ("Nobody was hurt", "Nobody: 0/0/0 zero"),
    ("none of them was hurt", "none: 0/0/0 zero"),
    ("no civilians were harmed", "no: 0/0/0 zero"),
    ("THERE WERE NO CASUALTIES", "NO: 0/0/0 zero"),
    ("no Orunese civilians died", "no: 0/0/0 zero"),
    ("there were no deaths", "no: 0/0/0 zero"),
    ("zero civilians died", "zero: 0/0/0 zero"),
    ("not a single person died", "not a single: 0/0/0 zero"),
    ("0 people died", "0: 0/0/0 exact"),
    # vague
    ("a couple of farmers", "a couple: 2/-/- vague:a_couple"),
    ("a number of farmers", "a number: 2/-/- vague:number"),
    ("a large number of farmers", "a large number: 2/-/- vague:number"),
    ("many farmers", "many: 2/-/- vague:many"),
    ("a few farmers", "a few: 3/-/- vague:a_few"),
    ("several farmers", "several: 3/-/- vague:several"),
    ("tens of farmers", "tens: 20/-/- vague:tens"),
    ("dozens of farmers", "dozens: 24/-/- vague:dozens"),
    ("DOZENS WERE KILLED", "DOZENS: 24/-/- vague:dozens"),
    ("scores of farmers", "scores: 40/-/- vague:scores"),
    ("scores were killed", "scores: 40/-/- vague:scores"),
    ("hundreds of farmers", "hundreds: 200/-/- vague:hundreds"),
    ("thousands of farmers", "thousands: 2000/-/- vague:thousands"),
    ("tens of thousands of farmers", "tens of thousands: 20000/-/- vague:tens_of_thousands"),
    ("hundreds of thousands of farmers", "hundreds of thousands: 200000/-/- vague:hundreds_of_thousands"),
    ("dozens, if not hundreds, of farmers", "dozens, if not hundreds: 24/-/- vague:dozens"),
    ("tens or hundreds of thousands fled", "tens or hundreds of thousands: 20000/-/- vague:tens"),
    ("several hundred farmers", "several hundred: 300/-/- vague:several_hundred"),
    ("a few dozen farmers", "a few dozen: 36/-/- vague:several_dozen"),
    ("a couple of hundred farmers", "a couple of hundred: 200/-/- vague:several_hundred"),
    ("an unknown number of farmers", "an unknown number: 1/-/- vague:unknown"),
    ("an undetermined number of farmers", "an undetermined number: 1/-/- vague:unknown"),
    ("AN UNDISCLOSED NUMBER OF SOLDIERS", "AN UNDISCLOSED NUMBER: 1/-/- vague:unknown"),
    # all, both, definite bases, fractions
    ("all eight aboard died", "all eight: 8/8/8 all"),
    ("all of the 12 passengers", "all of the 12: 12/12/12 all"),
    ("both brothers died", "both: 2/2/2 all"),
    ("both were killed", "both: 2/2/2 all"),
    ("both of them died", "both: 2/2/2 all"),
    ("two of the three gunmen", "two: 2/2/2 exact; three: 3/3/3 definite_base"),
    ("at least two of those 30 people", "at least two: 2/2/- at_least; 30: 30/30/30 definite_base"),
    ("three out of the five gunmen", "three: 3/3/3 exact; five: 5/5/5 definite_base"),
    ("none of the 12 passengers was hurt", "none: 0/0/0 zero; 12: 12/12/12 definite_base"),
    ("the three gunmen fled", "three: 3/3/3 definite"),
    ("half of the 20 passengers died", "half of the 20: 10/10/10 fraction"),
    ("half the 20 passengers died", "half the 20: 10/10/10 fraction"),
    ("a third of 30 hostages", "a third of 30: 10/10/10 fraction"),
    ("two-thirds of the 30 hostages", "two-thirds of the 30: 20/20/20 fraction"),
    ("half of the 21 passengers", "half of the 21: 10/-/11 fraction"),
    ("20 percent of the 50 hostages", "20 percent of the 50: 10/10/10 fraction"),
    ("more than half of the 20 passengers", "more than half of the 20: 11/11/- fraction"),
    ("nearly half of the 20 passengers", "nearly half of the 20: -/10/- fraction"),
    ("most of the 20 passengers", "most of the 20: 11/-/- fraction"),
    ("half of them were children", "half: 1/-/- fraction:open"),
    ("half of the victims were children", "half: 1/-/- fraction:open"),
    # ordinals
    ("the seventh journalist killed this year", "seventh: 7/7/7 ordinal"),
    ("the 37th journalist killed this year", "37th: 37/37/37 ordinal"),
    ("THE 37TH JOURNALIST KILLED", "37TH: 37/37/37 ordinal"),
    ("the twenty-first victim", "twenty-first: 21/21/21 ordinal"),
    ("the 12th such killing", "12th: 12/12/12 ordinal"),
    ("a third person was wounded", "third: 3/3/3 ordinal+indefinite"),
    # increments and others
    ("another three bodies", "another three: 3/3/3 increment"),
    ("three more bodies were found", "three more: 3/3/3 increment"),
    ("an additional 12 people", "an additional 12: 12/12/12 increment"),
    ("a further 5 people", "a further 5: 5/5/5 increment"),
    ("three additional soldiers", "three: 3/3/3 increment"),
    ("at least three more bodies", "at least three more: 3/3/- at_least+increment"),
    ("dozens more were hurt", "dozens more: 24/-/- vague:dozens+increment"),
    ("another soldier was wounded", "another: 1/1/1 increment"),
    ("another was wounded", "another: 1/1/1 increment"),
    ("three others were wounded", "three: 3/3/3 others"),
    ("TWO OTHERS WERE WOUNDED", "TWO: 2/2/2 others"),
    ("three other people", "three: 3/3/3 others"),
    ("several others", "several: 3/-/- vague:several+others"),
    # one
    ("one officer was hurt", "one: 1/1/1 exact"),
    ("one of the attackers died", "one: 1/1/1 exact"),
    ("one of the three attackers died", "one: 1/1/1 exact; three: 3/3/3 definite_base"),
    ("one was killed and two were hurt", "one: 1/1/1 exact; two: 2/2/2 exact"),
    ("killing one and wounding two", "one: 1/1/1 exact; two: 2/2/2 exact"),
    # counts beside look-alikes
    ("On 3 and 4 July, 12 died", "12: 12/12/12 exact"),
    ("in May 12 people died", "12: 12/12/12 exact"),
    ("12 may have died", "12: 12/12/12 exact"),
    ("12 MAY HAVE DIED", "12: 12/12/12 exact"),
    ("of the 20 aged 14 or more, 3 people died", "20: 20/20/20 definite; 3: 3/3/3 exact"),
    ("In the camp 4 people died", "4: 4/4/4 exact"),
    ("2000 people were killed", "2000: 2000/2000/2000 exact"),
    ("In 2019, 40 people were killed", "40: 40/40/40 exact"),
    ("deaths (12) and injuries (30)", "12: 12/12/12 exact; 30: 30/30/30 exact"),
    ("In Oru, 12, including two children, died", "12: 12/12/12 exact; two: 2/2/2 exact"),
    ("killed in Oru, 12 were wounded", "12: 12/12/12 exact"),
    ("12 people were killed a day earlier", "12: 12/12/12 exact"),
    ("hundreds more than last year", "hundreds: 200/-/- vague:hundreds"),
    ("three died on May 3", "three: 3/3/3 exact"),
    ("the 4,900 prisoners", "4,900: 4900/4900/4900 definite"),
    ("1,500 families fled", "1,500: 1500/1500/1500 exact"),
    ("122 cases of torture", "122: 122/122/122 exact"),
    ("12 tanks", "12: 12/12/12 exact"),
    ("217 passengers and seven crew", "217: 217/217/217 exact; seven: 7/7/7 exact"),
    ("67 dead and approximately 1,000 wounded", "67: 67/67/67 exact; approximately 1,000: -/1000/- about"),
    ("a family of five", "five: 5/5/5 exact"),
    ("the father of three victims", "three: 3/3/3 exact"),
    ("The army said FAN 12 people died", "12: 12/12/12 exact"),
    ("no soldier was hurt", "no: 0/0/0 zero"),
    ("so far 8 civilians died", "8: 8/8/8 exact"),
    ("it is said that many people died", "many: 2/-/- vague:many"),
    ("24 armored vehicles", "24: 24/24/24 exact"),
    ("in the attack one was killed", "one: 1/1/1 exact"),
    ("the 2000 prisoners", "2000: 2000/2000/2000 definite"),
    ("killed 12, wounding 30", "12: 12/12/12 exact; 30: 30/30/30 exact"),
]

LOOK_ALIKES = [
    ("a 14-year-old boy", "age"),
    ("a 14-year old boy", "age"),
    ("14 YEARS OLD", "age"),
    ("34 years old", "age"),
    ("34 years of age", "age"),
    ("a four-month-old baby", "age"),
    ("two 9- and 11-year-old boys", "age"),
    ("A 12- YEAR-OLD GIRL", "age"),
    ("AND JOSE MARQUEZ, 42.", "age"),
    ("aged 34", "age"),
    ("AGED 34", "age"),
    ("aged between 3 and 12", "age"),
    ("aged 9, 11 and 14.", "age"),
    ("at the age of 14", "age"),
    ("Dara (9) and her brother", "age"),
    ("Asel M., 34, is a nurse", "age"),
    ("his son, 9, and", "age"),
    ("the farmer, 34, was", "age"),
    ("JUAN PEREZ, 34, WAS", "age"),
    ("children under 5", "age"),
    ("those over 60", "age"),
    ("in 2019", "year"),
    ("since 1948", "year"),
    ("the 1999 massacre", "year"),
    ("the 1984 killing of a reporter", "year"),
    ("revoking 1962 agreements", "year"),
    ("the war of 1989-1990", "year"),
    ("in 2019-20", "year"),
    ("of '89", "year"),
    ("3 May", "date"),
    ("May 3", "date"),
    ("May 3, 2019", "date"),
    ("4 FEB 90", "date"),
    ("11 July", "date"),
    ("the 3rd of May", "date"),
    ("3 and 4 July", "date"),
    ("between 3 and 5 March", "date"),
    ("about 3 May", "date"),
    ("2019-05-12", "date"),
    ("12/05/2019", "date"),
    ("May 2019", "date"),
    ("9/11", "date"),
    ("at 0830", "time"),
    ("at 8:30", "time"),
    ("at 6 pm", "time"),
    ("at 6 p.m. on", "time"),
    ("at about 8:30", "time"),
    ("at 1930 GMT", "time"),
    ("as of 1618, it was quiet", "time"),
    ("AT 2350 ON FRIDAY", "time"),
    ("from 2300 on", "time"),
    ("at 10 o'clock", "time"),
    ("the 93rd Brigade", "ordinal"),
    ("the 3d Infantry Battalion", "ordinal"),
    ("THE 3D INFANTRY BRIGADE REPORTED", "ordinal"),
    ("the second time", "ordinal"),
    ("Battalion 12 said", "unit_name"),
    ("12 Brigade said", "unit_name"),
    ("MILITARY DETACHMENT NO.4 REPORTED", "label"),
    ("No. 4", "label"),
    ("an M-16 rifle", "designation"),
    ("AK-47", "designation"),
    ("an F-16", "designation"),
    ("7.62 mm", "calibre"),
    ("a 7.62-mm rifle", "calibre"),
    ("a 155 mm shell", "calibre"),
    ("12 km south", "distance"),
    ("12 kilometers", "distance"),
    ("some 300 meters", "distance"),
    ("hundreds of meters", "distance"),
    ("$20,000", "money"),
    ("US$1.2 million", "money"),
    ("20 million dollars", "money"),
    ("20 million Orunese pesos", "money"),
    ("thousands of dollars", "money"),
    ("12 percent", "percent"),
    ("12%", "percent"),
    ("12 per cent", "percent"),
    ("240 Woodland Street", "address"),
    ("Room 12", "address"),
    ("the 1100 block of Oru Street", "address"),
    ("the father of four", "kin"),
    ("a 911 call", "phone"),
    ("He told ABN 28 that", "designation"),
    ("a code (274637) on the phone", "code"),
    ("around 5:00pm", "time"),
    ("Omar Haddad, 22, all from Belen", "age"),
    ("Flight 203", "vehicle"),
    ("a Boeing 747", "vehicle"),
    ("\n\n1. The first point", "list"),
    ("(2) The second point", "list"),
    ("555-1234", "phone"),
    ("48 hours", "duration"),
    ("three days", "duration"),
    ("for two weeks", "duration"),
    ("a 48-hour curfew", "duration"),
    ("several days", "duration"),
    ("three more days", "duration"),
    ("one day", "duration"),
    ("won 3-1", "score"),
    ("lost 1-3", "score"),
    ("page 3", "page"),
    ("Article 5", "law"),
    ("resolution 1701", "law"),
    ("50 kilograms of dynamite", "weight"),
    ("a three-story house", "compound"),
    ("one should know", "pronoun"),
    ("one another", "pronoun"),
    ("one by one", "pronoun"),
    ("the one who left", "pronoun"),
    ("one in five people", "ratio"),
    ("12 people a day", "rate"),
    ("an average of 12 people", "rate"),
    ("no doubt", "word"),
    ("no longer", "word"),
    ("no official reports", "word"),
    ("no suspect descriptions", "word"),
    ("the main one in town", "pronoun"),
    ("the Third Public Order Court", "ordinal"),
    ("as many people", "degree"),
    ("both in Oru and in Belen", "conjunction"),
    ("both guerrillas and soldiers", "conjunction"),
    ("another attack", "thing"),
    ("half of the city", "fraction"),
    ("2.5 people", "decimal"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_are_read_as_the_table_says(text: str, expected: str) -> None:
    assert "; ".join(show(q) for q in find_quantities(text)) == expected


@pytest.mark.parametrize(("text", "kind"), LOOK_ALIKES)
def test_look_alikes_are_no_counts(text: str, kind: str) -> None:
    kept = [q for q in find_quantities(text) if q.rule not in ("exact", "others") or q.text not in ("two", "both")]
    assert kept == []
    rejected = [q for q in find_quantities(text, keep_rejected=True) if q.rule.startswith("not:")]
    assert f"not:{kind}" in [q.rule for q in rejected]
    assert all(q.low is q.best is q.high is None for q in rejected)


@pytest.mark.parametrize(("text", "_"), COUNTS)
def test_spans_are_exact_in_order_and_apart(text: str, _: str) -> None:
    padded = f"Belen. {text} there."
    last = 0
    for quantity in find_quantities(padded, keep_rejected=True):
        assert padded[quantity.start : quantity.end] == quantity.text
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert quantity.start >= last
        last = quantity.end


@pytest.mark.parametrize(("text", "expected"), [row for row in COUNTS if row[0].isascii()])
def test_upper_case_reads_the_same_bounds(text: str, expected: str) -> None:
    if "k people" in text or "may" in text.lower():  # "12 MAY HAVE" is in the table itself
        return
    upper = [show(q) for q in find_quantities(text.upper())]
    assert "; ".join(upper).lower() == expected.lower()


READ = [
    ("12", 12, 12, 12, Modifier.EXACT),
    ("1990", 1990, 1990, 1990, Modifier.EXACT),
    ("more than a dozen", 13, 13, None, Modifier.MORE_THAN),
    ("dozens", 24, None, None, Modifier.VAGUE),
    ("dozens of", 24, None, None, Modifier.VAGUE),
    ("scores", 40, None, None, Modifier.VAGUE),
    ("no", 0, 0, 0, Modifier.EXACT),
    ("both", 2, 2, 2, Modifier.EXACT),
    ("another", 1, 1, 1, Modifier.EXACT),
    ("a couple of", 2, None, None, Modifier.VAGUE),
    ("a couple", 2, None, None, Modifier.VAGUE),
    ("between 20 and 25", 20, None, 25, Modifier.BETWEEN),
    ("from 20 to 25", 20, None, 25, Modifier.BETWEEN),
    ("the 37th", 37, 37, 37, Modifier.EXACT),
    ("half of the 20", 10, 10, 10, Modifier.EXACT),
    ("One Hundred", 100, 100, 100, Modifier.EXACT),
    ("34", 34, 34, 34, Modifier.EXACT),
    ("12 or more", 12, 12, None, Modifier.AT_LEAST),
]


@pytest.mark.parametrize(("words", "low", "best", "high", "modifier"), READ)
def test_a_phrase_is_read_for_itself(
    words: str, low: int | None, best: int | None, high: int | None, modifier: Modifier
) -> None:
    got = read_quantity(words)
    assert got is not None
    assert (got.low, got.best, got.high, got.modifier) == (low, best, high, modifier)


@pytest.mark.parametrize("words", ["", "people", "the mayor", "7.62", "killed"])
def test_a_phrase_without_a_number_is_none(words: str) -> None:
    assert read_quantity(words) is None


def test_every_count_reads_the_same_from_its_own_words() -> None:
    for text, _ in COUNTS:
        for quantity in find_quantities(text):
            again = read_quantity(quantity.text + (" of" if quantity.rule.startswith("vague") else ""))
            assert again is not None, quantity
            if not quantity.rule.startswith("fraction:open"):
                assert (again.low, again.best, again.high) == (quantity.low, quantity.best, quantity.high), quantity


def test_the_base_of_a_fraction_is_a_number_of_its_own() -> None:
    text = "Women and children made up half of the 40 dead."
    (half,) = find_quantities(text)
    base = fraction_base(half, text)
    assert base is not None
    assert (half.low, base.low, base.high) == (20, 40, 40)
    assert text[base.start : base.end] == "40"
    assert fraction_base(base, text) is None


@pytest.mark.parametrize(
    ("words", "share"),
    [("half", (1, 2)), ("Two-Thirds", (2, 3)), ("20 percent", (1, 5)), ("a third", (1, 3)), ("12.5%", (1, 8))],
)
def test_fractions(words: str, share: tuple[int, int]) -> None:
    got = read_fraction(words)
    assert got is not None
    assert (got.numerator, got.denominator) == share


def test_most_is_no_exact_fraction() -> None:
    assert read_fraction("most") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12 people", NounKind.PERSON),
        ("12 of the soldiers", NounKind.PERSON),
        ("12 heavily armed soldiers", NounKind.PERSON),
        ("12 police officers", NounKind.PERSON),
        ("dozens of suicide bombers", NounKind.PERSON),
        ("12 wounded soldiers", NounKind.PERSON),
        ("12 deaths", NounKind.PERSON),
        ("1,500 families", NounKind.FAMILY),
        ("122 cases of torture", NounKind.CASE),
        ("12 tanks", NounKind.THING),
        ("12 police stations", NounKind.THING),
        ("12 heads of cattle", NounKind.THING),
        ("12 were killed", NounKind.NONE),
        ("12, including soldiers", NounKind.NONE),
        ("12 in the village", NounKind.NONE),
    ],
)
def test_the_noun_behind_a_number(text: str, kind: NounKind) -> None:
    (quantity, *_) = find_quantities(text)
    assert following_noun_kind(text, quantity) is kind


def test_a_window_reads_its_surroundings() -> None:
    text = "In 1990 a mine killed 12 people, and in 1991 it was cleared."
    assert [q.text for q in find_quantities(text, 8, 30)] == ["12"]
    assert find_quantities(text, 40, 45) == []


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"


def spell(number: int, joiner: str) -> str:
    """English words of a whole number, as a writer would put them."""
    for scale, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= scale:
            head, rest = divmod(number, scale)
            tail = "" if not rest else (joiner if rest < 100 else " ") + spell(rest, joiner)
            return f"{spell(head, joiner)} {name}{tail}"
    if number < 20:
        return ONES.split()[number]
    return TENS.split()[number // 10] + (f"-{ONES.split()[number % 10]}" if number % 10 else "")


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 10**9 - 1), st.sampled_from([" ", " and "]))
def test_spelled_numbers_come_back(number: int, joiner: str) -> None:
    words = spell(number, joiner)
    for phrase in (words, words.upper()):
        got = read_quantity(phrase)
        assert got is not None
        assert (got.low, got.best, got.high, got.text) == (number, number, number, phrase)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([",", "", "\u00a0", "."]))
def test_written_numbers_come_back(number: int, separator: str) -> None:
    phrase = f"{number:,}".replace(",", separator)
    got = read_quantity(phrase)
    assert got is not None
    assert (got.best, got.text) == (number, phrase)


PIECES = st.sampled_from(
    re.findall(
        r"\S+|\n",
        "12 a dozen at least no one or to - ( ) , . \n $ % half of the 20 three more between and 3 May 1990 years "
        "old (9) 1.2 million hundreds thousands several both another first 37th o'clock İ ß ٢٥ -- : 8:30 from than "
        "5,000 aged",
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=14).map(" ".join))
def test_no_text_raises_and_all_spans_hold(text: str) -> None:
    last = 0
    for quantity in find_quantities(text, keep_rejected=True):
        assert text[quantity.start : quantity.end] == quantity.text
        assert last <= quantity.start < quantity.end
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        last = quantity.end
    read_quantity(text)


def test_a_megabyte_is_read_in_about_a_second() -> None:
    sentence = (
        "In the village of Oru at least 12 people were killed on 3 May, the mayor said, and the road was closed for "
        "two days. "
    )
    text = sentence * 4000
    began = time.process_time()
    find_quantities(text)
    # Four numbers in every sentence, several times the density of a report; the bound leaves room for a slow machine.
    assert len(text) / (time.process_time() - began) > 100_000
