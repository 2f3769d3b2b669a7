"""The report page: every number opens its words, nothing in a report runs, and everybody can read it."""

from __future__ import annotations

import base64
import hashlib
import re
import tracemalloc
import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from bearwitness.errors import RequestError, StorageError, UnknownName
from bearwitness.redact import Audience, Redactor
from bearwitness.report import wording
from bearwitness.report.page import ReportSummary, write_report
from report.browser import Browser, chromium
from sample_build import HOSTILE, RecordMaker, day, place, sample_build, sample_maker

TEMPLATES = Path(__file__).parents[2] / "src" / "bearwitness" / "report" / "templates"


def find_pairs(texts: Any) -> list[list[tuple[int, int]]]:
    """A finder by shape alone, so that these tests need no model."""
    people = r"\b(?:Mira|Dara|Omar) Hale|Tomas Quill|Ilan Dorr|Pavel Ruz|Lena Marsh|Joren Marsh|Abel Stone|Igor Venn"
    return [[m.span() for m in re.finditer(people, text)] for text in texts]


def write(path: Path, build: Any = None, **more: Any) -> str:
    write_report(build or sample_build(), path, find_person_names=find_pairs, **more)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "public.html"
    write(path)
    return path


@pytest.fixture(scope="module")
def page(public: Path) -> Any:
    return lxml.html.fromstring(public.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        warnings.warn("chromium is not installed: the report page was not tested in a browser", stacklevel=1)
        pytest.skip("chromium is not installed (scripts/install-test-packages.sh installs it)")
    found = Browser()
    yield found
    found.close()


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


# --- every number opens its words ------------------------------------------------------------------------------------


def test_every_link_leads_somewhere_and_no_id_stands_twice(page: Any) -> None:
    ids = page.xpath("//@id")
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert [h for h in page.xpath("//a/@href") if h.startswith("#") and h[1:] not in ids] == []


def test_every_number_of_the_list_leads_to_a_figure_with_quoted_words(page: Any) -> None:
    links = page.xpath("//table[@class='list']//a[@class='n']/@href")
    assert len(links) == 11  # 4 killed, 3 injured, 4 other
    for link in links:
        figure = page.get_element_by_id(link[1:])
        quoted = figure.xpath(".//details[@class='evidence']//li[starts-with(@class,'claim')]//mark")
        elsewhere = figure.xpath(".//li[@class='claim again']//a/@href")
        assert quoted or all(page.get_element_by_id(h[1:]).xpath(".//mark") for h in elsewhere)


def test_a_claims_words_are_marked_in_their_paragraph(page: Any) -> None:
    claim = next(c for c in page.find_class("claim") if words(c).startswith("14 killed"))
    assert [words(m) for m in claim.xpath(".//mark[@class='count']")] == ["14"]
    marked = "".join(m.text_content() for m in claim.iter("mark"))
    assert marked == (
        "Shelling of the central market in Oru on Friday killed 14 people, including five children, the mayor, "
        "Ilan Dorr, said."
    )
    assert "About 30 others were wounded" in words(claim.find(".//blockquote"))
    assert "We ran" not in words(claim)
    assert "Said by the mayor, Ilan Dorr, in Oru Herald, 4 May 2024" in words(claim)


def test_each_claim_is_printed_once(page: Any) -> None:
    build = sample_build()
    hidden = {c["claim_id"] for c in build.table("claims").to_pylist() if c["victims"]["role"] == "suspect"}
    shown = {i for i in page.xpath("//@id") if i.startswith("c-")}
    assert shown == {"c-" + c for c in build.table("claims")["claim_id"].to_pylist() if c not in hidden}


def test_what_was_set_aside_is_said_in_sentences(page: Any) -> None:
    whys = {words(w).removeprefix("Not in this figure ") for w in page.find_class("why")}
    for code in ("denied", "copy", "not_this_cell", "superseded", "increment", "excluded"):
        assert wording.SET_ASIDE[code] in whys
    assert "Counted in families, not in people, so in no figure." in whys


def test_disagreement_stands_as_ranges_with_their_claimants(page: Any) -> None:
    figure = page.get_element_by_id("i-0a0000000001-killed-all")
    assert words(figure.find(".//h5")) == "9–14 killed"
    assert "Accounts contradict each other" in words(figure)
    rows = [words(r) for r in figure.xpath(".//table[@class='accounts']/tbody/tr")]
    assert [re.sub(r" in .*?2024", "", r) for r in rows] == [
        "The army 9",
        "the army 9",
        "the health ministry 12 or more",
        "the mayor, Ilan Dorr 14",
        "The figure 9–14",
    ]
    labels = figure.xpath(".//*[local-name()='svg'][@role='img']/@aria-label")
    assert labels == ["9", "9", "12 or more", "14", "9–14"]


def test_why_reports_are_one_incident_and_copies_count_once(page: Any) -> None:
    text = words(page.get_element_by_id("i-0a0000000001"))
    assert "both name a market as the target" in text
    assert "The same text, counted once:" in text
    assert "98% of its text is that of Coast Wire" in text
    assert "Nearly joined with another incident: a day later and 14 km away" in text


# --- totals, periods, what is hidden ---------------------------------------------------------------------------------


def test_every_sum_opens_the_incidents_that_it_is_made_of(page: Any) -> None:
    rows = page.xpath("//table[@class='totals']/tbody/tr")
    assert rows
    for row in rows:
        [target] = set(row.xpath("./td/a/@href"))
        assert len(row.xpath("./td/a")) == 4  # how many incidents, lows, best and highs
        made_of = page.get_element_by_id(target[1:])
        assert made_of.tag == "details" and "no interval" in words(made_of)
        added = made_of.xpath(".//tbody/tr")
        for line in added:
            [figure] = line.xpath("./th/a/@href")
            assert page.get_element_by_id(figure[1:]).xpath(".//details[@class='evidence']")
        lows = [words(line.find("td")) for line in added if "withdrawn" not in words(line.find("th"))]
        numbers = [words(d) for d in row.iter("td")]
        assert int(numbers[0]) == len(lows)
        if numbers[1].isdigit():
            assert int(numbers[1]) == sum(int(low) for low in lows if low.isdigit())


def test_in_a_browser_a_sum_opens_its_incidents_and_a_number_lands_on_its_figure(
    browser: Browser, public: Path
) -> None:
    for width in (390, 1280):
        browser.size(width, 800)
        browser.open(public)
        browser.value("document.querySelector('.totals td a').click()")
        assert browser.value("document.querySelector('details.sum-of').open") is True
        for link in ("[...document.querySelectorAll('.list a.n')].pop()", "document.querySelector('.addends th a')"):
            browser.value(f"{link}.click()")
            top = browser.value("document.getElementById(location.hash.slice(1)).getBoundingClientRect().top")
            assert 0 <= top < 60, (width, link)


def test_totals_add_only_what_may_be_added(page: Any) -> None:
    rows = {
        words(r.find("th")): [words(d) for d in r.iter("td")] for r in page.xpath("//table[@class='totals']/tbody/tr")
    }
    assert rows["Killed"] == ["4", "32", "none", "63"]
    injured = next(v for k, v in rows.items() if k.startswith("Injured"))
    assert injured == ["3", "53", "none", "open"]
    assert next(v for k, v in rows.items() if k.startswith("Subjected"))[1:] == ["not added"] * 3
    caption = words(page.xpath("//table[@class='totals']/caption")[0])
    assert "floor" in caption and "isn’t a confidence interval" in caption


def test_periods_stand_apart_and_are_added_to_nothing(page: Any) -> None:
    periods = page.get_element_by_id("periods")
    assert [words(h) for h in periods.iter("h3")] == list(wording.SCOPES.values())
    text = words(periods)
    assert "212 killed — Sel Province; 1 May – 10 June 2024; the ministry" in text
    assert "never added to an incident or to each other" in text
    assert "212" not in words(page.get_element_by_id("glance"))


def test_arrests_of_suspects_are_not_shown(page: Any) -> None:
    assert "i-0a0000000005" not in page.xpath("//@id")
    assert "1 incident with nothing but arrests of suspects isn’t shown." in words(page)


def test_given_is_recorded_and_duplicate_and_rejected(page: Any) -> None:
    assert "14 reports given = 10 recorded + 2 duplicate + 2 rejected." in words(page.get_element_by_id("reports"))
    assert "Rejected: empty (1), no text (1)." in words(page.get_element_by_id("reports"))


def test_incidents_stand_by_date_then_place_and_months_have_an_index(page: Any) -> None:
    heads = [words(h) for h in page.xpath("//article//h4")]
    assert heads == [
        "Oru, Sel Province (XA) 3 May 2024",
        "Belen, Sel Province (XA) 4 May 2024",
        "Sel Province (XA) 11 May 2024",
        "Tamsin, Vara Province (XA) 3 June 2024",
        "Place unknown Date unknown",
    ]
    assert [words(a) for a in page.xpath("//nav//*[@class='months']//a")] == ["May 2024", "June 2024", "Date unknown"]


def test_the_profile_chooses_among_the_figures_of_the_build(tmp_path: Path) -> None:
    page = lxml.html.fromstring(write(tmp_path / "a.html", profile="ucdp"))
    assert [words(h) for h in page.iter("h5")] == ["9–14 killed"]
    assert "Best 14" in words(page.get_element_by_id("i-0a0000000001-killed-all"))


def test_an_unknown_profile_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"no figures under the profile 'max'. It has: minmax, ucdp."):
        write(tmp_path / "a.html", profile="max")
    assert list(tmp_path.iterdir()) == []


def test_groups_that_a_text_adds_up_stand_side_by_side_as_one_account(tmp_path: Path) -> None:
    make = RecordMaker()
    body = "A farmer and his\ntwo sons were killed in Oru, the\nmayor said."
    make.document("sum", "Three killed", body, publisher="Oru Herald", published="2024-05-04")
    make.document(
        "one", "Four killed", "Four people were killed in Oru.", publisher="Belen Post", published="2024-05-04"
    )
    quote = "A farmer and his\ntwo sons were killed"
    exact = {"place": place("Oru"), "time": day("2024-05-03")}
    said = {"claimant": "the\nmayor", **exact}
    make.claim("farmer", "sum", "killed", quote, low=1, best=1, high=1, victims="A farmer", **said)
    make.claims["farmer"]["sum_group"] = make.claims["farmer"]["claim_id"]
    make.claim(
        "sons",
        "sum",
        "killed",
        quote,
        count="two",
        low=2,
        best=2,
        high=2,
        victims="his\ntwo sons",
        sum_group="farmer",
        **said,
    )
    make.claim("four", "one", "killed", "Four people were killed", count="Four", low=4, best=4, high=4, **exact)
    tie = "as in report {}: same place (Oru); same date (2024-05-03)"
    ids = {key: row["document_id"][:12] for key, row in make.documents.items()}
    reasons = {
        "farmer": "the first claim of this incident; " + tie.format(ids["one"]),
        "sons": "same place and date in its report; " + tie.format(ids["one"]),
        "four": "same place and date in its report; " + tie.format(ids["sum"]),
    }
    make.incident(
        "i-000000000001",
        ["farmer", "sons", "four"],
        place=place("Oru"),
        start="2024-05-03",
        end="2024-05-03",
        reasons=reasons,
    )
    make.figure("i-000000000001", "killed", (3, None, 4), ["farmer", "sons", "four"], agreement="conflict")
    page = lxml.html.fromstring(write(tmp_path / "a.html", make.build()))
    [table] = page.find_class("accounts")
    assert [words(line.findall("td")[-1]) for line in table.xpath("./tbody/tr")] == ["1 + 2 = 3", "4", "3–4"]
    for link in table.xpath(".//td/a/@href"):
        assert page.get_element_by_id(link[1:]).xpath(".//mark")
    assert "People spoken of: “his two sons”." in words(page)
    assert all("\n" not in name.text_content() for name in page.find_class("name"))
    [why] = [d for d in page.iter("details") if words(d).startswith("Why these reports are one incident")]
    assert words(why).count("same place (Oru); same date (2024-05-03)") == 1
    assert "3 claims of" in words(why)


@pytest.mark.parametrize("words_before", ["", "The Oru Front came. On Friday "])
def test_a_doer_is_said_to_be_read_from_words_wherever_they_stand(tmp_path: Path, words_before: str) -> None:
    make = RecordMaker()
    quote = "the Oru Front killed two men"
    make.document("a", "Two killed", f"{words_before}{quote}.", publisher="Oru Herald", published="2024-05-04")
    exact = {"place": place("Oru"), "time": day("2024-05-03")}
    make.claim("two", "a", "killed", quote, count="two", low=2, best=2, high=2, **exact)
    claim = make.claims["two"]
    start = claim["start"] - len(words_before)
    claim["alleged_perpetrator"] = {"text": "the Oru Front", "span": [start, start + len("the Oru Front")]}
    reasons = {"two": "the first claim of this incident"}
    make.incident("i-000000000001", ["two"], place=place("Oru"), start="2024-05-03", end="2024-05-03", reasons=reasons)
    make.figure("i-000000000001", "killed", (2, 2, 2), ["two"])
    note = "Read as who did it, from the report’s words: the Oru Front. An allegation isn’t a finding."
    assert note in words(lxml.html.fromstring(write(tmp_path / "a.html", make.build())))


@pytest.mark.parametrize(
    ("size", "said"), [(90, "1 kB"), (18_400, "18 kB"), (999_400, "999 kB"), (2_340_000, "2.3 MB")]
)
def test_the_size_of_a_page_is_said_in_a_unit_that_shows_it(size: int, said: str) -> None:
    summary = ReportSummary(Path("a.html"), Audience.PUBLIC, "minmax", 1, 0, 0, 1, size)
    assert str(summary) == f"a.html: 1 incident, 0 period counts, 1 report, public edition, {said}"


def test_an_empty_record_makes_a_page(tmp_path: Path) -> None:
    page = lxml.html.fromstring(write(tmp_path / "a.html", RecordMaker().build()))
    assert "No report makes a claim about an incident." in words(page)


@pytest.mark.parametrize(
    ("low", "best", "high", "expected"),
    [
        (12, 12, 12, "12"),
        (0, 0, 0, "0"),
        (9, None, 14, "9–14"),
        (12, None, None, "12 or more"),
        (12, 14, None, "12 or more"),
        (None, None, 30, "up to 30"),
        (None, 50, None, "about 50"),
        (None, None, None, "not known"),
        (2000, None, None, "2,000 or more"),
        ("<5", "<5", "<5", "fewer than 5"),
        ("<5", None, None, "fewer than 5"),
    ],
)
def test_ranges_are_said_with_their_open_ends(low: Any, best: Any, high: Any, expected: str) -> None:
    assert wording.bounds(low, best, high) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-05-03", "2024-05-03", "3 May 2024"),
        ("2023-07-03", "2023-07-04", "3–4 July 2023"),
        ("2024-04-30", "2024-05-02", "30 April – 2 May 2024"),
        ("2023-12-31", "2024-01-01", "31 December 2023 – 1 January 2024"),
        (None, "2024-05-05", "Up to 5 May 2024"),
        (None, None, "Date unknown"),
    ],
)
def test_dates_are_said_as_a_reader_writes_them(start: str | None, end: str | None, expected: str) -> None:
    assert wording.days(start, end) == expected


# --- editions --------------------------------------------------------------------------------------------------------


def test_nothing_withheld_is_anywhere_in_the_public_file(public: Path) -> None:
    text = public.read_text(encoding="utf-8")
    told = r"\b(?:mira|dara|tomas|quill|pavel|ruz|lena|marsh|joren|igor|venn|kela)\b|three women|three-women|raped"
    assert re.findall(told, text, re.IGNORECASE) == []
    assert "[name withheld]" in text
    assert "Omar Hale" in text
    assert "Ilan Dorr" in text


def test_a_public_page_says_that_screening_misses_names(page: Any) -> None:
    assert "automatic screening misses names" in words(page.xpath("//header")[0])
    assert "Automatic screening misses names." in words(page.get_element_by_id("method"))


def test_a_restricted_page_names_people_and_bears_its_reason(tmp_path: Path) -> None:
    text = write(tmp_path / "a.html", audience=Audience.RESTRICTED, reason="Court filing <12>", by="A. Person")
    page = lxml.html.fromstring(text)
    assert "Mira Hale" in text
    assert "Kela" in text
    stamp = words(page.find_class("stamp")[0])
    assert "Restricted edition" in stamp and "Court filing <12>" in stamp and "A. Person" in stamp
    assert words(page.find(".//title")).startswith("Restricted — ")
    assert r"RESTRICTED\3a  Court filing \3c 12\3e" in text  # in the foot of every printed page


def test_a_restricted_page_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="needs --reason"):
        write(tmp_path / "a.html", audience=Audience.RESTRICTED, reason="  ")


def test_the_foot_has_method_build_and_head(page: Any) -> None:
    build = sample_build()
    text = words(page.get_element_by_id("method"))
    for part in (build.build_id, build.head, "Profile minmax", "bearwitness 0.1.0", "A machine proposes", "GeoNames"):
        assert part in text


def test_the_correction_address_is_that_of_the_settings(tmp_path: Path) -> None:
    text = write(tmp_path / "a.html", sample_build(corrections="corrections@oru.example"))
    assert "corrections@oru.example" in text


def test_the_same_build_gives_the_same_bytes(public: Path, tmp_path: Path) -> None:
    write(tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == public.read_bytes()


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"no/a.html: the report could not be written"):
        write(tmp_path / "no" / "a.html")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_keeps_the_page_of_before(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("before")
    make = sample_maker()
    make.rows["incident_claims"][0]["claim_id"] = "gone"
    with pytest.raises(KeyError):
        write(path, make.build())
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]
    assert path.read_text() == "before"


# --- hostile text ----------------------------------------------------------------------------------------------------


def test_nothing_of_a_report_becomes_markup(public: Path, page: Any) -> None:
    assert HOSTILE not in public.read_text(encoding="utf-8")
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img | //iframe | //object | //embed | //link | //form | //base") == []
    assert [a for a in page.xpath("//@*") if getattr(a, "attrname", "").startswith("on")] == []
    assert [h for h in page.xpath("//@href") if not h.startswith(("#", "https://"))] == []
    assert page.xpath("//@src") == []


def test_the_policy_lets_only_our_script_run(page: Any) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    script = page.xpath("//script")[0].text
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; ")
    assert f"script-src 'sha256-{digest}'" in policy


def test_control_and_direction_marks_are_made_visible(tmp_path: Path) -> None:
    make = sample_maker()
    make.document("odd", "Toll \u202e41 \x00 dead", "One died.", publisher="Odd \u2066Post", published=None)
    make.claim("odd", "odd", "killed", "One died.", count="One", low=1, best=1, high=1)
    make.incident("i-0a0000000009", ["odd"], place=None, start=None, end=None)
    text = write(tmp_path / "a.html", make.build())
    assert not re.search("[\x00\u202e\u2066]", text)
    assert "Toll \ufffd41 \ufffd dead" in text


def test_in_a_browser_nothing_runs_nothing_loads_and_nothing_is_wrong(browser: Browser, public: Path) -> None:
    browser.open(public)
    assert browser.value("document.title").startswith("What the reports say")
    assert browser.requests() == [public.as_uri()]
    assert browser.complaints() == []
    assert browser.value("document.querySelectorAll('img').length") == 0


def test_in_a_browser_a_link_opens_the_words(browser: Browser, public: Path, page: Any) -> None:
    claim = page.xpath("//table[@class='accounts']//a/@href")[0]
    browser.open(public, fragment=claim)
    assert browser.value(f"document.getElementById('{claim[1:]}').closest('details').open") is True
    assert browser.value(f"document.getElementById('{claim[1:]}').checkVisibility()") is True
    number = page.xpath("//table[@class='list']//a[@class='n']/@href")[0]
    browser.open(public, fragment=number)
    assert browser.value(f"document.getElementById('{number[1:]}').querySelector('details').open") is True


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_in_a_browser_the_page_fits_its_window(browser: Browser, public: Path, width: int) -> None:
    browser.size(width, 800)
    browser.open(public)
    browser.value("document.querySelectorAll('details').forEach(d => { d.open = true })")
    browser.value("document.querySelectorAll('.incident').forEach(d => { d.style.contentVisibility = 'visible' })")
    assert browser.value("document.documentElement.scrollWidth") <= width
    wide = "e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('thead')"
    assert browser.value(f"[...document.querySelectorAll('main *')].filter({wide}).length") == 0


_LENGTHEN = """(() => {
  const put = node => node.childNodes.forEach(c => {
    if (c.nodeType === 3) c.data = c.data.replace(/\\d[\\d,]*/g, '1,234,500'); else put(c) })
  document.querySelectorAll('details').forEach(d => { d.open = true })
  document.querySelectorAll('.totals td, .list .n, .big, .terms b, .accounts td, .says strong').forEach(put)
  const broken = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) for (const found of walk.currentNode.data.matchAll(/1,234,500/g)) {
    const range = document.createRange()
    range.setStart(walk.currentNode, found.index)
    range.setEnd(walk.currentNode, found.index + found[0].length)
    if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1)
      broken.push(walk.currentNode.parentElement.outerHTML) }
  return [broken.join(' '), document.documentElement.scrollWidth] })()"""


@pytest.mark.parametrize("width", [320, 390])
def test_in_a_browser_no_number_breaks_on_a_telephone(browser: Browser, public: Path, width: int) -> None:
    browser.size(width, 800)
    browser.open(public)
    assert browser.value(_LENGTHEN) == ["", width]


def test_in_a_browser_the_keyboard_reaches_the_skip_link_first(browser: Browser, public: Path) -> None:
    browser.size(1280, 800)
    browser.open(public)
    browser.press("Tab", 9)
    assert browser.value("document.activeElement.className") == "skip"
    assert browser.value("document.activeElement.getBoundingClientRect().top") >= 0
    assert browser.value("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.slow
def test_in_a_browser_printing_opens_every_drawer(browser: Browser, public: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    browser.open(public)
    pdf = public.with_suffix(".pdf")
    pdf.write_bytes(browser.print())
    pages = [p.extract_text() for p in pypdf.PdfReader(pdf).pages]
    text = re.sub(r"\s+", " ", " ".join(pages))
    assert "State radio, citing the army, put the number of dead at nine." in text
    assert "Why these reports are one incident" in text
    assert all("Public edition" in p for p in pages)


# --- for every reader ------------------------------------------------------------------------------------------------


def test_headings_go_down_one_step_at_a_time(page: Any) -> None:
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_tables_and_pictures_are_labelled(page: Any) -> None:
    assert page.get("lang") == "en" or page.xpath("/html/@lang") == ["en"]
    assert [len(page.xpath(f"//body/{tag}")) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.xpath("//nav[not(@aria-label)]") == []
    labels = page.xpath("//@aria-labelledby")
    assert labels
    assert set(labels) <= set(page.xpath("//@id"))
    assert page.xpath("//table[not(caption)]") == []
    assert page.xpath("//th[not(@scope)]") == []
    assert [
        s for s in page.xpath("//*[local-name()='svg'][@class]") if not (s.get("role") == "img" and s.get("aria-label"))
    ] == []
    assert page.xpath("//details[not(summary)]") == []
    assert [s for s in page.xpath("//summary") if not words(s)] == []
    assert [a for a in page.xpath("//a") if not words(a)] == []


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_holds() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_contrast_is_enough_in_light_and_dark() -> None:
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    themes = [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", rule)) for rule in re.findall(r":root\{[^}]*\}", css)[:2]]
    assert len(themes) == 2
    for theme in themes:
        for ink in ("ink", "soft", "link"):
            for ground in ("paper", "card"):
                assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)
        for ground in ("mark", "count", "stamp"):
            assert contrast(theme["ink"], theme[ground]) >= 4.5, ground
        assert contrast(theme["warn"], theme["warn-paper"]) >= 4.5
        assert contrast(theme["strong-line"], theme["paper"]) >= 3


def test_colour_is_never_the_only_sign(page: Any) -> None:
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    rule = re.search(r"mark\.count\{[^}]*\}", css)
    assert rule is not None and "text-decoration:underline" in rule[0]
    assert all("Not in this figure" in words(w) for w in page.find_class("why"))


# --- size ------------------------------------------------------------------------------------------------------------


def many_incidents(count: int) -> Any:
    make = RecordMaker()
    for i in range(count):
        key = f"r{i}"
        body = f"Shelling of the bridge in Oru killed {i % 40 + 2} people, the mayor said. Others fled to the hills."
        make.document(key, f"Report {i}", body, publisher="Oru Herald", published="2024-05-04")
        quote = body.split(". ")[0] + "."
        number = i % 40 + 2
        where = {"place": place("Oru"), "time": day(f"2024-{i % 12 + 1:02d}-{i % 28 + 1:02d}")}
        make.claim(
            key,
            key,
            "killed",
            quote,
            count=str(number),
            low=number,
            best=number,
            high=number,
            claimant="the mayor",
            **where,
        )
        make.incident(
            f"i-{i:012x}", [key], place=where["place"], start=where["time"]["start"], end=where["time"]["end"]
        )
        make.figure(f"i-{i:012x}", "killed", (number, number, number), [key])
    return make.build()


def _peak_mb(count: int, path: Path) -> tuple[float, float]:
    build = many_incidents(count)
    tracemalloc.start()
    summary = write_report(build, path, find_person_names=find_pairs)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert summary.incidents == count
    assert summary.size_bytes == path.stat().st_size
    return peak, summary.size_bytes / count


@pytest.mark.slow
def test_memory_stays_flat_and_the_page_reasonable(tmp_path: Path) -> None:
    write_report(many_incidents(5), tmp_path / "warm.html", find_person_names=find_pairs)
    small, _ = _peak_mb(250, tmp_path / "small.html")
    large, each = _peak_mb(1000, tmp_path / "large.html")
    assert large < small + 8
    assert each < 9_000  # bytes an incident with one claim; the fixed part of the page is some 20 kB


@pytest.mark.parametrize(
    ("claimant", "speaker", "chain"),
    [
        ({"text": "it", "chain": ["The Nurses Union", "it"]}, "The Nurses Union (“it”)", ""),
        ({"text": "she"}, "somebody not named (“she”)", ""),
        ({"text": "She", "refers_to": "a nurse"}, "a nurse (“She”)", ""),
        ({"text": "a nurse", "chain": ["State Radio", "a nurse", "it"]}, "a nurse", "State Radio, citing a nurse"),
        ({"text": "Hers Clinic", "chain": ["State Radio"]}, "Hers Clinic", ""),
    ],
)
def test_a_pronoun_never_speaks_alone(claimant: dict[str, Any], speaker: str, chain: str) -> None:
    assert (wording.speaker({"claimant": claimant}), wording.chain({"claimant": claimant})) == (speaker, chain)


def test_one_number_is_about_nothing_under_a_profile_that_gives_the_lowest() -> None:
    figure = {"low": None, "best": 1021, "high": None}
    assert wording.figure_bounds({**figure, "profile": "conservative"}) == wording.number(1021)
    assert wording.figure_bounds({**figure, "profile": "minmax"}).startswith("about ")


def test_words_of_sexual_violence_from_mid_sentence_say_that_they_are_cut() -> None:
    for quote, cut in (("nine women were raped", (True, True)), ("It said that nine women were raped", (False, True))):
        make = RecordMaker()
        make.document(
            "a", "News", "Men came. It said that nine women were raped by them.", publisher="X", published=None
        )
        make.claim("r", "a", "sexual_violence", quote, low=9, best=9, high=9)
        build = make.build()
        claim = build.table("claims").to_pylist()[0]
        layer = build.table("documents").to_pylist()[0]["layer_hash"]
        passage = Redactor(build, find_person_names=lambda texts: [[] for _ in texts]).passage(claim, layer)
        assert (passage.cut_before, passage.cut_after) == cut
