"""Measuring how long people took for their answers."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import DateTime, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

_ANSWERS = 50
"""How many of the last answers tell how soon somebody answers."""

_LOOKED_BACK = timedelta(days=60)

_WAITS = text("""
    WITH talker AS (
        SELECT carrier_id AS peer_id FROM link_line WHERE ended_at IS NULL AND spoken_at >= :since
        UNION
        SELECT requester_id FROM link_line WHERE ended_at IS NULL AND spoken_at >= :since
    ), said AS (
        SELECT message.line_id, message.side, message.place, message.said_at,
            lag(message.side) OVER (
                PARTITION BY message.line_id ORDER BY message.said_at, message.place
            ) AS before
        FROM link_message AS message
        WHERE message.state IN ('sent', 'unsent') AND message.kind <> 'live'
          AND message.said_at >= :oldest
          AND message.line_id IN (
              SELECT id FROM link_line
              WHERE carrier_id IN (SELECT peer_id FROM talker)
                 OR requester_id IN (SELECT peer_id FROM talker)
          )
    ), turn AS (
        SELECT line_id, side, said_at,
            said_at - lag(said_at) OVER (PARTITION BY line_id ORDER BY said_at, place) AS wait
        FROM said WHERE side IS DISTINCT FROM before
    ), answer AS (
        SELECT talker.peer_id, turn.wait,
            row_number() OVER (PARTITION BY talker.peer_id ORDER BY turn.said_at DESC) AS nth
        FROM turn
        JOIN link_line AS line ON line.id = turn.line_id
        JOIN talker ON talker.peer_id = CASE turn.side
            WHEN 'carrier' THEN line.carrier_id ELSE line.requester_id END
        WHERE turn.wait IS NOT NULL
    )
    SELECT talker.peer_id, coalesce(array_agg(answer.wait) FILTER (WHERE nth <= :most), '{}')
    FROM talker LEFT JOIN answer ON answer.peer_id = talker.peer_id
    GROUP BY talker.peer_id
""").bindparams(
    bindparam("since", type_=DateTime(timezone=True)),
    bindparam("oldest", type_=DateTime(timezone=True)),
)


async def waits_since(
    session: AsyncSession, since: datetime, *, at: datetime
) -> dict[UUID, list[timedelta]]:
    """Give how long each Peer who has a line that was spoken on since took for his last answers.

    An answer ends a wait that began with the first message that was not answered. All his lines
    count, so that who is new on a line hears of his habit.
    """
    facts = {"since": since, "oldest": at - _LOOKED_BACK, "most": _ANSWERS}
    rows = await session.execute(_WAITS, facts)
    return {peer_id: list(waits) for peer_id, waits in rows.all()}
