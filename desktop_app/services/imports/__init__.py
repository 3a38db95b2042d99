"""Files of other offices become houses, organisations and tickets of this one."""
