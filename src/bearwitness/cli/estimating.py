"""`estimate`: how many people no list holds."""

from __future__ import annotations

import click

from bearwitness.cli.ending import DONE, INTERRUPTED
from bearwitness.cli.interrupts import obeyed, raise_if_heard, was_heard
from bearwitness.cli.options import checked_page, json_option
from bearwitness.cli.printing import print_view, progress_bar, say, write_lines


@click.command(short_help="Estimate how many people no list holds.")
@click.argument("table", metavar="TABLE")
@click.option(
    "--list", "lists", multiple=True, metavar="NAME", help="A column that is a list; all that can be, unless set."
)
@click.option(
    "--stratum", "strata", multiple=True, metavar="NAME", help="A column that divides the people, as a region."
)
@click.option(
    "--linkage",
    "linkages",
    multiple=True,
    metavar="FILE",
    help="A further table of the same records, linked in another plausible way.",
)
@click.option("--all-models", is_flag=True, help="Print every log-linear model too, not one a method.")
@click.option("--level", type=float, default=0.95, show_default=True, metavar="P", help="Coverage of the intervals.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="Seed of all that is drawn."
)
@click.option(
    "--sweeps", type=click.IntRange(1), metavar="N", help="Most sweeps of latent_class; a million unless set."
)
@click.option("-o", "--output", metavar="FILE.html", help="Write one self-contained page as well.")
@click.option("--pictures", metavar="FOLDER", help="Write the page's pictures there, as SVG and PNG.")
@json_option
def estimate(
    table: str,
    lists: tuple[str, ...],
    strata: tuple[str, ...],
    linkages: tuple[str, ...],
    all_models: bool,
    level: float,
    seed: int,
    sweeps: int | None,
    output: str | None,
    pictures: str | None,
    as_json: bool,
) -> int:
    """Estimate how many people no list holds, by each method that the table can carry; refuse where it cannot.

    TABLE is a CSV file with one 0/1 column a list: a row a pattern, and count last, or a row a person. Estimates are of
    recorded and unrecorded people together; they are never added to what is recorded, nor averaged with each other.
    """
    what = "nothing was written"
    try:
        from bearwitness.estimate.methods import estimate_table  # takes a second or two, and may be interrupted too
        from bearwitness.estimate.page import check_pictures, write_page, write_pictures
        from bearwitness.estimate.terminal import view

        page = checked_page(output, what="estimate") if output is not None else None
        folder = check_pictures(pictures) if pictures is not None else None
        with progress_bar() as progress:
            found = estimate_table(
                table,
                lists=lists or None,
                strata=strata,
                linkages=linkages,
                seed=seed,
                level=level,
                all_models=all_models or page is not None or folder is not None,
                sweeps=sweeps,
                progress=progress,
            )
        raise_if_heard()
        what = "what was written stays"
        if as_json:
            write_lines(row for row in found.rows() if all_models or row["method"] != "loglinear")
        else:
            print_view(view(found, all_models=all_models))
        if page is not None:
            say(f"{write_page(found, page)}: the estimates on one page.")
        if folder is not None:
            say(f"{folder}: {', '.join(path.name for path in write_pictures(found, folder))}.")
    except (KeyboardInterrupt, Exception) as error:
        if not was_heard() and not isinstance(error, KeyboardInterrupt):
            raise
        obeyed()
        say(f"Interrupted; {what}.")  # also where a library took the interrupt for a fault of its own
        return INTERRUPTED
    return DONE
