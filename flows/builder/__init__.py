"""How flows are written: one function per thing that can happen on a call.

A flow is written from its ends to its start, so that every target exists when it is named: nothing
can dangle, and what is not reached is not in the flow. Error branches are required arguments.
`assembly.assemble` turns the first step into content.
"""
