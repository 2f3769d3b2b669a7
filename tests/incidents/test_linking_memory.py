"""Linking takes what it compares from disk, a part at a time: the parts' size changes no result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bearwitness.incidents import candidates, cluster, link, terms
from bearwitness.incidents.features import document_sketch
from bearwitness.incidents.mentions import TermWeights
from bearwitness.incidents.terms import recurring_terms
from bearwitness.records import Document

STREETS = ["Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch"]
HUES = ["Amber", "Blue", "Crimson", "Dun", "Ebony", "Fawn", "Green", "Hoary", "Indigo", "Jade"]


def _fill(desk, reports: int) -> None:
    """Reports on attacks in two towns, each of which is told by two or three and shares odd names with them."""
    for number in range(reports):
        story = number // 2
        street, hue = STREETS[story % len(STREETS)], HUES[story % len(HUES)]
        day = f"2024-{story % 9 + 1:02d}-{story % 27 + 1:02d}"
        desk.report(
            f"d{number:04d}",
            {"place": "Oru" if story % 3 else "Belen", "day": day, "n": story % 7 + 1},
            text=f"On {hue} Square, by {street} Lane and the {hue} {street} Inn, {number} windows broke.",
            published=day,
            copy=f"c-{story}" if story % 5 == 0 else None,
        )


def test_small_parts_give_the_same_result(desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fill(desk, 24)
    expected = desk.link()
    assert 4 < len(expected.incidents) < 24
    monkeypatch.setattr(cluster, "MENTIONS_IN_MEMORY", 4)
    monkeypatch.setattr(cluster, "_PAIRS_AT_ONCE", 1)
    monkeypatch.setattr(candidates, "_CODES_AT_ONCE", 500)
    monkeypatch.setattr(terms, "_AT_ONCE", 512)
    assert desk.link() == expected
    assert link(desk.features, copy_groups=desk.copies, scratch=tmp_path / "scratch") == expected
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize("at_once", [1, 100, 1 << 20])
def test_recurring_terms_are_those_of_two_sketches(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(terms, "_AT_ONCE", at_once)
    rng = np.random.default_rng(5)
    sketches = [np.unique(rng.integers(0, 400, 60).astype(np.uint32) * np.uint32(10_700_000)) for _ in range(12)]
    sketches.append(np.array([0, 0xFFFFFFFF], dtype=np.uint32))
    sketches.append(np.array([0xFFFFFFFF], dtype=np.uint32))
    every, counts = np.unique(np.concatenate(sketches), return_counts=True)
    found, seen = recurring_terms(iter(sketches))
    assert found.tolist() == every[counts > 1].tolist()
    assert seen.tolist() == counts[counts > 1].tolist()


def test_no_sketch_no_term() -> None:
    assert [array.size for array in recurring_terms([])] == [0, 0]


def _sketch(name: str, text: str):
    return document_sketch(
        Document(
            document_id=name, media_type="text/plain", title=None, publisher=None, country=None, url=None,
            published=None, published_from=None, language="en", layer_hash=name, text=text, reader="test",
        )
    )  # fmt: skip


def test_a_word_that_only_a_later_copy_has_is_as_rare_as_any_other_single_word() -> None:
    first = _sketch("a", "shells fell upon gardens")
    later = _sketch("b", "shells fell upon gardens yesterweek zebras aardvarks")
    weights = TermWeights([first, later], {"a": "c-1", "b": "c-1"})
    _, alone, _ = weights.weigh(later)
    assert np.allclose(alone, alone[0])
