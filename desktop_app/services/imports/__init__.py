"""Files of other offices become houses, organisations, tickets and container sites of this one."""
