"""``ogoh cases``: individual requests: what is due today, letters out, answers in, requests of other offices."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import REJECTED, refuse, refusing, say, tell
from ogoh.delivery.correspondence import RejectedRow, read_number
from ogoh.delivery.rejects import write_rejects
from ogoh.delivery.tables.writing import replaced_when_whole

if TYPE_CHECKING:
    from ogoh.web.accounts.models import Office
    from ogoh.web.cases.actor import Actor
    from ogoh.web.cases.answering import AnswersAccount
    from ogoh.web.cases.days import Row
    from ogoh.web.cases.inbox import RequestsAccount
    from ogoh.web.cases.models import Batch, Case, Step
    from ogoh.web.lists.models import Source


class StateOption(StrEnum):
    """Where a request stands, as it is typed."""

    OPEN = "open"
    SENT = "sent"
    NEED_MORE = "need-more"
    DISPUTED = "disputed"
    ANSWERED = "answered"
    CLOSED = "closed"


JsonOption = Annotated[bool, typer.Option("--json", help="Give the result as JSON.")]
SourceOption = Annotated[str, typer.Option(help="The code of the list's source.")]
OfficeOption = Annotated[str, typer.Option(help="The code of the office.")]
RejectsOption = Annotated[Path | None, typer.Option(help="Where rejected rows go, to be mended and taken in again.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Individual requests to the owner of a list, and their answers.", no_args_is_help=True)
    group.command("list")(show_all)
    group.command("show")(show)
    group.command("due")(due)
    group.command("send")(send)
    group.command("answer")(answer)
    group.command("receive")(receive)
    group.command("addressee")(addressee)
    app.add_typer(group, name="cases")


@contextmanager
def _open_cases() -> Iterator[None]:
    """The database, and every refusal as one paragraph in English."""
    open_database()
    with refusing_cases():
        yield


@contextmanager
def refusing_cases() -> Iterator[None]:
    """Every refusal of what is done to requests as one paragraph in English, also that somebody else is writing."""
    from django.db import OperationalError
    from django.utils import translation

    from ogoh.web.cases.refusal import CaseRefused
    from ogoh.web.cases.writing import BUSY

    with refusing(), translation.override("en"):
        try:
            yield
        except CaseRefused as refused:
            refuse(str(refused))
        except OperationalError:
            refuse(str(BUSY))


def show_all(
    office: OfficeOption = "",
    source: SourceOption = "",
    state: Annotated[StateOption | None, typer.Option(help="Only requests that stand so.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print requests, the most urgent first; closed ones only when asked for. No names."""
    with _open_cases():
        from ogoh.web.cases.days import rows_of
        from ogoh.web.cases.models import Case, State
        from ogoh.web.queue.models import today

        cases = Case.objects.select_related("source", "office")
        cases = cases.filter(state=State[state.name]) if state else cases.exclude(state=State.CLOSED)
        cases = cases.filter(office=_office(office)) if office else cases
        cases = cases.filter(source=_source(source)) if source else cases
        _say_rows(rows_of(cases, today()), as_json=as_json)


def _say_rows(rows: Sequence[Row], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps([_as_json(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        case, left = row.case, "" if row.days_left is None else f"{row.days_left} days left"
        urgent = row.urgency.name.lower().replace("_", " ") if row.urgency is not None else case.state
        say(f"{case.printed}\t{case.office.code}\t{case.source.code}\t{case.question}\t{urgent}\t{left}")


def _as_json(row: Row) -> dict[str, object]:
    case = row.case
    return {
        "number": case.number,
        "office": case.office.code,
        "source": case.source.code,
        "question": case.question,
        "state": case.state,
        "urgency": row.urgency.name.lower() if row.urgency is not None else None,
        "days_left": row.days_left,
        "opened_on": case.opened_on.isoformat(),
        "sent_on": case.sent_on and case.sent_on.isoformat(),
        "due_on": case.due_on and case.due_on.isoformat(),
        "reminders": case.reminders,
    }


def show(
    number: Annotated[str, typer.Argument(help="The number of the request, as it stands in letters.")],
    as_json: JsonOption = False,
) -> None:
    """Print one request with its history and its answers; whom it is about is on the page of its office alone."""
    with _open_cases():
        from ogoh.web.cases.days import rows_of
        from ogoh.web.queue.models import today

        case = _case(number)
        (row,) = rows_of([case], today())
        steps = [(one.on.isoformat(), one.act, one.by.username if one.by else "command") for one in _steps(case)]
        answers = [(one.answered_on.isoformat(), one.outcome, one.stands, one.unapplied) for one in case.answers.all()]
    if as_json:
        told = _as_json(row)
        told |= {"steps": [dict(zip(("on", "act", "by"), one, strict=True)) for one in steps]}
        names = ("answered_on", "outcome", "stands", "not_applied")
        say(json.dumps(told | {"answers": [dict(zip(names, one, strict=True)) for one in answers]}))
        return
    _say_rows([row], as_json=False)
    for on, act, by in steps:
        say(f"  {on}\t{act}\t{by}")
    for on, outcome, stands, unapplied in answers:
        holds = "holds" if stands else "does not hold"
        say(f"  {on}\tanswer: {outcome}\t{holds}{f', list not changed: {unapplied}' if unapplied else ''}")


def due(as_json: JsonOption = False) -> None:
    """Print what is to be done today, and put before the supervisors what is long overdue. For a daily timer."""
    with _open_cases():
        from ogoh.web.cases.clock import Urgency
        from ogoh.web.cases.days import rows_of
        from ogoh.web.cases.models import Asked, AskedState, Case, State
        from ogoh.web.cases.sending import step_up
        from ogoh.web.queue.models import today

        late = step_up(_actor())
        cases = Case.objects.select_related("source", "office").exclude(state=State.CLOSED)
        rows = [row for row in rows_of(cases, today()) if row.urgency is not Urgency.WAITS]
        ours = Asked.objects.filter(state=AskedState.WAITING, due_on__lte=today()).count()
        _say_rows(rows, as_json=as_json)
    tell(f"{len(rows)} requests want something today; {len(late)} went a step up.")
    if ours:
        tell(f"{ours} requests of other offices are due or overdue at us: /cases/asked/.")


def send(
    source: SourceOption,
    office: OfficeOption,
    out: Annotated[Path | None, typer.Option(help="The folder in which letter and table are written.")] = None,
    parcel: Annotated[bool, typer.Option("--parcel", help="Put them into a parcel for the owner, a peer.")] = False,
    reminder: Annotated[bool, typer.Option("--reminder", help="Remind of what was sent and is due.")] = False,
) -> None:
    """Send the requests of an office that wait: letter (PDF) and table (XLSX), or parcel. Their clock starts today."""
    with _open_cases():
        from ogoh.web.cases import parcels, sending
        from ogoh.web.cases.writing import one_writing

        if not out and not parcel:
            refuse("Say how they go: --out FOLDER for letter and table, --parcel for a parcel. Nothing was sent.")
        if out and not out.is_dir():
            refuse(f"{out}: no such folder. Make it first: nothing was sent.")
        do = sending.remind if reminder else sending.send
        with one_writing():
            batch = do(_actor(), _office(office), _source(source))
            if out:
                _write_files(batch, out)
            if parcel:
                tell(f"In the outbox: {parcels.send_batch(batch, _actor()).file}.")
        say(f"{batch.printed}\t{batch.cases.count()} requests")


def _write_files(batch: Batch, out: Path) -> None:
    from ogoh.web.cases import papers

    name = batch.printed.replace("/", "-")
    letter, table = papers.letter_of_batch(batch), papers.table_of_batch(batch)
    with replaced_when_whole(out / f"{name}.pdf") as pdf, replaced_when_whole(out / f"{name}.xlsx") as sheet:
        pdf.write_bytes(letter)
        sheet.write_bytes(table)
    tell(f"Print and sign {name}.pdf, and send it with {name}.xlsx. Both hold personal data: delete them when sent.")


def answer(
    file: Annotated[Path, typer.Argument(help="The table that the owner sent back.")],
    source: SourceOption,
    rejects: RejectsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take answers of one owner in, to requests of any office; each row is taken or rejected with what to do."""
    with _open_cases():
        from ogoh.web.cases.answering import take_in

        account = take_in(file, _source(source), _actor())
        counts = {"read": account.read, "updated": account.updated, "known": account.known}
        counts |= {"disputed": account.disputed}
        _say_account(counts, account.rejected, as_json=as_json)
        for said in account.on_list:
            tell(said)
        _end(account, rejects)


def receive(
    file: Annotated[Path, typer.Argument(help="The table of requests that another office sent.")],
    source: SourceOption,
    sender: Annotated[str, typer.Option(help="The office that asks.")],
    office: OfficeOption,
    rejects: RejectsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take requests of another office in, about a list of ours, for the staff of an office to answer."""
    with _open_cases():
        from ogoh.web.cases.inbox import receive as take

        account = take(file, _source(source), sender, _office(office), _actor())
        counts = {"read": account.read, "accepted": account.accepted, "known": account.known}
        _say_account(counts, account.rejected, as_json=as_json)
        _end(account, rejects)


def _say_account(counts: dict[str, int], rejected: Sequence[RejectedRow], *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"row": one.row, "field": one.field, "found": one.found, "expected": one.expected, "remedy": one.remedy}
            for one in rejected
        ]
        say(json.dumps({**counts, "rejected": rows}, ensure_ascii=False))
        return
    say(", ".join(f"{count} {name}" for name, count in counts.items()) + f", {len(rejected)} rejected.")
    for one in rejected:
        say(f"Row {one.row}, {one.field}: found {one.found}, expected {one.expected}. {one.remedy}")


def _end(account: AnswersAccount | RequestsAccount, rejects: Path | None) -> None:
    for note in account.notes:
        tell(note)
    for heading in account.ignored:
        tell(f"The column {heading!r} was not read and is not stored.")
    if account.rejected and rejects is not None:
        write_rejects(rejects, account.headings, account.rejected)
        tell(f"Rejected rows are in {rejects}; mend them there and take that file in.")
    if account.rejected:
        raise typer.Exit(REJECTED)


def addressee(
    source: Annotated[str, typer.Argument(help="The code of the list's source.")],
    name: Annotated[str, typer.Option(help="The owner's name, as it stands in letters.")] = "",
    address: Annotated[
        list[str] | None, typer.Option(help="A line of the address; may be given several times.")
    ] = None,
    answer_days: Annotated[int | None, typer.Option(min=1, max=365, help="Days for the answer.")] = None,
    extension_days: Annotated[int | None, typer.Option(min=0, max=365, help="Days by which it may be put off.")] = None,
    remind_after: Annotated[
        list[int] | None, typer.Option(help="A day after sending; may be given several times.")
    ] = None,
    escalate_after: Annotated[
        int | None, typer.Option(min=1, max=365, help="Days past the term for a step up.")
    ] = None,
    answers_here: Annotated[str, typer.Option(help="The office of ours that answers requests about this list.")] = "",
) -> None:
    """Say where requests about a list go and within how many days they are answered; without options, show it."""
    with _open_cases():
        from ogoh.web.cases.addressees import set_addressee
        from ogoh.web.cases.days import addressee_of

        one = addressee_of(_source(source))
        told = {
            "name": name or None,
            "address": "\n".join(address) if address else None,
            "answer_days": answer_days,
            "extension_days": extension_days,
            "remind_after": sorted(set(remind_after)) if remind_after else None,
            "escalate_after": escalate_after,
            "answers_here": _office(answers_here) if answers_here else None,
        }
        changed = {field: value for field, value in told.items() if value is not None}
        if changed:
            one = set_addressee(_actor(), one.source, changed)
        here = one.answers_here.code if one.answers_here else "-"
        reminders = ", ".join(map(str, one.remind_after))
        say(f"{one.name}\t{' / '.join(one.address.splitlines()) or '-'}")
        say(f"answer within {one.answer_days} days, put off by {one.extension_days}, remind after {reminders}")
        say(f"a step up {one.escalate_after} days past the term; answered here by {here}")


def _actor() -> Actor:
    from ogoh.web.cases.actor import Actor

    return Actor(operator())


def _case(text: str) -> Case:
    from ogoh.web.cases.models import Case

    case = Case.objects.select_related("source", "office").filter(number=read_number(text)).first()
    return case if case is not None else _unknown("request", text, "ogoh cases list")


def _steps(case: Case) -> list[Step]:
    return list(case.steps.select_related("by"))


def _source(code: str) -> Source:
    from ogoh.web.lists.models import Source

    one = Source.objects.filter(code=code).first() if "\0" not in code else None
    return one if one is not None else _unknown("source", code, "ogoh list show")


def _office(code: str) -> Office:
    from ogoh.web.accounts.models import Office

    one = Office.objects.filter(code=code).first() if "\0" not in code else None
    return one if one is not None else _unknown("office", code, "the page /staff/offices/")


def _unknown(what: str, code: str, where: str) -> NoReturn:
    refuse(f"No {what} {code!r} is known. See: {where}")
