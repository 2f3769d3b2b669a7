"""All methods on one table: none stops another, the order of lists changes nothing, strata add up by their draws."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from bearwitness.errors import RequestError
from bearwitness.estimate import methods as methods_module
from bearwitness.estimate.methods import estimate_all, estimate_table, methods, sort_lists
from bearwitness.estimate.overlaps import Overlaps, make_overlaps
from bearwitness.estimate.results import Estimate
from mse_references import table

SRC = Path(__file__).resolve().parents[2] / "src"
SWEEPS = 6_000  # enough to run; the sampler's own tests ask whether it is right
COUNTS = {1: 41, 2: 53, 4: 37, 3: 19, 5: 13, 6: 11, 7: 7}


def small(order: tuple[int, ...] = (0, 1, 2)) -> Overlaps:
    """A table of three lists, its columns in an order."""
    names = ("court", "press", "church")
    moved = {
        sum(1 << place for place, j in enumerate(order) if pattern >> j & 1): count for pattern, count in COUNTS.items()
    }
    return make_overlaps([names[j] for j in order], moved)


def timeless(estimates: list[Estimate]) -> list[Estimate]:
    return [replace(one, seconds=0.0) for one in estimates]


def write(folder: Path, text: str) -> Path:
    path = folder / "lists.csv"
    path.write_text(text, encoding="utf-8")
    return path


def stratified(counts: dict[str, list[int]]) -> str:
    rows = [
        f"{pattern & 1},{pattern >> 1 & 1},{pattern >> 2 & 1},{region},{count}"
        for region, row in counts.items()
        for pattern, count in enumerate(row, start=1)
    ]
    return "\n".join(["a,b,c,region,count", *rows]) + "\n"


def test_the_methods_are_those_of_the_contract_in_its_order() -> None:
    assert methods() == (
        "independence",
        "chao_lower",
        "loglinear_best_bic",
        "loglinear_best_aic",
        "stepwise",
        "coverage_low",
        "coverage_high",
        "graph_average",
        "latent_class",
    )


def test_each_method_has_one_row_and_models_come_after() -> None:
    found = estimate_all(small(), all_models=True, sweeps=SWEEPS)
    assert tuple(one.method for one in found[:9]) == methods()
    assert [one.method for one in found[9:]] == ["loglinear"] * 8
    best = min((one for one in found[9:] if one.estimate), key=lambda one: one.fit["bic"])
    chosen = found[methods().index("loglinear_best_bic")]
    assert (chosen.model, chosen.estimate) == (best.model, pytest.approx(best.estimate))


def test_a_limit_a_thousand_times_beyond_the_record_is_open_and_says_so() -> None:
    table = make_overlaps("ABCD", {1: 5, 2: 8, 3: 1, 4: 8, 5: 1, 6: 1, 8: 6, 9: 3})
    found = {one.method: one for one in estimate_all(table, sweeps=SWEEPS)}["coverage_high"]
    assert (found.status, found.high) == ("ok", None)
    assert found.estimate == pytest.approx(64.3, abs=0.1)
    assert found.reason is not None
    assert found.reason.endswith("The table sets no upper limit: it would lie beyond 1,000 times the people recorded.")


def test_a_number_a_thousand_times_the_record_is_refused_with_the_model_that_says_it() -> None:
    """Three lists that share much with each other and one person with the fourth."""
    counts = {1: 400, 2: 900, 4: 900, 3: 900, 5: 900, 6: 900, 7: 900, 8: 900, 9: 1}
    found = estimate_all(make_overlaps("ABCD", counts), all_models=True, sweeps=SWEEPS)
    assert all(one.estimate is None or one.estimate <= 1_000 * one.n_observed for one in found)
    counts[8] = 9_000
    found = estimate_all(make_overlaps("ABCD", counts), all_models=True, sweeps=SWEEPS)[len(methods()) :]
    beyond = {
        one.model: one for one in found if one.reason and one.reason.startswith("It comes out at more than 1,000")
    }
    assert {"[D, A*B*C]", "[B*D, A*B*C]", "[C*D, A*B*C]"} <= set(beyond)
    assert all(
        (one.status, one.estimate, one.low, one.high) == ("refused", None, None, None) for one in beyond.values()
    )
    refused = [one.status == "refused" for one in found]
    assert refused == sorted(refused)


def test_the_order_of_lists_changes_nothing() -> None:
    first, *others = (
        timeless(estimate_all(small(order), all_models=True, sweeps=SWEEPS)) for order in permutations(range(3))
    )
    assert all(other == first for other in others)


def test_sorted_lists_keep_every_person() -> None:
    found = sort_lists(small())
    assert found.lists == ("church", "court", "press")
    assert found.n_observed == sum(COUNTS.values())
    assert found.counts[0b001] == COUNTS[0b100]  # church alone
    assert found.counts[0b110] == COUNTS[0b011]  # court and press
    assert dict(zip(found.lists, found.list_sizes.tolist(), strict=True)) == {"court": 80, "press": 90, "church": 68}


def test_the_same_seed_gives_the_same_numbers_and_another_moves_what_is_drawn() -> None:
    first, again, other = (timeless(estimate_all(small(), seed=seed, sweeps=SWEEPS)) for seed in (4, 4, 5))
    assert first == again
    moved = {a.method for a, b in zip(first, other, strict=True) if a != b}
    assert moved == {"stepwise", "coverage_low", "coverage_high", "latent_class"}


def test_one_refusal_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, **__: object) -> Estimate:
        raise RequestError("This method wants something else.")

    def breaks(*_: object, **__: object) -> Estimate:
        raise np.linalg.LinAlgError("Singular matrix")

    monkeypatch.setitem(methods_module._METHODS, "chao_lower", refuses)
    monkeypatch.setitem(methods_module._METHODS, "latent_class", breaks)
    found = {one.method: one for one in estimate_all(small())}
    assert found["chao_lower"].status == "refused"
    assert found["chao_lower"].reason == "This method wants something else."
    assert found["latent_class"].reason == "It cannot be computed on this table: Singular matrix."
    assert sum(one.status == "ok" for one in found.values()) >= 6


def test_a_fault_of_ours_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> Estimate:
        raise KeyError("a bug")

    monkeypatch.setitem(methods_module._METHODS, "independence", fault)
    with pytest.raises(KeyError):
        estimate_all(small())


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({1: 5, 2: 6, 4: 7}, "Nobody is on two lists"),
        ({1: 50, 2: 60, 4: 70, 3: 2}, "Only 2 people are on two lists or more"),
        ({1: 50, 2: 60, 3: 20}, "Nobody is on list 'church'"),
        (
            {1: 5000, 2: 6000, 4: 7000, 3: 12, 6: 5},
            "Only 17 of 18,017 people are on two lists or more, fewer than 1 in",
        ),
        ({1: 10**8, 2: 10**8, 4: 10**8, 7: 5}, "Only 5 of 300,000,005 people are on two lists or more"),
        ({1: 50, 3: 20, 7: 10, 4: 30}, "Everyone on list 'press' is also on list 'court'"),
        ({3: 50, 7: 20, 4: 30}, "Lists 'court' and 'press' hold the same people"),
    ],
)
def test_a_table_that_can_carry_nothing_is_refused_by_every_method(counts: dict[int, int], words: str) -> None:
    found = estimate_all(make_overlaps(["court", "press", "church"], counts), all_models=True)
    assert len(found) == len(methods()) + 1
    for one in found:
        assert (one.status, one.estimate, one.low, one.high) == ("refused", None, None, None)
        assert one.reason is not None and words in one.reason


def test_twelve_lists_are_refused_where_there_are_too_many_models_and_estimated_where_not() -> None:
    rng = np.random.default_rng(3)
    on = rng.random((4_000, 12)) < 0.12
    patterns, counts = np.unique(on @ (1 << np.arange(12)), return_counts=True)
    people = {int(p): int(c) for p, c in zip(patterns, counts, strict=True) if p}
    found = {one.method: one for one in estimate_all(make_overlaps([f"l{j:02}" for j in range(12)], people), sweeps=1)}
    for name in ("loglinear_best_bic", "loglinear_best_aic", "stepwise", "graph_average"):
        assert "There are 12 lists" in str(found[name].reason) or "has 12" in str(found[name].reason)
    assert not any("use the stepwise" in str(one.reason) for one in found.values())  # it is refused as well
    assert found["independence"].estimate == pytest.approx(4_000, rel=0.05)
    assert "sweeps must be at least" in str(found["latent_class"].reason)


def test_artificial_3_is_refused_under_the_models_that_it_cannot_support() -> None:
    found = estimate_all(table("artificial_3"), all_models=True, sweeps=SWEEPS)
    refused = [one for one in found if one.method == "loglinear" and one.status == "refused"]
    assert len(refused) == 4
    assert all("no estimate" in str(one.reason) or "does not identify" in str(one.reason) for one in refused)
    assert all("A*B" in str(one.model) for one in refused)
    others = {one.method: one for one in found if one.method not in ("loglinear", "latent_class")}
    assert {name for name, one in others.items() if one.status == "refused"} == {"coverage_high", "graph_average"}
    assert not any("A*B" in str(one.model) for one in others.values())


# ---- strata ----


def test_a_total_comes_from_draws_of_the_strata(tmp_path: Path) -> None:
    text = stratified({"north": [41, 53, 19, 37, 13, 11, 7], "south": [90, 70, 40, 60, 35, 30, 20]})
    found = estimate_table(write(tmp_path, text), strata=["region"], sweeps=SWEEPS)
    assert [stratum.name for stratum in found.strata] == ["region north", "region south"]
    assert found.n_observed == sum(stratum.overlaps.n_observed for stratum in found.strata)
    place = methods().index("independence")
    north, south = (stratum.estimates[place] for stratum in found.strata)
    total = found.total[place]
    assert total.estimate == pytest.approx(north.estimate + south.estimate, rel=0.03)
    # The interval of a sum is shorter than the sum of the intervals.
    assert north.low + south.low < total.low < total.high < north.high + south.high


def test_what_weighs_on_a_stratum_is_said_of_the_total(tmp_path: Path) -> None:
    text = stratified({"north": [5, 5, 54, 41, 6, 0, 12], "south": [90, 70, 40, 60, 35, 30, 20]})
    found = estimate_table(write(tmp_path, text), strata=["region"], sweeps=SWEEPS)
    total = {one.method: one for one in found.total}
    assert str(total["graph_average"].reason).startswith("Of 'region north': ")
    assert "of 0.19 together: so much of the answer is the prior's" in str(total["graph_average"].reason)
    assert "lowest BIC among those with an estimate" in total["loglinear_best_bic"].assumption


def test_what_weighs_on_all_strata_alike_is_said_once(tmp_path: Path) -> None:
    thin = [90, 80, 20, 70, 21, 19, 5]
    found = estimate_table(write(tmp_path, stratified({"east": thin, "west": thin})), strata=["region"], sweeps=SWEEPS)
    reason = found.total[methods().index("coverage_high")].reason
    assert str(reason).startswith("Of 'region east', 'region west': This estimator wants 55%")
    assert str(reason).count("wants") == 1


def test_a_stratum_alone_gives_the_numbers_that_it_gives_among_others(tmp_path: Path) -> None:
    both = stratified({"north": [41, 53, 19, 37, 13, 11, 7], "south": [90, 70, 40, 60, 35, 30, 20]})
    north = stratified({"north": [41, 53, 19, 37, 13, 11, 7]})
    among = estimate_table(write(tmp_path, both), strata=["region"], sweeps=SWEEPS).strata[0]
    alone = estimate_table(write(tmp_path, north), strata=["region"], sweeps=SWEEPS).strata[0]
    assert timeless(list(among.estimates)) == timeless(list(alone.estimates))


def test_a_stratum_without_an_estimate_leaves_no_total(tmp_path: Path) -> None:
    text = stratified({"north": [41, 53, 19, 37, 13, 11, 7], "south": [9, 7, 0, 6, 0, 0, 0]})
    found = estimate_table(write(tmp_path, text), strata=["region"], sweeps=SWEEPS)
    assert found.strata[0].estimates[0].status == "ok"
    for one in found.total:
        assert one.status == "refused" and one.estimate is None
        assert "Stratum 'region south' has no estimate, so the strata have no total: join it" in str(one.reason)


# ---- rows, and what is not installed ----


def test_rows_are_plain_json_with_the_keys_of_the_contract(tmp_path: Path) -> None:
    text = stratified({"north": [41, 53, 19, 37, 13, 11, 7]})
    rows = estimate_table(write(tmp_path, text), strata=["region"], sweeps=SWEEPS).rows()
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    keys = ["method", "model", "n_observed", "estimate", "low", "high", "level", "status", "reason", "fit", "seconds"]
    assert all(list(row)[: len(keys)] == keys for row in rows)
    assert [row["stratum"] for row in rows] == [{"region": "north"}] * 9 + [None] * 9


def test_progress_is_told_and_only_goes_up() -> None:
    told: dict[str, list[int]] = {}
    estimate_all(small(), sweeps=SWEEPS, progress=lambda what, done, _: told.setdefault(what, []).append(done))
    assert {"methods", "models", "stepwise", "latent_class"} <= told.keys()
    assert told["methods"] == list(range(1, 10))
    assert all(done == sorted(done) for done in told.values())


def without(package: str, code: str) -> subprocess.CompletedProcess[str]:
    """Run code in an interpreter that cannot find a package."""
    hide = (
        "import importlib.abc, importlib.machinery, importlib.util, sys\n"
        "class Hide(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.split('.')[0] == {package!r}: raise ModuleNotFoundError(f'No module named {{name!r}}', name=name)\n"
        "sys.meta_path.insert(0, Hide())\n"
        "find = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda name, *a: None if name == {package!r} else find(name, *a)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", hide + code], env={"PYTHONPATH": str(SRC)}, capture_output=True, text=True, check=False
    )


def test_without_scipy_one_sentence_names_the_extra(tmp_path: Path) -> None:
    path = write(tmp_path, stratified({"north": [41, 53, 19, 37, 13, 11, 7]}))
    code = f"import sys\nfrom bearwitness.cli import cli\ncli.main(['estimate', {str(path)!r}, '--stratum', 'region'])"
    done = without("scipy", code)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.strip() == "estimate needs scipy, which is not installed: pip install 'bearwitness[estimate]'."


def test_without_numba_latent_classes_are_refused_and_the_rest_stands(tmp_path: Path) -> None:
    path = write(tmp_path, stratified({"north": [41, 53, 19, 37, 13, 11, 7]}))
    code = (
        "from bearwitness.estimate.methods import estimate_table\n"
        f"found = estimate_table({str(path)!r}, lists=['a', 'b', 'c'], strata=['region']).strata[0].estimates\n"
        "print([one.method for one in found if one.estimate is None], found[-1].reason)"
    )
    done = without("numba", code)
    assert done.returncode == 0, done.stderr
    assert "'latent_class'" in done.stdout and "pip install 'bearwitness[estimate]'" in done.stdout
    assert "independence" not in done.stdout
