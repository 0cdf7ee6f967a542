"""What runs beside the answers: who calls, what went unanswered, how contacts ended."""
