"""Every example of docs/figures.md gives the figures that the page says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bearwitness.reconcile import PROFILES, REASONS, figures_of_incident
from bearwitness.reconcile.grades import AGREEMENTS, GRADES
from bearwitness.records import NETWORK, Claim, DocumentFacts, Figure
from factories import claim, facts

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"
EXAMPLES = re.findall(r"^```text\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

CLAIM = re.compile(
    r"(?P<n>\d+)\. (?P<paper>\w+), (?P<day>\d+) March, (?P<who>[^:(]+?)(?P<unnamed> \(unnamed\))?: "
    r"(?P<words>[^\[]+?)(?: \[(?P<remarks>[^\]]+)\])?"
)
RESULT = re.compile(
    r"(?P<cell>\w+)(?:, (?P<profile>\w+))?: (?P<low>\w+) / (?P<best>\w+) / (?P<high>\w+)(?:; (?P<more>.+))?"
)

GROUPS = {
    "people": {},
    "civilian children": {"status": "civilian", "age_group": "child"},
    "women and children": {"text": "women and children"},
    "attacker": {"role": "attacker"},
    "soldiers": {"status": "combatant"},
    "civilians": {"status": "civilian"},
    "women": {"sex": "female", "age_group": "adult"},
    "men": {"sex": "male", "age_group": "adult"},
}
MODIFIERS = {
    "at least ": "at_least",
    "more than ": "more_than",
    "up to ": "at_most",
    "about ": "about",
}
LINKS = {"part of": "part_of", "repeats": "repeats", "retires": "supersedes", "denies": "denies"}


def read_claim(found: re.Match[str]) -> tuple[Claim, dict[str, str]]:
    """A claim and what its line says of its document."""
    words, options, document = found["words"], {}, {}
    for remark in (found["remarks"] or "").split("; "):
        link = next((LINKS[name] for name in LINKS if re.fullmatch(rf"{name} \d+", remark)), None)
        if link:
            options[link] = remark.split()[-1]
        elif remark in ("denied", "hedged"):
            options["factuality"] = remark
        elif remark == "network":
            document["network"] = remark
        elif remark == "addition":
            options["counting"] = "increment"
        elif remark.startswith("named "):
            options |= {"names": remark.removeprefix("named ").split(", "), "text": None}
        elif remark.startswith("by "):
            options["perpetrator"] = remark.removeprefix("by ")
        elif remark.startswith("sum with "):
            options["sum_group"] = remark.split()[-1]
        elif remark.startswith(("same text as ", "rank ")) or remark == "excluded":
            document[remark.split()[0]] = remark.split()[-1]
        else:
            assert not remark, f"the page uses a remark that this test doesn't know: {remark}"
    modifier = "exact"
    for phrase, name in MODIFIERS.items():
        if words.startswith(phrase):
            words, modifier = words.removeprefix(phrase), name
    number, group = words.split(" ", 1)
    if number == "dozens":
        number, modifier, group = "24", "vague", group.removeprefix("of ")
        options["count_text"] = "dozens"
    told = claim(
        0 if number == "no" else int(number),
        modifier=modifier,
        claim_id=found["n"],
        start=100 * int(found["n"]),
        document_id=f"{found['paper']} {found['day']}",
        claimant=None if found["who"] == "own voice" else found["who"],
        kind="unnamed" if found["unnamed"] else "official",
        **{**GROUPS[group], **options},
    )
    return told, document


def read_example(text: str) -> tuple[list[Claim], dict[str, DocumentFacts], dict[str, str], list[re.Match[str]]]:
    claims: dict[str, Claim] = {}
    documents: dict[str, DocumentFacts] = {}
    excluded: dict[str, str] = {}
    results = []
    for line in text.splitlines():
        found = CLAIM.fullmatch(line)
        if found is None:
            result = RESULT.fullmatch(line)
            assert result is not None, f"the page has a line that this test can't read: {line}"
            results.append(result)
            continue
        told, said = read_claim(found)
        if "network" in said:
            told = replace(told, extractor=f"{NETWORK}1")
        claims[told.claim_id] = told
        if told.sum_group:
            claims[told.sum_group] = replace(claims[told.sum_group], sum_group=told.sum_group)
        name = told.document_id
        documents.setdefault(name, facts(name, found["paper"], published=f"2024-03-0{found['day']}"))
        if "same" in said:
            documents[name] = replace(
                documents[name], copy_group_id=documents[claims[said["same"]].document_id].copy_group_id
            )
        if "rank" in said:
            documents[name] = replace(documents[name], rank=int(said["rank"]))
        if "excluded" in said:
            excluded[told.claim_id] = "a written reason"
    return list(claims.values()), documents, excluded, results


def check(figure: Figure, said: str) -> None:
    """One remark after the range."""
    if said in AGREEMENTS:
        assert figure.agreement == said
    elif said in GRADES:
        assert figure.grade == said
    elif said == "worklist":
        assert figure.worklist
    elif said.startswith("set aside "):
        number, reason = said.removeprefix("set aside ").split()
        assert [(one.claim_id, one.reason) for one in figure.claims_set_aside] == [(number, reason)]
    else:
        name, number = said.rsplit(" ", 1)
        assert getattr(figure, name.replace(" ", "_")) == int(number)


@pytest.mark.parametrize("text", EXAMPLES)
def test_example(text: str) -> None:
    claims, documents, excluded, results = read_example(text)
    rows = {
        (row.cell, row.profile): row
        for row in figures_of_incident(claims, incident_id="i-0", documents=documents, excluded=excluded)
    }
    assert results
    for result in results:
        figure = rows[result["cell"], result["profile"] or "minmax"]
        expected = tuple(
            None if said in ("open", "none") else int(said) for said in result.group("low", "best", "high")
        )
        assert (figure.low, figure.best, figure.high) == expected, result[0]
        more = (result["more"] or "").split("; ") if result["more"] else []
        for said in more:
            check(figure, said)
        if "worklist" not in more:
            assert figure.worklist is None or figure.low is None


def test_the_page_shows_every_reason_agreement_grade_and_profile() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in (*REASONS, *AGREEMENTS, *GRADES, *PROFILES):
        assert f"`{name}`" in text, name
    assert len(EXAMPLES) > 30
