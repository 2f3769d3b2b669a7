"""The settings file: what is refused, and in which words."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bearwitness.config import (
    LimitSettings,
    PublisherKind,
    Settings,
    load_settings,
    parse_settings,
    setting_docs,
    settings_template,
)
from bearwitness.errors import SettingsError


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "[link]\nwindow_days = '2w'",
            "bearwitness.toml: link.window_days must be a whole number from 0 to 365, got '2w'. "
            "Write 14 for two weeks.",
        ),
        (
            "[link]\nwindow_days = '1 day'",
            "bearwitness.toml: link.window_days must be a whole number from 0 to 365, got '1 day'. "
            "Write 1 for one day.",
        ),
        (
            "[link]\nwindow_days = '14'",
            "bearwitness.toml: link.window_days must be a whole number from 0 to 365, got '14'. "
            "Write 14 without quotation marks.",
        ),
        (
            "[link]\nwindow_days = 366",
            "bearwitness.toml: link.window_days must be a whole number from 0 to 365, got 366. "
            "Write 7, or leave the line out, for the default.",
        ),
        (
            "[read]\nmax_bytes = '50 MB'",
            "bearwitness.toml: read.max_bytes must be a whole number from 1000 to 2000000000, got '50 MB'. "
            "Write 50000000 for 50 MB.",
        ),
        (
            "[link]\nwindow_dayz = 3",
            "bearwitness.toml: link.window_dayz is not a setting; did you mean link.window_days? "
            "Allowed: window_days, distance_km, same_score, unsure_score, copy_similarity.",
        ),
        (
            "lnik = 3",
            "bearwitness.toml: lnik is not a setting; did you mean link? "
            "Allowed: gazetteer, read, link, limits, publisher.",
        ),
        (
            "[xyzzy]",
            "bearwitness.toml: xyzzy is not a setting. Allowed: gazetteer, read, link, limits, publisher.",
        ),
        ("link = 3", "bearwitness.toml: link must be a section, got 3. Write [link] on a line of its own."),
        ("gazetteer = 3", "bearwitness.toml: gazetteer must be the path of a file, as text, got 3."),
        (
            "[link]\nsame_score = nan",
            "bearwitness.toml: link.same_score must be a number from 0 to 1, got nan. "
            "Write 0.75, or leave the line out, for the default.",
        ),
        (
            "[limits]\nworkers = true",
            "bearwitness.toml: limits.workers must be a whole number from 1 to 256, got True. "
            "Write 1, or leave the line out, for the default.",
        ),
        (
            "[link]\nunsure_score = 0.9",
            "bearwitness.toml: link.unsure_score must not be above link.same_score (0.75), got 0.9. "
            "Lower it, or raise link.same_score.",
        ),
        (
            "[[publisher]]\nname = 'Oru Post'\ncountry = 'Oru'",
            "bearwitness.toml: publisher 1.country must be a country's two capital letters (ISO 3166-1 alpha-2), "
            "got 'Oru'.",
        ),
        (
            "[[publisher]]\nname = 'Oru Post'\ncountry = 'XX'",
            "bearwitness.toml: publisher 1.country must be a country's two capital letters (ISO 3166-1 alpha-2), "
            "got 'XX'.",
        ),
        (
            "[[publisher]]\nname = 'Oru Post'\n[[publisher]]\nname = ' oru  POST'",
            "bearwitness.toml: publisher ' oru  POST' is listed twice. Keep one of the two entries.",
        ),
        (
            "[[publisher]]\nrank = 1",
            'bearwitness.toml: publisher 1 has no name. Write name = "..." as reports or manifests state it.',
        ),
        (
            "[[publisher]]\nname = 'x'\nkind = 'blog'",
            "bearwitness.toml: publisher 1.kind must be one of 'agency', 'newspaper', 'broadcaster', 'online', "
            "'official', 'organisation', 'party', 'other', got 'blog'.",
        ),
        (
            "[publisher]\nname = 'x'",
            "bearwitness.toml: publisher must be a table list, got {'name': 'x'}. Write [[publisher]] above each one.",
        ),
    ],
)
def test_what_is_not_allowed_is_said_in_one_wording(written: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(written)
    assert str(caught.value) == said


def test_the_file_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[link\n")
    with pytest.raises(SettingsError, match=r"^mine\.toml: this is not valid TOML"):
        load_settings(tmp_path / "mine.toml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "line 1 is not UTF-8. Save the file as text in UTF-8."),
        (b"# ours\n# Jos\xe9\n[link]\n", "line 2 is not UTF-8. Save the file as text in UTF-8."),
        (None, "Is a directory."),
    ],
)
def test_a_settings_file_that_is_no_text_is_told_in_plain_words(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "mine.toml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert str(caught.value) == f"mine.toml: the settings file cannot be read: {said}"


def test_no_file_and_the_template_both_give_the_defaults(tmp_path: Path) -> None:
    assert load_settings(None) == load_settings(tmp_path / "none.toml") == parse_settings(settings_template())
    assert load_settings(None) == Settings()


def test_the_template_names_every_setting_with_its_source() -> None:
    template = settings_template()
    for dotted, rule, _default in setting_docs():
        assert f"# {dotted.rpartition('.')[2]} = " in template
        assert rule.meaning in template and rule.source in template


def test_each_line_of_the_template_works_when_it_is_put_in_force() -> None:
    lines = settings_template().splitlines()
    section = ""
    tried = 0
    for line in lines:
        if line.startswith(("[", "# [")):
            section = line.removeprefix("# ")
        elif line.startswith("# ") and " = " in line:
            name = "" if section != "[[publisher]]" or line.startswith("# name") else "name = 'Oru Post'\n"
            parse_settings(f"{section}\n{name}{line.removeprefix('# ')}\n")
            tried += 1
    assert tried == len(list(setting_docs()))


def test_the_digest_follows_what_can_change_a_table_and_nothing_else() -> None:
    plain = Settings().digest
    assert parse_settings("[limits]\nworkers = 4\nmemory_mb = 2048").digest == plain
    assert parse_settings("gazetteer = 'other.sqlite'").digest == plain
    assert parse_settings("[link]\nwindow_days = 7").digest == plain
    assert parse_settings("[link]\nwindow_days = 8").digest != plain
    one, two = "[[publisher]]\nname = 'A'\nrank = 1\n", "[[publisher]]\nname = 'B'\ncountry = 'NZ'\n"
    assert parse_settings(one + two).digest == parse_settings(two + one).digest != plain


def test_publishers_are_found_without_regard_to_case_and_blanks(tmp_path: Path) -> None:
    (tmp_path / "bearwitness.toml").write_text(
        "gazetteer = 'mine.sqlite'\n[[publisher]]\nname = 'Oru  Post'\ncountry = 'NZ'\nkind = 'newspaper'\nrank = 2\n"
    )
    settings = load_settings(tmp_path / "bearwitness.toml")
    found = settings.publisher(" ORU post ")
    assert found is not None and (found.country, found.kind, found.rank, found.party) == (
        "NZ",
        PublisherKind.NEWSPAPER,
        2,
        None,
    )
    assert settings.publisher("Belen Times") is None and settings.publisher(None) is None
    assert settings.gazetteer == tmp_path / "mine.sqlite"


def test_settings_cannot_be_changed() -> None:
    name = "workers"
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(LimitSettings(), name, 2)


def test_numbers_may_be_written_whole_where_fractions_are_allowed() -> None:
    assert parse_settings("[link]\ndistance_km = 30").link.distance_km == 30.0
