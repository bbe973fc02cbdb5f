"""The sender: pure parts first, then over the sandbox."""
