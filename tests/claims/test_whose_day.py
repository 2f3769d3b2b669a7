"""Whose day it is: of an attack, a figure, a paper, a clause, or of what a report only recalls."""

from __future__ import annotations

import pytest

from bearwitness.claims.extract import extract
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


# text, words of time of each claim in turn
TOLD = [
    ("Officers told reporters that they had counted 31 bodies after Sunday's ambush.", ["Sunday"]),
    ("An attack in Gao in January by soldiers in which four people were killed was condemned.", ["January"]),
    ("A raid near the border with Niger on 3 May in which six men were wounded was condemned by the mayor.", ["3 May"]),
    ("Police confirmed that three men were shot dead on Friday in Gao.", ["Friday"]),
    ("The toll of Sunday's bombing rose to nine dead on Tuesday.", ["Sunday"]),
    ("The agency raised the toll to 16 dead on Friday morning.", [None]),
    ("A toll given on Friday by the hospital is of at least 12 people killed.", [None]),
    ("The army said in a statement on Friday that 14 militants were killed near Mopti.", [None]),
    ("A judge's file of 1998 names the guards. Forty people were driven from their homes near Mopti.", [None]),
    ("Twelve villagers were killed near Mopti, says a study from 2014.", [None]),
    ("Twelve villagers were killed near Mopti in the raid of 2014.", ["2014"]),
    ("The army said in a statement that 14 militants were killed near Mopti on Friday.", ["Friday"]),
    ("The raid was the deadliest since January, when gunmen killed 12 people in Ansongo.", ["January"]),
    ("In April, the mission documented 94 civilians killed in Kaduna.", ["April"]),
    ("In April, the mayor said 94 civilians were killed in Kaduna.", [None]),
    ("Six people died in March, a rise on February (four killed).", ["March", "February"]),
    ("Raids killed 94 people and wounded 312, a rise on February.", [None, None]),
    ("The president, elected in 2020, condemned the killing of two nurses in Gao.", [None]),
    ("Soldiers deployed in May killed three men in Gao.", [None]),
    ("Two men and a woman were hurt in Gao yesterday, the group said.", ["yesterday", "yesterday"]),
    ("A woman was gunned down on Tuesday night in Gao.", ["Tuesday night"]),
    ("An attack 12 km south of Mopti on Saturday in which 20 villagers were killed was condemned.", ["Saturday"]),
    ("A man was charged on Wednesday in the Sunday shooting that killed two people in Gao.", ["Sunday"]),
    ("Two people were killed in Gao.\n\nA man was charged with murder on Wednesday.", [None]),
    ("Wednesday's statement said two soldiers were killed in Gao.", [None]),
    ("The mayor visited on Wednesday the families of two men killed in Gao.", [None]),
    ("An attack in Gao claimed on Monday by the rebels killed two men.", [None]),
    ("Two men were killed on Sunday in an attack in Gao claimed on Monday by the rebels.", ["Sunday"]),
    ("GAO, May 3 (Northwire) - Four people were killed when a shell hit a market on Thursday.", ["Thursday"]),
    ("Police on Wednesday named two brothers killed in Tuesday's tragic incident.", ["Tuesday"]),
    ("Two men were shot dead in Gao.\n\nA vigil will be held there for the dead on Friday.", [None]),
    ("Counsellors will be on hand Wednesday morning after the death of a boy who was shot in Gao.", [None]),
    ("Two men were shot dead in Gao.\n\nA trial over the killing is expected to begin on Monday.", [None]),
    ("Odo Karr is in custody, with charges expected Friday.", [None]),
    (
        "A Gao teenager was arrested Saturday night and charged after police say he shot another teen, killing him.",
        ["Saturday night", None],
    ),
    (
        "Police arrested Odo Karr in Mopti on Monday. Ben Orl, 30, had been shot in Gao. He died at the scene.",
        ["Monday", None],
    ),
    ("Soldiers captured four rebels in Gao on Monday. They had killed a guard.", ["Monday", "Monday"]),
    ("Odo Karr was arrested Friday and is expected in court.", ["Friday"]),
    ("Two men were shot dead in Gao.\n\nPolice said Friday's shooting will be looked into.", ["Friday"]),
    ("A man was set upon in Gao three days ago and stabbed to death.", ["three days ago"]),
    (
        "A man was shot dead in Gao.\n\nThe mayor told the Gao Evening Post late Saturday that he was shocked by the killing.",
        [None],
    ),
    ("Two men were shot dead in Gao.\n\nThe shooting was reported at about 10 p.m. Friday.", ["about 10 p.m. Friday"]),
    (
        "Two brothers were shot dead in Gao.\n\nOn Wednesday, the town's river police spoke with those who saw the shooting. "
        "Neighbours were shaken by Tuesday's tragic incident.",
        ["Tuesday"],
    ),
    (
        "Two men were shot dead in Gao.\n\nOfficers searched a van on Monday with guns drawn. It happened on Sunday.",
        ["Sunday"],
    ),
    (
        "A woman was shot dead in Gao.\n\nThe argument Monday night was over rent, the chief previously said.",
        ["Monday night"],
    ),
    ("A boy, 16, was hit by pellets in Gao.\n\nHe was hunting with his uncle on Sunday morning.", ["Sunday morning"]),
    ("Two men were shot dead in Gao, a Monday morning email from the police said.", [None]),
    ("Autopsies were performed on Tuesday and he is sure that the woman killed her son, the sheriff said.", [None]),
    ("The coroner's office ruled the boy's death a homicide Thursday.", [None]),
    ("Prosecutors Friday filed charges against a man who killed a boy in Gao.", [None]),
    ("Two people were killed in shelling of the town, which rebels captured in March.", [None]),
    (
        "Six people were killed in Gao.\n\nThe prisons agency spoke to reporters.\n\nA gang leader was stabbed to death in August.",
        [None, "August"],
    ),
    (
        "Four farmers were shot dead in Gao late on Monday.\n\nIt was the worst raid since June 2023, when men killed 19 people.\n\n"
        "Two women were wounded.",
        ["late on Monday", "June 2023", "late on Monday"],
    ),
]


@pytest.mark.parametrize(("text", "times"), TOLD)
def test_a_time_is_that_of_what_it_stands_with(text: str, times: list[str | None], gazetteer: Gazetteer) -> None:
    doc = document(text)
    claims = extract(doc, is_place_word=is_place_word_for(gazetteer)).claims
    found = resolve_claims(claims, doc, gazetteer=gazetteer)
    assert [c.time.text if c.time else None for c in found] == times
