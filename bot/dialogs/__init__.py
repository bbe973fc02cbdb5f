"""Dialogs: every screen of the bot, as values that read top to bottom.

There is one screen per Peer. It is edited while buttons are pressed, and moves to the bottom of the
chat when the Peer writes, so the chat holds no trail of dead menus.
"""
