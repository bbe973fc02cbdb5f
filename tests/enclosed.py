"""Files for tests that tell more than they show: of Ravi, who has made them."""

from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from tests.pictures import a_telling_picture

_FRAME = b"\xff\xfb\x90\x64" + b"\x55" * 413
"""One of MPEG 1, layer III, with 128 kbit/s at 44.1 kHz."""


def a_pdf(text: str = "Ticket to Mumbai") -> bytes:
    """Make one with an author, a file that is attached, and a photo that names its camera."""
    pdf = FPDF()
    pdf.set_author("Ravi Kumar")
    pdf.set_title("Ticket of Ravi")
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text=text, link="https://air.example/ticket")
    pdf.image(BytesIO(a_telling_picture()), w=20)
    pdf.embed_file(bytes=b"Ravi lives in Delhi", basename="ravi.txt")
    return bytes(pdf.output())


def a_locked_pdf(*, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(a_pdf())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def an_mp3(*, frames: int = 20) -> bytes:
    """Make one with a tag before, between and after its sound."""
    title = b"TIT2\x00\x00\x00\x0e\x00\x00\x00Song of Ravi."
    before = b"ID3\x03\x00\x00\x00\x00\x00" + bytes([len(title)]) + title
    half = _FRAME * (frames // 2)
    return before + half + b"Ravi was here" + half + b"TAG" + b"Ravi".ljust(125, b"\x00")
