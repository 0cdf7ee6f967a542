"""How people are told about a flow: in pictures, scripts and differences."""
