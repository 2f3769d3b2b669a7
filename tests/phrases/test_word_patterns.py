"""Patterns that disregard case find what `re.IGNORECASE` finds."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bearwitness import claims, phrases, resolve
from bearwitness.claims.sentence.harm_lexicon import harm_words
from bearwitness.phrases.word_patterns import AnyCase


def _all() -> Iterator[tuple[str, AnyCase]]:
    for package in (claims, phrases, resolve):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in sorted(vars(importlib.import_module(module.name)).items()):
                if isinstance(value, AnyCase):
                    yield f"{module.name.removeprefix('bearwitness.')}.{name}", value
    yield from {"outside": harm_words().outside, "force": harm_words().force}.items()


EVERY = dict(_all())


def test_there_are_such_patterns() -> None:
    assert len(EVERY) > 30


@pytest.mark.parametrize("name", EVERY)
def test_none_asks_for_a_capital(name: str) -> None:
    pattern = EVERY[name].pattern
    assert not pattern.flags & re.IGNORECASE
    words = re.sub(r"\\.|\(\?P?[<=!]\w*", "", pattern.pattern)
    assert words == words.lower()


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_each_finds_what_it_would_find_without_regard_to_case(name: str, data: st.DataObject) -> None:
    """In text that it matches, in capitals, as in print and in lower case, with words around."""
    anywise = EVERY[name]
    found = data.draw(st.from_regex(anywise.pattern, alphabet=st.characters(codec="ascii")))
    slow = re.compile(anywise.pattern.pattern, re.IGNORECASE)
    for text in (found, found.upper(), found.title(), f"Some {found.upper()} WORDS"):
        spans = [match.span() for match in slow.finditer(text)]
        assert [match.span() for match in anywise.finditer(text)] == spans
        first = anywise.search(text)
        assert (first.span() if first else None) == (spans[0] if spans else None)
        within = slow.search(text, 2, len(text) - 1)
        first = anywise.search(text, 2, len(text) - 1)
        assert (first.span() if first else None) == (within.span() if within else None)


def test_offsets_hold_where_a_letter_grows_in_lower_case() -> None:
    (found,) = AnyCase(r"\bkilled\b").finditer("İİ KILLED")
    assert (found.span(), found.group()) == ((3, 9), "killed")
