"""Confidence: signs of claims, the sum of their weights, and a file that fits the gold it was fitted on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bearwitness.claims.context import confidence
from bearwitness.claims.context.confidence import Weights, signs_of
from bearwitness.claims.extract import extract, read_drafts
from reading import document

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "src" / "bearwitness" / "claims" / confidence.CONFIDENCE_FILE


def signs(text: str) -> list[str]:
    """The signs of the last claim of a text."""
    drafts, _ = read_drafts(document(text))
    return signs_of(drafts, text)[-1]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Gunmen killed twelve villagers.", "number said"),
        ("Some 40 villagers were killed in the raid.", "number said loosely"),
        ("Villagers were killed in the raid.", "a bare plural"),
        ("A villager was killed in the raid.", "one, not said"),
        ("No one was killed in the raid.", "nobody"),
        ("Gunmen killed Orla Venn on Sunday.", "people named"),
        ("The old man of the house died on Sunday.", "died, no force near"),
        ("The raiders shot at the house. The old man died on Sunday.", "died, force near"),
        ("Three traders were killed, the mayor said.", "voice said"),
        ("Three traders were killed by gunmen.", "doer said"),
        ("The army denied killing nine villagers.", "denied"),
        ("The war has killed 212 people since May.", "scope cumulative"),
    ],
)
def test_sign(text: str, sign: str) -> None:
    assert sign in signs(text)


def test_said_again() -> None:
    text = "Twelve traders were killed in Oru on Sunday. The twelve traders were killed at the market."
    drafts, _ = read_drafts(document(text))
    assert len(drafts) == 2 and drafts[1].repeats is drafts[0]
    assert all("said again" in its for its in signs_of(drafts, text))


def test_names_do_not_count() -> None:
    """A probability must not move with the name of a party."""
    one = "Orvan soldiers killed twelve villagers in Oru, the Belen Front said."
    other = "Belen soldiers killed twelve villagers in Oru, the Orvan Front said."
    assert signs(one) == signs(other)


@pytest.mark.parametrize("name", ["Orv", "Popular Union of the Hills and Valleys of Upper Belen and of Lower Belen"])
def test_the_length_of_a_name_does_not_count(name: str) -> None:
    """Nor does how often it is said: a word of force is near or far by paragraphs, a report long by its full stops."""
    told = " ".join(["The {0} spoke to the {0}."] * 5)
    text = f"The raiders shot at the houses. {told} The old man died on Sunday."
    assert "died, force near" in signs(text.format(name))
    assert ("the only claim of a long report" in signs(text.format(name))) is False


def test_sum_of_weights() -> None:
    found = Weights(base=1.0, top=0.95, slope=2.0, shift=0.5, signs={"number said": 0.5, "a bare plural": -4.0})
    assert found.confidence(["number said", "never weighed"]) == 0.922  # 0.95 / (1 + exp(-3.5))
    assert found.confidence(["a bare plural"]) == 0.004  # 0.95 / (1 + exp(5.5))
    assert found.confidence([]) < found.confidence(["number said"])


def test_null_without_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "weights", lambda: None)
    (claim,) = extract(document("Gunmen killed twelve villagers.")).claims
    assert claim.confidence is None


def test_every_claim_has_one() -> None:
    found = extract(document("Gunmen killed twelve villagers. Women were hurt, and two boys are missing.")).claims
    assert found
    assert all(claim.confidence is not None and 0 < claim.confidence < 1 for claim in found)


def test_weights_were_fitted_on_this_gold() -> None:
    """Fails where the gold has changed since; it does not ask whether the rules have."""
    if not (ROOT / "gold").is_dir():
        pytest.skip("the gold is no part of this distribution")
    fitted_on = json.loads(FILE.read_text("utf-8"))["fitted on"]
    now = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in fitted_on}
    assert now == fitted_on, "the gold has changed: run python scripts/fit_confidence.py"
