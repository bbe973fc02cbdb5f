"""The addresses of files that are kept in the data directory. S3 serves its own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from core.storage.files import FileMissing, name_in
from core.storage.fs import FsStorage
from core.wiring import FILES_PATH, Services
from webhooks.health import services_of

_PRIVATE = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

files_router = APIRouter(prefix=FILES_PATH, include_in_schema=False)


@files_router.get("/{token}")
async def show_file(token: str, services: Annotated[Services, Depends(services_of)]) -> Response:
    """Show what a link of ours names; 404 for any other, and for one that is too old."""
    storage = services.storage
    key = storage.key_in(token) if isinstance(storage, FsStorage) else None
    if key is None:
        return Response(status_code=404)
    try:
        kept = await storage.get(key)
    except FileMissing:
        return Response(status_code=404)
    shown = {"Content-Disposition": f'inline; filename="{name_in(key)}"'}
    return Response(kept.content, media_type=kept.media_type, headers={**_PRIVATE, **shown})
