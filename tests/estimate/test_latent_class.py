"""The latent-class sampler: against posteriors that can be summed, against published numbers, and where it refuses."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from scipy.special import betaln, digamma, gammaln

from bearwitness.errors import RequestError
from bearwitness.estimate import latent_class
from bearwitness.estimate.latent_class import (
    LADDERS,
    Prior,
    draw_latent_classes,
    estimate_latent_classes,
    thin_tables,
)
from bearwitness.estimate.overlaps import Overlaps, make_overlaps
from bearwitness.estimate.search import independence
from mse_references import FOLDER, table

needs_numba = pytest.mark.skipif(not latent_class.has_numba(), reason="numba (the extra `estimate`) is not installed")

SMALL = make_overlaps("ABC", {1: 30, 2: 25, 4: 20, 3: 9, 5: 8, 6: 6, 7: 4})
FEW_SWEEPS = 40_000


def published() -> dict[str, tuple[int, int, int]]:
    """Table -> median and interval of the published implementation; one placeholder where the folder is not there."""
    path = FOLDER / "reference_estimates.csv"
    if not path.is_file():
        return {"absent": (0, 0, 0)}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["method"].startswith("LCMCR")]
    return {row["set"]: (int(row["estimate"]), int(row["low"]), int(row["high"])) for row in rows}


def summed_posterior(overlaps: Overlaps, unseen: int) -> np.ndarray:
    """Posterior of 0 to `unseen` people on no list, one class only: independent lists, each chance even over 0 to 1."""
    more = np.arange(unseen)
    total = overlaps.n_observed + more
    logs = gammaln(total) - gammaln(more + 1)  # N! / unseen! and the prior 1 / N
    for size in overlaps.list_sizes:
        logs = logs + betaln(1 + size, 1 + total - size)
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


@needs_numba
def test_one_class_gives_the_posterior_that_can_be_summed() -> None:
    posterior = summed_posterior(SMALL, 5_000)
    found = draw_latent_classes(SMALL, prior=Prior(classes=1), sweeps=FEW_SWEEPS)
    for share in (0.1, 0.5, 0.9):
        exact = int(np.searchsorted(np.cumsum(posterior), share))
        held = float((found.people - SMALL.n_observed <= exact).mean())
        assert held == pytest.approx(np.cumsum(posterior)[exact], abs=0.03)


@needs_numba
def test_two_classes_on_one_person_give_the_prior_of_the_concentration() -> None:
    """One person observed says next to nothing of alpha: its draws follow the gamma prior."""
    one = make_overlaps("ABC", {7: 1})
    prior = Prior(classes=4, alpha_shape=2.0, alpha_rate=4.0)
    found = draw_latent_classes(one, prior=prior, sweeps=200_000)
    assert float(found.alpha.mean()) == pytest.approx(0.5, rel=0.12)


@needs_numba
def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    first = draw_latent_classes(SMALL, seed=4, sweeps=20_000)
    again = draw_latent_classes(SMALL, seed=4, sweeps=20_000)
    other = draw_latent_classes(SMALL, seed=5, sweeps=20_000)
    assert np.array_equal(first.people, again.people) and np.array_equal(first.alpha, again.alpha)
    assert not np.array_equal(first.people[:, :50], other.people[:, :50])
    assert first.people.shape[0] == LADDERS


@needs_numba
def test_logs_of_gamma_draws_are_right_where_the_draws_themselves_would_be_0() -> None:
    from bearwitness.estimate.gibbs import log_gamma_draw

    rng = np.random.default_rng(1)
    for shape in (1e-6, 0.3, 2.5):
        logs = np.array([log_gamma_draw(rng, shape) for _ in range(8_000)])
        assert np.isfinite(logs).all()
        assert logs.mean() == pytest.approx(float(digamma(shape)), rel=0.06, abs=0.06)


@needs_numba
@pytest.mark.parametrize("people", [6, 40])
def test_people_are_shared_out_in_proportion(people: int) -> None:
    from bearwitness.estimate.gibbs import share_out

    rng, weights = np.random.default_rng(2), np.array([1.0, 0.0, 2.0, 5.0])
    found, total = np.zeros(4, np.int64), np.zeros(4)
    for _ in range(2_000):
        share_out(rng, people, weights, weights.sum(), found)
        assert found.sum() == people
        total += found
    assert total[1] == 0
    assert total / total.sum() == pytest.approx(weights / weights.sum(), abs=0.02)


@needs_numba
def test_changing_places_keeps_the_prior_of_the_stick() -> None:
    """Classes drawn from the prior and let change places have the same mean shares as before."""
    from bearwitness.estimate.gibbs import reorder

    rng, alpha, classes, tries = np.random.default_rng(3), 0.7, 4, 6_000
    before, after = np.zeros(classes), np.zeros(classes)
    chances = np.zeros((classes, 2))
    for _ in range(tries):
        cuts = np.append(rng.beta(1, alpha, classes - 1), 1.0)
        size = np.log(cuts) + np.concatenate([[0.0], np.cumsum(np.log1p(-cuts[:-1]))])
        before += np.exp(size)
        reorder(rng, size, chances, chances, alpha)
        after += np.exp(size)
    assert after / tries == pytest.approx(before / tries, abs=0.012)


def test_thinner_tables_hold_each_other_and_start_from_the_table() -> None:
    counts = SMALL.counts[SMALL.counts > 0]
    rungs = thin_tables(counts)
    assert np.array_equal(rungs[0], counts)
    assert (np.diff(rungs, axis=0) <= 0).all()
    assert (rungs.sum(axis=1) > 0).all()
    assert rungs[-1].sum() < 20


def test_a_table_of_one_person_is_its_only_rung() -> None:
    assert thin_tables(np.array([1])).tolist() == [[1]]


@needs_numba
def test_progress_ends_at_the_sweeps_made() -> None:
    seen: list[tuple[int, int]] = []
    found = draw_latent_classes(SMALL, sweeps=20_000, progress=lambda done, most: seen.append((done, most)))
    assert seen[-1][0] == found.sweeps <= seen[-1][1] <= 20_000
    assert seen == sorted(seen)


@needs_numba
@pytest.mark.slow
@pytest.mark.parametrize("name", ["congenital_massachusetts", "new_orleans_trafficking_5lists"])
def test_tables_of_one_peak_give_the_published_numbers_within_monte_carlo_error(name: str) -> None:
    """The published run is one chain of 20,000 sweeps that states no error; ours is allowed three times for it."""
    found = estimate_latent_classes(table(name))
    assert found.status == "ok" and found.reason is None
    assert found.fit["r_hat"] <= latent_class.AGREED
    for value, error, reference in zip(
        (found.estimate, found.low, found.high),
        ("mc_error", "mc_error_low", "mc_error_high"),
        published()[name],
        strict=True,
    ):
        assert value == pytest.approx(reference, abs=4 * max(found.fit[error], 1.0) * np.sqrt(1 + 3**2))


@needs_numba
@pytest.mark.slow
def test_a_table_whose_chains_stay_on_different_peaks_gets_no_number_but_its_peaks() -> None:
    found = estimate_latent_classes(table("uk_slavery_2013"), sweeps=150_000)
    assert (found.status, found.estimate, found.low, found.high) == ("refused", None, None, None)
    assert "the chains do not agree" in (found.reason or "")
    assert found.fit["r_hat"] > latent_class.ACCEPTED


@needs_numba
def test_classes_that_differ_are_seen_where_independence_falls_short() -> None:
    """Half of 2,000 people hard to reach for every list: independence lies far below, the classes hold the truth."""
    patterns = np.arange(16)
    expected = np.zeros(16)
    for chances in ((0.8, 0.75, 0.7, 0.65), (0.2, 0.15, 0.2, 0.15)):
        expected += 1_000 * np.prod([np.where(patterns >> j & 1, c, 1 - c) for j, c in enumerate(chances)], axis=0)
    overlaps = make_overlaps("ABCD", {int(p): round(expected[p]) for p in patterns[1:]})
    found, alike = estimate_latent_classes(overlaps, sweeps=80_000), independence(overlaps)
    assert found.low is not None and found.high is not None and alike.high is not None
    assert alike.high < 2_000
    assert found.low < 2_000 < found.high


@needs_numba
def test_three_lists_carry_the_caution_that_the_prior_decides() -> None:
    found = estimate_latent_classes(SMALL, sweeps=FEW_SWEEPS)
    assert found.status == "ok"
    assert (found.reason or "").endswith("so what they say of the unseen rests on the prior.")
    assert estimate_latent_classes(SMALL, prior=Prior(classes=1), sweeps=FEW_SWEEPS).reason is None


@needs_numba
def test_crowds_near_a_hundred_million_do_not_run_over() -> None:
    crowd = make_overlaps("ABC", {p: int(SMALL.counts[p]) * 3_000_000 for p in range(1, 8)})
    rungs = len(thin_tables(crowd.counts[1:]))
    found = draw_latent_classes(crowd, prior=Prior(classes=2), sweeps=40 * LADDERS * rungs)
    assert (found.people >= crowd.n_observed).all()


def test_without_numba_the_answer_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latent_class, "has_numba", lambda: False)
    found = estimate_latent_classes(SMALL)
    assert found.status == "refused"
    assert found.reason == (
        "The latent-class method needs numba, which is not installed: pip install 'bearwitness[estimate]'."
    )
    with pytest.raises(RequestError, match="needs numba"):
        draw_latent_classes(SMALL)


def test_two_lists_are_refused() -> None:
    found = estimate_latent_classes(make_overlaps("AB", {1: 10, 2: 10, 3: 5}))
    assert found.status == "refused"
    assert "There are only 2 lists" in (found.reason or "")


@needs_numba
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Prior(classes=0), "classes must be from 1 to 100, got 0."),
        (lambda: Prior(alpha_rate=0.0), "alpha_rate must be above 0, got 0.0."),
        (lambda: draw_latent_classes(SMALL, seed=-1), "seed must be 0 or more, got -1."),
        (lambda: draw_latent_classes(SMALL, sweeps=10), "sweeps must be at least 960 for this table, got 10."),
    ],
)
def test_arguments_out_of_range_are_named(call: object, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        call()
