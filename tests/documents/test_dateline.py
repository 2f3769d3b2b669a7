import pytest

from bearwitness.documents.dateline import find_dateline, find_page_date, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T23:30:00-05:00", "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03"),
        ("May 3, 2024 10:15 am", "2024-05-03"),
        ("3rd of May 2024", "2024-05-03"),
        ("4 FEB 90", "1990-02-04"),
        ("4 SEPT 49", "2049-09-04"),
        ("4 Sept. 50", "1950-09-04"),
        ("3.5.2024", "2024-05-03"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("03/05/2024", None),  # day or month first?
        ("2024-02-31", None),
        ("31 February 2024", None),
        ("29 Feb 2023", None),
        ("May 2024", None),
        ("3 May", None),
        ("yesterday", None),
        ("9999-01-01", None),
        ("", None),
    ],
)
def test_read_date(text: str, day: str | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "place", "date", "published"),
    [
        ("GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- [TEXT] THE ARMY SAID", "GUATEMALA CITY", "4 FEB 90", "1990-02-04"),
        ("   ORU, 4 FEB 90\n(AGENCY) -- [TEXT] THE ARMY", "ORU", "4 FEB 90", "1990-02-04"),
        ("MANAGUA (NICARAGUA), 13 APR 89 (RADIO) -- [TEXT] X", "MANAGUA (NICARAGUA)", "13 APR 89", "1989-04-13"),
        ("ORU, May 3 (Agency) - Twelve people", "ORU", "May 3", None),
        ("Oru, May 3 (Agency) — Twelve people", "Oru", "May 3", None),
        ("LIMA, 11 July 2023 — Twelve people", "LIMA", "11 July 2023", "2023-07-11"),
        ("Oru, Belen – May 3, 2024 – Twelve people", "Oru, Belen", "May 3, 2024", "2024-05-03"),
        ("(Oru, May 3, 2024) – The government should", "Oru", "May 3, 2024", "2024-05-03"),
        ("GENEVA (3 May 2024) – Experts said", "GENEVA", "3 May 2024", "2024-05-03"),
        ("ORU, 2024-05-03 (Agency) - Twelve", "ORU", "2024-05-03", "2024-05-03"),
        ("ORU, Friday, 3 May 2024 (Agency) -- Twelve", "ORU", "Friday, 3 May 2024", "2024-05-03"),
        ("NAIROBI (Agency) - Twelve people", "NAIROBI", None, None),
        ("PORT-AU-PRINCE, Haiti (AP) — Twelve people", "PORT-AU-PRINCE, Haiti", None, None),
        ("WASHINGTON, D.C. (AP) — Twelve people", "WASHINGTON, D.C.", None, None),
        ("ORU, Be. (WORU) -- Twelve people", "ORU, Be.", None, None),
        ("ORU (TBC 8) - Twelve people", "ORU", None, None),
        ("ORU RAPIDS - Police say twelve", "ORU RAPIDS", None, None),
        ("ORU/BELEN (Agency) - Twelve people", "ORU", None, None),
        ("Oru — Twelve people were killed", "Oru", None, None),
        ("San José de Oru -- Twelve people", "San José de Oru", None, None),
        ("NO CITY (EL SALVADOR), 28 MAR 89 (FBIS) -- [TEXT] X", "EL SALVADOR", "28 MAR 89", "1989-03-28"),
        ("CLANDESTINE, 13 JAN 90 (RADIO) -- [TEXT] WHAT", None, "13 JAN 90", "1990-01-13"),
        ("BOGOTA, NO DATE (RADIO) -- [TEXT] WHAT", "BOGOTA", None, None),
        ("ORU, 31 FEB 90 (AGENCY) -- [TEXT] WHAT", "ORU", "31 FEB 90", None),
    ],
)
def test_dateline(text: str, place: str | None, date: str | None, published: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.place.text if found.place else None) == place
    assert (found.date.text if found.date else None) == date
    assert found.published == published
    for words in (found.place, found.date, found.agency):
        assert words is None or text[words.span[0] : words.span[1]] == words.text


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in Oru on 3 May 2024 — police said so.",
        "The army (which had denied it) - killed nine.",
        "Breaking — Twelve people were killed",
        "UPDATE - Twelve people",
        "ORU POLICE - TWELVE PEOPLE WERE KILLED",
        "Oru - Twelve people",
        "Twelve-year-old girl killed in Oru",
        "Saturday — Twelve people were killed",
        "On Friday, 3 May, the army attacked Oru.",
        "The Ministry of Health (MoH) – which counts the dead – said",
        "12 people -- all of them men -- were killed.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Twelve people were killed.\n\nThe people demand peace.\n11 July 2023, Lima, Peru.", "2023-07-11"),
        ("Lima, 11 July 2023\n\nTwelve people were killed.", "2023-07-11"),
        ("By A. Writer\nPublished: 3 May 2024\n\nTwelve people were killed.", "2024-05-03"),
        ("Date: 2024-05-03\n\nTwelve people were killed.", "2024-05-03"),
        ("Posted on May 3, 2024 10:15 am\nTwelve people were killed.", "2024-05-03"),
        ("Updated: 3 May 2024\n\nTwelve people were killed.", "2024-05-03"),  # where nothing else dates the page
        ("Date: 2024-02-31\n\nTwelve people were killed.", None),
        ("3 May 2024\nTwo were killed.\n\n4 May 2024\nThree were killed.", None),  # a chronicle
        ("Twelve people were killed on 3 May 2024 in Oru.", None),
        ("One.\n\nTwo.\n\nThree.\n\n3 May 2024\n\nFive.\n\nSix.", None),  # neither at the start nor at the end
    ],
)
def test_page_date(text: str, day: str | None) -> None:
    assert find_page_date(text) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By a correspondent, Oru Courier, 11 October 2024", "2024-10-11"),
        ("By Our Staff Reporter · Belen · 2 June 2022", "2022-06-02"),
        ("From our own correspondent in Oru, June 2, 2022", "2022-06-02"),
        ("By Ana Rell and Jon Ode, Oru | 4 May 2023 10:15", "2023-05-04"),
        ("The Courier | 4 May 2023", "2023-05-04"),
        ("Oru Daily News — May 3, 2024 — 4 min read", "2024-05-03"),
        ("2024-05-03T10:15:00Z | oruherald.example", "2024-05-03"),
        ("Posted on Tuesday, 5 March 2024 at 14:02", "2024-03-05"),
        ("First published on Fri 3 May 2024 at 6.05pm BST", "2024-05-03"),
        ("Published: 3 May 2024 by Ana Rell", "2024-05-03"),
        ("Published 3 May 2024, 10:00 | Updated 4 May 2024, 12:30 GMT", "2024-05-03"),
        ("Updated 12:30 GMT, 4 May 2023", "2023-05-04"),
        # no date of publication
        ("Posted on 5 March 2024, the video shows soldiers.", None),
        ("Released on 3 May 2024, the prisoners spoke.", None),
        ("Updated figures of 4 May 2023 show ten dead", None),
        ("The Courier reported on 4 May 2023", None),
        ("By Friday, 4 May 2023", None),
        ("Oru Market Attack, 3 May 2024", None),
        ("Rebels Seize Oru | 3 May 2024", None),
        ("Remembering Oru, 4 May 1990", None),
        ("Born 3 May 1990, Oru", None),
        ("Ana Rell, 3 May 1950 - 4 June 2024", None),
        ("Posted 3 May", None),
    ],
)
def test_a_line_of_credits_dates_the_page(line: str, day: str | None) -> None:
    assert find_page_date(f"{line}\n\nTwelve people were killed in the market.") == day


def test_the_label_of_publication_comes_before_an_update_and_before_credits() -> None:
    lines = ["Updated 9 May 2024", "By Ana Rell | 8 May 2024", "Published 3 May 2024"]
    for count, day in ((3, "2024-05-03"), (2, "2024-05-08"), (1, "2024-05-09")):
        assert find_page_date("\n".join([*lines[:count], "", "Twelve people were killed."])) == day


@pytest.mark.parametrize("party", ["VELEDA", "THE VELEDA FRONT", "THE UPPER VELEDA FRONT FOR RENEWAL"])
def test_a_dateline_that_the_body_runs_on_from_is_no_line_of_credits(party: str) -> None:
    assert (
        find_page_date(f"ORU, 17 JAN 90 (RPA) -- [TEXT] {party}, A\nGROUP OF THE HILLS, SPOKE TODAY.\n\nNOBODY FELL.")
        is None
    )


def test_a_dateline_before_a_byline_alone_is_one_of_credits() -> None:
    assert find_page_date("Oru, 17 January 1990 - Ana Rell\n\nNobody fell.") == "1990-01-17"
