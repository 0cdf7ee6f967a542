"""The second deployment target: one machine, no AWS account."""
