"""Tests of what one side may know of how soon the other answers."""
