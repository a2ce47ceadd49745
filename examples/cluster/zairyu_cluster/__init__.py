# SPDX-License-Identifier: BSD-2-Clause
"""Verifies saved records on several machines, with Dask: an example to copy (doc/cluster.md).

    python3 -m zairyu_cluster --help
"""
