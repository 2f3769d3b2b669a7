"""Further grammar that tells who did it, phrases that only point to a doer, and reports of more than one event."""

from __future__ import annotations

import pytest
from tests.reading import read_text

TOLD = {
    "Four drivers died Monday in an ambush laid by rebels from Tarn.": ["rebels from Tarn"],
    "Three guards died in an ambush laid by the Red Column.": ["the Red Column"],
    "Nine people died in Lunz. The explosion was organised by the Red Column.": ["the Red Column"],
    "Nine people died in Lunz. The car was blown up by a mine planted by the Red Column.": ["the Red Column"],
    "Six people died when herders from two clans fought with spears at the wells.": ["herders from two clans"],
    "Nine people died in clashes between two gangs over a market.": ["two gangs"],
    "Six people died in a market where rival crews clashed with machetes.": ["rival crews"],
    "Three men in a pickup shot and wounded four traders.": ["Three men in a pickup"],
    "A 40-year-old baker shot and wounded three villagers.": ["A 40-year-old baker"],
    "Fighters of the Red Column who killed a teacher fled.": ["Fighters of the Red Column"],
    "The mother of a man who killed a teacher wept.": ["a man"],
    "A nurse was killed when three men in a pickup opened fire.": ["three men in a pickup"],
    "Five people were killed in Lunz. Prosecutors accused gunmen of the killing.": ["gunmen"],
    "LUNZ: A crowd stabbed three traders to death over a debt.": ["A crowd"],
    "Tom Bren is dead. Three men in a pickup opened fire on Bren, a tailor, near his shop.": ["Three men in a pickup"],
    "A judge, 61, was attacked by balaclava-wearing men. Her guard died at once.": ["balaclava-wearing men"],
    "A second raid attributed to gunmen of the Red Column has shaken the valley. Nine people died.": [
        "gunmen of the Red Column"
    ],
    "The minister told of the arrest of two sergeants for killing six monks.": ["two sergeants", None],
    "Through calls to a station, the Red Column, RC, has claimed responsibility for a bomb that killed four men.": [
        "the Red Column, RC"
    ],
}  # fmt: skip
NOT_TOLD = (
    "Ten people shot and wounded in Lunz.",
    "Navy denies shelling the harbour. Eight people died at the pier.",
    "The army denied that its soldiers opened fire. Eight people died in the square.",
    "Nine people died in Lunz. The militia threatened to attack the town again.",
    "Nine people died in Lunz. The general said soldiers would open fire on looters.",
    "Nine people died in Lunz. Police foiled a plan to attack the station.",
    "Nine people died in Lunz. The council condemned an attack probed by detectives.",
    "A man was shot dead during a fight between two women in Lunz.",
    "Nine people died in clashes between the army and the Red Column.",
    "Nine people died in a street where firemen fought with hoses.",
    "Two men were shot dead in Lunz. The dispute between the two governments goes on.",
    "Two men died in Lunz. The arrest of a baker for theft was announced.",
    "Two men died in Lunz. The bank opened fire exits after the inspection.",
    "A baker was killed in Lunz on Monday. Soldiers neutralised two bandits in Tarn.",
)
POINTING = {
    "A band of the Red Column stormed the farm. A cook died. The attackers fled.\n\nTwo guards died too.": (
        "A band of the Red Column"
    ),
    "Two hooded men opened fire on a bus.\n\nPolice are asking about two suspects.\n\nA clerk died.": "Two hooded men",
    "A 12-year-old boy opened fire at a fair. The boy then attacked a guard.\n\nHis sister was killed.": "A 12-year-old boy",
    "The Northern Guard attacked the mill. The attackers took money.\n\nA cook died.": "The Northern Guard",
    "The Guard attacked the mill. The attackers took money.\n\nA cook died.": "The Guard",
    "Masked men attacked the mill. The assailants took money.\n\nA guard died.": "Masked men",
}
STAYS = {
    "The attackers fled the mill.\n\nA guard died.": "The attackers",
    "A woman attacked a guard.\n\nThe gunmen opened fire.\n\nA guard died.": "The gunmen",
    "A mother opened fire at a fair. The boy then attacked a guard.\n\nHis sister was killed.": "The boy",
    "A gunman entered.\n\nThe gunman fired shots.\n\nA guard died.": "The gunman",
}
"""Nobody named whom the phrase can mean, or nobody more exactly."""
APART = (
    "Two people were killed and one was hurt in unrelated shootings over the weekend.\n\nA man was found dead on a road in "
    "Lunz.\n\nA student shot his aunt in Tarn.\n\nA girl came to a clinic with gunshot wounds.",
    "Two men were killed on Monday in Lunz. Prices rose. Schools are shut. A boy was hurt on Tuesday in Oru. Shops opened. "
    "Buses ran. Soldiers shot a girl on Friday in Tarn.",
)  # fmt: skip


def _doers(text: str) -> list[str | None]:
    return [c.alleged_perpetrator.text if c.alleged_perpetrator else None for c in read_text(text) if c.high != 0]


@pytest.mark.parametrize(("text", "doers"), TOLD.items())
def test_a_doer_is_found_by_other_grammar(text: str, doers: list[str | None]) -> None:
    found = [d for d in _doers(text) if d is not None]
    assert found[:1] == doers[:1], found


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_was_not_done_or_done_elsewhere_names_no_doer(text: str) -> None:
    assert _doers(text)[0] is None


@pytest.mark.parametrize(("text", "doer"), [*POINTING.items(), *STAYS.items()])
def test_a_pointing_phrase_gives_way_to_the_one_it_points_to(text: str, doer: str) -> None:
    assert _doers(text)[-1] == doer


@pytest.mark.parametrize("text", APART)
def test_doers_of_one_event_are_not_lent_to_another(text: str) -> None:
    assert sum(d is not None for d in _doers(text)) == 1


PRONOUNS = {
    "Troops said they had arrested four students on Friday.": "Troops",
    "Soldiers entered the ward. They killed two prisoners.": "Soldiers",
    "The soldiers arrived on Friday. A neighbour wrote to me that they shot three men.": "The soldiers",
    "A 9-year-old girl was playing when a quarrel broke out, and the girl shot her cousin dead.": "A 9-year-old girl",
    "Two men came at noon. They killed a clerk.": "Two men",
    "Members of a local militia came at night. They shot dead a teacher.": "Members of a local militia",
    "The Oru Front came at night. They shot dead a teacher.": "The Oru Front",
    # nobody, or more than one, can be meant: the pronoun stays
    "Rebels met soldiers at a bridge. They killed three women.": "They",
    "A teacher went home. They killed two prisoners.": "They",
    "Soldiers entered the ward.\n\nThey killed two prisoners.": "They",
    "The boy shot his brother dead.": "The boy",
}
NO_BODIES = {
    "LUNZ, 22 OCT 89 (ANP) -- [TEXT] REBELS OF THE ORU UNION MURDERED A POLICE INSPECTOR.": "REBELS OF THE ORU UNION",
    "TARN / The army killed a taxi driver.": "The army",
    "The number of bullets killed ten people.": None,
    "The force of the explosion killed ten people.": None,
    "A peace force killed ten people.": "A peace force",
}


@pytest.mark.parametrize(("text", "doer"), [*PRONOUNS.items(), *NO_BODIES.items()])
def test_the_doer_of_a_claim_is_named_as_far_as_its_words_allow(text: str, doer: str | None) -> None:
    assert _doers(text)[-1] == doer
