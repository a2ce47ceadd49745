# SPDX-License-Identifier: BSD-2-Clause
"""Verifies saved records on several machines, with Dask: an example to copy (cluster.md).

    python3 -m zairyu_cluster --help
"""
