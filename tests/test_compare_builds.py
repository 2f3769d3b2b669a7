"""What changed between two builds, and why: a new document, a judgement, metadata, a setting, a version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bearwitness.compare_builds import Change, Difference, compare_builds, find_build
from bearwitness.errors import UnknownName
from bearwitness.judgements import anchor_of, new_judgement
from bearwitness.ledger import Ledger, open_ledger
from bearwitness.pipeline import rebuild
from bearwitness.records import claim_from_json
from small_record import HERALD, run


@pytest.fixture
def opened(ledger: Path) -> Iterator[Ledger]:
    with open_ledger(ledger, mode="write") as found:
        yield found


def since(opened: Ledger, before: str) -> Difference:
    return compare_builds(opened, opened.build(before), opened.current_build())


def of_kind(found: Difference, kind: str) -> list[Change]:
    return [change for change in found.changes if change.kind == kind]


def test_a_build_does_not_differ_from_itself(opened: Ledger) -> None:
    build = opened.current_build()
    found = compare_builds(opened, build, build)
    assert found.changes == [] and found.summary() == "Nothing changed."


def test_a_new_document_is_the_reason_for_what_it_brings(ledger: Path, tmp_path: Path) -> None:
    with open_ledger(ledger) as opened:
        before = opened.current_build().build_id
    text = (
        "MOSUL, 6 March 2024 - The death toll of Monday's market bombing in Mosul is 16, the army said on Wednesday.\n"
    )
    (tmp_path / "third.txt").write_text(text, "utf-8")
    run("record", tmp_path / "third.txt", "--ledger", ledger)
    with open_ledger(ledger) as opened:
        found = since(opened, before)
    [document] = of_kind(found, "document")
    assert (document.change, document.reasons) == ("gained", (f"new document {document.id[:12]}",))
    [figure] = [c for c in of_kind(found, "figure") if c.profile == "minmax" and " killed all " in c.id]
    assert figure.change == "changed" and "12–14 became 12–16" in figure.what
    assert figure.reasons == document.reasons
    assert figure.before is not None and figure.before["high"] == 14
    assert figure.after is not None and figure.after["high"] == 16
    assert not [c for c in found.changes if c.change == "lost"]


def test_a_copy_that_came_is_the_reason_for_a_new_copy_group(ledger: Path, tmp_path: Path) -> None:
    with open_ledger(ledger) as opened:
        before = opened.current_build().build_id
    (tmp_path / "wire.txt").write_text(HERALD + "\nOru Wire\n", "utf-8")
    run("record", tmp_path / "wire.txt", "--ledger", ledger, "--publisher", "Oru Wire")
    with open_ledger(ledger) as opened:
        found = since(opened, before)
    gained, changed = of_kind(found, "document")
    assert (gained.change, changed.change) == ("gained", "changed")
    assert changed.reasons == (f"new document {gained.id[:12]} (a copy of one text with it)",)


def test_a_judgement_is_the_reason_and_so_is_taking_it_back(opened: Ledger) -> None:
    before = opened.current_build()
    row = next(r for r in before.table("claims", where={"harm": "killed"}).to_pylist() if r["best"] == 14)
    documents = before.table("documents", where={"document_id": row["document_id"]}).to_pylist()
    anchor = anchor_of(claim_from_json(row), documents[0]["layer_hash"])
    judgement = new_judgement("excluded", by="Ana", why="another day", at="2024-05-01T00:00:00Z", left=[anchor])
    opened.add_judgements([judgement])
    judged = rebuild(opened)
    found = compare_builds(opened, before, judged)
    assert {c.kind for c in found.changes} == {"figure"}
    said = f"judgement {judgement.judgement_id} (excluded) by Ana is in force: another day"
    killed = next(c for c in found.changes if c.profile == "minmax" and " killed all " in c.id)
    assert killed.reasons == (said,) and "12–14 became 12" in killed.what
    back = compare_builds(opened, judged, before)
    assert next(iter(back.changes)).reasons == (said.replace("is in force", "is no longer in force"),)


def test_corrected_metadata_are_the_reason(opened: Ledger) -> None:
    before = opened.current_build()
    document = before.table("documents", where={"publisher": "Belen Courier"}).to_pylist()[0]
    values = {"publisher": "Oru Gazette"}
    said = {"by": "Ana", "why": "masthead", "at": "2024-05-01T00:00:00Z"}
    opened.add_judgements([new_judgement("document", document_id=document["document_id"], values=values, **said)])
    found = compare_builds(opened, before, rebuild(opened))
    [change] = of_kind(found, "document")
    assert change.change == "changed" and "publisher: Belen Courier became Oru Gazette" in change.what
    assert "document publisher=Oru Gazette" in change.reasons[0] and "masthead" in change.reasons[0]


def test_a_setting_that_differs_is_named_with_both_values(ledger: Path) -> None:
    (ledger / "bearwitness.toml").write_text("[link]\nwindow_days = 3\n", "utf-8")
    with open_ledger(ledger, mode="write") as opened:
        before = opened.current_build().build_id
        rebuild(opened)
        found = since(opened, before)
    [setting] = of_kind(found, "setting")
    assert setting.what == "setting link.window_days: 7 became 3"
    assert (setting.before, setting.after) == ({"value": 7}, {"value": 3})


def test_an_incident_that_only_got_another_id_is_changed(opened: Ledger) -> None:
    """Judging the claim wrong whose anchor makes the id gives the incident another one."""
    before = opened.current_build()
    [incident] = before.table("incidents", where={"name": "Mosul"}).to_pylist()
    members = before.table("incident_claims", where={"incident_id": incident["incident_id"]})["claim_id"].to_pylist()
    claims = before.table("claims", where={"claim_id": members}).to_pylist()
    first = min(claims, key=lambda c: (c["document_id"], c["start"], c["end"], c["count_start"] or 0, c["harm"]))
    [document] = before.table("documents", where={"document_id": first["document_id"]}).to_pylist()
    anchor = anchor_of(claim_from_json(first), document["layer_hash"])
    said = {"by": "Ana", "why": "misread", "at": "2024-05-01T00:00:00Z"}
    opened.add_judgements([new_judgement("wrong", left=[anchor], **said)])
    found = compare_builds(opened, before, rebuild(opened))
    incidents = of_kind(found, "incident")
    assert [c.change for c in incidents] == ["changed"]
    assert f"was {incident['incident_id']}" in incidents[0].what
    assert "1 claim left" in incidents[0].what
    [lost] = of_kind(found, "claim")
    assert (lost.change, lost.id) == ("lost", first["claim_id"])


def test_builds_are_found_by_prefix_and_by_place(opened: Ledger) -> None:
    current = opened.current_build().build_id
    assert find_build(opened, current[:4]).build_id == find_build(opened, "current").build_id == current
    with pytest.raises(UnknownName, match=f"There is no build before {current}: it is the only one"):
        find_build(opened, "previous")
    with pytest.raises(UnknownName, match="There is no build 'zz'"):
        find_build(opened, "zz")
