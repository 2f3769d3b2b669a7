"""The worked example: one real statement, recorded alone, must give these rows and no others with a number.

It is one publisher's statement; what it claims is for the record to hold, not to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bearwitness.ledger import Build, open_ledger
from bearwitness.pipeline import Summary, record
from bearwitness.records import Metadata

SEED = Path(__file__).resolve().parents[2] / "shared" / "seeds" / "000_096e77762d680c51.txt"
PUBLISHED = "2023-07-11"

Row = dict[str, Any]

# harm, low, best, high, scope, and words of the quote that tell equal numbers apart
CLAIMS = [
    ("killed", 12, 12, 12, "incident", "were killed"),
    ("injured", None, 300, None, "incident", "300 injured"),
    ("killed", 12, 12, 12, "incident", "12 dead"),
    ("injured", 101, 101, None, "incident", "more than 100"),
    ("displaced", 3000, 3000, 3000, "incident", "forcibly displaced"),
    ("displaced", 3000, 3000, 3000, "incident", "3,000 people"),
    ("killed", 181, 181, None, "cumulative", "more than 180"),
    ("detained", 4900, 4900, 4900, "stock", "4,900"),
    ("detained", None, 1100, None, "stock", "nearly 1100"),
    ("detained", 160, 160, 160, "stock", "160 children"),
    ("detained", 37, 37, 37, "stock", "37 women"),
]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Summary, Build]]:
    if not SEED.exists():
        pytest.skip("the worked example lies in shared/seeds beside the repository, which is not there")
    folder = tmp_path_factory.mktemp("seed") / "ledger"
    summary = record([str(SEED)], ledger=folder, given=Metadata(published=PUBLISHED))
    with open_ledger(folder) as ledger:
        yield summary, ledger.current_build()


@pytest.fixture(scope="module")
def build(recorded: tuple[Summary, Build]) -> Build:
    return recorded[1]


@pytest.fixture(scope="module")
def claims(build: Build) -> list[Row]:
    return list(build.table("claims").to_pylist())


def of(claims: list[Row], harm: str, words: str) -> Row:
    """The one numbered claim of a harm whose quote holds these words."""
    found = [c for c in claims if c["harm"] == harm and c["count_text"] and words in c["quote"]]
    assert len(found) == 1, (harm, words, [c["quote"] for c in claims])
    return found[0]


def test_it_is_recorded_with_its_date(recorded: tuple[Summary, Build]) -> None:
    summary, build = recorded
    assert (summary.given, summary.recorded, summary.duplicate, summary.rejected) == (1, 1, 0, 0)
    assert build.table("documents").column("published").to_pylist() == [PUBLISHED]


@pytest.mark.parametrize(("harm", "low", "best", "high", "scope", "words"), CLAIMS, ids=[c[5] for c in CLAIMS])
def test_row_of_the_table(
    claims: list[Row], harm: str, low: int | None, best: int | None, high: int | None, scope: str, words: str
) -> None:
    claim = of(claims, harm, words)
    assert (claim["low"], claim["best"], claim["high"]) == (low, best, high)
    assert (claim["scope"], claim["factuality"], claim["unit"]) == (scope, "asserted", "person")


def test_nothing_else_has_a_number(claims: list[Row]) -> None:
    """Not 48 hours, 20,000 inhabitants, dozens of tanks, 1948 or 11 July."""
    numbered = sorted((c["harm"], c["count_text"]) for c in claims if c["count_text"] is not None)
    expected = sorted((harm, of(claims, harm, words)["count_text"]) for harm, *_, words in CLAIMS)
    assert numbered == expected


def test_claims_without_a_number_claim_no_more_than_a_plural(claims: list[Row]) -> None:
    for claim in claims:
        if claim["count_text"] is None:
            assert claim["best"] is None and claim["high"] is None and claim["low"] in (1, 2), claim["quote"]


def test_who_says_so(claims: list[Row]) -> None:
    first, second = of(claims, "killed", "were killed"), of(claims, "injured", "300 injured")
    for claim in (first, second):
        assert claim["claimant"]["text"] == "they"
        assert "citizens" in claim["claimant"]["refers_to"], "those who gathered"
        assert claim["claimant"]["kind"] == "unnamed"
    own_voice = [("killed", "12 dead"), ("injured", "more than 100"), ("displaced", "forcibly"), ("killed", "180")]
    for harm, words in own_voice:
        assert of(claims, harm, words)["claimant"] is None


def test_where_and_when(claims: list[Row]) -> None:
    for harm, _, _, _, scope, words in CLAIMS:
        if scope != "incident":
            continue
        claim = of(claims, harm, words)
        assert claim["place"]["name"] == "Jenin refugee camp", words
        assert (claim["time"]["start"], claim["time"]["end"]) == ("2023-07-03", "2023-07-04"), words
    year = of(claims, "killed", "180")
    assert (year["time"]["start"], year["time"]["end"]) == ("2023-01-01", PUBLISHED)
    held = of(claims, "detained", "4,900")
    assert (held["as_of"]["start"], held["as_of"]["end"]) == ("2023-04-01", "2023-04-30")


def test_links_within_the_document(claims: list[Row]) -> None:
    held = of(claims, "detained", "4,900")["claim_id"]
    for words in ("nearly 1100", "160 children", "37 women"):
        assert of(claims, "detained", words)["part_of"] == held, words
    again, first = of(claims, "displaced", "3,000 people"), of(claims, "displaced", "forcibly")
    assert again["repeats"] == first["claim_id"]
    assert of(claims, "detained", "160 children")["victims"]["age_group"] == "child"
    assert of(claims, "detained", "37 women")["victims"]["sex"] == "female"


def test_one_incident_at_jenin(build: Build, claims: list[Row]) -> None:
    rows = build.table("incidents").to_pylist()
    assert len(rows) == 1
    incident = rows[0]
    assert (incident["name"], incident["start"], incident["end"]) == ("Jenin refugee camp", "2023-07-03", "2023-07-04")
    inside = set(build.table("incident_claims").column("claim_id").to_pylist())
    for harm, _, _, _, scope, words in CLAIMS:
        assert (of(claims, harm, words)["claim_id"] in inside) == (scope == "incident"), words


def test_figures(build: Build) -> None:
    rows = build.table("figures", where={"profile": "minmax", "cell": "all"}).to_pylist()
    found = {row["harm"]: (row["low"], row["best"], row["high"]) for row in rows}
    assert found == {"killed": (12, 12, 12), "injured": (101, 300, None), "displaced": (3000, 3000, 3000)}
    injured = next(row for row in rows if row["harm"] == "injured")
    assert (injured["agreement"], injured["origins"], injured["grade"]) == ("overlap", 1, "single-origin")
    assert injured["open"] is True
    displaced = next(row for row in rows if row["harm"] == "displaced")
    assert [aside["reason"] for aside in displaced["claims_set_aside"]] == ["repeat"]


def test_periods(build: Build) -> None:
    numbered = [r for r in build.table("periods").to_pylist() if (r["best"] or r["low"] or 0) > 2]
    found = {(r["harm"], r["scope"], r["low"], r["best"], r["high"]) for r in numbered}
    assert found == {(harm, s, low, best, high) for harm, low, best, high, s, _ in CLAIMS if s != "incident"}
    assert len(numbered) == len(found)


def test_every_number_opens_its_words(build: Build, claims: list[Row]) -> None:
    document = build.table("documents").to_pylist()[0]
    layer = build.layer_text(document["layer_hash"])
    assert layer is not None
    for claim in claims:
        assert layer[claim["start"] : claim["end"]] == claim["quote"]
        if claim["count_text"] is not None:
            assert layer[claim["count_start"] : claim["count_end"]] == claim["count_text"]
