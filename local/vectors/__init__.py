"""A local Amazon S3 Vectors: real cosine, BM25 and reciprocal rank fusion, at the wire.

Requests and answers are checked against botocore's own model of the service, and the limits that
its user guide states are kept. What it can not know is how AWS's Korean analyzer cuts words, how
long a text search takes to be built, and what it costs.
"""
