"""The direction of dependencies, read from the imports themselves (docs: the list in `LAYERS`)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"
PACKAGE = SOURCE / "bearwitness"

# A part may import from lower numbers, and from itself.
LAYERS = {
    "errors": 1,
    "versions": 1,
    "records": 2,
    "streams": 2,
    "config": 3,
    "scratch": 3,
    "tables": 3,
    "engine": 3,
    "phrases": 3,
    "encoder": 3,
    "documents": 4,
    "claims": 4,
    "resolve": 4,
    "incidents": 4,
    "reconcile": 4,
    "people": 4,
    "estimate": 4,
    "judgements": 4,
    "ledger": 5,
    "one_report": 5,
    "redact": 5,
    "pipeline": 6,
    "export": 6,
    "report": 6,
    "show": 7,
    "compare_builds": 7,
    "demo": 7,
    "evaluate": 7,
    "judging": 8,
    "review": 8,
    "cli": 9,
}

# Inside the reading of claims, in the same way.
CLAIMS_LAYERS = {"sentence": 1, "context": 2, "told": 3, "network": 3, "extractor": 4, "build": 5, "extract": 6}

# What only one place may import, so that it can be replaced there.
ONLY_IN = {
    "spacy": "claims/sentence/model.py",
    "thinc": "claims/sentence/model.py",
    "onnxruntime": "encoder/session.py",
    "duckdb": "engine/",
    "pyspark": "engine/",
}

# Inside these parts each module uses only those before it, one subject after the other.
ORDERS = {
    "redact": (
        "terms names mask coarse shapes not_people cues everyone passages sexual_violence people screening texts rows redactor"
    ).split(),
    "cli": (
        "interrupts printing ending options recording showing judging reporting verifying evaluating estimating not_yet"
    ).split(),
    "documents": "dateline clean copies language metadata webpage pdf kinds paths rows receive read".split(),
    "ledger": "storage lock cache log builds erasures ledger opening verify".split(),
    "pipeline": "summary reading rows building receiving".split(),
    "show": "words layout find incidents one_incident documents periods worklist judgements".split(),
}


@dataclass(frozen=True)
class Import:
    """A module named in an import, and the line that names it."""

    path: str  # of the importing file, relative to the package
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}"


def imports_of(path: Path) -> Iterator[Import]:
    """Every import of a file, inside functions too."""
    name = path.relative_to(PACKAGE).as_posix()
    inside = ["bearwitness", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(inside[: len(inside) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            yield Import(name, node.lineno, module)
            for alias in node.names:  # `from bearwitness import ledger` names a module too
                yield Import(name, node.lineno, f"{module}.{alias.name}")


def all_imports() -> list[Import]:
    return [found for path in sorted(PACKAGE.rglob("*.py")) for found in imports_of(path)]


def part_of(module: str) -> str | None:
    """The part of the package that a module belongs to; None for other packages and for the bare package."""
    names = module.split(".")
    return names[1] if names[0] == "bearwitness" and len(names) > 1 and names[1] in LAYERS else None


def home_of(path: str) -> str | None:
    """The part that a file belongs to; None for the package's own `__init__` and `__main__`."""
    first = path.split("/")[0].removesuffix(".py")
    return None if first in ("__init__", "__main__") else first


def breaks_direction(found: Import) -> bool:
    home, wanted = home_of(found.path), part_of(found.module)
    return home is not None and wanted not in (None, home) and LAYERS[str(wanted)] >= LAYERS[home]


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {home_of(path.relative_to(PACKAGE).as_posix()) for path in PACKAGE.rglob("*.py")} - {None}
    assert parts <= LAYERS.keys(), f"give these a layer: {sorted(parts - LAYERS.keys())}"


def test_no_part_imports_upwards_or_sideways() -> None:
    assert [str(found) for found in all_imports() if breaks_direction(found)] == []


def test_the_reading_of_claims_keeps_its_order() -> None:
    homes = {p.relative_to(PACKAGE / "claims").parts[0].removesuffix(".py") for p in (PACKAGE / "claims").rglob("*.py")}
    assert homes - {"__init__"} == CLAIMS_LAYERS.keys()
    wrong = []
    for found in all_imports():
        names, home = found.module.split("."), found.path.split("/")
        if home[0] == "claims" and len(home) > 1 and names[:2] == ["bearwitness", "claims"] and len(names) > 2:
            mine, wanted = CLAIMS_LAYERS.get(home[1].removesuffix(".py")), CLAIMS_LAYERS.get(names[2])
            if mine is not None and wanted is not None and wanted > mine:
                wrong.append(str(found))
    assert wrong == []


@pytest.mark.parametrize(("part", "order"), ORDERS.items())
def test_the_modules_of_a_part_keep_their_order(part: str, order: list[str]) -> None:
    homes = {path.stem for path in (PACKAGE / part).glob("*.py")} - {"__init__"}
    assert homes == set(order)
    wrong = []
    for found in all_imports():
        names, home = found.module.split("."), Path(found.path)
        if home.parts[0] == part and home.stem in homes and names[:2] == ["bearwitness", part]:
            before = order[: order.index(home.stem)]
            if len(names) < 3 or names[2] not in before:
                wrong.append(str(found))
    assert wrong == []


@pytest.mark.parametrize(("library", "home"), ONLY_IN.items())
def test_library_is_imported_in_one_place(library: str, home: str) -> None:
    users = [found for found in all_imports() if found.module.split(".")[0] == library]
    assert [str(found) for found in users if not found.path.startswith(home)] == []


def test_the_rule_sees_what_it_should() -> None:
    assert breaks_direction(Import("claims/extract.py", 1, "bearwitness.resolve.places"))
    assert breaks_direction(Import("engine/base.py", 1, "bearwitness.tables"))
    assert breaks_direction(Import("records.py", 1, "bearwitness.pipeline"))
    assert not breaks_direction(Import("claims/extract.py", 1, "bearwitness.phrases.times.find"))
    assert not breaks_direction(Import("claims/extract.py", 1, "bearwitness.claims.sentence.parse"))
    assert not breaks_direction(Import("cli/recording.py", 1, "bearwitness.pipeline"))


def test_bare_import_loads_no_library() -> None:
    heavy = ("spacy", "thinc", "duckdb", "pyarrow", "numpy", "lxml", "sqlalchemy", "bearwitness.pipeline")
    program = f"import sys, bearwitness; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def unused_private_names(source: str) -> list[str]:
    """Private names that a module gives at its top and uses nowhere."""
    tree = ast.parse(source)
    given = [
        name
        for node in tree.body
        for name in (
            [t.id for t in node.targets if isinstance(t, ast.Name)]
            if isinstance(node, ast.Assign)
            else [node.name]
            if isinstance(node, (ast.FunctionDef, ast.ClassDef))
            else []
        )
        if name.startswith("_") and not name.startswith("__")
    ]
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return [name for name in given if name not in used]


def test_no_private_name_stands_unused() -> None:
    assert unused_private_names("_A = 1\n_B = _A\ndef _c(): _c2 = 1\n") == ["_B", "_c"]
    unused = {path.name: unused_private_names(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    assert {name: names for name, names in unused.items() if names} == {}
