"""Nobody unheard, with the rooms joined: shares on one side, their clocks on the other."""
