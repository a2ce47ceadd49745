/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a sanitizer keeps memory in its own way: what a test counts of it is then the sanitizer's. */
#ifndef TESTS_SANITIZED_H
#define TESTS_SANITIZED_H

#if defined(__has_feature)
#define SANITIZED                                                                                                      \
	(__has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer))
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

#endif
