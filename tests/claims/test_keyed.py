"""A pattern with key words matches nothing that holds none of them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bearwitness.claims import told
from bearwitness.claims.sentence.keyed import Keyed


def _all() -> Iterator[tuple[str, Keyed]]:
    for module in pkgutil.iter_modules(told.__path__, f"{told.__name__}."):
        for name, value in sorted(vars(importlib.import_module(module.name)).items()):
            if isinstance(value, Keyed):
                yield f"{module.name.rsplit('.', 1)[1]}.{name}", value


EVERY = dict(_all())


def test_there_are_such_patterns() -> None:
    assert len(EVERY) > 20


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_each_match_holds_a_key(name: str, data: st.DataObject) -> None:
    keyed = EVERY[name]
    text = data.draw(st.from_regex(keyed.pattern, alphabet=st.characters(codec="ascii")))
    found = keyed.pattern.search(text)
    assert found is not None
    words = frozenset(re.findall(r"\w+", text.lower()))
    assert not keyed.keys.isdisjoint(words), text
