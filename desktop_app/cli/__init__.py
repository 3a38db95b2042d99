"""Headless commands over the same services as the window; no Qt unless a command draws one."""
