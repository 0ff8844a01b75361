"""What is searched for: criteria, URL parameters, choices, periods."""
