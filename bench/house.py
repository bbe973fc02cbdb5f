"""A house that is full: the same number of rows in every table that operators read.

The rows are written by the database itself, with its triggers and foreign keys asleep, in seconds
instead of hours. They are consistent enough to be read, and good for nothing else.
"""

from sqlalchemy import text

from core.db import Db

_WORDS = (
    """
    CREATE FUNCTION pg_temp.an_id(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT ('0190' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n),
        12, '0'))::uuid $$
    """,
    """
    CREATE FUNCTION pg_temp.moment(n bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
    $$ SELECT timestamptz '2026-11-30 00:00+00' - n * interval '5 minutes' $$
    """,
    """
    CREATE TEMP TABLE city AS
    SELECT (row_number() OVER (ORDER BY id) - 1)::int AS number, id
    FROM place WHERE kind = 'city' ORDER BY id LIMIT 400
    """,
    "CREATE UNIQUE INDEX ON city (number)",
    """
    CREATE FUNCTION pg_temp.city(n bigint) RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT id FROM city WHERE number = n % 400 $$
    """,
)

_FILL = (
    """
    INSERT INTO peer (id, state, name, language, is_language_chosen, agreed_rules, agreed_at,
                      home_place_id, time_zone, currency, created_at, joined_at)
    SELECT pg_temp.an_id(1, n), 'active', 'Peer ' || n, 'en', true, '2026-11',
        pg_temp.moment(n), pg_temp.city(n),
           'UTC', 'EUR', pg_temp.moment(n), pg_temp.moment(n) FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO peer_standing (peer_id, stars, ratings, done, cancelled)
    SELECT pg_temp.an_id(1, n), 4 * (n % 5), n % 5, n % 9, 0
    FROM generate_series(1, :rows) AS n WHERE n % 5 > 0
    """,
    """
    INSERT INTO glide_path (id, peer_id, state, from_place_id, to_place_id, mode, departs_at,
        arrives_at, capacity_grams, capacity_millilitres, categories, note, posted_at, changed_at)
    SELECT pg_temp.an_id(2, n), pg_temp.an_id(1, n), 'open', pg_temp.city(n),
        pg_temp.city(n + 7), 'flight', pg_temp.moment(n),
        pg_temp.moment(n) + interval '2 hours', 1000 + n % 9000, 9000, '{books}', '',
        pg_temp.moment(n), pg_temp.moment(n)
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO drop_parcel (id, peer_id, state, from_place_id, to_place_id, category,
        weight_grams,
        volume_millilitres, value_minor, value_currency, ready_at, deliver_by, reward_minor,
        reward_currency, note, confirmed_at, posted_at, changed_at)
    SELECT pg_temp.an_id(3, n), pg_temp.an_id(1, n), 'promised', pg_temp.city(n),
        pg_temp.city(n + 7), 'books',
        100 + n % 5000, 900, 1000 + n, 'EUR', pg_temp.moment(n),
        pg_temp.moment(n) + interval '7 days', 1000, 'EUR', '',
        pg_temp.moment(n), pg_temp.moment(n), pg_temp.moment(n) FROM generate_series(1,
        :rows) AS n
    """,
    """
    INSERT INTO offer (id, path_id, parcel_id, carrier_id, requester_id, state, awaits,
        price_minor,
        asked_minor, currency, carrier_counters, requester_counters, is_invited, is_quiet,
        picked_up_at, handed_over_at, least_km, most_km, terms, made_at, expires_at, closed_at)
    SELECT pg_temp.an_id(4, n), pg_temp.an_id(2, n), pg_temp.an_id(3, n), pg_temp.an_id(1, n),
        pg_temp.an_id(1, 1 + n % 1000), 'accepted',
        'carrier', 1000 + n % 900, 1000, 'EUR', 0, 0, false, false, pg_temp.moment(n),
        pg_temp.moment(n) + interval '2 hours', 1, 2, '{}', pg_temp.moment(n),
        pg_temp.moment(n), pg_temp.moment(n)
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO quest (id, offer_id, path_id, parcel_id, carrier_id, requester_id, state,
        price_minor, currency, picked_up_at, handed_over_at, accepted_at)
    SELECT pg_temp.an_id(5, n), pg_temp.an_id(4, n), pg_temp.an_id(2, n), pg_temp.an_id(3, n),
        pg_temp.an_id(1, n),
        pg_temp.an_id(1, 1 + n % 1000), 'funded', 1000 + n % 900, 'EUR', pg_temp.moment(n),
        pg_temp.moment(n) + interval '2 hours', pg_temp.moment(n)
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO payment (id, quest_id, payer_id, payee_id, state, dispute_state, price_minor,
        fee_minor, currency, captured_minor, refund_reserved_minor, refunded_minor,
        release_reserved_minor, released_minor, reversal_reserved_minor, reversed_minor,
        fee_taken_minor, charged_back_minor, intent_id, opened_at, pay_by)
    SELECT pg_temp.an_id(6, n), pg_temp.an_id(5, n), pg_temp.an_id(1, 1 + n % 1000),
        pg_temp.an_id(1, n), 'held', 'none', 1000,
        100, 'EUR', 1100, 0, 0, 0, 0, 0, 0, 0, 0, 'pi_' || n, pg_temp.moment(n), pg_temp.moment(n)
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO ledger_account (id, kind, owner, currency, balance)
    SELECT pg_temp.an_id(8, n), 'quest_hold', pg_temp.an_id(5, n), 'EUR', 0
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO ledger_txn (id, dedupe_key, currency, at)
    SELECT pg_temp.an_id(7, n), 'paid:' || n, 'EUR', pg_temp.moment(n) FROM generate_series(1,
        :rows / 2) AS n
    """,
    """
    INSERT INTO ledger_entry (txn_id, account_id, currency, minor)
    SELECT pg_temp.an_id(7, 1 + (n - 1) / 2), pg_temp.an_id(8, n), 'EUR', 1 + n
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO rating_round (quest_id, carrier_id, requester_id, closes_at)
    SELECT pg_temp.an_id(5, n), pg_temp.an_id(1, n), pg_temp.an_id(1, 1 + n % 1000),
        pg_temp.moment(n) FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO rating (quest_id, by, stars, tags, text, at)
    SELECT pg_temp.an_id(5, n), 'carrier', 1 + n % 5, '{}', '', pg_temp.moment(n)
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO link_line (id, parcel_id, path_id, carrier_id, requester_id, changes,
        carrier_changes, requester_changes, told, opened_at, spoken_at)
    SELECT pg_temp.an_id(9, n), pg_temp.an_id(3, n), pg_temp.an_id(2, n), pg_temp.an_id(1, n),
        pg_temp.an_id(1, 1 + n % 1000), 0, 0, 0, 0,
        pg_temp.moment(n), pg_temp.moment(n) FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO link_side (line_id, side, alias, is_muted, is_warned, has_shown_self,
        is_paused, is_pause_told)
    SELECT pg_temp.an_id(9, n), side, 'Wren ' || n, false, false, false, false, false
    FROM generate_series(1, :rows) AS n, (VALUES ('carrier'), ('requester')) AS sides (side)
    """,
    """
    INSERT INTO link_report (id, line_id, by, reason, at)
    SELECT pg_temp.an_id(10, n), pg_temp.an_id(9, n), 'carrier', 'rude', pg_temp.moment(n)
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO complaint (id, quest_id, by, problem, state, made_at, answer_by, decide_by,
        carrier_agrees, requester_agrees, ended_at)
    SELECT pg_temp.an_id(10, n), pg_temp.an_id(5, n), 'requester', 'damaged', 'withdrawn',
        pg_temp.moment(n), pg_temp.moment(n), pg_temp.moment(n),
        false, false, pg_temp.moment(n) FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO ticket (id, peer_id, language, category, priority, state, subject, tags, said,
        opened_at, spoken_at, closed_at)
    SELECT pg_temp.an_id(11, n), pg_temp.an_id(1, n), 'en', 'other', 'normal', 'closed',
        'Where is parcel ' || n, '{}', 1, pg_temp.moment(n), pg_temp.moment(n), pg_temp.moment(n)
    FROM generate_series(1, :rows) AS n
    """,
    """
    SELECT make_audit_month(timestamptz '2026-11-30' - months * interval '1 month')
    FROM generate_series(0, 24) AS months
    """,
    """
    INSERT INTO audit_entry (at, event_id, name, about, facts, is_act)
    SELECT pg_temp.moment(n), pg_temp.an_id(10, 2 * n), 'quest_funded', pg_temp.an_id(5, n),
        '{}', false
    FROM generate_series(1, :rows) AS n
    """,
    """
    INSERT INTO audit_entry (at, event_id, name, about, facts, is_act, why)
    SELECT pg_temp.moment(n), pg_temp.an_id(10, 2 * n + 1), 'peer_warned', pg_temp.an_id(1, n),
        '{}', true, 'spam'
    FROM generate_series(1, :rows) AS n
    """,
)


async def fill_house(db: Db, *, rows: int) -> None:
    """Write so many rows into each table, and let the planner look at them."""
    async with db.begin() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in (*_WORDS, *_FILL):
            values = {"rows": rows} if ":rows" in statement else {}
            await session.execute(text(statement), values)
    async with db.at_once() as session:
        await session.execute(text("ANALYZE"))
