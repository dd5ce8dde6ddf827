"""What a server lets people change: new dossiers from captures, and corrections, which go into the same file as on the command line."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response

from crosswire import pipeline
from crosswire.errors import CorrectionError, RequestError, UploadTooLarge
from crosswire.web import schemas
from crosswire.web.api import ERRORS, Json, site_of
from crosswire.web.failures import wants_page
from crosswire.web.shelves import Shelf
from crosswire.web.sites import Site

FILES, TEXTS = 200, 50
"""Files and pasted texts of one upload."""

FILE_BYTES, TEXT_CHARACTERS = 20_000_000, 1_000_000
"""Size of one file and of one pasted text."""

router = APIRouter(responses=ERRORS, tags=["changes"])

Short = Annotated[str, Field(max_length=200)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Merge(_Asked):
    """These actors are one; the first keeps its id and name."""

    kind: Literal["merge"]
    actors: Annotated[list[Short], Field(min_length=2, max_length=50)]


class Split(_Asked):
    """Some mentions of an actor are another's: these, or all in these documents."""

    kind: Literal["split"]
    actor: Short
    mentions: Annotated[list[Short], Field(max_length=500)] = []
    documents: Annotated[list[Short], Field(max_length=500)] = []
    name: Short = ""


class Rename(_Asked):
    """An actor has another name."""

    kind: Literal["rename"]
    actor: Short
    name: Short


class NoQuotation(_Asked):
    """This is not a quotation."""

    kind: Literal["no-quotation"]
    quotation: Short


class Speaker(_Asked):
    """A quotation has another speaker; an empty one: nobody who is known."""

    kind: Literal["speaker"]
    quotation: Short
    actor: Short


class Set(_Asked):
    """A document's header value; an empty one takes an earlier correction back."""

    kind: Literal["set"]
    document: Short
    field: Short
    value: Short


class Undo(_Asked):
    """Take a correction back: of actors (`actors`) or of quotations (`quotations`); without an id the last one."""

    kind: Literal["undo"]
    of: Literal["actors", "quotations"]
    correction: Short = ""


class Wish(BaseModel):
    """What somebody wants corrected."""

    correction: Annotated[Merge | Split | Rename | NoQuotation | Speaker | Set | Undo, Field(discriminator="kind")]


class _Kept(NamedTuple):
    id: str
    notes: tuple[str, ...]


async def shelf_of(request: Request) -> Shelf:
    """Return what this server serves."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def _keep(folder: Path, wish: Any) -> _Kept:
    """Keep a correction. Raises CorrectionError, DocumentUnknown, DossierBusy."""
    match wish:
        case Merge():
            kept, notes = pipeline.correct_actor(folder, "merge", wish.actors)
        case Split():
            if not wish.mentions and not wish.documents:
                raise CorrectionError("A split needs mentions or documents: whose mentions are not this actor's?")
            kept, notes = pipeline.correct_actor(
                folder, "split", [wish.actor], mentions=wish.mentions, docs=wish.documents, name=wish.name.strip()
            )
        case Rename():
            kept, notes = pipeline.correct_actor(folder, "rename", [wish.actor], name=wish.name.strip())
        case NoQuotation():
            return _Kept(pipeline.correct_quotation(folder, "drop", wish.quotation).id, ())
        case Speaker():
            return _Kept(pipeline.correct_quotation(folder, "speaker", wish.quotation, speaker=wish.actor).id, ())
        case Undo(of="quotations"):
            return _Kept(pipeline.correct_quotation(folder, "undo", wish.correction).id, ())
        case Undo():
            kept, notes = pipeline.correct_actor(folder, "undo", [wish.correction] if wish.correction else [])
        case _:
            pipeline.check_value(wish.field, wish.value.strip())
            set_ = pipeline.set_value(folder, wish.document, wish.field, wish.value.strip())
            return _Kept(f"{set_.doc} {set_.field}", ())
    return _Kept(kept.id, tuple(notes))


@router.post(
    "/corrections",
    status_code=202,
    response_class=Json,
    response_model=None,
    responses={202: {"model": schemas.CorrectionAnswer, "description": "Kept; a build takes it in."}},
)
def correct(wish: Wish, site: Annotated[Site, Depends(site_of)], shelf: Annotated[Shelf, Depends(shelf_of)]) -> Json:
    """Keep a correction in the dossier's corrections.jsonl, as the command line does, and build again in the background."""
    kept = _keep(site.folder, wish.correction)
    job = shelf.jobs.rebuild(site.name, site.folder)
    return Json({"correction": kept.id, "notes": list(kept.notes), "job": asdict(job)}, 202)


@router.get(
    "/builds",
    response_class=Json,
    response_model=None,
    responses={200: {"model": schemas.JobList, "description": "The builds."}},
)
def builds(shelf: Annotated[Shelf, Depends(shelf_of)]) -> Json:
    """List the builds since the server was started, latest first."""
    return Json({"items": [asdict(job) for job in shelf.jobs.all()]})


_UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]*$", "maxLength": 60},
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "texts": {"type": "array", "items": {"type": "string"}},
                    },
                    "required": ["name"],
                }
            }
        },
    }
}


@router.post(
    "/builds",
    status_code=202,
    response_class=Json,
    response_model=None,
    responses={202: {"model": schemas.JobRow, "description": "The build waits or runs."}},
    openapi_extra=_UPLOAD,
)
async def build(request: Request, shelf: Annotated[Shelf, Depends(shelf_of)]) -> Response:
    """Make a new dossier of captures: files, and texts that were pasted. It is built in the background and appears under `dossiers/NAME/`."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise RequestError("Send the captures as multipart/form-data: name, files, texts.")
    try:
        form = await request.form(max_files=FILES, max_fields=TEXTS + 1, max_part_size=TEXT_CHARACTERS)
    except (MultiPartException, ClientDisconnect, ValueError) as error:
        raise RequestError(f"The upload cannot be read: {getattr(error, 'detail', error)}") from error
    name = form.get("name")
    folder = shelf.new_folder(name if isinstance(name, str) else "")
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and (f.filename or f.size)]
    texts = [t for t in form.getlist("texts") if isinstance(t, str) and t.strip()]
    if not files and not texts:
        raise RequestError("There is nothing to build: give files or texts.")
    captures = await run_in_threadpool(_save, files, texts)
    job = shelf.jobs.build(folder.name, folder, captures)
    if wants_page_of_form(request):
        return RedirectResponse("../new", 303)
    return Json(asdict(job), 202)


def wants_page_of_form(request: Request) -> bool:
    """Return whether a form was sent without a script, so that a page must answer."""
    return wants_page({**request.scope, "path": ""})


def _save(files: Sequence[UploadFile], texts: Sequence[str]) -> Path:
    """Write an upload into a folder of its own. No name of theirs can lead out of it."""
    folder = Path(tempfile.mkdtemp(prefix="crosswire-upload-"))
    try:
        for number, upload in enumerate(files, 1):
            if (upload.size or 0) > FILE_BYTES:
                raise UploadTooLarge(
                    f"{_plain_name(upload.filename)} has more than {FILE_BYTES // 1_000_000} million bytes."
                )
            target = folder / _plain_name(upload.filename or f"capture-{number}.txt")
            if target.exists():
                target = folder / f"{number}-{target.name}"
            with target.open("wb") as out:
                shutil.copyfileobj(upload.file, out)
        for number, text in enumerate(texts, 1):
            (folder / f"pasted-{number}.txt").write_bytes(text.encode("utf-8", "replace"))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _plain_name(name: str | None) -> str:
    """Return the last part of a file's name without what a file system could take amiss."""
    last = PurePosixPath((name or "").replace("\\", "/")).name
    clean = "".join(c if c.isprintable() and c not in ':*?"<>|/' else "_" for c in last).lstrip(".")[-100:]
    return clean or "capture.txt"
