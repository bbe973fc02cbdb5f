"""Making files fit to be sent on: in a thread, or in a child where they may be dangerous."""

import asyncio

from core.enclosures.states import Enclosure, Unfit
from core.messages.states import MessageKind
from core.pdfs import LockedPdf, NoPdf, cleaned_pdf, is_pdf
from core.pictures import NoPicture, cleaned
from core.tunes import NoTune, cleaned_tune


async def enclosed(kind: MessageKind, content: bytes) -> Enclosure | Unfit:
    """Make a file fit by what is in it; what it is called and said to be does not matter."""
    if kind is MessageKind.AUDIO:
        return await asyncio.to_thread(_tune, content)
    if is_pdf(content):
        return await _pdf(content)
    return await asyncio.to_thread(_picture, content)


def _tune(content: bytes) -> Enclosure | Unfit:
    try:
        return Enclosure(MessageKind.AUDIO, "audio.mp3", cleaned_tune(content))
    except NoTune:
        return Unfit.KIND


async def _pdf(content: bytes) -> Enclosure | Unfit:
    try:
        return Enclosure(MessageKind.DOCUMENT, "document.pdf", await cleaned_pdf(content))
    except LockedPdf:
        return Unfit.LOCKED
    except NoPdf:
        return Unfit.BROKEN


def _picture(content: bytes) -> Enclosure | Unfit:
    try:
        return Enclosure(MessageKind.PHOTO, "photo.jpg", cleaned(content).jpeg)
    except NoPicture:
        return Unfit.KIND
