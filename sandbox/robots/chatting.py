"""How a robot chats. Pure, but for what it remembers of its talks.

What somebody else has said stands under a feather and his pseudonym. The card of a chat begins with
a speech bubble, and says behind a pen that what is written now goes there.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

_SAID, _CHAT, _QUEST, _HERE = "🪶", "💬", "🚚", "✍"
_OPENS = 0.5
"""So many of those who have agreed say hello."""

_GOES_ON = 0.4
"""So many answer what was no question. A question is answered while there are words left."""

_MOST_WORDS = 8

_HELLOS = {
    "en": (
        "Hello! Nice that it works out. Is there anything I should know?",
        "Hi, thank you for this. When would suit you best?",
        "Good day! Shall we agree on a place to meet?",
    ),
    "es": (
        "¡Hola! Qué bien que salga. ¿Hay algo que deba saber?",
        "Hola, gracias por esto. ¿Cuándo te viene mejor?",
        "¡Buenas! ¿Acordamos dónde vernos?",
    ),
    "hi": (
        "नमस्ते! अच्छा हुआ कि बात बन गई। क्या मुझे कुछ जानना चाहिए?",
        "नमस्ते, धन्यवाद। आपके लिए कब ठीक रहेगा?",
        "नमस्ते! मिलने की जगह तय कर लें?",
    ),
}
_ANSWERS = {
    "en": (
        "Yes, that works for me.",
        "In the afternoon would be best. And for you?",
        "At the main entrance, I will be a little early.",
        "Nothing special, it is light and well packed.",
    ),
    "es": (
        "Sí, me va bien.",
        "Por la tarde sería lo mejor. ¿Y a ti?",
        "En la entrada principal, llegaré un poco antes.",
        "Nada especial, es ligero y va bien embalado.",
    ),
    "hi": (
        "हाँ, मेरे लिए ठीक है।",
        "दोपहर के बाद सबसे अच्छा रहेगा। और आपके लिए?",
        "मुख्य द्वार पर, मैं थोड़ा पहले आ जाऊँगा।",
        "कुछ ख़ास नहीं, हल्का है और अच्छी तरह बँधा है।",
    ),
}
_THANKS = {
    "en": ("Great, thank you!", "Good. See you then!"),
    "es": ("¡Genial, gracias!", "Bien. ¡Hasta entonces!"),
    "hi": ("बहुत अच्छा, धन्यवाद!", "ठीक है। तब मिलते हैं!"),
}


@dataclass(slots=True)
class Talks:
    """What a robot remembers: how much it has said to whom, and where it has thought of it."""

    said: Counter[str] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Speech:
    """Words for a chat: in answer to what was said, or to the one that was just opened."""

    text: str
    is_answer: bool


def is_of_chat(lines: list[str]) -> bool:
    """Tell what belongs to a delivery or a chat, of which there may be several, from a screen."""
    return bool(lines) and lines[0].startswith((_SAID, _CHAT, _QUEST))


def wants_to_chat(lines: list[str], talks: Talks, dice: Random, *, number: int) -> bool:
    """Decide, once for each delivery, whether to open the chat that its card offers."""
    if not lines or not lines[0].startswith(_QUEST) or number in talks.seen:
        return False
    talks.seen.add(number)
    return dice.random() < _OPENS


def speak(
    lines: list[str], talks: Talks, dice: Random, *, language: str, number: int
) -> Speech | None:
    """Say hello in a chat that was opened, or answer what was said there; None for silence."""
    if not lines or number in talks.seen:
        return None
    if lines[0].startswith(_CHAT) and any(line.startswith(_HERE) for line in lines):
        talks.seen.add(number)
        return Speech(dice.choice(_HELLOS[language]), is_answer=False)
    if not lines[0].startswith(_SAID):
        return None
    talks.seen.add(number)
    who = lines[0].partition(" · ")[0]
    is_asked = any("?" in line for line in lines[1:])
    if talks.said[who] >= _MOST_WORDS or (not is_asked and dice.random() >= _GOES_ON):
        return None
    talks.said[who] += 1
    return Speech(dice.choice((_ANSWERS if is_asked else _THANKS)[language]), is_answer=True)
