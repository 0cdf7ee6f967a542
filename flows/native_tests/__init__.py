"""Call scenarios as Amazon Connect's own test cases ("Testing language").

docs/flows/native-tests.md says which parts of the language are documented, which were reported from
live instances, and which are inferred.
"""
