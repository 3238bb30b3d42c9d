"""The public site: stored bytes, to anybody, without a session, a cookie or a script."""
