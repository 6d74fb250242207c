"""Tokens: shown once, kept as a digest, withdrawn at once."""

from __future__ import annotations

import pytest
from django.utils import timezone
from typer import Typer
from typer.testing import CliRunner

from ogoh.cli import token as command
from ogoh.web.api.models import ApiToken
from ogoh.web.api.services import (
    TokenNameTakenError,
    UnknownTokenError,
    add_token,
    revoke_token,
    token_in_force,
)

pytestmark = pytest.mark.django_db


def test_a_token_is_known_by_its_secret_of_which_only_a_digest_is_kept() -> None:
    secret = add_token("A desk")
    token = token_in_force(secret)
    assert token is not None
    assert secret not in str(ApiToken.objects.values_list())


def test_the_day_of_its_last_use_is_noted() -> None:
    token_in_force(add_token("A desk"))
    assert ApiToken.objects.get().last_used_on == timezone.localdate()


def test_a_revoked_token_opens_nothing_and_keeps_its_name() -> None:
    secret = add_token("A desk")
    revoke_token("A desk")
    assert token_in_force(secret) is None
    with pytest.raises(TokenNameTakenError, match="A desk"):
        add_token("A desk")


def test_a_token_is_revoked_once() -> None:
    with pytest.raises(UnknownTokenError, match="nobody"):
        revoke_token("nobody")


@pytest.fixture
def ogoh(monkeypatch: pytest.MonkeyPatch) -> Typer:
    """The command with this group alone, on the test's own database."""
    monkeypatch.setattr(command, "open_database", lambda: None)
    app = Typer()
    command.register(app)
    return app


def test_the_command_makes_lists_and_revokes(ogoh: Typer) -> None:
    run = CliRunner().invoke
    made = run(ogoh, ["token", "add", "A desk", "--per-minute", "5"])
    assert made.stdout.startswith("ogoh_")
    assert "5 a minute" in run(ogoh, ["token", "list"]).stdout
    assert run(ogoh, ["token", "revoke", "A desk"]).exit_code == 0
    assert "revoked 2" in run(ogoh, ["token", "list"]).stdout
    assert token_in_force(made.stdout.strip()) is None


def test_the_command_refuses_a_name_that_is_taken_or_unknown(ogoh: Typer) -> None:
    add_token("A desk")
    assert CliRunner().invoke(ogoh, ["token", "add", "A desk"]).exit_code == 2
    assert CliRunner().invoke(ogoh, ["token", "revoke", "Another"]).exit_code == 2
