"""Whether Stripe has seen who a Peer is. No name and no document is kept here, or asked for."""
