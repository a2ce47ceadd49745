/* SPDX-License-Identifier: BSD-2-Clause */
/* An examination as people and programs read it. */
#ifndef DOCTOR_PAGE_H
#define DOCTOR_PAGE_H

#include "doctor/examination.h"

/* Problems first, then what is to be noted, then what is in order; each with its remedy; at the end what it all means. */
int page_print(const struct examination *exam, zairyu_error **err);
/* As JSON; `status` is the exit status. */
int page_print_json(const struct examination *exam, int status, zairyu_error **err);

#endif
