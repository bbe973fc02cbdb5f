"""Tests of what operators do about quests."""
