"""The sandbox: a program of its own that speaks the Telegram Bot API, for demos and tests.

It is reached by URL alone. It never imports the product, never opens a connection except to a
webhook a bot asked for, and never starts where `CARGO_ENV` is `production`.

    world      who and what exists          botapi   the door for bots
    text       parse modes and entities     people   the control plane: plays persons
    updates    queues, polling, webhooks    page     two phones in a browser
"""
