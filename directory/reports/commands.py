"""The commands `directory reports list | show | close | retry`, for those who run the site.

Exit codes: 0 done; 1 no report has this number; 2 Postgres is away, or a setting is missing.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from directory.reports.states import ReportState  # noqa: TC001 - typer reads the annotation

app = typer.Typer(
    help="Reports of mistakes: read them, close them, have them mailed again.",
    no_args_is_help=True,
    add_completion=False,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
Number = Annotated[str, typer.Argument(help="The number of the report, such as 7QX2M-9P4TK.")]


@app.command("list")
def list_(
    *,
    state: Annotated[ReportState | None, typer.Option(help="Only those in this state.")] = None,
    most: Annotated[int, typer.Option(min=1, help="How many at most, the newest first.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List reports, the newest first, without what was typed."""
    from directory.reports import cli  # noqa: PLC0415 - only what this command needs

    sys.exit(cli.list_reports(state, most, as_json=as_json))


@app.command()
def show(number: Number, *, as_json: AsJson = False) -> None:
    """Show one report with all that was typed."""
    from directory.reports import cli  # noqa: PLC0415 - only what this command needs

    sys.exit(cli.show_report(number, as_json=as_json))


@app.command()
def close(number: Number, *, as_json: AsJson = False) -> None:
    """Mark a report as dealt with; it is not mailed any more."""
    from directory.reports import cli  # noqa: PLC0415 - only what this command needs

    sys.exit(cli.close_report(number, as_json=as_json))


@app.command()
def retry(*, as_json: AsJson = False) -> None:
    """Have those that failed mailed again, once the cause is mended."""
    from directory.reports import cli  # noqa: PLC0415 - only what this command needs

    sys.exit(cli.retry_failed_reports(as_json=as_json))
