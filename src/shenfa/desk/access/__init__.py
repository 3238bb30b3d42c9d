"""How a person proves who they are: password, dynamic code, session, device, token, recovery."""
