"""MissionControl: the operators' pages, and their commands at the terminal.

`app.py` builds the pages, `shell/` is what all of them share, each module of `pages/` is one part
of the house. The modules beside them are the commands of `peercargo`.
"""
