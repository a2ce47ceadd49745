/* SPDX-License-Identifier: BSD-2-Clause */
/* The exit statuses that scripts rely on. */
#ifndef OUTPUT_EXIT_STATUS_H
#define OUTPUT_EXIT_STATUS_H

enum exit_status {
	STATUS_OK = 0, /* genuine */
	STATUS_ABNORMAL = 1,
	STATUS_USAGE = 2,
	STATUS_UNSIGNED = 3,
	STATUS_UNCHECKED = 4,
	STATUS_NO_READER = 10,
	STATUS_NO_CARD = 11,
	STATUS_NOT_RESIDENCE_CARD = 12,
	STATUS_SPECIFIED_CARD = 13,
	STATUS_WRONG_NUMBER = 14,
	STATUS_COMMUNICATION = 15,
	STATUS_CHIP_BROKEN = 16,
	STATUS_MALFORMED = 17,
	STATUS_FILE = 20,
	STATUS_INTERNAL = 70,
	STATUS_INTERRUPTED = 130,
};

/* The status of an error code of <zairyu/error.h>. */
int exit_status_of_error(int code);
/* The status of a ZAIRYU_VERDICT_*. */
int exit_status_of_verdict(int verdict);
/* Of two statuses the one that must not go unnoticed. */
int exit_status_worse(int one, int two);

#endif
