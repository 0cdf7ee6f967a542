"""Loads the provider before warnings are errors."""

import warnings

import pulumi_aws as aws

with warnings.catch_warnings():
    # Modules of the provider that hold a deprecated class say so when they are first used.
    warnings.simplefilter("ignore", DeprecationWarning)
    LOADED = (aws.lambda_.Function, aws.s3.Bucket)
