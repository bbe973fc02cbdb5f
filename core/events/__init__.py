"""What has happened, told to whoever in the house wants to know.

An event is published in the transaction of the change it tells of, so nobody hears of a thing that
was undone. Each group hears it once: its effect and the end of its delivery are one transaction. A
hearing that keeps failing becomes a dead letter, which an operator can read and replay.

Handlers change rows and nothing else. What calls the outside (Telegram, Stripe) is a row that
somebody acts on after the commit. No event carries anything that a person wrote or is called.
"""
