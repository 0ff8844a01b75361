"""The signed-in application's own rooms: nothing here is reachable through the public application."""
