"""The page of two phones, seen by a headless Chromium."""
