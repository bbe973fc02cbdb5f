"""Who bears what a bank has kept. Pure."""

from dataclasses import dataclass

from core.payments.states import by_parts


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the money of a payment is: held, promised back, on its way to the Carrier, or his."""

    held: int = 0
    promised: int = 0
    unsent: int = 0
    sent: int = 0
    fee: int = 0


@dataclass(frozen=True, slots=True)
class Borne:
    """Who bears what a bank has kept; `ours` is what nobody else can be asked for."""

    held: int = 0
    promised: int = 0
    unsent: int = 0
    sent: int = 0
    fee: int = 0
    ours: int = 0

    @property
    def by_others(self) -> int:
        return self.held + self.promised + self.unsent + self.sent + self.fee


def bear(kept: int, standing: Standing, *, step: int = 1) -> Borne:
    """Share out a loss: what is held first, then what the Requester would have had back.

    He has it from his bank. The Carrier and the platform bear the rest by what each has of it, the
    Carrier in multiples of `step`; what is more than all of that is ours.
    """
    held = min(kept, standing.held)
    promised = min(kept - held, standing.promised)
    rest = kept - held - promised
    carriers, fee = by_parts(rest, standing.unsent + standing.sent, standing.fee, step=step)
    unsent = min(carriers, standing.unsent)
    return Borne(held, promised, unsent, carriers - unsent, fee, rest - carriers - fee)
