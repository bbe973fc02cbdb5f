"""Tests of looks into pictures and files."""
