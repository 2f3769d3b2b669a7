"""The two pictures of the page: how far the estimates lie apart, and who is on which lists together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bearwitness.estimate.overlaps import Overlaps
from bearwitness.estimate.pictures import Box, Dot, Item, Line, Picture, Words, shorten
from bearwitness.estimate.results import Estimate
from bearwitness.estimate.spread import LABELS, amount, interval, percent, safe

WIDE, NARROW = 880.0, 360.0  # pixels: a page, a phone
FAR = 3.0  # how many times the highest estimate the axis goes on to; what lies beyond has an arrow
FEWEST_TICKS = 3  # of a logarithmic axis; with fewer nothing on it can be read off
LOG_FROM = 3.0  # ratio of the ends from which the axis is logarithmic
CLOSE = 10.0  # BIC above the best up to which a model is drawn with its interval (Kass & Raftery 1995, section 3.2)
TIPS_UP_TO = 500  # models that are drawn with their names to point at; beyond, those close to the best alone

RESTS_ON = {
    "independence": "no list depends on another, all people alike",
    "chao_lower": "people differ: at least so many",
    "loglinear_best_bic": "dependence as in the model of lowest BIC",
    "loglinear_best_aic": "dependence as in the model of lowest AIC",
    "stepwise": "lists depend in pairs, where it shows",
    "coverage_low": "dependence in pairs, lists share little",
    "coverage_high": "dependence in pairs, lists share much",
    "graph_average": "dependence as in a graph, over all graphs",
    "latent_class": "people fall into classes unseen",
}


# ---- the spread ----


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis of people: from where to where, and how a number becomes a place."""

    low: float
    high: float
    left: float
    right: float

    @property
    def logarithmic(self) -> bool:
        return self.high / self.low > LOG_FROM

    def place(self, people: float) -> float:
        scale: Callable[[float], float] = np.log if self.logarithmic else float
        share = (scale(people) - scale(self.low)) / (scale(self.high) - scale(self.low))
        return self.left + float(min(max(share, 0.0), 1.0)) * (self.right - self.left)

    def ticks(self) -> list[int]:
        """Round numbers along the axis, some 3 to 7."""
        if self.logarithmic:
            for parts in (1, 2, 5), (1, 2, 3, 5, 7), range(1, 10):
                found = [m * 10**e for e in range(9) for m in parts if self.low <= m * 10**e <= self.high]
                if len(found) >= FEWEST_TICKS:
                    break
        else:
            raw = (self.high - self.low) / 5
            unit = 10 ** np.floor(np.log10(max(raw, 1)))
            step = int(max(1, next(m * unit for m in (1, 2, 2.5, 5, 10) if m * unit >= raw)))
            found = list(range(int(-(-self.low // step) * step), int(self.high) + 1, step))
        return [int(tick) for tick in found]


def draw_spread(
    estimates: Sequence[Estimate],
    models: Sequence[Estimate],
    n_observed: int,
    level: float,
    *,
    recorded: str | None = None,
    width: float = WIDE,
) -> Picture:
    """Each method as an estimate and its interval on one axis; below, each log-linear model by its fit.

    Args:
        estimates: One a method; those refused have a row that says so.
        models: Every log-linear model; none leaves the lower part out.
        n_observed: People recorded, a line through both parts.
        level: Coverage of the intervals.
        recorded: `n_observed` in words, where linkages differ in it; None writes the number.
        width: `WIDE` or `NARROW` pixels.
    """
    recorded = recorded or f"{n_observed:,}"
    wide = width >= WIDE
    left, right = (300.0, width - 180.0) if wide else (8.0, width - 8.0)
    drawable = [one for one in models if one.estimate is not None]
    axis = _axis(estimates, drawable, n_observed, left, right)
    items: list[Item] = []
    top, row = 34.0, 44.0 if wide else 62.0
    for number, one in enumerate(estimates):
        items += _method_row(one, axis, top + number * row, wide, width, axis.place(n_observed))
    bottom = top + len(estimates) * row + 4
    marks = _ticks(axis, top - 8, bottom)
    marks += _recorded(axis, top - 12, bottom, n_observed)
    marks.append(Words(axis.place(n_observed), top - 18, f"recorded {recorded}", 12))
    if drawable:
        panel_top = bottom + 62
        panel = _models_panel(drawable, len(models), axis, panel_top, wide, width)
        bottom = panel_top + _PANEL
        marks += _ticks(axis, panel_top, bottom) + _recorded(axis, panel_top, bottom, n_observed)
        items += panel
    scale = ", logarithmic" if axis.logarithmic else ""
    words = f"people, recorded and unrecorded {'together ' if wide else ''}(estimated){scale}"
    marks.append(Words(axis.left, bottom + 36, words, 12 if wide else 11, "soft"))
    title = (
        f"Estimates of {len(estimates)} methods with {percent(level)} intervals"
        + (f", and {len(drawable):,} log-linear models by their fit" if drawable else "")
        + f"; recorded: {recorded} people."
    )
    return Picture(width, bottom + 46, (*marks, *items), title)


def _axis(
    estimates: Sequence[Estimate], models: Sequence[Estimate], n_observed: int, left: float, right: float
) -> _Axis:
    given = [one.estimate for one in estimates if one.estimate is not None]
    close = [one.estimate for one in models if one.estimate is not None and _above_best(one, models) <= CLOSE]
    highs = [one.high for one in estimates if one.high is not None]
    most = max([*given, *close, float(n_observed), 1.0])
    high = min(max([most, *highs]), FAR * most)
    low = max(1.0, float(n_observed))
    ratio = high / low
    return _Axis(low / min(1.02, ratio**0.1 + 1e-9), max(high, low + 1.0) * 1.02, left, right)


def _above_best(one: Estimate, models: Sequence[Estimate]) -> float:
    return one.fit["bic"] - models[0].fit["bic"]


def _ticks(axis: _Axis, top: float, bottom: float) -> list[Item]:
    """Lines of round numbers, with as many of their labels below as there is room for."""
    items: list[Item] = []
    last = -np.inf
    for tick in axis.ticks():
        x, label = axis.place(tick), f"{tick:,}"
        items.append(Line(x, top, x, bottom, "faint"))
        half = len(label) * 3.4 + 8
        if x - half > last:
            items.append(Words(x, bottom + 16, label, 12, "soft", "middle"))
            last = x + half
    return items


def _recorded(axis: _Axis, top: float, bottom: float, n_observed: int) -> list[Item]:
    x = axis.place(n_observed)
    return [Line(x, top, x, bottom, "ink", 1.0, dashed=True)]


def _method_row(one: Estimate, axis: _Axis, top: float, wide: bool, width: float, recorded: float) -> list[Item]:
    label, number = LABELS.get(one.method, one.method), amount(one)
    rests = RESTS_ON.get(one.method, "")
    if wide:
        y = top + 20
        items: list[Item] = [Words(0, y - 2, label, 14, bold=True), Words(0, y + 14, rests, 12, "soft")]
        items.append(
            Words(width, y - 2, number if one.estimate is not None else "refused", 14, anchor="end", bold=True)
        )
        items.append(Words(width, y + 14, interval(one), 12, "soft", "end"))
    else:
        y = top + 46
        items = [
            Box(0, y - 43, width, 33, "paper"),
            Words(0, y - 30, label, 13, bold=True),
            Words(0, y - 15, rests, 11.5, "soft"),
        ]
        items.append(
            Words(width, y - 30, number if one.estimate is not None else "refused", 13, anchor="end", bold=True)
        )
        items.append(Words(width, y - 15, interval(one), 11.5, "soft", "end"))
    if one.estimate is None:
        return [*items, Words(recorded + 8, y + 4, "no estimate: the reason stands in the table", 12, "soft")]
    return items + _reach(one, axis, y)


def _reach(one: Estimate, axis: _Axis, y: float) -> list[Item]:
    """Interval and point of an estimate; an arrow where the interval goes on, rings at the peaks of a posterior."""
    tip = f"{LABELS.get(one.method, one.method)}: {amount(one)}, {interval(one)}"
    start = axis.place(axis.low if one.low is None else one.low)
    open_high = one.high is None or one.high > axis.high
    end = axis.right if one.high is None or open_high else axis.place(one.high)
    items: list[Item] = [Line(start, y, end, y, "ink", 2.5, dashed=one.high is None, tip=tip)]
    items.append(Line(start, y - 5, start, y + 5, "ink", 2.0))
    if open_high:
        items += [Line(end - 7, y - 5, end, y, "ink", 2.0), Line(end - 7, y + 5, end, y, "ink", 2.0)]
    else:
        items.append(Line(end, y - 5, end, y + 5, "ink", 2.0))
    peaks = int(one.fit.get("peaks", 1)) if one.fit.get("peaks", 1) > 1 else 0
    for number in range(1, peaks + 1):
        at, share = one.fit[f"peak_{number}"], one.fit[f"peak_{number}_share"]
        items.append(Dot(axis.place(at), y, 4.5, "ink", False, f"a peak near {at:,.0f}, {share:.0%} of the draws"))
    return [
        *items,
        Dot(axis.place(one.estimate or axis.low), y, 4.0 if peaks else 5.5, "accent" if peaks else "ink", True, tip),
    ]


_PANEL = 260.0  # height of the lower part
_FIT_TICKS = (0, 2, 5, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)


def _models_panel(
    models: Sequence[Estimate], searched: int, axis: _Axis, top: float, wide: bool, width: float
) -> list[Item]:
    """Each model that has an estimate as a point: people across, fit down, the best at the top."""
    gaps = np.array([_above_best(one, models) for one in models])
    worst = max(float(np.sqrt(gaps.max())), 1.0)

    def down(gap: float) -> float:
        return top + 10 + float(np.sqrt(gap)) / worst * (_PANEL - 20)

    without = searched - len(models)
    heading = f"{len(models):,} log-linear models{' by their fit' if wide or not without else ''}" + (
        f"; {without:,} more have no estimate" if without else ""
    )
    items: list[Item] = [
        Words(0, top - 18, shorten(heading, width, 14 if wide else 12.5), 14 if wide else 12.5, bold=True)
    ]
    if wide:
        items += [
            Words(0, top + 14, "fits best", 12, "soft"),
            Words(0, top + 32, "Down: BIC above that of the best model.", 12, "soft"),
            Words(0, top + 48, f"Up to {CLOSE:g} above: with interval.", 12, "soft"),
            Words(0, top + _PANEL - 4, "fits worst", 12, "soft"),
        ]
    last = -np.inf
    for tick in _FIT_TICKS:
        y, label = down(tick), f"+{tick:,}" if tick else "0"
        if np.sqrt(tick) <= worst and y - last > 15:
            place = (axis.left - 8, y + 4) if wide else (axis.right, y - 3)
            items += [Line(axis.left, y, axis.right, y, "faint"), Words(*place, label, 11, "soft", "end")]
            last = y
    drawn: set[tuple[int, int]] = set()
    beyond = 0
    for one, gap in zip(models, gaps.tolist(), strict=True):
        assert one.estimate is not None
        if one.estimate > axis.high:
            beyond += 1
            continue
        x, y = axis.place(one.estimate), down(gap)
        close = gap <= CLOSE
        if not close and (round(x), round(y)) in drawn:
            continue
        drawn.add((round(x), round(y)))
        tip = f"{safe(one.model)}: {amount(one)}, {interval(one)}; BIC {gap:.1f} above the best"
        if close and one.low is not None and one.high is not None:
            items.append(Line(axis.place(one.low), y, axis.place(min(one.high, axis.high)), y, "accent", 1.0))
        crowded = len(models) > TIPS_UP_TO
        radius = 3.2 if close else 0.9 if crowded else 2.0
        items.append(Dot(x, y, radius, "accent", close or crowded, "" if crowded and not close else tip))
    if beyond:
        items.append(Words(axis.right, top - 4, f"{beyond:,} lie further right →", 11, "soft", "end"))
    return items


# ---- who is on which lists together ----


def draw_upset(overlaps: Overlaps, *, width: float = WIDE) -> Picture:
    """An UpSet plot: a column a pattern of lists with people, the most first; below, the lists it is made of.

    Source: Lex et al. 2014, IEEE Transactions on Visualization and Computer Graphics 20:1983.
    """
    wide = width >= WIDE
    left, step, size = (250.0, 33.0, 12.0) if wide else (120.0, 26.0, 10.5)
    patterns = sorted(np.flatnonzero(overlaps.counts).tolist(), key=lambda p: (-int(overlaps.counts[p]), p))
    room = int((width - left) / step)
    shown = patterns[:room]
    tall, row, top = 150.0, 24.0, 22.0
    most = int(overlaps.counts.max())
    items: list[Item] = []
    for number, pattern in enumerate(shown):
        x, count = left + (number + 0.5) * step, int(overlaps.counts[pattern])
        high = max(1.0, tall * count / most)
        tip = f"{count:,} people on {_names(overlaps, pattern)} and no other list"
        items.append(Box(x - step * 0.3, top + tall - high, step * 0.6, high, "ink", tip))
        items.append(
            Words(
                x,
                top + tall - high - 5,
                f"{count:,}" if count < 100_000 else f"{count / 1000:,.0f}k",
                size - 1.5,
                "soft",
                "middle",
            )
        )
    items.append(Words(0, top + 12, "people on exactly", size, "soft"))
    items.append(Words(0, top + 28, "these lists", size, "soft"))
    longest = max(int(overlaps.list_sizes.max()), 1)
    for j, name in enumerate(overlaps.lists):
        y = top + tall + 22 + j * row
        count = int(overlaps.list_sizes[j])
        if j % 2 == 0:
            items.append(Box(0, y - row / 2, left + len(shown) * step, row, "band"))
        items.append(Words(4, y + 4, shorten(safe(name), left * (0.5 if wide else 0.55), size), size))
        reach = left * 0.25 * count / longest if wide else 0.0
        items.append(Words(left - 12 - reach - (6 if wide else 0), y + 4, f"{count:,}", size - 1, "soft", "end"))
        if wide:
            items.append(Box(left - 12 - reach, y - 5, reach, 10, "soft", f"{count:,} people on {safe(name)}"))
        for number, pattern in enumerate(shown):
            on = bool(pattern >> j & 1)
            items.append(Dot(left + (number + 0.5) * step, y, 5.5 if on else 2.2, "ink" if on else "soft", True))
    for number, pattern in enumerate(shown):
        among = [j for j in range(overlaps.k) if pattern >> j & 1]
        x, y = left + (number + 0.5) * step, top + tall + 22
        if len(among) > 1:
            items.append(Line(x, y + among[0] * row, x, y + among[-1] * row, "ink", 2.0))
    height = top + tall + 22 + overlaps.k * row
    left_out = len(patterns) - len(shown)
    if left_out:
        rest = int(sum(overlaps.counts[p] for p in patterns[room:]))
        words = f"{left_out:,} further patterns hold {rest:,} people; the page has them in a table."
        items.append(Words(0, height + 4, words, size, "soft"))
        height += 12
    title = (
        f"{overlaps.n_observed:,} people by the lists that they are on, {len(patterns)} patterns of {overlaps.k} lists."
    )
    return Picture(width, height, tuple(items), title)


def _names(overlaps: Overlaps, pattern: int) -> str:
    return ", ".join(safe(name) for j, name in enumerate(overlaps.lists) if pattern >> j & 1)
