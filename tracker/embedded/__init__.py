"""The embedded PostgreSQL: a server of the project's own under `var/`, started by the first process that needs it.

Processes on one machine share it; it stops with the last of them. It listens on a local socket only.
"""
