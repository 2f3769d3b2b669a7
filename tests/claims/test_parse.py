"""Loading of the language model: light, and the same parse as the library's own loading gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from bearwitness.claims.sentence import parse
from bearwitness.claims.sentence.model import model_name
from bearwitness.claims.sentence.parse import parse_sentences
from bearwitness.claims.sentence.splitting import split_sentences

SOURCE = Path(__file__).resolve().parents[2] / "src"
TEXT = (
    "Gunmen shot dead 12 farmers near the river on Monday. Officials said at least five were wounded, three of them "
    "children. The army, which denied it, spoke of 'several' attackers killed in the raid. Nobody claimed it!"
)


def python(program: str) -> str:
    """What a fresh Python prints."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_same_parse_as_loading_the_whole_model(monkeypatch: pytest.MonkeyPatch) -> None:
    light, whole = split_sentences(TEXT), split_sentences(TEXT)
    parse_sentences(TEXT, TEXT, light)
    model = import_module("spacy").load(model_name())
    monkeypatch.setattr(parse, "load_model", lambda: model)
    parse_sentences(TEXT, TEXT, whole)
    assert [len(sentence.tokens) > 3 for sentence in light] == [True] * 4
    assert light == whole


def test_reading_a_page_loads_no_web_client_and_no_table_library() -> None:
    page = SOURCE.parent / "examples" / "01-pampa-wire-durazno.txt"
    heavy = ("spacy.cli", "requests", "httpx", "urllib3", "typer", "weasel", "sqlalchemy", "duckdb", "pyarrow", "rich")
    program = (
        "import sys; from bearwitness.cli import cli\n"
        f"try: cli.main(['claims', {str(page)!r}])\n"
        f"except SystemExit: print([name for name in {heavy!r} if name in sys.modules])"
    )
    *claims, loaded = python(program).splitlines()
    assert claims and all("quote" in json.loads(line) for line in claims)
    assert loaded == "[]"


def test_spacy_is_whole_for_whoever_uses_it_beside_us() -> None:
    program = (
        "from bearwitness.claims.sentence.parse import parse_sentences\n"
        "from bearwitness.claims.sentence.splitting import split_sentences\n"
        "parse_sentences('Two died.', 'Two died.', split_sentences('Two died.'))\n"
        "import spacy, sys\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "try: spacy.nonsense\n"
        "except AttributeError as error: print(error)\n"
        "print(callable(spacy.cli.download), spacy.info(silent=True)['spacy_version'] == spacy.__version__)"
    )
    assert python(program) == "module 'spacy' has no attribute 'nonsense'\nTrue True"
