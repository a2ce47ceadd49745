/* SPDX-License-Identifier: BSD-2-Clause */
/* One card from a reader to its record and report. */
#ifndef FLOW_READING_H
#define FLOW_READING_H

#include "flow/worker_news.h"

struct reading {
	const struct flow_options *options;
	zairyu_transport *reader;
	zairyu_cancel *cancel;
	const char *number;
	zairyu_progress_fn *progress;
	void *userdata;
};

/* Reads, verifies and prepares. Sets what ended in `out`: a card that is not genuine is no failure. */
void reading_make(const struct reading *reading, struct worker_news *out);

#endif
