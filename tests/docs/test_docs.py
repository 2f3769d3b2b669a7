"""The documentation says what the program does: its commands run, its examples hold, its links lead somewhere.

After a change that moves outputs on purpose, `python tests/docs/test_docs.py` writes them into the pages anew. Read the
difference before you commit it: the words around an output have to fit it still.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TUTORIALS = (DOCS / "tutorial.md", DOCS / "estimates-tutorial.md")
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
REFRESH = "If that is meant, run `python tests/docs/test_docs.py`, read the difference and mend the words around it."

BLOCK = re.compile(r"^```(?P<kind>[\w-]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
HASHES = re.compile(r"\b(?:[0-9a-f]{64}|j-[0-9a-f]{12}|[0-9a-f]{16})\b")
IDS = re.compile(r"\b(?:i-[0-9a-f]{6,12}|[0-9a-f]{12}|[0-9a-f]{8})\b")
HEAD = re.compile(r"^head +([0-9a-f]{64})", re.MULTILINE)
ANYTHING = "..."  # a line that stands for lines left out


# ---- commands and their output ----


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a page with the output that the page shows; None for a script of which none is shown."""

    command: str
    shown: list[str] | None


def steps(body: str, kind: str) -> list[Step]:
    """The commands of a `console` block (a line after `$` each, then its output) or of a `sh` block (one script)."""
    if kind == "sh":
        return [Step(body, None)]
    found: list[Step] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], []))
        else:
            shown = found[-1].shown
            assert shown is not None
            shown.append(line)
    return found


def shell(command: str, folder: Path) -> tuple[int, list[str]]:
    """Exit status and lines, standard output and error as they come, of a command run in a folder."""
    programs = folder.parent / (folder.name + "-bin")
    programs.mkdir(exist_ok=True)
    program = programs / "bearwitness"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bearwitness "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
    }
    done = subprocess.run(
        ["sh", "-e", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return done.returncode, [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]


def plain(line: str) -> str:
    """A line without what differs from run to run: hashes, judgement ids, and where the folder is."""
    line = re.sub(r"\S*/demo-report\.html", "demo-report.html", line.rstrip())
    return HASHES.sub("<hash>", line)


def matches(shown: Sequence[str], came: Sequence[str]) -> bool:
    """Whether the lines shown are those that came, where `...` stands for any number of lines."""
    pattern = "".join(".*" if line == ANYTHING else re.escape(plain(line) + "\n") for line in shown)
    text = "".join(plain(line) + "\n" for line in came)
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def run_page(page: Path, folder: Path) -> Iterator[tuple[Step, int, list[str]]]:
    """Every command of a page in order, with what came of it; `HASH` is the first head that a command printed."""
    head = None
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if block["kind"] in ("sh", "console"):
            for step in steps(block["body"], block["kind"]):
                status, came = shell(step.command.replace("HASH", head or "HASH"), folder)
                found = HEAD.search("\n".join(came))
                head = head or (found[1] if found else None)
                yield step, status, came


@pytest.mark.slow
def test_the_tutorial_runs(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    for step, status, came in run_page(DOCS / "tutorial.md", folder):
        assert status == 0, (step.command, came)
        assert step.shown is None or matches(step.shown, came), "\n".join(["", step.command, *came, REFRESH])
    assert (folder / "report.html").stat().st_size > 10_000
    assert (folder / "incidents.csv").read_text("utf-8").startswith("incident_id,")


@pytest.mark.slow
def test_the_tutorial_of_estimates_runs(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    folder = tmp_path / "work"
    folder.mkdir()
    for step, status, came in run_page(DOCS / "estimates-tutorial.md", folder):
        assert status == 0, (step.command, came)
        assert step.shown is None or matches(step.shown, came), "\n".join(["", step.command, *came, REFRESH])
    assert "145 people are recorded" in (folder / "estimates.html").read_text("utf-8")
    assert (folder / "pictures" / "spread.png").stat().st_size > 10_000


@pytest.mark.slow
def test_the_readme_runs(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    demo, *_ = [steps(b["body"], "console")[0] for b in BLOCK.finditer(page) if b["kind"] == "console"]
    assert demo.command == "make demo"
    assert re.search(r"^demo:.*\n\t\$\(BIN\)/bearwitness demo$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    folder = tmp_path / "work"
    folder.mkdir()
    status, came = shell("bearwitness demo", folder)
    assert status == 0, came
    assert demo.shown is not None
    assert matches(demo.shown, came), "\n".join(["", *came, REFRESH])
    assert (folder / "demo-report.html").exists()

    own = next(b["body"] for b in BLOCK.finditer(page) if b["kind"] == "sh" and "record" in b["body"])
    (folder / "reports").mkdir()
    (folder / "reports" / "one.txt").write_text("Nine people were killed in Hokitika on 6 May 2024.", "utf-8")
    status, came = shell(own, folder)
    assert status == 0, came
    assert (folder / "report.html").exists()


# ---- examples of how words are read ----


def claim_lines(text: str) -> list[str]:
    """What a sentence gives, as the page on claims writes it: a numbered line a claim, then what is held back."""
    import bearwitness as bw

    given = bw.Metadata(published="2024-05-08", published_from="given")
    (found,) = bw.find_claims("-", stdin=io.BytesIO(text.encode("utf-8")), given=given)
    assert isinstance(found, bw.ClaimedDocument)
    numbers = {claim.claim_id: number for number, claim in enumerate(found.claims, start=1)}
    lines = []
    for claim in found.claims:
        bounds = " / ".join("open" if bound is None else f"{bound:,}" for bound in (claim.low, claim.best, claim.high))
        said = [f"{numbers[claim.claim_id]}. {claim.harm} {bounds}"]
        v = claim.victims
        said += [str(word) for word in (v.status, v.role, v.age_group, v.sex) if word not in (None, "unknown")]
        said += [str(claim.unit)] if claim.unit != "person" else []
        said += [str(claim.counting)] if claim.counting != "total" else []
        said += [str(claim.scope)] if claim.scope != "incident" else []
        said += [str(claim.factuality)] if claim.factuality != "asserted" else []
        said += [f"was {claim.moved_from}"] if claim.moved_from else []
        if claim.claimant is not None:
            who = claim.claimant
            said += [f"said by {who.text}" + (f" = {who.refers_to}" if who.refers_to else "")]
            said += ["by way of " + ", ".join(who.chain[:-1])] if len(who.chain) > 1 else []
        said += [f"by {claim.alleged_perpetrator.text}"] if claim.alleged_perpetrator else []
        links = (
            ("part of", claim.part_of),
            ("repeats", claim.repeats),
            ("replaces", claim.supersedes),
            ("denies", claim.denies),
            ("one sum with", claim.sum_group if claim.sum_group != claim.claim_id else None),
        )
        said += [f"{word} {numbers[other]}" for word, other in links if other is not None]
        lines.append("; ".join(said))
    return [*lines, *(f"held back: {aside.reason}" for aside in found.set_aside)] or ["nothing"]


def time_lines(words: str) -> list[str]:
    """What words of time mean in a report of Wednesday, 8 May 2024."""
    from bearwitness.resolve.dates import Anchor, resolve_period

    period = resolve_period(words, anchor=Anchor(published="2024-05-08"))
    if period is None or (period.start is None and period.end is None):
        return ["unknown"]
    days = period.start if period.start == period.end else f"{period.start} to {period.end}"
    return [f"{days}; date_prec {period.date_prec}"]


def place_lines(words: str) -> list[str]:
    """What words of place mean in a sentence that says nothing else of where it is."""
    import bearwitness as bw

    text = f"Four people were killed {words} on Monday."
    given = bw.Metadata(published="2024-05-08", published_from="given")
    (found,) = bw.find_claims("-", stdin=io.BytesIO(text.encode("utf-8")), given=given)
    assert isinstance(found, bw.ClaimedDocument)
    place = found.claims[0].place
    if place is None:
        return ["no place"]
    if place.where_prec is None:
        return [f"{place.name}; not in the gazetteer"]
    inside = [place.name, *(name for name in (place.adm2, place.adm1) if name and name != place.name)]
    return [", ".join(map(str, inside)) + f" ({' '.join(place.country)}); where_prec {place.where_prec}"]


READERS = {"claims": claim_lines, "times": time_lines, "places": place_lines}
EXAMPLES = [
    (page.name, block["kind"], *example.strip().split("\n", 1))
    for page in PAGES
    for block in BLOCK.finditer(page.read_text("utf-8"))
    if block["kind"] in READERS
    for example in block["body"].split("\n\n")
]


@pytest.mark.parametrize(("page", "kind", "words", "shown"), EXAMPLES, ids=[words for _, _, words, _ in EXAMPLES])
def test_an_example_is_read_as_its_page_says(page: str, kind: str, words: str, shown: str) -> None:
    assert shown.splitlines() == READERS[kind](words), f"docs/{page}. {REFRESH}"


@pytest.mark.slow
def test_the_python_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    script = next(b["body"] for b in BLOCK.finditer((DOCS / "tutorial.md").read_text("utf-8")) if b["kind"] == "sh")
    assert shell(script, tmp_path)[0] == 0
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in BLOCK.finditer((DOCS / "python.md").read_text("utf-8")):
        if block["kind"] == "python":
            exec(compile(block["body"], "docs/python.md", "exec"), names)
    assert names["killed"] is not None


# ---- links, commands ----


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page give."""
    headings = re.findall(r"^#+ (.+)$", re.sub(BLOCK, "", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_internal_links_lead_somewhere(page: Path) -> None:
    text = re.sub(BLOCK, "", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        other = (page.parent / file).resolve() if file else page
        assert other.exists(), f"{page.name} links to {target}, which is not there"
        assert not anchor or anchor in anchors(other), f"{page.name} links to {target}: there is no such heading"


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    missing = [page.name for page in DOCS.glob("*.md") if page.name != "index.md" and f"({page.name})" not in index]
    assert not missing


def test_every_command_is_documented() -> None:
    from bearwitness.cli import cli

    words = "\n".join(page.read_text("utf-8") for page in DOCS.glob("*.md"))
    reference = (DOCS / "reference.md").read_text("utf-8")
    for name in cli.commands:
        assert f"bearwitness {name}" in words, f"no page shows `bearwitness {name}`"
        assert name in reference, f"reference.md doesn't name {name}"


def test_commands_named_in_the_pages_exist() -> None:
    from bearwitness.cli import cli

    for page in PAGES:
        for name in re.findall(r"(?:`|^\$ |^ {4})bearwitness ([a-z]+)", page.read_text("utf-8"), re.MULTILINE):
            assert name in cli.commands, f"{page.name} names `bearwitness {name}`"


def test_the_picture_is_small() -> None:
    assert (DOCS / "img" / "report.png").stat().st_size < 300_000


# ---- writing the outputs anew ----


def refreshed(shown: Sequence[str], came: Sequence[str]) -> list[str]:
    """What came, cut as the page cuts it: lines before the first `...` and after the last; between, those alike."""
    if ANYTHING not in shown:
        return list(came)
    cuts = [i for i, line in enumerate(shown) if line == ANYTHING]
    alike = {line.split(maxsplit=1)[0]: line for line in reversed(came) if line.strip()}
    middle = [alike.get(line.split(maxsplit=1)[0], line) for line in shown[cuts[0] + 1 : cuts[-1]]]
    after = len(shown) - 1 - cuts[-1]
    return [*came[: cuts[0]], ANYTHING, *(([*middle, ANYTHING]) if middle else ()), *came[len(came) - after :]]


def refresh_tutorial(page: Path, folder: Path) -> None:
    """Run the commands of a tutorial and write what came under each; ids in later commands follow."""
    text, head, moved = page.read_text("utf-8"), None, {}
    for block in list(BLOCK.finditer(text)):
        if block["kind"] not in ("sh", "console"):
            continue
        lines = []
        for step in steps(block["body"], block["kind"]):
            command = IDS.sub(lambda found: moved.get(found[0], found[0]), step.command)
            _, came = shell(command.replace("HASH", head or "HASH"), folder)
            found = HEAD.search("\n".join(came))
            head = head or (found[1] if found else None)
            if step.shown is None:
                continue
            new = refreshed(step.shown, came)
            old_ids, new_ids = IDS.findall("\n".join(step.shown)), IDS.findall("\n".join(new))
            if len(old_ids) == len(new_ids):
                moved.update(zip(old_ids, new_ids, strict=True))
            lines += ["$ " + command, *new]
        if lines:
            text = text.replace(block[0], "\n".join(["```console", *lines, "```"]), 1)
    page.write_text(text, "utf-8")


def refresh(folder: Path) -> None:
    """Write outputs and examples into the pages anew; ids in later commands follow."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for block in list(BLOCK.finditer(text)):
            if block["kind"] in READERS:
                read = READERS[block["kind"]]
                examples = [e.strip().split("\n", 1)[0] for e in block["body"].split("\n\n")]
                body = "\n\n".join("\n".join([words, *read(words)]) for words in examples)
                text = text.replace(block[0], f"```{block['kind']}\n{body}\n```")
        page.write_text(text, "utf-8")
    for page in TUTORIALS:
        refresh_tutorial(page, folder)
    page = ROOT / "README.md"
    text = page.read_text("utf-8")
    block = next(b for b in BLOCK.finditer(text) if b["kind"] == "console")
    (step,) = steps(block["body"], "console")
    _, came = shell("bearwitness demo", folder)
    shown = [re.sub(r"\S*/demo-report\.html", "/home/you/bearwitness/demo-report.html", line) for line in came]
    new = refreshed(step.shown or [], shown)
    page.write_text(text.replace(block[0], "\n".join(["```console", "$ " + step.command, *new, "```"])), "utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary) / "work"
        work.mkdir()
        sys.path.insert(0, str(ROOT / "src"))
        refresh(work)
