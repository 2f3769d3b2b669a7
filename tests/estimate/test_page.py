"""The page and its pictures: they load nothing, run nothing, hold every estimate and every refusal, and can be seen."""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bearwitness.errors import StorageError
from bearwitness.estimate.drawings import NARROW, WIDE, draw_spread, draw_upset
from bearwitness.estimate.methods import PopulationEstimates, estimate_table
from bearwitness.estimate.overlaps import make_overlaps
from bearwitness.estimate.page import render_page, write_page, write_pictures
from bearwitness.estimate.pictures import Box, Dot, Line, Words, to_png, to_svg_file
from bearwitness.estimate.results import Estimate, refuse
from bearwitness.estimate.spread import amount, interval, measure_spread, safe, spread_words
from report.browser import Browser, chromium

TABLE = "court,press,church,count\n1,0,0,41\n0,1,0,53\n0,0,1,37\n1,1,0,19\n1,0,1,13\n0,1,1,11\n1,1,1,7\n"
STRATA = "court,press,church,region,count\n" + "".join(
    f"{line.rsplit(',', 1)[0]},{region},{int(line.rsplit(',', 1)[1]) + extra}\n"
    for region, extra in (("north", 0), ("<i>south</i>", 9))
    for line in TABLE.split()[1:]
)
HOSTILE = (
    TABLE.replace("court", "<script>alert(1)</script>").replace("press", '"""onload=x"').replace("church", "A\u202eB")
)


def given(
    method: str, estimate: float, low: float | None, high: float | None, fit: dict[str, float] | None = None
) -> Estimate:
    return Estimate(method, "[A, B, C]", 100, estimate, low, high, 0.95, "ok", None, fit or {}, 0.0, "Something holds.")


def study(folder: Path, text: str, **options: object) -> PopulationEstimates:
    path = folder / "lists.csv"
    path.write_text(text, encoding="utf-8")
    return estimate_table(path, all_models=True, sweeps=6_000, **options)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> PopulationEstimates:
    return study(tmp_path_factory.mktemp("whole"), TABLE)


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> PopulationEstimates:
    return study(tmp_path_factory.mktemp("divided"), STRATA, strata=["region"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        warnings.warn("chromium is not installed: the page of estimates was not tested in a browser", stacklevel=1)
        pytest.skip("chromium is not installed")
    opened = Browser()
    yield opened
    opened.close()


# ---- the page ----


def test_the_recorded_come_first_and_every_method_has_its_row(whole: PopulationEstimates) -> None:
    page = render_page(whole)
    assert page.index("181 people are recorded") < page.index("The spread") < page.index("Methods one by one")
    assert page.index(">Recorded<") < page.index(">Estimated, recorded and unrecorded together<")
    for one in whole.strata[0].estimates:
        assert f"<code>{one.method}</code>" in page
        if one.estimate is not None:
            assert amount(one) in page and interval(one) in page
        else:
            assert safe(one.reason or "") in page


def test_the_page_holds_what_a_reader_needs_to_make_it_again(whole: PopulationEstimates) -> None:
    page = render_page(whole)
    assert whole.sha256 in page and len(whole.sha256) == 64
    assert f"bearwitness {whole.version}" in page and "<dt>Seed</dt><dd>1." in page
    assert render_page(whole) == page


def test_the_page_names_the_interval_by_profile_beside_the_other(whole: PopulationEstimates) -> None:
    page = render_page(whole)
    assert page.count("by profile") >= 4 and "Two intervals stand where a method has both." in page


def test_the_page_refers_to_nothing_outside_itself(whole: PopulationEstimates, divided: PopulationEstimates) -> None:
    for found in (whole, divided):
        page = render_page(found)
        assert not re.search(r"https?:|//[a-z]|<script|<link|<img|<iframe|@import|url\(", page, re.IGNORECASE)
        assert "default-src 'none'" in page
        targets = re.findall(r'href="([^"]+)"', page)
        assert targets and all(target.startswith("#") and f'id="{target[1:]}"' in page for target in targets)


def test_names_of_lists_and_strata_stay_words(tmp_path: Path, divided: PopulationEstimates) -> None:
    page = render_page(study(tmp_path, HOSTILE))
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '"onload' not in page and "\u202e" not in page
    assert "<i>south" not in render_page(divided)


def test_each_stratum_has_its_section_and_the_total_stands_first(divided: PopulationEstimates) -> None:
    page = render_page(divided)
    assert page.index("All 2 strata together") < page.index("region &lt;i&gt;south") < page.index("region north")
    assert page.count(">Recorded<") == 3
    assert f"{divided.n_observed:,} people are recorded" in page


def test_the_page_is_complete_or_not_there(tmp_path: Path, whole: PopulationEstimates) -> None:
    path = write_page(whole, tmp_path / "page.html")
    assert path.read_text("utf-8").endswith("</html>")
    with pytest.raises(StorageError, match="writing the page failed"):
        write_page(whole, tmp_path / "none" / "page.html")
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.slow
def test_in_a_browser_nothing_is_asked_of_the_network_and_nothing_hangs_over(
    browser: Browser, tmp_path: Path, whole: PopulationEstimates, divided: PopulationEstimates
) -> None:
    for name, found in (("whole", whole), ("divided", divided)):
        page = write_page(found, tmp_path / f"{name}.html")
        for width in (1200, 360):
            browser.size(width, 800)
            browser.open(page)
            assert browser.requests() == [page.as_uri()]
            assert browser.complaints() == []
            assert browser.value("document.documentElement.scrollWidth") <= width
            shown = browser.value(
                "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width).map(s => s.classList[1])"
            )
            assert shown and set(shown) == {"wide" if width > 700 else "narrow"}


@pytest.mark.slow
def test_in_a_browser_the_words_of_a_picture_stay_inside_it(
    browser: Browser, tmp_path: Path, whole: PopulationEstimates
) -> None:
    page = write_page(whole, tmp_path / "page.html")
    for width in (1200, 360):
        browser.size(width, 800)
        browser.open(page)
        outside = browser.value(
            "[...document.querySelectorAll('svg')].flatMap(s => { const b = s.getBoundingClientRect();"
            " return b.width ? [...s.querySelectorAll('text')].filter(t => { const r = t.getBoundingClientRect();"
            " return r.left < b.left - 2 || r.right > b.right + 2 }).map(t => t.textContent) : [] })"
        )
        assert outside == []


# ---- the pictures ----


def test_every_method_is_drawn_and_a_refused_one_says_so() -> None:
    estimates = [given("independence", 150, 120, 190), refuse("stepwise", 100, "It cannot.", level=0.95)]
    for width in (WIDE, NARROW):
        picture = draw_spread(estimates, (), 100, 0.95, width=width)
        words = [item.text for item in picture.items if isinstance(item, Words)]
        assert {"Independent lists", "150", "120–190", "Log-linear, stepwise", "refused"} <= set(words)
        assert [item for item in picture.items if isinstance(item, Dot)] != []
        assert any(word.startswith("recorded 100") for word in words)


def test_an_estimate_lies_within_its_interval_and_the_recorded_to_its_left() -> None:
    picture = draw_spread([given("independence", 150, 120, 190)], (), 100, 0.95)
    (dot,) = (item for item in picture.items if isinstance(item, Dot))
    reach = next(item for item in picture.items if isinstance(item, Line) and item.width == 2.5)
    recorded = next(item for item in picture.items if isinstance(item, Line) and item.dashed)
    assert recorded.x1 < reach.x1 < dot.x < reach.x2


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_heading_of_the_models_is_not_cut(width: int) -> None:
    able = [given("loglinear", 150, 120, 190, {"bic": 40.0}), given("loglinear", 160, 130, 200, {"bic": 41.0})]
    models = [*able, *(refuse("loglinear", 100, "no estimate", level=0.95, assumption="") for _ in range(6_000))]
    picture = draw_spread([given("independence", 150, 120, 190)], models, 100, 0.95, width=width)
    (heading,) = [item.text for item in picture.items if isinstance(item, Words) and "log-linear models" in item.text]
    assert heading.endswith("6,000 more have no estimate")


@pytest.mark.parametrize(("recorded", "high"), [(205, 719), (100, 190), (78, 260), (96, 9_000), (2_744, 40_000)])
def test_an_axis_has_at_least_three_numbers_to_read_off(recorded: int, high: int) -> None:
    estimate = given("independence", (recorded + high) / 2, recorded * 1.1, high)
    picture = draw_spread([estimate], (), recorded, 0.95)
    faint = {round(item.x1, 3) for item in picture.items if isinstance(item, Line) and item.ink == "faint"}
    centred = [item for item in picture.items if isinstance(item, Words) and round(item.x, 3) in faint]
    assert len({item.text for item in centred if item.text.replace(",", "").isdigit()}) >= 3


def test_an_interval_without_an_upper_limit_is_dashed_to_the_edge() -> None:
    closed, opened = given("independence", 150, 120, 190), given("stepwise", 160, 130, None)
    picture = draw_spread([closed, opened], (), 100, 0.95)
    first, second = (item for item in picture.items if isinstance(item, Line) and item.width == 2.5)
    assert not first.dashed and second.dashed and second.x2 > first.x2


def test_the_peaks_of_a_posterior_are_rings() -> None:
    peaks = {"peaks": 2.0, "peak_1": 120.0, "peak_1_share": 0.6, "peak_2": 300.0, "peak_2_share": 0.4}
    picture = draw_spread([given("latent_class", 140, 110, 340, peaks)], (), 100, 0.95)
    rings = [item for item in picture.items if isinstance(item, Dot) and not item.filled]
    assert [ring.tip for ring in rings] == ["a peak near 120, 60% of the draws", "a peak near 300, 40% of the draws"]


def test_each_model_is_a_point_and_a_better_fit_is_higher() -> None:
    models = [given("loglinear", 150 + 10 * n, 120, 300, {"bic": 50.0 + 8 * n}) for n in range(4)]
    models.append(refuse("loglinear", 100, "It cannot.", level=0.95))
    picture = draw_spread([given("independence", 150, 120, 190)], models, 100, 0.95)
    points = [item for item in picture.items if isinstance(item, Dot)][1:]
    assert len(points) == 4
    assert [point.y for point in points] == sorted(point.y for point in points)
    assert any("1 more have no estimate" in item.text for item in picture.items if isinstance(item, Words))


def test_thirty_thousand_models_make_no_huge_page() -> None:
    models = [given("loglinear", 150 + (n * 7919) % 900, 120, 1200, {"bic": 50.0 + n / 30}) for n in range(32_768)]
    picture = draw_spread([given("independence", 150, 120, 190)], models, 100, 0.95)
    assert len(to_svg_file(picture)) < 3_000_000


def test_upset_draws_each_pattern_with_its_people() -> None:
    overlaps = make_overlaps(["court", "press", "church"], {1: 40, 3: 10, 7: 5})
    picture = draw_upset(overlaps)
    tips = [item.tip for item in picture.items if isinstance(item, Box) and item.tip]
    assert tips[:1] == ["40 people on court and no other list"]
    assert "10 people on court, press and no other list" in tips
    words = [item.text for item in picture.items if isinstance(item, Words)]
    assert {"40", "10", "5", "court", "press", "church", "55", "15"} <= set(words)


def test_patterns_without_room_are_counted() -> None:
    people = dict.fromkeys(range(1, 32), 2)
    words = [
        item.text for item in draw_upset(make_overlaps("ABCDE", people), width=NARROW).items if isinstance(item, Words)
    ]
    (said,) = (word for word in words if "further patterns" in word)
    more, held = re.match(r"(\d+) further patterns hold (\d+) people", said).groups()
    assert int(held) == 2 * int(more) > 0


def test_files_are_written_for_each_picture(tmp_path: Path, divided: PopulationEstimates) -> None:
    files = write_pictures(divided, tmp_path / "pictures")
    assert [file.name for file in files] == [
        f"{name}.{kind}"
        for name in ("spread", "spread-1", "overlaps-1", "spread-2", "overlaps-2")
        for kind in ("svg", "png")
    ]
    for file in files:
        if file.suffix == ".svg":
            root = ElementTree.fromstring(file.read_text("utf-8"))
            assert root.tag == "{http://www.w3.org/2000/svg}svg"
            assert "http" not in file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        else:
            assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_a_png_has_two_pixels_to_one_and_is_the_same_each_time() -> None:
    picture = draw_upset(make_overlaps(["court", "press", "церковь"], {1: 40, 3: 10, 7: 5}))
    png = to_png(picture)
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (round((picture.width + 32) * 2), round((picture.height + 32) * 2))
    assert to_png(picture) == png


# ---- the spread in words ----


def test_the_spread_goes_from_the_lowest_to_the_highest_and_names_both() -> None:
    said = spread_words(
        measure_spread(
            [
                given("independence", 150, 120, 190),
                given("stepwise", 210, 160, 400),
                refuse("graph_average", 100, "No.", level=0.95),
            ]
        )
    )
    assert said == (
        "2 of 3 methods give an estimate, from 150 (independence) to 210 (stepwise). "
        "Their intervals reach from 120 to 400."
    )


def test_a_single_estimate_is_said_to_stand_alone() -> None:
    said = spread_words(
        measure_spread([given("chao_lower", 150, 120, 190), refuse("stepwise", 100, "No.", level=0.95)])
    )
    assert said.startswith("1 of 2 methods gives an estimate: at least 150 (chao_lower).")


def test_an_open_interval_leaves_the_spread_open() -> None:
    said = spread_words(measure_spread([given("independence", 150, 120, 190), given("stepwise", 210, 160, None)]))
    assert "Their intervals begin at 120, and at least one has no upper limit." in said


def test_all_refused_for_one_reason_is_said_once() -> None:
    spread = measure_spread([refuse(name, 100, "Too few.", level=0.95) for name in ("independence", "stepwise")])
    assert spread.common_reason == "Too few."
    assert spread_words(spread).startswith("No method gives an estimate")
