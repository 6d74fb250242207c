"""``ogoh serve`` and ``ogoh demo``: the service, and a made-up list to try it on."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import progress, refuse, refusing, say, tell
from ogoh.delivery.tables import write_table
from ogoh.synthetic import COLUMNS, demo_travellers, list_rows, russian_headings

Port = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]

DEMO_HOME = Path("var/demo")
DEMO_SEED = 1
DEMO_SIZE = 20_000
DEMO_AGENCY = "mvd"
DEMO_SOURCE = "made-up"
DEMO_DAY = date(2026, 11, 3)
_WAYS = {"recorded": "recorded", "possible": "possible: the passport was renewed", "no_record": "no record"}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve")(serve)
    app.command("demo")(demo)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="How many processes answer.", min=1)] = 2,
) -> None:
    """Serve the pages and the interface for programs."""
    open_database()
    from ogoh.web.blind.keys import forget_ended

    forget_ended()
    tell(f"Ogoh answers on http://{host}:{port}/ (end with Ctrl-C).")
    _listen(f"{host}:{port}", workers)


def demo(
    port: Port = 8000,
    size: Annotated[int, typer.Option(help="How many made-up people are on the list.", min=1000)] = DEMO_SIZE,
    home: Annotated[Path, typer.Option(help="The data folder of the demonstration.")] = DEMO_HOME,
    prepare_only: Annotated[bool, typer.Option("--prepare-only", help="Make everything, do not serve.")] = False,
    two_states: Annotated[
        bool, typer.Option("--two-states", help="Two installations on two ports, and a decision that travels.")
    ] = False,
) -> None:
    """A working Ogoh with a made-up list, and three travellers to try. Nobody on the list exists."""
    if two_states:
        from ogoh.cli.two_states import play

        play(home.with_name("two-states") if home == DEMO_HOME else home, port, until_ended=not prepare_only)
        return
    os.environ["OGOH_HOME"] = str(home.absolute())
    os.environ.pop("DATABASE_URL", None)
    home.mkdir(parents=True, exist_ok=True)
    open_database()
    with refusing():
        _import_made_up_list(home / f"list-{size}.xlsx", size)
        _print_travellers(size, port)
    _make_up_people(port)
    _make_keys(home)
    if not prepare_only:
        tell(f"Ogoh answers on http://127.0.0.1:{port}/ (end with Ctrl-C).")
        _listen(f"127.0.0.1:{port}", 1)


def _import_made_up_list(path: Path, size: int) -> None:
    from ogoh.web.lists.models import Source
    from ogoh.web.lists.services import Allowances, add_source, import_delivery

    if not Source.objects.filter(code=DEMO_SOURCE).exists():
        add_source(DEMO_SOURCE, "Рӯйхати сохта барои озмоиши Огоҳ", "entry_ban")
    with progress() as bar:
        if not path.exists():
            rows = bar.track(list_rows(size, DEMO_SEED), total=size, description="making up a list")
            headings = russian_headings()
            write_table(
                path,
                [headings[column] for column in COLUMNS],
                (tuple(row[column] for column in COLUMNS) for row in rows),
            )
        task = bar.add_task(f"reading {path.name}", total=size)
        report = import_delivery(
            path,
            DEMO_SOURCE,
            DEMO_DAY,
            rejects=path.with_name(f"{path.stem}-rejects.csv"),
            allow=Allowances(smaller=True),
            progress=lambda read: bar.update(task, completed=read),
        )
    account = report.account
    tell(f"{path.name}: {account.accepted} accepted + {account.rejected} rejected = {account.read} read.")


def _make_up_people(port: int) -> None:
    """One of the staff for each role; this process, and those it starts to serve, let them in."""
    from django.conf import settings

    from ogoh.law import known_agencies
    from ogoh.web.accounts.demo import OFFICE, make_people
    from ogoh.web.registry.offices import open_office

    settings.DEMO = True
    make_people(operator())
    open_office(operator(), DEMO_AGENCY, known_agencies()[DEMO_AGENCY].written, OFFICE[0])
    say(f"Staff of every role, with passwords and codes: http://127.0.0.1:{port}/demo/people/")


def _make_keys(home: Path) -> None:
    """Keys that sign the demonstration's certificates; its root key lies beside, which no real one should."""
    from django.conf import settings
    from django.utils import timezone

    from ogoh.certificate import KeyRing

    if not settings.CERTIFICATE_KEYS.exists():
        KeyRing(settings.CERTIFICATE_KEYS).new(home / "certificate_root", timezone.now())
    ring = settings.CERTIFICATE_KEYS
    say(
        f"Make the page that verifies its certificates: ogoh certificate page --keys {ring}/keys.json --out verify.html"
    )


def _print_travellers(size: int, port: int) -> None:
    say("Three travellers to try:")
    for traveller in demo_travellers(size, DEMO_SEED):
        say(f"  {_WAYS[traveller['expected']]}")
        for label, column in _TYPED:
            say(f"    {label:<16}{traveller[column]}")
    say(f"Type one of them at http://127.0.0.1:{port}/tg/check/")


_TYPED = (
    ("family name", "family_name"),
    ("given name", "given_name"),
    ("patronymic", "patronymic"),
    ("date of birth", "dob"),
    ("passport", "document_number"),
)


def _listen(address: str, workers: int) -> None:
    """Run the WSGI server in this process until it is ended; it says on standard error what goes wrong."""
    try:
        from gunicorn.app.base import BaseApplication
    except ImportError as fault:
        refuse(f"The server cannot run on this system: {fault}.")

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": address,
                "workers": workers,
                "threads": 4,
                "loglevel": "warning",
                "umask": 0o077,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from ogoh.web.wsgi import application

            return application

    Server().run()
