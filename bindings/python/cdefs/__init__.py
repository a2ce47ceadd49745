# SPDX-License-Identifier: BSD-2-Clause
"""What is made from the public headers when the package is built: declarations for cffi, and stubs for type checkers."""
