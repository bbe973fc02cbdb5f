"""Made-up files, so that a test or a visitor need not bring any: a picture, a tone, a text."""

import io
import math
import struct
import wave
import zlib

from sandbox.wire import Upload

COLORS = {
    "red": (235, 87, 87),
    "orange": (242, 153, 74),
    "yellow": (242, 201, 76),
    "green": (39, 174, 96),
    "blue": (47, 128, 237),
    "purple": (155, 81, 224),
    "black": (33, 33, 33),
    "white": (250, 250, 250),
}
WIDTH, HEIGHT = 320, 240
TONE_HERTZ, TONE_RATE, TONE_SECONDS = 440, 8000, 1


def sample(media: str, name: str) -> Upload:
    """Make a file of this medium. Pictures and tones are real; a video is a few bytes."""
    match media:
        case "photo" | "sticker" | "animation":
            return Upload(f"{name}.png", "image/png", picture(COLORS.get(name, COLORS["blue"])))
        case "voice" | "audio":
            return Upload(f"{name}.wav", "audio/wav", tone())
        case "video" | "video_note":
            return Upload(f"{name}.mp4", "video/mp4", b"\x00\x00\x00\x18ftypmp42" + name.encode())
        case _:
            return Upload(f"{name}.txt", "text/plain", f"A sample document: {name}\n".encode())


def picture(color: tuple[int, int, int]) -> bytes:
    """Draw a PNG of one colour that darkens downwards."""
    rows = bytearray()
    for y in range(HEIGHT):
        shade = 1 - 0.35 * y / HEIGHT
        rows += b"\0" + bytes(int(part * shade) for part in color) * WIDTH
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, body)
        for name, body in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    )


def tone() -> bytes:
    """One second of a quiet A, as WAV."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(TONE_RATE)
        step = 2 * math.pi * TONE_HERTZ / TONE_RATE
        out.writeframes(
            b"".join(
                struct.pack("<h", int(6000 * math.sin(step * i)))
                for i in range(TONE_RATE * TONE_SECONDS)
            )
        )
    return file.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)
