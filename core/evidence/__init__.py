"""Evidence: photos that came with a complaint, shown to operators who decide.

They stay where they came from. What is shown is drawn anew, is remembered for an hour at most, and
is never written to a disk of ours.
"""
