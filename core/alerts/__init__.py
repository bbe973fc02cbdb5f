"""An alert is a Peer's wish to hear when somebody travels from one place to another."""
