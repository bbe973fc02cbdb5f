"""Of a PDF its pages are kept, and nothing of who has made it."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from core.pdfs import LockedPdf, NoPdf, cleaned_pdf, is_pdf, pages_of, without_notes
from tests.enclosed import a_locked_pdf, a_pdf
from tests.pictures import a_picture, a_telling_picture

TELLING = (b"Ravi", b"Camera", b"ravi.txt", b"JavaScript", b"Launch")


def _with_note(note: DictionaryObject) -> bytes:
    """Make one with a note on its page, and a script that runs when it is opened."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(a_pdf())))
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _note(subtype: str, action: str) -> DictionaryObject:
    does = {NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("evil.exe")}
    return DictionaryObject(
        {
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/T"): TextStringObject("Ravi"),
            NameObject("/A"): DictionaryObject(does),
        }
    )


async def test_the_pages_stay_and_what_tells_of_its_author_goes() -> None:
    before = a_pdf()
    assert b"Camera of Carla" in before
    cleaned = await cleaned_pdf(before)
    assert not [one for one in TELLING if one in cleaned]
    read = PdfReader(BytesIO(cleaned))
    assert read.metadata is None
    assert "Ticket to Mumbai" in read.pages[0].extract_text()
    assert len(read.pages[0].images) == 1
    (link,) = read.pages[0].annotations or []
    assert link.get_object()["/A"]["/URI"] == "https://air.example/ticket"


@pytest.mark.parametrize(
    ("subtype", "action"), [("/FileAttachment", "/Launch"), ("/Widget", "/JavaScript")]
)
def test_nothing_that_runs_or_is_attached_stays(subtype: str, action: str) -> None:
    cleaned = pages_of(_with_note(_note(subtype, action)))
    assert not [one for one in TELLING if one in cleaned]
    assert b"evil.exe" not in cleaned


async def test_what_needs_a_password_is_told_from_what_is_no_pdf() -> None:
    with pytest.raises(LockedPdf):
        await cleaned_pdf(a_locked_pdf(password="secret"))
    for content in (b"", b"%PDF-1.7 and nothing more", a_pdf()[:500]):
        with pytest.raises(NoPdf):
            await cleaned_pdf(content)


async def test_what_only_its_owner_may_change_is_read_by_everybody() -> None:
    cleaned = await cleaned_pdf(a_locked_pdf(password=""))
    assert "Ticket to Mumbai" in PdfReader(BytesIO(cleaned)).pages[0].extract_text()


def test_a_pdf_is_known_by_its_sign_and_not_by_its_name() -> None:
    assert is_pdf(b"\xef\xbb\xbf%PDF-1.4")
    assert not is_pdf(a_picture())


def test_a_jpeg_keeps_its_picture_and_loses_what_its_camera_wrote() -> None:
    told, plain = a_telling_picture(), a_picture()
    assert b"Camera" not in without_notes(told)
    assert without_notes(told)[-200:] == told[-200:]
    assert without_notes(plain) == plain
    assert without_notes(b"\xff\xd8broken") == b"\xff\xd8broken"
