"""``ogoh blind answer`` and ``finish``: questions and answers as files, for offices without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ogoh.blind import Answers, BlindRefused, NotWhatItSays
from ogoh.blind import finish as finished
from ogoh.blind.messages import LARGEST
from ogoh.cli.blind.files import (
    ListFile,
    Out,
    PeerCode,
    Travellers,
    keyed_list,
    read_travellers,
    refusing_blind,
    write_answers,
)
from ogoh.cli.blind.kept import Kept
from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refuse, tell
from ogoh.delivery.tables.writing import replaced_when_whole


def answer(
    questions: Annotated[Path, typer.Argument(help="What an asker wrote with ogoh blind ask --questions.")],
    asker: Annotated[str, typer.Option(help="The peer whose questions they are; they count like all others.")],
    out: Annotated[Path, typer.Option(help="Where the answers go, for the asker alone.")],
) -> None:
    """Answer a file of questions, all of it or nothing. Nobody here can read what is asked."""
    open_database()
    from ogoh.web.blind.answering import answer_file
    from ogoh.web.blind.askers import asker_called

    with refusing_blind():
        answers = answer_file(asker_called(asker), _whole(questions), operator())
        with replaced_when_whole(out) as beside:
            beside.write_bytes(answers)
    tell(f"Answers written to {out}: send them to {asker}.")


def finish(
    travellers: Travellers,
    answers: Annotated[Path, typer.Option(help="What the owner sent back.")],
    kept: Annotated[Path, typer.Option(help="What ogoh blind ask kept beside the questions.")],
    file: ListFile,
    peer: PeerCode,
    out: Out,
) -> None:
    """Verify the owner's answers, look up what they give, and say what the list holds of each traveller."""
    open_database()
    from ogoh.web.blind.asking import AskedBy, answers_from, questions_for, record_looks, texts_of

    with refusing_blind():
        held, sent, found = keyed_list(file, peer), Kept.read(kept), read_travellers(travellers)
        if sent.key != held.about.key:
            raise NotWhatItSays("The list", f"one under the key {held.about.key}", f"the one under {sent.key}")
        asked = questions_for(held, found.travellers, sent.seed)
        if asked.digest != sent.questions:
            raise BlindRefused(
                "The travellers", "others than were asked about", "the same file", "Give the file that was asked with."
            )
        texts = texts_of(found.travellers)
        outputs = finished(texts, sent.seed, asked, Answers.from_bytes(_whole(answers)), held.about.public)
        told = answers_from(held, found.travellers, outputs)
        record_looks(held, found.travellers, AskedBy(operator(), "blind answer by a file"), told)
        write_answers(out, held, told, found.unread)


def _whole(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        refuse(f"{path}: larger than any file of questions or answers.")
    return data
