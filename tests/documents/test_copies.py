"""Copies are copies of words: same text, light rewrite, excerpt; never the same event, credit or template alone."""

from __future__ import annotations

import random
import time

import pytest

from bearwitness.documents import copies
from bearwitness.documents.copies import Signature, copy_groups, main_text, shingle_signature, wire_credit
from bearwitness.records import CopyMember, hash_parts

WIRE = """ORU, 3 May (ZNA) -- Shelling struck the covered market in Oru on Friday morning, killing at least 14
people and wounding more than 30, the mayor, Halvar Dunne, said.
Five of the dead were children, Mr Dunne told reporters outside the town hospital, where relatives had gathered.
Witnesses said that three shells fell within ten minutes while stallholders were setting out their goods.
"We ran to the river and lay down," said Ismet Karro, 41, who sells fish. His cousin Petra was among the dead.
The Northern Command said that it had not fired into the town that day and that it would look into the reports.
Power lines were cut and the bridge to Belen was closed to lorries until Sunday, the road office said."""
REWRITE = """Oru, Friday - Shelling hit the covered market in Oru on Friday morning, killing at least 14
people and wounding more than 30, the town's mayor, Halvar Dunne, said.
Five of those killed were children, Mr Dunne told reporters outside the town hospital, where relatives had gathered.
Witnesses said three shells fell within ten minutes while stallholders were setting out their goods.
"We ran to the river and lay down," said Ismet Karro, 41, who sells fish. His cousin Petra was among those killed.
The Northern Command said that it had not fired into the town that day and that it would look into the reports.
Power lines were cut and the bridge to Belen was closed to lorries until Sunday."""
EXCERPT = """Shelling struck the covered market in Oru on Friday morning, killing at least 14
people and wounding more than 30, the mayor, Halvar Dunne, said.
Five of the dead were children, Mr Dunne told reporters outside the town hospital, where relatives had gathered."""
OTHER_OUTLET = """Fourteen people died and over thirty were hurt when artillery hit Oru's market hall shortly
after it opened. Mayor Halvar Dunne counted five children among the victims. "They came for cherries," he said.
Petra Karro, whose stall stood by the east door, was killed at once, her cousin Ismet told this paper by telephone.
A spokesman for Northern Command denied that its guns had been in action and promised an inquiry within days."""
BULLETIN = """The regional administration said on 3 May that shelling in Oru had damaged nine houses and a school
and that 4 people were killed and 11 taken to hospital. Rescue teams of the administration worked through the night at
the scene. The administration asks residents to keep away from windows, to stay in shelters during alarms, and to
report unexploded shells to the duty officer by calling the known number at any hour of the day or night."""
BULLETIN_LATER = BULLETIN.replace("3 May", "19 June").replace("Oru", "Belen").replace("4 people", "2 people")
BULLETIN_LATER = BULLETIN_LATER.replace("11 taken", "7 taken")


def groups_of(texts: dict[str, str]) -> list[CopyMember]:
    return copy_groups((name, shingle_signature(text), len(text), wire_credit(text)) for name, text in texts.items())


def members(texts: dict[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for member in groups_of(texts):
        found.setdefault(member.copy_group_id, []).append(member.document_id)
    return sorted(found.values())


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"a": WIRE, "b": WIRE}, [["a", "b"]]),
        ({"a": WIRE, "b": WIRE + "\n\nSign up for our newsletter\n© 2024 The Oru Post"}, [["a", "b"]]),
        ({"a": WIRE, "b": WIRE.replace("ORU, 3 May (ZNA) -- ", "(ZNA)\n")}, [["a", "b"]]),
        ({"a": WIRE, "b": REWRITE}, [["a", "b"]]),
        ({"a": WIRE, "b": EXCERPT}, [["a", "b"]]),
        ({"a": WIRE, "b": REWRITE, "c": EXCERPT}, [["a", "b", "c"]]),
        ({"a": WIRE, "b": WIRE.replace("14 people", "16 people")}, [["a", "b"]]),
        ({"a": WIRE, "b": OTHER_OUTLET}, []),
        ({"a": "(ZNA)\n" + WIRE, "b": "(ZNA)\n" + OTHER_OUTLET}, []),
        ({"a": BULLETIN, "b": BULLETIN_LATER}, []),
        ({"a": "Two were killed in Oru.", "b": "Two were killed in Oru."}, [["a", "b"]]),
        ({"a": "Two were killed in Oru.", "b": "Two were killed in Oru today."}, []),
        ({"a": "", "b": ""}, []),
        ({"a": WIRE}, []),
        ({}, []),
    ],
)
def test_which_texts_are_copies(texts: dict[str, str], expected: list[list[str]]) -> None:
    assert members(texts) == expected


def test_group_id_comes_from_the_smallest_document() -> None:
    found = groups_of({"bb": WIRE, "aa": REWRITE, "cc": OTHER_OUTLET})
    assert {member.copy_group_id for member in found} == {"c-" + hash_parts(["aa"], digits=12)}


def test_evidence_says_what_is_shared_and_names_a_common_credit() -> None:
    wire, rewrite, excerpt = groups_of({"a": WIRE, "b": REWRITE + "\nReporting by ZNA", "c": EXCERPT})
    assert "of its word sequences are those of b" in wire.evidence
    assert wire.evidence.endswith('credited to "ZNA", as others in the group')
    assert "of its word sequences are those of a" in rewrite.evidence
    assert "stand in the longer a" in excerpt.evidence


def test_an_insert_does_not_glue_two_stories() -> None:
    first = WIRE + "\n" + EXCERPT.replace("Oru", "Belen").replace("Dunne", "Mirren").replace("Friday", "Monday")
    frame = (
        "The council of Tarn met for the third time to speak of the water works, and {} rose to leave before the vote. "
    )
    story = EXCERPT + "\n" + " ".join(map(frame.format, "ABCDEFGH"))
    story += (
        " Nobody had expected the outcome, least of all the engineers who had drawn the plans in the winter of floods."
    )
    found = members({"a": first, "b": story, "c": EXCERPT})
    assert len(found) == 1 and len(found[0]) == 2 and "c" in found[0]


def test_any_order_gives_the_same_groups() -> None:
    texts = {f"{name}{i}": text for i in range(3) for name, text in (("w", WIRE), ("r", REWRITE), ("o", OTHER_OUTLET))}
    rows = [(name, shingle_signature(text), len(text), None) for name, text in texts.items()]
    expected = copy_groups(rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert copy_groups(rows) == expected


def test_small_parts_of_the_sequences_give_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"a": WIRE, "b": REWRITE, "c": EXCERPT, "d": OTHER_OUTLET, "e": BULLETIN, "f": EXCERPT + " Twice.", "g": ""}
    expected = groups_of(texts)
    assert {member.document_id for member in expected} >= {"a", "b", "c"}
    monkeypatch.setattr(copies, "_SEQUENCES_AT_ONCE", 7)
    assert groups_of(texts) == expected


def test_signature_is_small_and_the_same_each_time() -> None:
    one, two = shingle_signature(WIRE), shingle_signature(WIRE)
    assert one == two and isinstance(one, Signature)
    assert len(one.digest) + len(one.sample) + len(one.facts) < 2_000


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("SAN TELMO, 3 JAN 90 (ACAN-EFE) -- [TEXT] TWO MEN DIED.", "ACAN-EFE"),
        ("Oru (AP) - Two men died.", "AP"),
        ("Two men died in Oru.\n\nReporting by Ana Ruiz; Editing by Bo Lind", "Ana Ruiz"),
        ("Two men died in Oru.\nThis story was written with reporting by Zeta News.", "Zeta News"),
        ("Two men died in Oru.\nSource: Zeta News", "Zeta News"),
        ("Two men died in Oru.\n— Zeta News", "Zeta News"),
        ("The United Forum (UF) said two men died in Oru.", None),
        ("By Tuesday two men had died in Oru.", None),
        ("Two men died in Oru.", None),
    ],
)
def test_credits_are_read_by_shape(text: str, credit: str | None) -> None:
    assert wire_credit(text) == credit


def test_main_text_drops_boilerplate_credits_and_dateline() -> None:
    page = (
        "By Ana Ruiz\nOru (AP) - Two men died.\nRead more: five things\nShare this\n© Oru Post\nReporting by Ana Ruiz"
    )
    assert main_text(page) == "Two men died."


def test_many_copies_and_many_stories_stay_cheap() -> None:
    maker = random.Random(1)
    vocabulary = [f"word{i}" for i in range(4_000)]
    rows = []
    for i in range(600):
        text = " ".join(maker.choices(vocabulary, k=150))
        rows.append((f"s{i:04}", shingle_signature(text), len(text), None))
    rows += [(f"w{i:04}", shingle_signature(WIRE), len(WIRE), None) for i in range(600)]
    started = time.perf_counter()
    found = copy_groups(rows)
    assert len(found) == 600
    assert time.perf_counter() - started < 5
