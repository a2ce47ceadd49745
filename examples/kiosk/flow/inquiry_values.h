/* SPDX-License-Identifier: BSD-2-Clause */
/* What has to be typed into the agency's page of the revocation inquiry, in the form that it wants [manual 1.10, 5.3]. */
#ifndef FLOW_INQUIRY_VALUES_H
#define FLOW_INQUIRY_VALUES_H

#include <zairyu.h>

#include "flow/expiry_entry.h"

struct inquiry_values {
	char number[ZAIRYU_NUMBER_SIZE];
	char year[8], month[4], day[4]; /* with their zeros; "" while the date is not known */
	bool typed;                     /* the chip does not have the date: it has to be typed from the print */
};

/* `typed` counts only where the chip has no whole date. inquiry_values_done() wipes it. */
void inquiry_values_of(const zairyu_record *record, const struct expiry_entry *typed, struct inquiry_values *out);
void inquiry_values_done(struct inquiry_values *values);

#endif
