"""Manifest, arrivals, and what of it all becomes a document's metadata."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from bearwitness.documents.metadata import arrival_of, read_manifest, row_metadata, settle
from bearwitness.errors import RequestError, SettingsError
from bearwitness.records import Arrival, Document, Metadata, Received

STORY = "Twelve people were killed in Oru on Friday when the army attacked the market, police said."


@pytest.mark.parametrize(
    ("row", "stated"),
    [
        ({"date": "2024-05-03", "source": "Oru Herald"}, ("2024-05-03", "metadata", "Oru Herald", None)),
        ({"Published At": "3 May 2024", "Outlet": " Oru  Herald "}, ("2024-05-03", "metadata", "Oru Herald", None)),
        ({"published": "2024-02-31", "link": "https://oru.example/1"}, (None, None, None, "https://oru.example/1")),
        ({"published": None, "source": {"id": 1, "name": "Oru Herald"}}, (None, None, "Oru Herald", None)),
        ({"published": 20240503, "url": "javascript:alert(1)"}, ("2024-05-03", "metadata", None, None)),
        ({"date": "2024-05-03", "published": "2024-05-04"}, ("2024-05-04", "metadata", None, None)),
        ({"published": ["2024-05-03"], "publisher": 7.5}, (None, None, None, None)),
        ({}, (None, None, None, None)),
    ],
)
def test_row_metadata(row: dict[str, object], stated: tuple[str | None, ...]) -> None:
    found = row_metadata(row)
    assert (found.published, found.published_from, found.publisher, found.url) == stated


def manifest_at(folder: Path, text: str) -> Path:
    path = folder / "manifest.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_manifest(tmp_path: Path) -> None:
    path = manifest_at(
        tmp_path,
        "\ufeffPath;Publisher;Published;URL;Country\na.txt;Oru Herald;2024-05-03;https://oru.example/1;pe\nsub/b.txt;;;;\n\n",
    )
    manifest = read_manifest(path)
    given = Metadata("2024-05-03", "given", "Oru Herald", "PE", "https://oru.example/1")
    assert manifest.lookup("a.txt") == given
    assert manifest.lookup("other", tmp_path / "a.txt") == given
    assert manifest.lookup("sub/b.txt") == Metadata() == manifest.lookup("c.txt")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "path,published\na.txt,2024-05-03\nb.txt,2024-02-31\n",
            "manifest.csv: row 2: published: there is no day '2024-02-31'. "
            "Write a day of the calendar as YYYY-MM-DD, for example 2024-02-29.",
        ),
        (
            "path,published\na.txt,3 May 2024\n",
            "manifest.csv: row 1: published: '3 May 2024' is not a date. Write YYYY-MM-DD, for example 2024-02-29.",
        ),
        (
            "path,publishr\na.txt,Oru Herald\n",
            "manifest.csv: column 'publishr' is not one of a manifest. "
            "Allowed are path, publisher, published, url, country.",
        ),
        (
            "publisher\nOru Herald\n",
            "manifest.csv: a manifest needs one column 'path', each column once. "
            "Allowed are path, publisher, published, url, country.",
        ),
        (
            "path,publisher\na.txt,Oru, Herald\n",
            "manifest.csv: row 1 has 3 cells, the header 2. Put cells that hold a comma in quotation marks.",
        ),
        (
            "path,publisher\na.txt,Oru Herald\n./a.txt,Belen Post\n",
            "manifest.csv: row 2 names 'a.txt' again with other values. Keep one of the rows.",
        ),
        (
            "path,country\na.txt,Peru\n",
            "manifest.csv: row 1: country: 'Peru' is not a country code. "
            "Write the two letters of ISO 3166-1, as in PE.",
        ),
        (
            "path,url\na.txt,oru.example\n",
            "manifest.csv: row 1: url 'oru.example' is not a web address. "
            "Write it with http:// or https://, or leave it empty.",
        ),
    ],
)
def test_bad_manifest_names_row_and_value(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_manifest(manifest_at(tmp_path, text))
    assert str(error.value) == message


def test_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"manifest .*none\.csv: cannot be read"):
        read_manifest(tmp_path / "none.csv")


def test_manifest_fills_folders_and_is_no_report_itself(tmp_path: Path, given: Callable[..., list[Received]]) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY + " More.", encoding="utf-8")
    manifest = read_manifest(manifest_at(tmp_path, "path,publisher\na.txt,Oru Herald\n"))
    found = given(tmp_path, manifest=manifest, given=Metadata(publisher="Belen Post", country="PE"))
    assert [(r.given_as, r.given.publisher, r.given.country) for r in found] == [
        ("a.txt", "Oru Herald", "PE"),
        ("b.txt", "Belen Post", "PE"),
    ]


def test_manifest_paths_that_name_nothing_are_told(
    tmp_path: Path, given: Callable[..., list[Received]], caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    given(tmp_path, manifest=read_manifest(manifest_at(tmp_path, "path,publisher\na.txt,O\nzz.txt,O\n")))
    assert "manifest.csv names paths that were not given: zz.txt" in caplog.text


DOCUMENT = Document("d", "text/plain", None, None, None, None, None, None, "en", "h", STORY, "reader")
ARRIVAL = Arrival("d", "a.txt", None, None, None, None, None, None, "text/plain", 90)


def arrival(given_as: str, **values: object) -> Arrival:
    return dataclasses.replace(ARRIVAL, given_as=given_as, **values)


def test_given_metadata_fill_gaps_only() -> None:
    stated = dataclasses.replace(DOCUMENT, publisher="Oru Herald")
    settled = settle(stated, [arrival("a.txt", publisher="Belen Post", published="2024-05-03", country="PE")])
    assert (settled.publisher, settled.published, settled.published_from) == ("Oru Herald", "2024-05-03", "given")
    assert settled.country == "PE"


def test_override_wins_and_judgement_wins_over_it() -> None:
    stated = dataclasses.replace(DOCUMENT, publisher="Oru Herald", published="2024-05-01", published_from="page")
    forced = [arrival("a.txt", publisher="Belen Post", published="2024-05-03", override=True)]
    settled = settle(stated, forced)
    assert (settled.publisher, settled.published, settled.published_from) == ("Belen Post", "2024-05-03", "given")
    judged = settle(stated, forced, judged={"published": "2024-05-09"})
    assert (judged.publisher, judged.published, judged.published_from) == ("Belen Post", "2024-05-09", "judgement")


def test_an_override_that_says_the_same_changes_nothing() -> None:
    stated = dataclasses.replace(DOCUMENT, published="2024-05-03", published_from="metadata")
    assert settle(stated, [arrival("a.txt", published="2024-05-03", override=True)]) == stated


def test_first_non_null_in_sorted_order_whatever_the_order_of_arrival() -> None:
    arrivals = [
        arrival("c.txt", publisher="C", published="2024-05-03"),
        arrival("a.txt", container_id="f" * 64, part="row 2"),
        arrival("b.txt", publisher="B"),
    ]
    results = {settle(DOCUMENT, list(order)) for order in itertools.permutations(arrivals)}
    assert len(results) == 1
    settled = results.pop()
    assert (settled.publisher, settled.published, settled.part) == ("B", "2024-05-03", "row 2")


def test_a_judgement_sets_only_what_it_may() -> None:
    with pytest.raises(RequestError) as error:
        settle(DOCUMENT, [], judged={"text": "x"})
    assert str(error.value) == (
        "a judgement cannot set 'text' of a document. Allowed are published, publisher, country, url, title."
    )


def test_arrival_of_a_row_holds_what_the_row_states() -> None:
    received = Received(
        "d", "a.csv", b"{}", "application/json", Metadata(publisher="Oru Herald", published="2024-05-03"),
        Metadata(publisher="Belen Post", country="PE"), True, "c", "row 3",
    )  # fmt: skip
    assert arrival_of(received) == Arrival(
        "d", "a.csv", "Belen Post", "2024-05-03", None, "PE", "c", "row 3", "application/json", 2, True
    )
