"""Tables of overlaps and lists of people as users write them, and the sentence for each that cannot be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearwitness.errors import RequestError
from bearwitness.estimate.overlaps import Overlaps, make_overlaps, membership, read_overlaps, read_strata

TABLE = """A,B,C,count
1,0,0,10
0,1,0,20
0,0,1,30
1,1,0,4
1,0,1,5
0,1,1,6
1,1,1,7
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "lists.csv"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str, **options: object) -> str:
    with pytest.raises(RequestError) as caught:
        read_overlaps(write(folder, text), **options)
    return str(caught.value)


def test_a_table_is_read_by_pattern(tmp_path: Path) -> None:
    found = read_overlaps(write(tmp_path, TABLE))
    assert found.lists == ("A", "B", "C")
    assert found.counts.tolist() == [0, 10, 20, 4, 30, 5, 6, 7]
    assert (found.k, found.n_observed) == (3, 82)
    assert found.list_sizes.tolist() == [26, 37, 48]
    assert found.pair_counts.tolist() == [[26, 11, 12], [11, 37, 13], [12, 13, 48]]


def test_patterns_left_out_have_nobody(tmp_path: Path) -> None:
    found = read_overlaps(write(tmp_path, "A,B,C,count\n1,0,0,3\n1,1,0,2\n0,0,1,1\n"))
    assert found.counts.tolist() == [0, 3, 0, 2, 1, 0, 0, 0]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs_part_cells_too(tmp_path: Path, mark: str) -> None:
    assert read_overlaps(write(tmp_path, TABLE.replace(",", mark))).n_observed == 82


def test_a_row_of_people_on_no_list_may_say_nobody(tmp_path: Path) -> None:
    assert read_overlaps(write(tmp_path, TABLE + "0,0,0,0\n")).n_observed == 82


def test_persons_are_counted_by_pattern_and_columns_without_marks_left_aside(tmp_path: Path) -> None:
    text = "file,morgue,press,court\nF7,1,0,0\nF9,1,1,0\nF3,1,0,0\nF4,0,0,1\n"
    found = read_overlaps(write(tmp_path, text))
    assert found.lists == ("morgue", "press", "court")
    assert found.counts.tolist() == [0, 2, 0, 1, 1, 0, 0, 0]


def test_people_may_share_a_name_and_an_id_may_be_missing(tmp_path: Path) -> None:
    text = "id,name,A,B,C\n,x,1,0,0\n,x,1,0,0\n7,x,0,0,1\n"
    assert read_overlaps(write(tmp_path, text)).n_observed == 3


def test_strata_are_read_apart_and_together(tmp_path: Path) -> None:
    text = "A,B,C,region,count\n1,0,0,North,5\n1,1,0,North,2\n0,0,1,North,1\n1,0,0,South,9\n0,1,1,South,3\n"
    path = write(tmp_path, text)
    parts = read_strata(path, strata=["region"])
    assert {group: part.n_observed for group, part in parts.items()} == {("North",): 8, ("South",): 12}
    assert read_overlaps(path, strata=["region"]).counts.tolist() == [0, 14, 0, 2, 1, 0, 3, 0]


def test_lists_can_be_named_among_other_marks(tmp_path: Path) -> None:
    text = "A,B,C,woman\n1,0,0,1\n1,1,0,0\n1,1,0,1\n0,0,1,1\n"
    assert read_overlaps(write(tmp_path, text), lists=["A", "B", "C"]).lists == ("A", "B", "C")
    assert set(read_strata(write(tmp_path, text), strata=["woman"])) == {("0",), ("1",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TABLE.replace("1,1,0,4", "1,1,0,-4"), "lists.csv, line 5: a count cannot be negative, got -4."),
        (
            TABLE.replace("1,1,0,4", "1,1,0,"),
            "lists.csv, line 5: the count is missing; write 0 where nobody was found.",
        ),
        (
            TABLE.replace("1,1,0,4", "1,1,0,NA"),
            "lists.csv, line 5: the count is missing; write 0 where nobody was found.",
        ),
        (
            TABLE.replace("1,1,0,4", "1,1,0,4.5"),
            "lists.csv, line 5: a count is a number of people and must be whole, got 4.5.",
        ),
        (TABLE.replace("1,1,0,4", "1,1,0,few"), "lists.csv, line 5: count must be a whole number, got 'few'."),
        (
            TABLE.replace("1,1,0,4", "1,1,0,nan"),
            "lists.csv, line 5: the count is missing; write 0 where nobody was found.",
        ),
        (
            TABLE.replace("1,1,0,4", "1,1,0,1000000000"),
            "lists.csv, line 5: a count must be at most 100,000,000 people, got 1000000000. Check the row.",
        ),
        (
            TABLE.replace("1,1,0,4", "1,1,0,inf"),
            "lists.csv, line 5: a count must be at most 100,000,000 people, got inf. Check the row.",
        ),
        (TABLE + "1,0,1,3\n", "lists.csv, line 9: the people on A and C only are given twice."),
        (
            TABLE + "0,0,0,3\n",
            "lists.csv, line 9: 3 people on no list; nobody can have counted those. Take the row out.",
        ),
        (
            TABLE.replace("1,1,0,4", '1,1,0,"1,024"'),
            "lists.csv, line 5: count must be a whole number, got '1,024'. Write it without marks: 1024, if that is meant.",
        ),
        (
            TABLE.replace("1,1,0,4", "1,1,0,12 400"),
            "lists.csv, line 5: count must be a whole number, got '12 400'. Write it without marks: 12400, if that is meant.",
        ),
        (  # a thousand where a point parts thousands, one where it starts a fraction
            TABLE.replace("1,1,0,4", "1,1,0,1.000"),
            "lists.csv, line 5: count must be a whole number, got '1.000'. Write it without marks: 1000, if that is meant.",
        ),
        (TABLE.replace("1,1,0,4", "1,1,0,2_4"), "lists.csv, line 5: count must be a whole number, got '2_4'."),
        (TABLE.replace("1,1,0,4", "1,1,0"), "lists.csv, line 5: 3 cells where the header has 4."),
        (
            TABLE.replace("1,1,0,4", "1,1,0,1,024"),
            "lists.csv, line 5: 5 cells where the header has 4. "
            "A number or name with a comma in it must stand in quotation marks.",
        ),
        (TABLE + "1\0,1,1,3\n", "lists.csv is no table in plain text. Save it as CSV in UTF-8."),
        (
            TABLE.replace("1,1,0,4", "1,2,0,4"),
            "lists.csv, line 5: list 'B' must hold 1 for on the list or 0 for not, got '2'. "
            "If 'B' is no list, name it as a stratum or name the lists.",
        ),
        (
            TABLE.replace("count", "people"),
            "lists.csv: no column is named `count`. If 'people' holds the number of people of each row, name it count.",
        ),
        (
            "".join(line.rpartition(",")[0] + "\n" for line in TABLE.splitlines()),
            "lists.csv: no column is named `count`, and no two rows are alike, so these are patterns rather than persons. "
            "Add the number of people of each row as a last column named count.",
        ),
        (
            "count,A,B,C\n3,1,0,0\n",
            "lists.csv: `count` must be the last column; 'C' follows it.",
        ),
        ("A,A,C,count\n1,0,0,3\n", "lists.csv: two columns are named 'A'."),
        ("A,,C,count\n1,0,0,3\n", "lists.csv: column 2 has no name."),
        ("A,B,C,count\n", "lists.csv has a header and no rows."),
        ("", "lists.csv is empty: it needs a header with one column a list."),
        ("count\n3\n", "lists.csv: no list; give one 0/1 column a list."),
        (
            "A,B,C\n1,0,0\n0,0,0\n1,0,0\n",
            "lists.csv, line 3: this person is on none of the lists A, B, C; each must be on one at least. "
            "Take the row out, or name the list that is missing.",
        ),
        (
            "ID,name,A,B,C\n7,x,1,0,0\n8,x,1,0,0\n7,y,0,0,1\n",
            "lists.csv, line 4: ID '7' stands on line 2 already. Give each person one row, "
            "with 1 for every list that holds the person, and different people different ids.",
        ),
        ("name,place\nx,y\n", "lists.csv: no column holds 0 or 1; give one 0/1 column a list, and `count` last."),
        (
            ",".join(f"L{j}" for j in range(13)) + ",count\n" + "1," * 13 + "4\n",
            "13 lists: at most 12 can be read. Join lists that were made together.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path, text) == said


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "lists.csv"
    path.write_bytes(TABLE.replace("A,", "Hôpital,").encode(encoding))
    with pytest.raises(RequestError) as caught:
        read_overlaps(path)
    assert str(caught.value) == "lists.csv is no table in plain text. Save it as CSV in UTF-8."


@pytest.mark.parametrize(("cell", "people"), [("4.0", 4), ("4e2", 400), ("+4", 4), ("٤", 4)])
def test_a_whole_number_may_be_written_otherwise(tmp_path: Path, cell: str, people: int) -> None:
    assert read_overlaps(write(tmp_path, TABLE.replace("1,1,0,4", f"1,1,0,{cell}"))).counts[3] == people


def test_a_list_apart_is_one_whose_people_are_on_no_other() -> None:
    assert make_overlaps("ABC", {1: 40, 2: 30, 4: 20, 3: 6}).apart == ("C",)
    assert make_overlaps("ABC", {1: 40, 2: 30, 3: 6}).apart == ()
    assert make_overlaps("ABC", {1: 40, 2: 30, 4: 20, 7: 1}).apart == ()


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    assert refusal(tmp_path, TABLE, strata=["region"]) == (
        "lists.csv: there is no column 'region'; the columns are A, B, C, count."
    )


def test_a_column_of_a_table_that_is_neither_list_nor_stratum_stops_it(tmp_path: Path) -> None:
    assert refusal(tmp_path, TABLE, lists=["A", "B"]) == (
        "lists.csv: column 'C' is named neither as a list nor as a stratum, so its rows cannot be told apart."
    )


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"none\.csv: cannot be read: No such file"):
        read_overlaps(tmp_path / "none.csv")


def test_counts_of_a_table_cannot_be_changed(tmp_path: Path) -> None:
    found = read_overlaps(write(tmp_path, TABLE))
    with pytest.raises(ValueError):
        found.counts[1] = 0


@given(st.lists(st.integers(1, 7), min_size=2, max_size=60))
def test_persons_and_their_table_are_the_same_overlaps(patterns: list[int]) -> None:
    """People one by one, or counted: one record. Where no two are alike the people are not taken for people."""
    import tempfile

    if len(set(patterns)) == len(patterns):
        patterns = [*patterns, patterns[0]]
    on = membership(3)
    people = "A,B,C\n" + "".join(",".join(map(str, on[p])) + "\n" for p in patterns)
    counted = "A,B,C,count\n" + "".join(
        f"{','.join(map(str, on[p]))},{patterns.count(p)}\n" for p in sorted(set(patterns))
    )
    with tempfile.TemporaryDirectory() as folder:
        one, other = (read_overlaps(write(Path(folder), text)) for text in (people, counted))
    assert one.lists == other.lists
    assert one.counts.tolist() == other.counts.tolist()


def test_made_overlaps_refuse_patterns_of_lists_without_a_name() -> None:
    with pytest.raises(RequestError, match="Pattern 9 is on no list, or on a list that has no name"):
        make_overlaps(["A", "B", "C"], {9: 1})
    made = make_overlaps(["A", "B", "C"], {3: 2})
    assert isinstance(made, Overlaps)
    assert made.counts.dtype == np.int64
