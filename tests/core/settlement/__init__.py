"""Tests of quests and their money together."""
