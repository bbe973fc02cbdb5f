"""What others tell us: stored once, answered, and only then acted on.

An item is acted on inside one transaction that also marks it done, so its effect happens once
however often it is delivered and wherever a crash strikes. Items of one lane are acted on in order
of arrival; lanes do not wait for each other. An item that fails five times is put aside.
"""
