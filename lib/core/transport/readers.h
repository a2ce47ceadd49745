/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TRANSPORT_READERS_H
#define TRANSPORT_READERS_H

#include <zairyu/backend.h>

struct reader_entry {
	char *uri;
	char *label;
	int card;
	int simulated;
};

struct zairyu_readers {
	struct reader_entry *entries;
	size_t count;
};

#endif
