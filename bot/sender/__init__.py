"""The one sender: takes rows from the outbox to Telegram, within its limits, losing none.

`schedule` decides what may go when (pure), `wire` makes the request, `answers` reads what came
back, `sender` ties them to the outbox. Nothing else in the product sends.
"""
