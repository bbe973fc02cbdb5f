"""An operator is a person who looks after the installation, through MissionControl.

He is no Peer and has no channel: he comes with an e-mail address, a password and a second factor.
Nothing that lets somebody in is kept as such, only its hash; the secret of the second factor is
kept nowhere at all. There is no first password: whoever is new comes by a link that is good once.
"""
