"""Same input, same record; same words, same coding; every number opens its words.

Rows are compared as the bytes of the Parquet files, table by table.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bearwitness.documents.metadata import read_manifest
from bearwitness.ledger import Build, open_ledger
from bearwitness.phrases.peoples import demonyms
from bearwitness.pipeline import Summary, record
from bearwitness.tables import SCHEMAS
from swapping import Swap, claims_of, first_difference, put_names

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SHARED = Path(os.environ.get("BEARWITNESS_SHARED") or ROOT.parent / "shared") / "data"
NOT_REPORTS = ("README.md", "gold.jsonl", "manifest.csv")

Row = dict[str, Any]


def reports() -> list[Path]:
    return sorted(path for path in EXAMPLES.iterdir() if path.is_file() and path.name not in NOT_REPORTS)


def record_files(files: Sequence[Path], ledger: Path, *, workers: int = 1) -> Summary:
    """Record files of the examples with their manifest, in the order given."""
    manifest = read_manifest(EXAMPLES / "manifest.csv") if (EXAMPLES / "manifest.csv").exists() else None
    return record([str(f) for f in files], ledger=ledger, manifest=manifest, workers=workers)


def tables_of(ledger: Path) -> dict[str, bytes]:
    """The bytes of each table of the live build."""
    build = ledger / "tables" / (ledger / "tables" / "current").read_text().strip()
    return {name: (build / f"{name}.parquet").read_bytes() for name in SCHEMAS}


def assert_same_tables(one: Path, other: Path, *, but: Sequence[str] = ()) -> None:
    left, right = tables_of(one), tables_of(other)
    differing = [name for name in left if left[name] != right[name] and name not in but]
    assert not differing, first_differing_row(one, other, differing[0])


def first_differing_row(one: Path, other: Path, table: str) -> str:
    with open_ledger(one) as left, open_ledger(other) as right:
        rows = [ledger.current_build().table(table).to_pylist() for ledger in (left, right)]
    for a, b in zip(*rows, strict=False):
        if a != b:
            return f"{table}: {a} is not {b}"
    return f"{table}: {len(rows[0])} rows and {len(rows[1])} rows, or other bytes for the same rows"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all example reports, recorded in one step by one process."""
    if not EXAMPLES.is_dir() or not reports():
        pytest.skip("there are no example reports in examples/")
    folder = tmp_path_factory.mktemp("once") / "ledger"
    summary = record_files(reports(), folder)
    assert summary.given == summary.recorded + summary.duplicate + summary.rejected
    assert summary.claims > 20, "the examples should give claims to compare"
    return folder


@pytest.fixture(scope="module")
def build(once: Path) -> Iterator[Build]:
    with open_ledger(once) as ledger:
        yield ledger.current_build()


# ---- same input, same record -----------------------------------------------------------------------------------------


def test_two_runs_give_the_same_bytes(once: Path, tmp_path: Path) -> None:
    record_files(reports(), tmp_path / "ledger")
    assert_same_tables(once, tmp_path / "ledger")


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_arrival_does_not_matter(once: Path, tmp_path: Path, seed: int) -> None:
    shuffled = reports()
    random.Random(seed).shuffle(shuffled)
    record_files(shuffled, tmp_path / "ledger")
    assert_same_tables(once, tmp_path / "ledger")


@pytest.mark.slow
def test_two_processes_give_the_rows_of_one(once: Path, tmp_path: Path) -> None:
    record_files(reports(), tmp_path / "ledger", workers=2)
    assert_same_tables(once, tmp_path / "ledger")


def test_two_steps_are_as_good_as_one(once: Path, tmp_path: Path) -> None:
    files = reports()
    first, second = files[1::2], files[::2]
    record_files(first, tmp_path / "ledger")
    added = record_files(second, tmp_path / "ledger")
    assert added.given == added.recorded + added.duplicate + added.rejected
    assert_same_tables(once, tmp_path / "ledger")


def test_the_same_input_again_adds_nothing(tmp_path: Path) -> None:
    files = reports()[:4]
    first = record_files(files, tmp_path / "ledger")
    before = tables_of(tmp_path / "ledger")
    again = record_files(files, tmp_path / "ledger")
    assert (again.recorded, again.duplicate) == (0, first.recorded)
    assert again.build_id == first.build_id
    assert tables_of(tmp_path / "ledger") == before
    with open_ledger(tmp_path / "ledger") as ledger:
        assert len(list(ledger.arrivals())) == first.recorded


def test_rows_of_a_file_may_come_in_any_order(tmp_path: Path) -> None:
    """Only what tells of the file itself differs: its hash and the rows' numbers."""
    texts = [
        "Two farmers were shot dead in Durazno, Uruguay, on 3 March 2024, police said.",
        "Soldiers killed at least 12 people in Ghanzi, Botswana, on 10 April 2024.",
        "The toll of the Durazno shooting of 3 March 2024 rose to three, the hospital said.",
        "Nine people were wounded by a blast at Oamaru, New Zealand, on 7 May 2024.",
        "Gunmen abducted 7 traders near Melo, Uruguay, on 2 February 2024, their families said.",
    ]
    rows = [
        json.dumps({"text": text, "published": "2024-06-01", "publisher": f"Paper {n}"}) for n, text in enumerate(texts)
    ]
    for name, order in (("one", rows), ("other", rows[::-1])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "reports.jsonl").write_text("\n".join(order) + "\n")
        record([str(tmp_path / name / "reports.jsonl")], ledger=tmp_path / name / "ledger")
    assert_same_tables(tmp_path / "one" / "ledger", tmp_path / "other" / "ledger", but=("arrivals", "documents"))
    kept = [column for column in SCHEMAS["documents"].names if column not in ("container_id", "part")]
    with open_ledger(tmp_path / "one" / "ledger") as one, open_ledger(tmp_path / "other" / "ledger") as other:
        documents = [ledger.current_build().table("documents", columns=kept).to_pylist() for ledger in (one, other)]
    assert documents[0] == documents[1]


@pytest.mark.slow
def test_real_reports_in_any_order_and_by_two_processes(tmp_path: Path) -> None:
    rows = shared_rows("muc4/dev.jsonl")[200:260] + shared_rows("gvc/dev.docs.jsonl")[:20]
    files = []
    for number, row in enumerate(rows):
        files.append(tmp_path / f"report-{number:03}.txt")
        head = f"{row['title']}\n\n" if "title" in row else ""
        files[-1].write_text(head + row["text"], encoding="utf-8")
    record([str(f) for f in files], ledger=tmp_path / "one", workers=1)
    random.Random(5).shuffle(files)
    record([str(f) for f in files[:30]], ledger=tmp_path / "other", workers=2)
    record([str(f) for f in files[30:]], ledger=tmp_path / "other", workers=2)
    assert_same_tables(tmp_path / "one", tmp_path / "other")


# ---- every number opens its words ------------------------------------------------------------------------------------


def test_every_claim_leads_to_its_words(build: Build) -> None:
    layers = {d["document_id"]: build.layer_text(d["layer_hash"]) for d in build.table("documents").to_pylist()}
    for claim in build.table("claims").to_pylist():
        layer = layers[claim["document_id"]]
        assert layer is not None
        assert layer[claim["start"] : claim["end"]] == claim["quote"]
        if claim["count_text"] is not None:
            assert layer[claim["count_start"] : claim["count_end"]] == claim["count_text"]
        parts = [claim[key] for key in ("victims", "as_of", "claimant", "alleged_perpetrator", "place", "time")]
        for words in (*parts, *(claim["victims"]["names"] or ())):
            if words is not None and words["span"] is not None:
                assert layer[words["span"][0] : words["span"][1]] == words["text"], claim["quote"]


def test_every_figure_leads_to_claims_of_its_incident(build: Build) -> None:
    claims = {c["claim_id"]: c for c in build.table("claims").to_pylist()}
    inside = {(r["incident_id"], r["claim_id"]) for r in build.table("incident_claims").to_pylist()}
    figures = build.table("figures").to_pylist()
    assert figures
    for figure in figures:
        assert figure["claims_used"] or figure["low"] is None, figure
        for claim_id in [*figure["claims_used"], *(aside["claim_id"] for aside in figure["claims_set_aside"])]:
            assert claims[claim_id]["harm"] == figure["harm"]
            assert (figure["incident_id"], claim_id) in inside


def test_periods_and_people_lead_to_claims(build: Build) -> None:
    claims = {c["claim_id"]: c for c in build.table("claims").to_pylist()}
    for period in build.table("periods").to_pylist():
        claim = claims[period["claim_id"]]
        assert (period["low"], period["best"], period["high"]) == (claim["low"], claim["best"], claim["high"])
        assert period["scope"] != "incident"  # the sum of two strikes told one by one counts as a running total
    for person in build.table("people").to_pylist():
        names = [(n["text"], n["span"]) for n in claims[person["claim_id"]]["victims"]["names"]]
        assert (person["name"], person["span"]) in names


def test_a_claim_is_in_at_most_one_incident(build: Build) -> None:
    counts = Counter(build.table("incident_claims").column("claim_id").to_pylist())
    assert not [claim_id for claim_id, count in counts.items() if count > 1]


# ---- same words, same coding -----------------------------------------------------------------------------------------

# Pairs of one kind: the claimants' kind must not change either.
ALIKE = {
    "two fronts": ("Harran Front", "Tolva Front"),
    "two militias": ("Kesh Militia", "Upper Zemrad Militia"),
    "two armies": ("Oruan Army", "Army of Zemrad"),
}
# Pairs whose words or shape differ: only the claimants' kind may follow the name.
UNLIKE = {
    "one word and three": ("Zaveed", "Northern Salt Front"),
    "army and front": ("Oruan Army", "Zemrad Liberation Front"),
    "brigade and sons": ("Kesh Brigade", "Sons of Zemrad"),
    "front for and movement of": ("Front for the Liberation of Zemrad", "Movement of the Plain"),
    "an abbreviation and a name": ("FLB", "Movement of the Plain"),
    "two forms that look like people": ("Karim", "Johnson"),
    "a common word and a rare one": ("Justice", "Ulkanza"),
}
PAIRS = {**ALIKE, **UNLIKE}
DEMONYMS = {
    "adjectives": (("Uruguayan", "Namibian"), ("Uruguayans", "Namibians")),
    "a short and a long one": (("Iraqi", "Australian"), ("Iraqis", "Australians")),
    "with an ending of its own": (("Finnish", "Chadian"), ("Finns", "Chadians")),
}

# {a} and {b} are the parties: as actors, victims, claimants, deniers.
PARTY_TEXTS = [
    "Fighters of the {a} killed 14 people in Oru on Monday, the {b} said. The {a} denied killing any civilians.",
    "The {a} said it killed 30 soldiers; the {b} put its losses at four.",
    "At least 20 members of the {b} were killed or wounded when the {a} shelled a camp near Belen.",
    "The {b} accused the {a} of abducting seven villagers. The {a} has held 40 prisoners since March.",
    "An attack by the {a} left 12 dead and 30 injured, including five children, according to a spokesman of the {b}.",
    "The toll from Monday's {a} attack rose to 17 after three of the wounded died, a hospital run by the {b} said.",
    "No civilians were harmed, the {a} said. Residents who fled from the {b} buried six.",
    "The {a} threatened to kill ten hostages unless the {b} withdrew. Three had been shot by Friday.",
]
# Before a noun, where English puts no name with "of" or "for" in it.
BEFORE_A_NOUN = [
    "{a} forces shot dead two of the three {b} gunmen; one {a} officer was hurt.",
    "Rebels 'executed' 12, {a} television reported, citing the {b}.",
    "Two {a} men and a {b} woman were stabbed to death at a checkpoint, witnesses said.",
    "An attack by {a} fighters left 12 dead, according to a {b} spokesman. The {a} holds 40 {b} prisoners.",
]
DEMONYM_TEXTS = [
    "{a} troops killed 14 villagers in Oru on Monday, {b} officials said. The {a} army denied it.",
    "Two {a}s and three {b}s were killed when a mortar round hit a bus, police said.",
    "A {b} soldier shot dead a {a} farmer and wounded his two sons, the {a} defence ministry said.",
    "At least 20 {b} prisoners are held by {a} forces; {a} guards beat two of them to death in May.",
    "{a} strikes on a {b} camp left 12 dead and more than 100 injured.",
    "The {b} foreign ministry said 30 {b} civilians had been killed since January by {a} shells.",
]


def texts_for(names: tuple[str, str]) -> list[str]:
    """The texts that a pair of names can stand in."""
    return PARTY_TEXTS if any(" of " in n or " for " in n for n in names) else PARTY_TEXTS + BEFORE_A_NOUN


CASES = [(kind, names, text) for kind, names in PAIRS.items() for text in texts_for(names)]


@pytest.mark.parametrize(("kind", "names", "template"), CASES, ids=[f"{k}: {t[:30]}" for k, _, t in CASES])
def test_party_names_do_not_matter(kind: str, names: tuple[str, str], template: str) -> None:
    swap = Swap(names)
    text = template.format(a=names[0], b=names[1])
    before = claims_of(text)
    assert before.claims, "a text without claims shows nothing"
    difference = first_difference(before, claims_of(swap(text)), swap, kind_too=kind in ALIKE)
    assert difference is None


@pytest.mark.parametrize("forms", DEMONYMS.values(), ids=DEMONYMS.keys())
@pytest.mark.parametrize("template", DEMONYM_TEXTS, ids=[t[:30] for t in DEMONYM_TEXTS])
def test_nations_do_not_matter(template: str, forms: Sequence[tuple[str, str]]) -> None:
    swap = Swap(*forms)
    singular, plural = forms
    text = template.replace("{a}s", plural[0]).replace("{b}s", plural[1]).format(a=singular[0], b=singular[1])
    before = claims_of(text)
    assert before.claims, "a text without claims shows nothing"
    difference = first_difference(before, claims_of(swap(text)), swap)
    assert difference is None


def example_texts() -> list[tuple[str, str]]:
    """Example reports that name the two invented parties, as plain text."""
    found = []
    for path in reports() if EXAMPLES.is_dir() else ():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".txt" and ("Front" in text or "Guard" in text):
            found.append((path.name, text))
    return found


@pytest.mark.parametrize(("name", "text"), example_texts(), ids=[name for name, _ in example_texts()])
def test_parties_of_the_examples_do_not_matter(name: str, text: str) -> None:
    swap = Swap(("Harran", "Northern"), ("Front", "Guard"))
    difference = first_difference(claims_of(text), claims_of(swap(text)), swap, kind_too=False)
    assert difference is None


def test_the_comparison_sees_a_difference() -> None:
    swap = Swap(("Harran Front", "Tolva Front"))
    text = "Fighters of the Harran Front killed 14 people in Oru, the Tolva Front said."
    before = claims_of(text)
    assert first_difference(before, claims_of(swap(text)), swap) is None
    other = claims_of(swap(text).replace("14", "15"))
    assert first_difference(before, other, swap) == "the texts differ by more than the swap"
    changed = claims_of(swap(text))
    changed.claims[0]["low"] = 13
    assert "low was 14, swapped it is 13" in str(first_difference(before, changed, swap))


# ---- the same on real texts ------------------------------------------------------------------------------------------


def shared_rows(path: str) -> list[Row]:
    file = SHARED / path
    if not file.exists():
        pytest.skip("the development texts lie in shared/data beside the repository, which is not there")
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parties_of(row: Row) -> list[str]:
    """The organisations and forces that a MUC key names and the text prints, commonest first."""
    names: Counter[str] = Counter()
    for template in row["templates"]:
        for slot in template["perp_organization"]:
            for name in slot["alternatives"]:
                words = name.replace('\\"', '"').strip('" ')
                names[words] += len(re.findall(rf"\b{re.escape(words)}\b", row["text"]))
    return [name for name, count in names.most_common() if count and '"' not in name]


# Texts in capitals have lost the case that tells a name from a word: "THE SONS OF ZEMRAD" may be a group or somebody's sons.
# So many of the twelve texts differ in one key today (docs/limits.md); none may be added.
KNOWN_IN_CAPITALS = {"two fronts": 0, "two militias": 0, "one word and three": 0, "brigade and sons": 2}

REAL_PAIRS = {kind: PAIRS[kind] for kind in ("two fronts", "two militias", "one word and three", "brigade and sons")}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "names"), REAL_PAIRS.items(), ids=REAL_PAIRS.keys())
def test_parties_of_real_reports_do_not_matter(kind: str, names: tuple[str, str]) -> None:
    """The perpetrators of real reports, half of their names put as one party and half as the other."""
    rows = [(row, parties) for row in shared_rows("muc4/dev.jsonl") if len(parties := parties_of(row)) >= 2]
    upper = (names[0].upper(), names[1].upper())
    swap, claims, wrong = Swap(upper), 0, []
    for row, parties in rows[:: len(rows) // 12]:
        text = put_names(row["text"], {name: upper[i % 2] for i, name in enumerate(parties)})
        before = claims_of(text, published=row["date"])
        claims += len(before.claims)
        difference = first_difference(
            before, claims_of(swap(text), published=row["date"]), swap, kind_too=kind in ALIKE
        )
        if difference is not None:
            wrong.append(f"{row['doc_id']}: {difference}")
    assert claims > 20
    assert len(wrong) <= KNOWN_IN_CAPITALS[kind], wrong


def nations_of(text: str) -> list[str]:
    """Demonyms in a text that have a regular plural, commonest first."""
    words = demonyms().keys()
    counts = Counter(word.removesuffix("s") for word in re.findall(r"\b[A-Z][a-z]+\b", text) if word.lower() in words)
    regular = [word for word, _ in counts.most_common() if {word.lower(), f"{word.lower()}s"} <= words]
    return [word for word in regular if len(word) > 3]


@pytest.mark.slow
def test_nations_of_real_reports_do_not_matter() -> None:
    """The two nations named most often in a report, exchanged."""
    pool = [row for row in shared_rows("geo/lgl/docs.jsonl") + shared_rows("geo/geovirus/docs.jsonl")]
    pool += shared_rows("ecbplus/train.jsonl")
    harm = re.compile(r"\b(?:killed|dead|wounded|injured|shot)\b")
    claims, wrong, tried = 0, [], 0
    for row in pool:
        text = row.get("text") or "\n".join(" ".join(words) for words in row["sentences"][1:])
        nations = nations_of(text)
        if row.get("split") == "held" or len(nations) < 2 or not harm.search(text) or tried == 25:
            continue
        tried += 1
        swap = Swap((nations[0], nations[1]), (nations[0] + "s", nations[1] + "s"))
        before = claims_of(text)
        claims += len(before.claims)
        difference = first_difference(before, claims_of(swap(text)), swap)
        if difference is not None:
            wrong.append(f"{nations[:2]} {text[:40]!r}: {difference}")
    assert claims > 20
    assert wrong == []
