"""What the validator looks at, one module per subject."""
