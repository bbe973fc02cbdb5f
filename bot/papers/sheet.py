"""A sheet of A4: headings, facts, tables and photos, in every script that our languages need."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from core.peers.states import Language

_FONTS = Path(__file__).parent / "fonts"
_LATIN, _DEVANAGARI = "sans", "devanagari"
_FILES = {_LATIN: "NotoSans", _DEVANAGARI: "NotoSansDevanagari"}
_STYLES = {"": "Regular", "B": "Bold"}

_MARGIN = 20.0
_LABEL_WIDTH = 55.0
_PHOTO_WIDTH, _PHOTO_HEIGHT, _PHOTO_GAP = 80.0, 75.0, 10.0
_INK, _SOFT, _ACCENT = (28, 36, 40), (96, 108, 112), (11, 110, 98)
_HEAD = FontFace(emphasis="BOLD", color=_SOFT, fill_color=(238, 243, 242))


class Sheet:
    """Sizes are millimetres and points. What no font of ours can draw is left out."""

    def __init__(self, title: str, subtitle: str, *, language: Language, at: datetime) -> None:
        self._pdf = pdf = FPDF(format="A4")
        pdf.set_margin(_MARGIN)
        pdf.set_auto_page_break(auto=True, margin=_MARGIN)
        for family, name in _FILES.items():
            for style, ending in _STYLES.items():
                pdf.add_font(family, style, _FONTS / f"{name}-{ending}.ttf")
        is_hindi = language is Language.HINDI
        self._family = _DEVANAGARI if is_hindi else _LATIN
        pdf.set_fallback_fonts([_LATIN if is_hindi else _DEVANAGARI], exact_match=False)
        self._known = {
            sign
            for family in _FILES
            for sign in pdf.fonts[family].cmap  # type: ignore[union-attr]
        }
        pdf.set_text_shaping(use_shaping_engine=True)
        pdf.set_lang(language.value)
        pdf.set_title(title)
        pdf.set_creator("Peer-Cargo")
        pdf.set_creation_date(at)
        pdf.add_page()
        self._say(title, size=22, style="B", color=_ACCENT)
        self._say(subtitle, size=11, color=_SOFT)
        pdf.ln(4)

    def heading(self, text: str) -> None:
        self._pdf.ln(4)
        self._say(text, size=13, style="B")
        self._pdf.ln(1)

    def fact(self, label: str, value: str) -> None:
        pdf = self._pdf
        self._font(10, color=_SOFT)
        top = pdf.get_y()
        pdf.multi_cell(_LABEL_WIDTH, 6, self._drawable(label), align="L")
        below = pdf.get_y()
        pdf.set_xy(_MARGIN + _LABEL_WIDTH, top)
        self._font(10)
        pdf.multi_cell(0, 6, self._drawable(value), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.set_y(max(below, pdf.get_y()))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Draw a table whose first column is wide, and whose others hold figures."""
        self._font(9)
        widths = (5, *(2 for _ in head[1:]))
        aligns = ("LEFT", *("RIGHT" for _ in head[1:]))
        with self._pdf.table(
            borders_layout="HORIZONTAL_LINES",
            col_widths=widths,
            text_align=aligns,
            headings_style=_HEAD,
            line_height=6,
        ) as table:
            for cells in (head, *rows):
                row = table.row()
                for cell in cells:
                    row.cell(self._drawable(cell))
        self._pdf.ln(2)

    def note(self, text: str) -> None:
        self._pdf.ln(4)
        self._say(text, size=9, color=_SOFT)

    def photos(self, taken: Sequence[tuple[bytes, str]]) -> None:
        """Draw two beside each other, each with its words below."""
        pdf = self._pdf
        top = pdf.get_y()
        for place, (jpeg, words) in enumerate(taken):
            column = place % 2
            if column == 0:
                if pdf.get_y() + _PHOTO_HEIGHT + 10 > pdf.h - _MARGIN:
                    pdf.add_page()
                top = pdf.get_y()
            x = _MARGIN + column * (_PHOTO_WIDTH + _PHOTO_GAP)
            pdf.image(
                BytesIO(jpeg), x=x, y=top, w=_PHOTO_WIDTH, h=_PHOTO_HEIGHT - 5,
                keep_aspect_ratio=True,
            )  # fmt: skip
            pdf.set_xy(x, top + _PHOTO_HEIGHT - 4)
            self._font(9, color=_SOFT)
            pdf.multi_cell(_PHOTO_WIDTH, 5, self._drawable(words), align="C")
            pdf.set_xy(_MARGIN, top if column == 0 else top + _PHOTO_HEIGHT + 8)
        if len(taken) % 2:
            pdf.set_y(top + _PHOTO_HEIGHT + 8)

    def pdf(self) -> bytes:
        return bytes(self._pdf.output())

    def _say(
        self, text: str, *, size: int, style: str = "", color: tuple[int, int, int] = _INK
    ) -> None:
        self._font(size, style=style, color=color)
        self._pdf.multi_cell(
            0, size * 0.55, self._drawable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    def _font(self, size: int, *, style: str = "", color: tuple[int, int, int] = _INK) -> None:
        self._pdf.set_font(self._family, style, size)
        self._pdf.set_text_color(*color)

    def _drawable(self, text: str) -> str:
        return "".join(sign for sign in text if ord(sign) in self._known or sign == "\n")
