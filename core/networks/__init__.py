"""A network is where two people could meet without us: what it is called, how a name is given."""
