"""Kinds of acts as data: what each asks on the site, who signs it, what is measured."""
