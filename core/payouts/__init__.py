"""Where a Carrier's money goes: his account at Stripe, which knows his bank. We never do."""
