"""A PDF and nothing but its pages: no author, no history, no attachments, nothing that runs.

Such a file may be made to keep its reader busy for ever, so it is read by a child that has little
time and memory and can be ended. The child is this module; it takes a file and gives one.
"""

import asyncio
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, PdfObject

MEDIA_TYPE = "application/pdf"
_SIGN = b"%PDF-"
_SIGN_WITHIN = 1024
"""Readers forgive what stands before the sign, as far as that (ISO 32000, annex H of Adobe's)."""

_MOST_SECONDS = 20
_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_OBJECTS = 200_000
_LOCKED, _UNREADABLE = 3, 4
"""How the child ends when it has no file to give."""

_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/StructParents")
"""What an object may say of who made it, when and with what; and what it does by itself."""

_SHOWN_NOTES = frozenset({"/Link", "/Widget", "/Highlight", "/Underline", "/StrikeOut", "/Ink"})
_NOTE_TELLS = ("/T", "/TU", "/TM", "/NM", "/M", "/CreationDate", "/Contents", "/RC", "/Popup", "/V")
_EXIF, _LAST_APP, _COMMENT, _ADOBE, _COLOURS = 0xE1, 0xEF, 0xFE, 0xEE, 0xE2
_SCAN = 0xDA


class NoPdf(Exception):
    """These bytes are no PDF that we read."""


class LockedPdf(Exception):
    """One needs a password to read it."""


def is_pdf(content: bytes) -> bool:
    return _SIGN in content[:_SIGN_WITHIN]


async def cleaned_pdf(content: bytes) -> bytes:
    """Give the pages of a PDF as a new file. Raises `NoPdf` and `LockedPdf`."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-I", "-m", "core.pdfs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_MOST_SECONDS):
            cleaned, _ = await child.communicate(content)
    except TimeoutError:
        raise NoPdf("it takes too long") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode == _LOCKED:
        raise LockedPdf
    if child.returncode or not cleaned:
        raise NoPdf(f"the reader ended with {child.returncode}")
    return cleaned


def pages_of(content: bytes) -> bytes:
    """Do in this process what `cleaned_pdf` does in a child."""
    # Only the child needs them in its memory.
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockedPdf
        writer = PdfWriter()
        for page in reader.pages:
            _clean(page)
            writer.add_page(page)
        writer.metadata = None
        written = BytesIO()
        writer.write(written)
    except DependencyError:
        raise LockedPdf from None
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NoPdf(type(error).__name__) from None
    if not reader.pages:
        raise NoPdf("it has no pages")
    return written.getvalue()


def _clean(page: "DictionaryObject") -> None:
    """Take what tells something out of a page and out of all that it shows."""
    _keep_shown_notes(page)
    seen: set[int] = set()
    left: list[PdfObject | None] = [page]
    while left:
        one = left.pop()
        found = None if one is None else one.get_object()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        if len(seen) > _MOST_OBJECTS:
            raise NoPdf("it has too many objects")
        if isinstance(found, dict):
            for name in _TELLING:
                found.pop(name, None)
            _clean_stream(found)
            left += [value for name, value in found.items() if name != "/Parent"]
        elif isinstance(found, list):
            left += found


def _keep_shown_notes(page: "DictionaryObject") -> None:
    """Keep links, filled forms and what is marked; without its author, its time and its deeds."""
    from pypdf.generic import ArrayObject, NameObject  # noqa: PLC0415

    kept = ArrayObject()
    notes = page.get("/Annots")
    for note in [] if notes is None else notes.get_object():
        shown = note.get_object()
        if shown.get("/Subtype") not in _SHOWN_NOTES:
            continue
        for name in _NOTE_TELLS:
            shown.pop(name, None)
        action = shown.get("/A")
        if action is not None and action.get_object().get("/S") != "/URI":
            shown.pop("/A")
        for name in ("/Parent", "/Dest", "/P"):  # they lead out of the page, into the whole file
            shown.pop(name, None)
        kept.append(note)
    page.pop("/Annots", None)
    if kept:
        page[NameObject("/Annots")] = kept


def _clean_stream(found: Any) -> None:  # noqa: ANN401  (what a stream is, is asked here)
    """Take out of a JPEG what its camera has written into it."""
    from pypdf.generic import StreamObject  # noqa: PLC0415

    if isinstance(found, StreamObject) and found.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        raw = StreamObject.get_data(found)  # as it stands in the file
        StreamObject.set_data(found, without_notes(raw))


def without_notes(jpeg: bytes) -> bytes:
    """Give a JPEG without EXIF, XMP, IPTC and comments; what its colours need stays.

    The segments are those of ITU T.81, annex B. What does not follow it is given as it is.
    """
    kept, place = [jpeg[:2]], 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:  # noqa: PLR2004  (each marker begins so)
        marker = jpeg[place + 1]
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4])
        if marker == _SCAN:
            break
        is_note = _EXIF <= marker <= _LAST_APP and marker not in (_ADOBE, _COLOURS)
        if not is_note and marker != _COMMENT:
            kept.append(jpeg[place:end])
        place = end
    return b"".join([*kept, jpeg[place:]])


def _limit() -> None:
    """Let this process have little, where the system can hold it to that."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _main() -> int:
    _limit()
    try:
        cleaned = pages_of(sys.stdin.buffer.read())
    except LockedPdf:
        return _LOCKED
    except (NoPdf, MemoryError):
        return _UNREADABLE
    sys.stdout.buffer.write(cleaned)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
