"""The server where people sign in."""
