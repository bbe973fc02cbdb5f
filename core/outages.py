"""How it shows that the database is away."""

import asyncpg
from sqlalchemy.exc import DBAPIError

DATABASE_AWAY = (
    OSError,
    DBAPIError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
"""What a call raises when the server dies under it, over the pool or a connection of one's own."""
