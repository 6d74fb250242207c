"""The queue in front of the desk: numbered tickets, counters, called numbers on a wall screen; no name of anybody."""
