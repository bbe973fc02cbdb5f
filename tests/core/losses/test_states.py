"""Who bears what a bank has kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.losses.states import Borne, Standing, bear

_SUM = st.integers(0, 10**7).map(lambda tens: tens * 10)


@pytest.mark.parametrize(
    ("kept", "standing", "borne"),
    [
        (110, Standing(held=110), Borne(held=110)),
        (30, Standing(held=110), Borne(held=30)),
        (110, Standing(sent=100, fee=10), Borne(sent=100, fee=10)),
        (55, Standing(sent=100, fee=10), Borne(sent=50, fee=5)),
        (110, Standing(unsent=100, fee=10), Borne(unsent=100, fee=10)),
        (60, Standing(promised=50, unsent=50, fee=10), Borne(promised=50, unsent=8, fee=2)),
        (110, Standing(sent=50, fee=10), Borne(sent=50, fee=10, ours=50)),
    ],
)
def test_a_loss_is_borne_by_whoever_has_the_money(
    kept: int, standing: Standing, borne: Borne
) -> None:
    assert bear(kept, standing) == borne


@given(_SUM, _SUM, _SUM, _SUM, _SUM, _SUM, st.sampled_from([1, 10]))
def test_every_cent_is_borne_once_and_nobody_gives_more_than_he_has(  # noqa: PLR0917
    kept: int, held: int, promised: int, unsent: int, sent: int, fee: int, step: int
) -> None:
    borne = bear(kept, Standing(held, promised, unsent, sent, fee), step=step)
    assert borne.by_others + borne.ours == kept
    assert 0 <= borne.held <= held
    assert 0 <= borne.promised <= promised
    assert 0 <= borne.unsent <= unsent
    assert 0 <= borne.sent <= sent
    assert 0 <= borne.fee <= fee
    assert borne.sent % step == borne.unsent % step == 0
    assert borne.ours == max(0, kept - held - promised - unsent - sent - fee)
