"""Presence is what one side may know of how soon the other answers: a habit, or a pause.

It never tells a moment. A habit is one of three words, noted by the clock and never when somebody
does something; a pause is told because who pauses wants it to be.
"""
