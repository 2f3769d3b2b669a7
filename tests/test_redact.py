"""What a public audience must not see is gone from every row and text; what it may see stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from bearwitness.redact import Audience, Redactor, paragraph_of, redact_text
from bearwitness.tables import SCHEMAS
from sample_build import ORU, RecordMaker, SampleBuild, day, place, sample_build


def find_none(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """A finder that sees nothing: what is withheld then comes from claims and cues of shape."""
    return [[] for _ in texts]


def find_pairs(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """A finder by shape alone: two capitalised words that are neither places nor bodies of the sample."""
    bodies = {"Oru Herald", "Coast Wire", "Sel Front", "Sel Province", "Harbour Daily", "Belen Post", "State Radio"}
    return [
        [m.span() for m in re.finditer(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", text) if m.group() not in bodies]
        for text in texts
    ]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def one_document(
    body: str, claims: Sequence[dict[str, Any]], *, title: str = "News of the day", **more: Any
) -> SampleBuild:
    make = RecordMaker()
    make.document("only", title, body, publisher="Oru Herald", published="2024-05-04", **more)
    for i, claim in enumerate(claims):
        make.claim(f"c{i}", "only", claim.pop("harm", "killed"), claim.pop("quote", body), **claim)
    return make.build()


def readable(
    build: SampleBuild, table: str, finder: Any = find_none, audience: Audience = Audience.PUBLIC
) -> list[dict[str, Any]]:
    return list(Redactor(build, audience, find_person_names=finder).any_table(table, build.table(table).to_pylist()))


def quote_of(body: str, *claims: dict[str, Any], finder: Any = find_none) -> str:
    build = one_document(body, list(claims))
    return str(readable(build, "claims", finder)[0]["quote"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dan Caron was hurt.", "[name withheld] was hurt."),
        ("Caron was hurt.", "[name withheld] was hurt."),
        ("Dan ran.", "[name withheld] ran."),
        ("Caron's wife and the Carons’ house", "[name withheld]'s wife and the [name withheld]’ house"),
        ("D. Caron and Dan M. Caron", "[name withheld] and [name withheld]"),
        ("DAN CARON, 34", "[name withheld], 34"),
        ("Dán Cáron", "[name withheld]"),
        (
            "Dan\u00adCaron and Dan\u200b Caron and Ca\u200bron",
            "[name withheld] and [name withheld] and [name withheld]",
        ),
        ("the Caron-led walk", "the [name withheld]-led walk"),
        ("#JusticeForDanCaron", "#[name withheld]"),
        ("A carone and a scaron", "A carone and a scaron"),
        ("In Dannet the dan of judo", "In Dannet the dan of judo"),
        ("Omar Caron, the brother", "Omar Caron, the brother"),
        ("O’Brien and O'Brien and Obrien", "[name withheld] and [name withheld] and [name withheld]"),
    ],
)
def test_a_name_is_withheld_in_every_form_of_it(text: str, expected: str) -> None:
    assert redact_text(text, withhold=["Dan Caron", "Pat O'Brien"], keep=["Omar Caron"]) == expected


@pytest.mark.parametrize(
    ("slug", "gone"),
    [
        ("https://oru.example/2024/family-of-dan-caron-waits", ("dan", "caron")),
        ("https://oru.example/dancaron.html", ("dan", "caron")),
        ("https://oru.example/Dan%20Caron", ("Dan", "Caron")),
        ("https://oru.example/?q=dan+caron&p=1", ("dan", "caron")),
        ("https://oru.example/dan_caron_2.jpg", ("dan", "caron")),
        ("mail from Caron, Dan (2).eml", ("Caron", "Dan")),
        ("dan.caron@oru.example", ("dan", "caron")),
    ],
)
def test_a_name_is_withheld_in_addresses_and_file_names(slug: str, gone: Sequence[str]) -> None:
    build = one_document("Dan Caron was hurt.", [{"harm": "injured", "names": [("Dan Caron", None)]}], url=slug)
    for table in ("documents", "arrivals"):
        row = readable(build, table)[0]
        assert not any(word in row["url"] for word in gone), row["url"]
        assert row["redacted"] is True


def test_a_name_of_which_the_text_has_one_half_is_taken_out_of_an_address_whole() -> None:
    build = one_document(
        "Mr Caron was killed.", [{"names": [("Caron", None)]}], url="https://oru.example/dan-caron-widow-speaks"
    )
    assert readable(build, "documents", find_pairs)[0]["url"] == "https://oru.example/[name withheld]-widow-speaks"


def test_an_encoded_accent_does_not_carry_a_name_through_an_address() -> None:
    build = one_document(
        "José Caron was hurt.",
        [{"harm": "injured", "names": [("José Caron", None)]}],
        url="https://x.example/Jos%C3%A9-Caron",
    )
    assert readable(build, "documents")[0]["url"] == "https://x.example/[name withheld]"


@pytest.mark.parametrize(
    ("body", "claim", "stays"),
    [
        ("Dan Caron, 34, was killed.", {"names": [("Dan Caron", 34)]}, True),
        ("Dan Caron, 34, was killed.", {"names": [("Dan Caron", None)]}, True),
        ("Dan Caron, a farmer, was killed.", {"names": [("Dan Caron", None)]}, True),
        (
            "The teacher Dan Caron was killed.",
            {"names": [("Dan Caron", None)], "victims": "The teacher Dan Caron"},
            True,
        ),
        ("Dan Caron was killed.", {"names": [("Dan Caron", None)], "role": "journalist"}, True),
        ("Dan Caron was killed.", {"names": [("Dan Caron", None)], "age_group": "adult"}, True),
        # No word of an adult: he may be a child.
        ("Dan Caron was killed.", {"names": [("Dan Caron", None)]}, False),
        ("Dan Caron, 9, was killed.", {"names": [("Dan Caron", 9)]}, False),
        ("Dan Caron, 9, was killed.", {"names": [("Dan Caron", None)], "age_group": "adult"}, False),
        ("The boy Dan Caron was killed.", {"names": [("Dan Caron", None)], "age_group": "adult"}, False),
        ("A 16-year-old, Dan Caron, was killed.", {"names": [("Dan Caron", None)]}, False),
        ("Dan Caron, 34, was wounded.", {"harm": "injured", "names": [("Dan Caron", 34)]}, False),
        ("Dan Caron, 34, is missing.", {"harm": "missing", "names": [("Dan Caron", 34)]}, False),
        ("Dan Caron, 34, was not killed.", {"names": [("Dan Caron", 34)], "factuality": "denied"}, False),
        ("Dan Caron, 34, may have been killed.", {"names": [("Dan Caron", 34)], "factuality": "hedged"}, False),
        ("The gunman Dan Caron, 34, was killed.", {"names": [("Dan Caron", 34)], "role": "attacker"}, False),
        ("The suspect, Dan Caron, 34, was killed.", {"names": [("Dan Caron", 34)]}, False),
        ("Dan Caron, 34, was one of the shooters; 12 died.", {"names": [("Dan Caron", 34)]}, False),
        ("Dan Caron, 34, fatally shot his wife and died.", {"names": [("Dan Caron", 34)]}, False),
        ("Dan Caron, 34, was shot dead by the gunman.", {"names": [("Dan Caron", 34)]}, True),
        ("Dan Caron, 34, was raped and killed.", {"names": [("Dan Caron", 34)]}, False),
        ("The mayor, Dan Caron, said 12 died.", {"claimant": "The mayor, Dan Caron"}, True),
        ("Dan Caron, spokesman for the ministry, said 12 died.", {"claimant": "Dan Caron", "kind": "person"}, True),
        ("Twelve died, Dan Caron said.", {"claimant": "Dan Caron", "kind": "official"}, True),
        ("Twelve died, Dan Caron said.", {"claimant": "Dan Caron", "kind": "person"}, False),
        ("Twelve died, the farmer Dan Caron said.", {"claimant": "the farmer Dan Caron", "kind": "witness"}, False),
        ("A man named Dan Caron shot 12 dead.", {"perpetrator": "A man named Dan Caron"}, False),
        ("His wife Dan Caron saw 12 dead.", {}, False),
        ("Twelve died (Photo: Dan Caron).", {}, False),
        ("Twelve died. Oru Herald/Dan Caron", {}, False),
    ],
)
def test_who_may_be_named(body: str, claim: dict[str, Any], stays: bool) -> None:
    quote = quote_of(body, claim)
    assert ("Dan Caron" in quote) is stays, quote
    assert stays or ("Dan" not in quote and "Caron" not in quote), quote


@pytest.mark.parametrize(
    "body",
    [
        "The Kela Front killed 12, the army said.",
        "Kela Haram fighters killed 12.",
        "The Sons of Kela killed 12.",
    ],
)
def test_groups_are_named(body: str) -> None:
    accused = body.split(" killed")[0]
    assert quote_of(body, {"perpetrator": accused}, finder=find_pairs) == body


def test_an_accused_person_is_withheld_and_the_group_beside_him_stays() -> None:
    body = "Dan Caron and the Kela Front killed 12."
    assert (
        quote_of(body, {"perpetrator": "Dan Caron"}, finder=find_pairs)
        == "[name withheld] and the Kela Front killed 12."
    )


def test_places_bodies_and_days_that_the_finder_takes_for_people_stay() -> None:
    body = "On Monday shells hit Oru, the Oru Herald and the Red Crescent said; Palestinians fled."

    def eager(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        words = "Monday|Oru Herald|Oru|Palestinians|Red Crescent"
        return [[m.span() for m in re.finditer(words, t)] for t in texts]

    claim = {"place": ORU, "claimant": "the Red Crescent", "kind": "organisation"}
    assert quote_of(body, claim, finder=eager) == body


def test_a_name_that_was_found_in_part_is_withheld_with_the_words_beside_it() -> None:
    body = "Five-year-old Corinne Quillfeather was killed with Min Haung in Oru."

    def halves(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return [[m.span() for m in re.finditer("Quillfeather|Min", text)] for text in texts]

    assert quote_of(body, {}, finder=halves) == "Five-year-old [name withheld] was killed with [name withheld] in Oru."


def test_headlines_and_places_are_not_taken_for_people() -> None:
    body = "Teen Killed By Stray Bullet In Kela, Police Say\n\nTwelve died in Kela."

    def eager(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return [[m.span() for m in re.finditer("Teen Killed|Kela", text)] for text in texts]

    build = one_document(body, [{"quote": "Teen Killed By Stray Bullet In Kela, Police Say"}])
    assert readable(build, "claims", eager)[0]["quote"] == "Teen Killed By Stray Bullet In Kela, Police Say"


def test_a_name_found_in_one_paragraph_is_withheld_in_all_and_in_the_title() -> None:
    body = "Twelve people were killed, Caron said.\n\nIt was Dan Caron who counted them."
    build = one_document(body, [{"quote": "Twelve people were killed, Caron said."}], title="Caron counts the dead")
    assert readable(build, "claims", find_pairs)[0]["quote"] == "Twelve people were killed, [name withheld] said."
    assert readable(build, "documents", find_pairs)[0]["title"] == "[name withheld] counts the dead"


def test_part_of_a_standing_name_stands() -> None:
    body = "The mayor, Ilan Dorr, said 12 were killed. Dorr was in Oru."
    assert quote_of(body, {"claimant": "The mayor, Ilan Dorr"}, finder=find_pairs) == body


def test_a_dead_child_is_withheld_in_the_reports_that_do_not_say_its_age() -> None:
    make = RecordMaker()
    make.document("a", "One", "Dara Hale, 9, was killed.", publisher="A", published=None)
    make.document(
        "b", "Two", "Dara Hale, a worker, was killed.", publisher="B", published=None, url="https://b.example/dara-hale"
    )
    make.claim("a", "a", "killed", "Dara Hale, 9, was killed.", names=[("Dara Hale", 9)])
    make.claim("b", "b", "killed", "Dara Hale, a worker, was killed.", names=[("Dara Hale", None)])
    rows = readable(make.build(), "claims") + readable(make.build(), "documents") + readable(make.build(), "people")
    assert not [s for s in strings(rows) if re.search("dara|hale", s, re.IGNORECASE)]


def test_rows_of_sexual_violence_keep_no_place_no_small_count_and_no_words() -> None:
    build = sample_build()
    claim = next(r for r in readable(build, "claims") if r["harm"] == "sexual_violence")
    assert (claim["low"], claim["best"], claim["high"], claim["count_text"]) == ("<5", "<5", "<5", "<5")
    assert claim["quote"] == "[words withheld]"
    assert claim["place"]["adm1"] == "Sel Province"
    assert [claim["place"][k] for k in ("lat", "lon", "geonames_id", "adm2", "radius_km")] == [None] * 5
    assert claim["place"]["where_prec"] == 4
    figure = next(r for r in readable(build, "figures") if r["harm"] == "sexual_violence")
    assert (figure["low"], figure["best"], figure["high"], figure["redacted"]) == ("<5", "<5", "<5", True)


def test_counts_of_sexual_violence_from_five_keep_their_words_without_the_place() -> None:
    body = "Twelve women were raped in Kela, a nurse said."
    claim = {"harm": "sexual_violence", "low": 12, "best": 12, "high": 12, "count": "Twelve", "place": place("Kela")}
    row = readable(one_document(body, [claim]), "claims")[0]
    assert (row["low"], row["quote"]) == (12, "Twelve women were raped in [place withheld], a nurse said.")


def test_an_incident_with_sexual_violence_gives_its_place_away_in_no_row() -> None:
    build = sample_build()
    told = [
        (table, text)
        for table in SCHEMAS
        for row in readable(build, table, find_pairs)
        for text in strings(row)
        if re.search(r"\bkela\b|Lena|Marsh|Three women|three-women", text, re.IGNORECASE)
    ]
    assert not told


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"where_prec": 1}, (4, "Sel Province", None)),
        ({"where_prec": 3}, (4, "Sel Province", None)),
        ({"where_prec": 5}, (4, "Sel Province", None)),
        ({"where_prec": None}, (4, "Sel Province", None)),
        ({"where_prec": 4}, (4, "Sel Province", None)),
        ({"where_prec": 2, "adm1": None}, (6, None, None)),
    ],
)
def test_no_place_finer_than_a_province(given: dict[str, Any], expected: tuple[Any, ...]) -> None:
    claim = {"harm": "sexual_violence", "low": 9, "best": 9, "high": 9, "place": {**place("Oru"), **given}}
    where = readable(one_document("Nine women were raped.", [claim]), "claims")[0]["place"]
    assert (where["where_prec"], where["name"], where["lat"]) == expected


def test_nothing_withheld_is_left_in_any_table() -> None:
    build = sample_build()
    names = "mira|dara|tomas|quill|pavel|ruz|lena|igor|venn"
    told = [
        (table, text)
        for table in SCHEMAS
        for row in readable(build, table, find_pairs)
        for text in strings(row)
        if re.search(rf"\b(?:{names})\b", text, re.IGNORECASE)
    ]
    assert not told
    kept = {text for row in readable(build, "claims", find_pairs) for text in strings(row)}
    assert any("Omar Hale" in text for text in kept)
    assert any("Ilan Dorr" in text for text in kept)


def test_offsets_hashes_and_row_order_stay_and_redacted_says_so() -> None:
    build = sample_build()
    raw, rows = build.table("claims").to_pylist(), readable(build, "claims", find_pairs)
    for before, after in zip(raw, rows, strict=True):
        for key in ("claim_id", "document_id", "start", "end", "count_start", "count_end"):
            assert before[key] == after[key]
        assert after["redacted"] is ({k: v for k, v in after.items() if k != "redacted"} != before)
    assert {r["redacted"] for r in rows} == {True, False}


def test_the_order_of_rows_changes_nothing() -> None:
    build = sample_build()
    rows = build.table("claims").to_pylist()
    forward = list(Redactor(build, find_person_names=find_pairs).claims(rows))
    backward = list(Redactor(build, find_person_names=find_pairs).claims(reversed(rows)))
    assert forward == backward[::-1]


def test_a_restricted_audience_gets_every_row_as_it_is() -> None:
    build = sample_build()
    for table in SCHEMAS:
        raw = build.table(table).to_pylist()
        assert readable(build, table, find_pairs, Audience.RESTRICTED) == [{**row, "redacted": False} for row in raw]


def test_a_passage_is_the_claims_paragraph_and_no_more() -> None:
    build = sample_build()
    layers = {d["document_id"]: d["layer_hash"] for d in build.table("documents").to_pylist()}
    claim = next(
        c for c in build.table("claims").to_pylist() if c["quote"].startswith("The army denied") and c["best"] == 9
    )
    for audience, name in ((Audience.PUBLIC, "[name withheld]"), (Audience.RESTRICTED, "Sergeant Pavel Ruz")):
        passage = Redactor(build, audience, find_person_names=find_pairs).passage(claim, layers[claim["document_id"]])
        words = "".join(p.text for p in passage.pieces)
        assert words.startswith("The army denied killing 14 people")
        assert name in words
        assert words.endswith("as the officer in charge.")
        assert "".join(p.text for p in passage.pieces if p.mark) == claim["quote"]
        assert [p.text for p in passage.pieces if p.mark == "count"] == ["nine"]
    assert redact_text("Pavel Ruz", withhold=["Pavel Ruz"]) == "[name withheld]"


def test_a_passage_says_when_its_text_is_erased_or_has_changed() -> None:
    build = sample_build()
    claim = build.table("claims").to_pylist()[5]
    redactor = Redactor(build, find_person_names=find_none)
    assert redactor.passage(claim, "no such layer").erased
    layer = next(
        d["layer_hash"] for d in build.table("documents").to_pylist() if d["document_id"] == claim["document_id"]
    )
    assert redactor.passage({**claim, "quote": "other words"}, layer).stale


def test_a_long_text_without_paragraphs_is_cut_around_the_words() -> None:
    text = "word " * 4_000 + "twelve were killed " + "word " * 4_000
    start = text.index("twelve")
    a, b, before, after = paragraph_of(text, start, start + 18)
    assert before and after
    assert a < start < b
    assert b - a < 1_400


@pytest.mark.slow
def test_the_real_finder_leaves_no_name_of_the_sample() -> None:
    build = sample_build()
    redactor = Redactor(build)
    names = r"\b(?:mira|dara|tomas|quill|lena|igor|venn)\b"
    told = [
        (table, text)
        for table in SCHEMAS
        for row in redactor.any_table(table, build.table(table).to_pylist())
        for text in strings(row)
        if re.search(names, text, re.IGNORECASE)
    ]
    assert not told


def test_a_name_is_judged_by_the_same_rule_whatever_it_is() -> None:
    body = "{}, 34, was wounded in Oru, the mayor said. {} fled."
    for full, last in (
        ("Dan Caron", "Caron"),
        ("Amira Al-Sayed", "Al-Sayed"),
        ("Lê Thị Hoa", "Hoa"),
        ("Ngozi Okafor", "Okafor"),
    ):
        quote = quote_of(body.format(full, last), {"harm": "injured", "names": [(full, 34)], "time": day("2024-05-03")})
        assert quote == "[name withheld], 34, was wounded in Oru, the mayor said. [name withheld] fled."


def test_telephone_numbers_and_addresses_are_withheld_from_passages() -> None:
    from bearwitness.redact.texts import CONTACT

    text = "Email ana@example.org, phone +64 21 555 0199 or call 021 555 0199. On 12 May 2024 some 3,000 people fled."
    assert [m.group() for m in CONTACT.finditer(text)] == ["ana@example.org", "+64 21 555 0199", "call 021 555 0199"]


def _tamsin(**more: Any) -> dict[str, Any]:
    """A town that only the province around it locates: the province's precision and middle, its own name."""
    return place("Tamsin", text="the town of Tamsin in Sel Province", prec=4, **more)


def _raid(rape: int, where: dict[str, Any]) -> RecordMaker:
    make = RecordMaker()
    killed = "Raiders killed 31 people in the town of Tamsin in Sel Province."
    make.document("a", "Raid on Tamsin", killed, publisher="Oru Herald", published="2024-05-04")
    raped = f"{rape} women were raped in the raid."
    more = "Six guards of Tamsin died in June."
    make.document("b", "After the raid", f"{raped} {more}", publisher="Belen Post", published="2024-05-05")
    make.claim("k", "a", "killed", killed, count="31", low=31, best=31, high=31, place=where)
    make.claim("r", "b", "sexual_violence", raped, count=str(rape), low=rape, best=rape, high=rape, place=None)
    make.claim("g", "b", "killed", more, count="Six", low=6, best=6, high=6, place=place("Tamsin"))
    make.document("c", "Tamsin mourns", "Tamsin buries 29 dead.", publisher="Coast Wire", published="2024-05-05")
    make.claim(
        "n", "c", "killed", "Tamsin buries 29 dead.", count="29", low=29, best=29, high=29, place=place("Tamsin")
    )
    near = [{"incident_id": "i-1", "score": 0.7, "reason": "both in Tamsin"}]
    make.incident("i-1", ["k", "r"], place=where, start="2024-05-03", end="2024-05-03")
    make.incident("i-2", ["g"], place=place("Tamsin"), start="2024-06-03", end="2024-06-03")
    make.incident("i-3", ["n"], place=place("Tamsin"), start="2024-05-03", end="2024-05-03", near_merges=near)
    make.figure("i-1", "killed", (31, 31, 31), ["k"])
    make.figure("i-1", "sexual_violence", (rape, rape, rape), ["r"])
    return make


@pytest.mark.parametrize("rape", [2, 9])
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"where_prec": None},
        {"where_prec": 6},
        {"where_prec": 1},
        {"where_prec": 5},
        {"adm1": None},
        {"country": []},
    ],
)
def test_a_place_of_sexual_violence_is_told_nowhere_whatever_its_precision(rape: int, given: dict[str, Any]) -> None:
    build = _raid(rape, {**_tamsin(), **given}).build()
    told = [
        (table, row)
        for table in SCHEMAS
        for row in readable(build, table)
        if any("tamsin" in text.lower() for text in strings(row)) or 10.5 in (row.get("lat"), row.get("lon"))
    ]
    assert not told
    for row in readable(build, "incidents"):
        assert (row["name"], row["geonames_id"], row["lat"], row["adm2"]) == (row["adm1"], None, None, None)


def test_a_province_that_is_named_as_one_stays_with_its_middle() -> None:
    for name, text in (("Sel Province", "Sel Province"), ("Sel Province", "the whole of Sel state")):
        claim = {"harm": "sexual_violence", "low": 9, "best": 9, "high": 9, "place": place(name, text=text, prec=4)}
        where = readable(one_document("Nine women were raped.", [claim]), "claims")[0]["place"]
        assert (where["name"], where["text"], where["lat"]) == (name, text, 10.5)


def test_the_country_of_a_hidden_place_may_be_named() -> None:
    where = place("Tamsin", text="Tamsin, Sudan", adm1=None, country=["SD"])
    claim = {"harm": "sexual_violence", "low": 9, "best": 9, "high": 9, "place": where}
    quote = quote_of("Nine women were raped in Tamsin, Sudan, says a nurse in Sudan.", claim)
    assert quote == "Nine women were raped in [place withheld], Sudan, says a nurse in Sudan."


def test_places_elsewhere_stay_fine_beside_sexual_violence() -> None:
    make = _raid(9, _tamsin())
    make.document("d", "Bomb in Oru", "A bomb killed 12 people in Oru.", publisher="Oru Herald", published="2024-05-04")
    make.claim("o", "d", "killed", "A bomb killed 12 people in Oru.", count="12", low=12, best=12, high=12, place=ORU)
    make.incident("i-4", ["o"], place=ORU, start="2024-05-03", end="2024-05-03")
    row = next(r for r in readable(make.build(), "incidents") if r["incident_id"] == "i-4")
    assert (row["name"], row["lat"], row["redacted"]) == ("Oru", 10.5, False)
