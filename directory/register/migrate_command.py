"""`directory migrate`: the schema up to date, and the roles let in with the passwords of the environment."""

from __future__ import annotations

import os

import psycopg
import typer
from sqlalchemy.exc import OperationalError

from directory.register import migrate
from directory.settings import LOGIN_ROLES, Role, SettingsError, settings_for

_PASSWORDS = {f"directory_{role}": f"DIRECTORY_{role.upper()}_PASSWORD" for role in LOGIN_ROLES}


def run() -> int:
    """Migrate as the owner; 0 when done, 2 when nothing could be done."""
    try:
        url = settings_for(Role.OWNER).database_url.get_secret_value()
        migrate.upgrade(url)
        migrate.let_in(url, {role: os.environ[name] for role, name in _PASSWORDS.items() if os.environ.get(name)})
    except SettingsError as error:
        typer.echo(str(error), err=True)
        return 2
    except (OperationalError, psycopg.OperationalError) as error:
        # The class and not the text: a driver's message may repeat the address.
        reason = type(error).__name__
        typer.echo(f"The database cannot be reached ({reason}): start it, or correct DATABASE_URL.", err=True)
        return 2
    return 0
