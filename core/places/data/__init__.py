"""The shipped file of places, and the maintainer's command that makes it."""
