/* SPDX-License-Identifier: BSD-2-Clause */
/* Where certificates are kept, and who could put others there: whoever can makes any card look genuine or abnormal. */
#ifndef DOCTOR_TRUST_PLACE_H
#define DOCTOR_TRUST_PLACE_H

#include "doctor/examination.h"

void trust_places_check(struct examination *exam);

#endif
