"""Alembic's migrations: each travels with its model, up and down."""
