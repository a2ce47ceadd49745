/* SPDX-License-Identifier: BSD-2-Clause */
/* The checks: each looks at one thing and adds what it found. */
#ifndef DOCTOR_CHECKS_H
#define DOCTOR_CHECKS_H

#include "doctor/examination.h"

void check_program(struct examination *exam);
void check_service(struct examination *exam);
void check_permission(struct examination *exam);
void check_modules(struct examination *exam);
void check_usb(struct examination *exam);
void check_readers(struct examination *exam);
void check_card(struct examination *exam);
void check_trust(struct examination *exam);
void check_fonts(struct examination *exam);
void check_clock(struct examination *exam);
void check_language(struct examination *exam);

struct check {
	const char *name; /* a stable word */
	enum message title;
	void (*look)(struct examination *exam);
};

/* NULL past the last. */
const struct check *check_at(size_t index);
/* All checks, one after the other. ZAIRYU_ERR_CANCELLED, ZAIRYU_ERR_NO_MEMORY. */
int checks_run(struct examination *exam, zairyu_error **err);

#endif
