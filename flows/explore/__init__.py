"""Every path of a flow: what callers, functions, people and faults can make of it."""
