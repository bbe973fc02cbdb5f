"""Quests."""
