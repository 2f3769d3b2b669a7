"""Who a report says did it: the phrase nearest to each claim, wherever the report tells of the doer."""

from __future__ import annotations

import pytest
from tests.reading import read_text

TOLD_BESIDE = {
    "Two hooded men opened fire on a bakery in Lunz, leaving a girl dead.": ["Two hooded men"],
    "A former porter opened fire at a ball on Friday, killing one person.": ["A former porter"],
    "A jury convicted a man charged in a shooting at a depot that left a clerk dead.": ["a man"],
    "The trial opened of a 40-year-old baker accused of murdering his neighbour.": ["a 40-year-old baker"],
    "Ana Rell is charged with the murder of Tom Bren.": ["Ana Rell"],
    "A boy was shot in the face, reportedly by accident, by a cousin.": ["a cousin"],
    "Prosecutors blamed the Red Column for the killing of the mayor.": ["the Red Column"],
    "Cattle rustlers killed 12 villagers.": ["Cattle rustlers"],
    "The man who police said shot a guard is still free.": ["The man"],
    "Three people died in an attack that officials blamed on the Oru Front.": ["the Oru Front"],
    "Three people died in an attack attributed to the Oru Front.": ["the Oru Front"],
    "Three people died in a bombing. The Oru Front claimed responsibility.": ["The Oru Front"],
    "Three people died at the hands of the Oru Front.": ["the Oru Front"],
    "The killing of two men and a woman by the Oru Front drew protests.": ["the Oru Front"] * 2,
    "Army shelling killed three people.": ["Army"],
    "Members of the Red Star militia killed three people.": ["Members of the Red Star militia"],
    "Three people were killed by armed men on motorcycles in Lunz.": ["armed men on motorcycles"],
    "Fighters loyal to General Rell killed three people.": ["Fighters loyal to General Rell"],
    "A group of about 20 gunmen killed three people.": ["A group of about 20 gunmen"],
    "Three people were killed by gunmen in army uniforms on Monday.": ["gunmen in army uniforms"],
    "Three people were killed by gunmen in Lunz on Monday.": ["gunmen"],
    "The rebels claim they have inflicted over 40 casualties on the army.": ["The rebels"],
}
HELD_FOR = {
    "Lunz teen arrested in shooting death of 15-year-old. The gunman fled.": "Lunz teen",
    "Two possible gang members are under arrest for the murder of a deputy outside his house, police said.": (
        "Two possible gang members"
    ),
    "Three gang members in custody for the murder of a 7-year-old girl.": "Three gang members",
    "Uncle arrested in death of nephew": "Uncle",
    "A woman who is in custody in the killing of her husband told the court that he drank.": "A woman",
    "Smoke shop clerk jailed for death of 13-year-old": "Smoke shop clerk",
    "Army officers arrested for the massacre of six priests were released.": "Army officers",
    "A man arrested by police for the murder of his wife was freed.": "A man",
    "Ten people were arrested in connection with the attack, which killed two soldiers.": "Ten people",
    "Police arrested a man after a shooting that killed a boy.": None,
    "Two men were arrested following an attack in which a boy was killed.": None,
    "A man was in custody when a boy was killed in Lunz.": None,
    "A reporter is under arrest for writing about the killing of two nurses.": None,
    "No one is in custody in the killing of a boy.": None,
    "Protesters were arrested over a march against the killing of two nurses.": None,
    "Police made two arrests in the killing of a boy.": None,
}
TOLD_ELSEWHERE = {
    "A clerk was shot dead on Monday. A neighbour who pulled the trigger has been questioned.": ["A neighbour"],
    "A girl was shot dead in Lunz on Monday. Detectives spoke with the woman believed to have pulled the trigger.": ["the woman"],
    "A clerk was shot dead. The boy thought to have fired the shots is 12.": ["The boy"],
    "Boy hurt in Lunz. Police officers investigate shooting. A boy was wounded on Monday.": [],
    "A girl was shot dead in Lunz. Town police probe fatal shooting at a depot.": [],
    "A girl was shot dead in Lunz. Detectives hope to identify a suspect soon.": [],
    "Three dead in Lunz.\n\nThe gunman fled on foot.": ["The gunman"],
    "Two people were killed at the mill. Police caught the suspected shooter on the road east.": ["the suspected shooter"],
    "Masked men stormed the depot at dawn. Four guards were killed and one was wounded.": ["Masked men"] * 2,
    "Odo Karr, 30, was charged with murder on Monday. Tom Bren, 16, died at the scene.": ["Odo Karr"],
    "Soldiers attacked the camp. A nurse was killed.": ["Soldiers"],
    "Students threw a grenade at a court on Monday. A clerk was wounded.": ["Students"],
    "A home-made bomb was placed by students at the gate. Five clerks were wounded.": ["students"],
    "The town was shelled by the army. A boy was killed.": ["the army"],
    "The Oru Front launched an attack on the depot. A guard was killed.": ["The Oru Front"],
    "Lena Orl was killed on Friday. Ben Karr was charged with her murder. Karr told the court that Orl was dead when he "
    "came.": ["Ben Karr"],
}  # fmt: skip
TOLD_BY_NOBODY = (
    "Air strikes on a market in As Suki killed 20 people.",
    "The three nurses who were kidnapped in Lunz were released on Sunday after mediation by tribal leaders.",
    "Lunz (Kenya) (ANP) – A roadside bomb tore through a van on Thursday, killing five officers.",
    "O sons of Lunz, a bomb killed five people.",
    "No soldier fired on the crowd, in which five people were killed.",
    "Three people died in a bombing. No group claimed responsibility.",
    "Three people were killed in an attack on an army post.",
    "The attack, for which nobody has claimed responsibility, killed three people.",
    "Two men were killed in Lunz. Police are investigating.",
    "Police raided two flats on Monday. A boy had been killed next door.",
    "The city launched a campaign. A boy was killed on Monday.",
    "Two men were killed in Lunz. Officers said they were looking for witnesses.",
    "Tom Bren died of gunshot wounds. There is no indication of a second gunman.",
    "A boy shot himself in the head and died.",
    "A woman was killed. Police have not said whether her husband was involved in the shooting.",
    "Nine rebels were killed when guerrillas attacked the barracks.",
    "So far this year 40 people have been murdered. Gunmen fled from a shop on Monday.",
    "Two men were killed in Lunz on Monday. In March a masked man attacked a shop and fled.",
    "• Two men were killed in Lunz.\n\n• Masked men attacked a bank in Oru.",
    "A miller was stabbed to death. The mother was arrested after a fight over rent.",
)
ARRESTS = {
    "Police said a man was arrested on Monday.": ["Police"],
    "Oru police searched the house. A woman, 30, was taken into custody.": ["Oru police"],
    "Three men were arrested on Friday. Nobody else was seen.": [None],
    "• Four men were arrested.\n\n• Police opened a new station.": [None],
    "Teen arrested in Lunz.\n\nHe is 17. His school is shut. A vigil was held. Lunz police gave no details.": [
        "Lunz police"
    ],
    "Belen Police gave a briefing. It was brief. The square was quiet. Odo Karr was arrested there.": ["Belen Police"],
    "The town guard detained nine men on Monday. Two days later, Odo Karr was arrested in Oru.": ["The town guard"] * 2,
    "ODO KARR WAS ARRESTED IN LUNZ ON MONDAY. HE WAS QUESTIONED BY THE RIVER POLICE.": ["THE RIVER POLICE"],
    "Odo Karr, 40, and Ben Orl, 24, were arrested on Friday, charged with robbing a shop.": [None, None],
    "Soldiers raided the village and arrested two farmers.": ["Soldiers"],
    "Police gave a briefing. Odo Karr is in the county jail.": [None],
    "Police gave a briefing. It was brief. The square was quiet. The road is shut. Odo Karr is being held on bail.": [
        None
    ],
    "Two men were arrested at the mill. Residents later came to the police headquarters.": [None],
}


def _doers(text: str) -> list[str | None]:
    return [c.alleged_perpetrator.text if c.alleged_perpetrator else None for c in read_text(text) if c.high != 0]


@pytest.mark.parametrize(("text", "doers"), [*TOLD_BESIDE.items(), *TOLD_ELSEWHERE.items()])
def test_the_doer_is_the_nearest_phrase_for_one(text: str, doers: list[str]) -> None:
    assert [d for d in _doers(text) if d is not None][: len(doers)] == doers


@pytest.mark.parametrize("text", TOLD_BY_NOBODY)
def test_no_doer_is_lent_where_the_text_names_none(text: str) -> None:
    assert not any(_doers(text))


@pytest.mark.parametrize(("text", "doers"), ARRESTS.items())
def test_an_arrest_is_made_by_the_police_named_beside_it(text: str, doers: list[str | None]) -> None:
    assert _doers(text) == doers


def test_a_report_of_many_places_lends_its_doers_to_none_of_the_others() -> None:
    text = (
        "Two men were killed in Lunz. A boy was hurt in Oru. Prices rose. Schools are shut. Masked men attacked a bank in "
        "Tarn, where a clerk died."
    )
    assert _doers(text) == [None, None, "Masked men"]


def test_who_arrests_did_not_do_what_the_arrest_is_for() -> None:
    text = "Police have arrested six people over Monday's bombing in Lunz that killed two."
    assert _doers(text) == ["Police", "six people"]
    assert _doers("Police have arrested six people after a bombing in Lunz that killed two.") == ["Police", None]


@pytest.mark.parametrize(("text", "doer"), HELD_FOR.items())
def test_whoever_is_held_for_a_killing_is_said_to_have_done_it(text: str, doer: str | None) -> None:
    hurt = [c for c in read_text(text) if c.harm.value != "detained"]
    assert [c.alleged_perpetrator.text if c.alleged_perpetrator else None for c in hurt[:1]] == [doer]


NOBODY_HURT = {
    "Hooded men threw a grenade at a court in Lunz on Monday. Nobody was hurt.": "Hooded men",
    "The Oru Front attacked a depot. The roof burned. There were no casualties.": "The Oru Front",
    "A grenade was thrown at the court by students. No one was killed or wounded.": "students",
    "The blast, claimed by the Oru Front, caused no casualties.": "the Oru Front",
    "Two blasts shook the court. There were no casualties.": None,
    "Gunmen attacked a mill and a miller died. Nobody else was hurt.": None,
    "Nobody was hurt when a bomb went off in Lunz. The gunman of last week is still sought.": None,
    "Hooded men attacked a court. In a separate blast in Oru there were no casualties.": None,
    "Soldiers attacked a camp. It is cold. Prices rose. Schools are shut. A bomb went off and nobody was hurt.": None,
}


@pytest.mark.parametrize(("text", "doer"), NOBODY_HURT.items())
def test_an_attack_that_hurt_nobody_has_its_attackers(text: str, doer: str | None) -> None:
    zero = next(c for c in read_text(text) if c.high == 0)
    assert (zero.alleged_perpetrator.text if zero.alleged_perpetrator else None) == doer
