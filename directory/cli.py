"""The `directory` command: each command's work lives in its own room and is imported only when it is asked for."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from directory.reports import commands as reports
from directory.settings import Role, SettingsError, settings_for

app = typer.Typer(
    name="directory",
    help="The public directory of associations: start it, fill it, check it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(reports.app, name="reports")


@app.command()
def up(
    *,
    parts_only: Annotated[bool, typer.Option("--parts-only", help="Only Postgres, Redis and OpenSearch.")] = False,
    demo: Annotated[bool, typer.Option(help="Fill an empty register with invented associations.")] = True,
    port: Annotated[int | None, typer.Option(help="The web's port (the next free one from 8000 on).")] = None,
) -> None:
    """Start everything on this machine and keep it running until Ctrl-C."""
    from directory.devstack import supervisor  # noqa: PLC0415 - only what this command needs

    sys.exit(supervisor.run(supervisor.UpOptions(parts_only=parts_only, demo=demo, port=port)))


@app.command()
def migrate() -> None:
    """Bring the database up to date, as its owner; set the roles' passwords when the environment gives them."""
    from directory.register import migrate_command  # noqa: PLC0415 - only what this command needs

    sys.exit(migrate_command.run())


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(help="The register's NDJSON (or .gz), or - for standard input.")],
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse a line for one value that breaks a rule.")] = False,
) -> None:
    """Load or synchronise the register from a `detail/all` file."""
    from directory.importing import command  # noqa: PLC0415 - only what this command needs

    sys.exit(command.run(file, strict=strict))


@app.command()
def demo(
    count: Annotated[int, typer.Option(min=1, help="How many associations.")] = 20_000,
    seed: Annotated[int, typer.Option(help="The same seed and day give the same bytes.")] = 1,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the newest changes; today when not given.")
    ] = None,
) -> None:
    """Write invented associations in the register's `detail/all` format to standard output."""
    from directory.importing import demo as made_up  # noqa: PLC0415 - only what this command needs

    sys.exit(made_up.run(count, seed, (until or datetime.now(UTC)).date()))


@app.command()
def web(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    processes: Annotated[int, typer.Option(min=1, help="How many share the work behind one socket.")] = 2,
) -> None:
    """Serve the public application: the site and its widgets."""
    _serve("directory.app:create_app", Role.PUBLIC, host, port, processes)


@app.command()
def desk(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8001,
) -> None:
    """Serve the signed-in application, as directory_desk."""
    _serve("directory.desk_app:create_desk_app", Role.DESK, host, port, 1)


def _serve(factory: str, role: Role, host: str, port: int, processes: int) -> None:
    from directory.platform import logs, server  # noqa: PLC0415 - only what this command needs

    # A wrong setting ends it here with one sentence, and not each of its processes with a traceback.
    logs.configure(settings_for(role))
    server.serve(factory, host, port, processes)


@app.command()
def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Look at every part and say how to mend what is off: 0 all is well, 1 something is to be mended."""
    from directory import doctor_command  # noqa: PLC0415 - only what this command needs

    sys.exit(doctor_command.run(as_json=as_json))


def main() -> None:
    """Run the command line; an incomplete setting ends it with one sentence."""
    try:
        app()
    except SettingsError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
